"""Pieces of a book as bytes to be kept and read again: a line of JSON, then the PDF as it is.

Read with care: what was kept may have been cut short or made by another version, and then it is as if
nothing had been kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from fanbook.write.pdf_fonts import FontUse
from fanbook.write.pdf_press import Printed
from fanbook.write.pdf_unit import SetUnit
from fanbook.write.pdf_work import Keeper

_Which = TypeVar("_Which", bound=Hashable)


def kept_or_made(
    keeper: Keeper, keys: Mapping[_Which, str], make: Callable[[Sequence[_Which]], Iterable[SetUnit]]
) -> dict[_Which, SetUnit]:
    """What is kept under each key; `make` makes what is lacking, in its order, and that is kept from now on."""
    found = {one: kept for one, key in keys.items() if (kept := _from_bytes(keeper.get(key)))}
    lacking = [one for one in keys if one not in found]
    for one, made in zip(lacking, make(lacking) if lacking else (), strict=True):
        found[one] = made
        keeper.put(keys[one], _as_bytes(made))
    return found


def _as_bytes(one: SetUnit) -> bytes:
    """A printed section."""
    printed = one.printed
    head: dict[str, Any] = {
        "bytes": len(printed.pdf),
        "pages": printed.pages,
        "anchors": printed.anchors,
        "letters": printed.letters,
        "fonts": [_font(use) for use in printed.fonts],
        "remarks": one.remarks,
        "plain": one.plain,
        "unbalanced": one.unbalanced,
    }
    return json.dumps(head, ensure_ascii=True).encode("ascii") + b"\n" + printed.pdf


def _from_bytes(data: bytes | None) -> SetUnit | None:
    """The section again; None for what is none."""
    if data is None:
        return None
    line, _, pdf = data.partition(b"\n")
    try:
        head = json.loads(line)
        fonts = tuple(_use(row) for row in head["fonts"])
        anchors = tuple((str(name), int(at), float(x), float(y)) for name, at, x, y in head["anchors"])
        printed = Printed(pdf, int(head["pages"]), fonts, anchors, tuple(map(int, head["letters"])))
        is_whole = len(pdf) == head["bytes"] and all(use.path.is_file() for use in fonts)
        remarks = tuple(map(str, head["remarks"]))
        return SetUnit(printed, remarks, int(head["plain"]), bool(head["unbalanced"])) if is_whole else None
    except (ValueError, KeyError, TypeError):
        return None


def _font(use: FontUse) -> list[Any]:
    widths = sorted(use.widths.items())
    unicode = sorted(use.unicode.items())
    said = [use.key, use.name, use.family, str(use.path), use.weight, use.flags, use.ascent, use.descent]
    return [*said, widths, unicode]


def _use(row: list[Any]) -> FontUse:
    key, name, family, path, weight, flags, ascent, descent, widths, unicode = row
    return FontUse(
        str(key), str(name), str(family), Path(path), int(weight), int(flags), int(ascent), int(descent),
        {int(glyph): int(width) for glyph, width in widths},
        {int(glyph): str(text) for glyph, text in unicode},
    )  # fmt: skip
