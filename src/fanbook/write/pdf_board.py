"""Pages of several PDFs side by side, with words over them: a board to choose from.

In: `Panel`s, a page of the board each, and the board's words set as a PDF with as many pages. Out: the
bytes of the board.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from msgspec import Struct
from pikepdf import Dictionary

BOARD = (792.0, 612.0)  # points: letter, and what is left of it on A4
MARGIN, TOP, GAP = 40.0, 120.0, 14.0


class Panel(Struct, frozen=True):
    """A PDF and which of its pages to show, from 0. Two that are `joined` face each other."""

    pdf: bytes
    pages: tuple[int, ...]
    joined: frozenset[int] = frozenset()


def board(words: bytes, panels: Sequence[Panel]) -> bytes:
    """The board: page n of `words` with panel n under its words."""
    out = pikepdf.open(io.BytesIO(words))
    for number, (page, panel) in enumerate(zip(out.pages, panels, strict=True)):
        source = pikepdf.open(io.BytesIO(panel.pdf))
        shown = [at for at in panel.pages if at < len(source.pages)]
        sizes = [[float(side) for side in source.pages[at].mediabox] for at in shown]
        gaps = sum(0 if at in panel.joined else GAP for at in shown[1:])
        wide, high = sum(box[2] for box in sizes), max(box[3] for box in sizes)
        scale = min((BOARD[0] - 2 * MARGIN - gaps) / wide, (BOARD[1] - TOP - MARGIN) / high)
        x, content = MARGIN, []
        # WeasyPrint's pages share their resources, so every panel has names of its own.
        resources = page.obj.Resources
        if "/XObject" not in resources:
            resources["/XObject"] = Dictionary()
        for at, box in zip(shown, sizes, strict=True):
            x += GAP if at != shown[0] and at not in panel.joined else 0
            resources.XObject[f"/B{number}x{at}"] = out.copy_foreign(source.pages[at].as_form_xobject())
            y = BOARD[1] - TOP - box[3] * scale
            content.append(
                f"q {scale:.4f} 0 0 {scale:.4f} {x:.2f} {y:.2f} cm /B{number}x{at} Do "
                f"0.6 G {0.5 / scale:.3f} w 0 0 {box[2]} {box[3]} re S Q"
            )
            x += box[2] * scale
        # The words' own page turns the axes over; what is added must not be turned with them.
        words_drawn: Any = page.obj.Contents
        parts = [out.make_stream(b"q"), words_drawn, out.make_stream(b"Q\n" + "\n".join(content).encode())]
        page.obj["/Contents"] = pikepdf.Array(parts)
    out.docinfo["/Creator"] = pikepdf.String("fanbook")
    data = io.BytesIO()
    out.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return data.getvalue()
