"""A PDF opened for preflight: its pages, fonts, operators and text, each read once and kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pikepdf
from msgspec import Struct

from fanbook.check.pdf_text import Text
from fanbook.check.verdict import Options

_STRINGS = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_COLOUR = re.compile(rb"(?<![^\s\]>])(?:rg|RG|k|K|cs|CS|sc|SC|scn|SCN|sh)(?=\s|$)")
DEEPEST = 4  # of forms within forms


class Font(Struct, frozen=True):
    """A font as a page names it: its name without the subset's tag, and the dictionary that holds its file."""

    name: str
    font: Any
    descriptor: Any

    @property
    def is_embedded(self) -> bool:
        """Is its file in the PDF? A Type 3 font needs none."""
        if str(self.font.get("/Subtype")) == "/Type3":
            return True
        return self.descriptor is not None and any(
            f"/FontFile{number}" in self.descriptor for number in ("", "2", "3")
        )


class File:
    """The PDF and what is read from it on demand. Pages count from 1 in all messages."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes, options: Options) -> None:
        self.pdf = pdf
        self.data = data
        self.options = options

    @cached_property
    def boxes(self) -> list[tuple[list[float], list[float]]]:
        """Media box and trim box of each page."""
        return [
            ([float(side) for side in page.mediabox], [float(side) for side in page.trimbox])
            for page in self.pdf.pages
        ]

    @property
    def is_rtl(self) -> bool:
        """Does the file say that it is read from right to left?"""
        viewer: Any = self.pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        return str(viewer.get("/Direction", "")) == "/R2L"

    @cached_property
    def fonts(self) -> dict[str, Font]:
        """Every font of every page and form, by its full name."""
        found: dict[str, Font] = {}
        seen: set[tuple[int, int]] = set()
        for page in self.pdf.pages:
            for resources in _resources(page.obj.get("/Resources"), 0, seen):
                for font in dict(resources.get("/Font", pikepdf.Dictionary()).items()).values():
                    full = str(font.get("/BaseFont", font.get("/Name", "/Type3"))).lstrip("/")
                    found.setdefault(full, Font(full.rpartition("+")[2], font, _descriptor(font)))
        return found

    @cached_property
    def colour_pages(self) -> dict[str, list[int]]:
        """Pages by the kind of colour that their own operators use: "RGB", "CMYK", "other"."""
        found: dict[str, list[int]] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            kinds = set()
            for content in _contents(page):
                for match in _COLOUR.finditer(_STRINGS.sub(b"()", content)):
                    kinds.add({"rg": "RGB", "k": "CMYK"}.get(match[0].decode().lower(), "other"))
            for kind in kinds:
                found.setdefault(kind, []).append(number)
        return found

    @cached_property
    def text(self) -> Text:
        """The lines on the pages."""
        return Text(self.data)

    @property
    def has_text(self) -> bool:
        """Is there enough of it to judge how it is set?"""
        return self.text.is_a_book


def _descriptor(font: Any) -> Any:  # noqa: ANN401 - pikepdf's objects
    inner = font.get("/DescendantFonts")
    holder = inner[0] if inner is not None and len(inner) else font
    return holder.get("/FontDescriptor")


def _resources(resources: Any, depth: int, seen: set[tuple[int, int]]) -> Iterator[Any]:  # noqa: ANN401
    if resources is None or depth > DEEPEST:
        return
    if resources.is_indirect:
        if resources.objgen in seen:
            return
        seen.add(resources.objgen)
    yield resources
    for item in dict(resources.get("/XObject", pikepdf.Dictionary()).items()).values():
        if str(item.get("/Subtype")) == "/Form":
            yield from _resources(item.get("/Resources"), depth + 1, seen)


def _contents(page: pikepdf.Page) -> Iterator[bytes]:
    """What a page draws: its own content, and that of the forms it uses."""
    content: Any = page.obj.get("/Contents")
    parts = [] if content is None else list(content) if isinstance(content, pikepdf.Array) else [content]
    for part in parts:
        yield part.read_bytes()
    resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
    for item in dict(resources.get("/XObject", pikepdf.Dictionary()).items()).values():
        if str(item.get("/Subtype")) == "/Form":
            yield item.read_bytes()
