"""The two spellings of XHTML: what differs between an EPUB's pages and the pages that go to print."""

from __future__ import annotations

from msgspec import Struct

PICTURES_PATH = "images/"  # in the package of an EPUB
PICTURE_SCHEME = "picture:"  # an address that means nothing outside this program


class Dialect(Struct, frozen=True):
    """How XHTML is spelled for one kind of output.

    `is_epub` asks for `epub:type` and `xml:lang` attributes; `scene_break` is finished markup;
    `pictures` is where the story's pictures lie, seen from a page.
    """

    is_epub: bool
    scene_break: str
    pictures: str
    note_label: str = "Author’s note"


# A real rule shows at night, in print and without any style sheet.
EPUB = Dialect(is_epub=True, scene_break='<hr class="scene-break"/>', pictures=f"../{PICTURES_PATH}")
# A box, so that a style sheet can put an ornament into it.
PRINT = Dialect(
    is_epub=False, scene_break='<div class="scene-break" role="separator"></div>', pictures=PICTURE_SCHEME
)
