"""Pictures of covers for docs/gallery, drawn from the briefs that the tests use.

    python scripts/cover_gallery.py [OUT]

A wall of all briefs as the router clothes them, each style at a larger size and one of each at its full one, and
a printed cover opened flat.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "cover"))

from cover_briefs import BRIEFS, SHOWN

from fanbook.cover import STYLES, CoverBrief, choose, draw, font_shelf, load_style, load_styles, sheet_of
from fanbook.covers import Binding, print_cover
from fanbook.library.pictures import Found
from fanbook.model.book import Book

SUMMARY = (
    "Anthea Locke has lent books in Meryton for nine winters, and nobody has ever brought one back with a letter in it.\n"
    "A slow story about margins, snow, and what is read between the lines."
)


def wall(briefs: tuple[CoverBrief, ...], columns: int, width: int) -> bytes:
    """Covers as the router clothes them."""
    styles = load_styles(tuple(STYLES))
    return sheet_of(
        [(choose(brief, font_shelf(), styles).jpeg, "") for brief in briefs], font_shelf(), columns, width
    )


def shown(name: str) -> bytes:
    """One style over the four briefs that suit it best, at a readable size."""
    style = load_style(name)
    return sheet_of(
        [(draw(brief, font_shelf(), style).jpeg, "") for brief in SHOWN[name]], font_shelf(), 4, 480
    )


def full(name: str) -> bytes:
    """A style's cover as it lies in an EPUB, 1600 x 2560."""
    return draw(SHOWN[name][0], font_shelf(), load_style(name)).jpeg


def wrap() -> tuple[Image.Image, Image.Image]:
    """A printed cover opened flat, and the labels for the same book in cloth."""
    book = Book(
        "story", "x", "urn:x", "The Winter Lending Library", ("FoxedAndFoolscap",), "en",
        datetime(2020, 1, 1, tzinfo=UTC), (), fandom="Pride and Prejudice", summary=SUMMARY,
    )  # fmt: skip
    pdf = print_cover(book, Binding("half-letter", 300), Found(style="clothbound"), [])
    pages = pypdfium2.PdfDocument(pdf)
    labels = pages[len(pages) - 2].render(scale=2).to_pil().convert("RGB")
    return pages[0].render(scale=1.3).to_pil().convert("RGB"), labels.crop((0, 60, labels.width, 980))


def main() -> None:
    """Draw them."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/gallery")
    out.mkdir(parents=True, exist_ok=True)
    pictures = {"cover-wall": wall(BRIEFS, 12, 160)} | {f"style-{name}": shown(name) for name in STYLES}
    pictures |= {f"full-{name}": full(name) for name in STYLES}
    for name, jpeg in pictures.items():
        quality = 70 if name.startswith("full-") else 80
        with Image.open(io.BytesIO(jpeg)) as picture:
            picture.save(out / f"{name}.jpg", quality=quality, optimize=True, progressive=True)
    for name, drawn in zip(("wrap", "labels"), wrap(), strict=True):
        drawn.save(out / f"{name}.jpg", quality=82, optimize=True)
    print(f"{len(pictures) + 2} pictures of covers in {out}")


if __name__ == "__main__":
    main()
