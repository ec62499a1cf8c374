"""The last touches to a piece of a PDF before it is written: what paper needs and WeasyPrint does not do.

Black becomes grey level 0 instead of three colours that a printer would mix from four inks, and boxes
get exact numbers. Works on pydyf's objects in place, in one pass, so it costs next to nothing.
"""

from __future__ import annotations

from typing import Any

import pydyf
from msgspec import Struct

GREY = {b" rg": b" g", b" RG": b" G"}


class Finish(Struct, frozen=True):
    """A finisher for `weasyprint.Document.write_pdf`; the page measures so many points."""

    width: float
    height: float

    def __call__(self, _document: object, pdf: Any) -> None:  # noqa: ANN401 - pydyf carries no types
        """Change the PDF in place."""
        box = pydyf.Array([0, 0, self.width, self.height])
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream):
                item.stream = [grey(part) for part in item.stream]
            elif isinstance(item, pydyf.Dictionary):
                _finish_dictionary(item, box)


def _finish_dictionary(item: Any, box: Any) -> None:  # noqa: ANN401 - pydyf carries no types
    if item.get("Type") == "/Page":
        item.update({"MediaBox": box, "TrimBox": box, "BleedBox": box})
    elif "lab-d50" in item:
        item.clear()  # colour spaces for colours that nothing here has


def grey(part: Any) -> Any:  # noqa: ANN401 - bytes, text or a nested object
    """A colour operator whose three parts are equal as the grey operator; anything else as it was."""
    if isinstance(part, bytes) and part[-3:] in GREY:
        red, green, blue, _ = part.split()
        if red == green == blue:
            return red + GREY[part[-3:]]
    return part
