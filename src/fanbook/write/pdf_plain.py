"""A page or two of our own, set whole: instructions, a test sheet, a board of themes.

Markup and a style sheet go in, the bytes of a PDF come out, in our typefaces, black and nothing else.
"""

from __future__ import annotations

from fanbook.typefaces import Typeface
from fanbook.write.pdf_finish import Finish
from fanbook.write.pdf_press import press
from fanbook.write.print_faces import cover, face_rules, family_rules


def set_plain(
    markup: str, css: str, size: tuple[float, float], typefaces: tuple[Typeface, ...], language: str = "en"
) -> bytes:
    """The markup (a whole document) on pages of that size in points. Raises `SystemMissing` (W002)."""
    coverage = cover((markup, css), typefaces, (language,), css)
    page = f"@page {{ size: {size[0]}pt {size[1]}pt }}\nhtml {{ color: #000 }}"
    sheet = "\n".join((face_rules(coverage), family_rules(coverage, (language,)), page, css))
    with press(coverage.faces, sheet, []) as ready:
        document = ready.set(markup.translate(coverage.instead))
        pdf: bytes = document.write_pdf(finisher=Finish(*size), pdf_identifier=True)
        return pdf
