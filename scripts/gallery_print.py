"""Pictures of interiors: every theme on one story, its footnotes, and the first sheets to fold.

    python scripts/gallery_print.py [OUT]

Sets one of our own stories in a folder of its own and writes themes.jpg, footnotes.jpg and folded.jpg to OUT
(docs/gallery).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
STORY = ROOT / "seeds" / "the-winter-lending-library.txt"
SLUG = "the-winter-lending-library"
GROUND = (228, 226, 221)
GAP = 12
# What a reader might want to be told, by the words that it stands behind.
NOTES = {
    "_The Sorrows of Rosalba_ bespoke for Thursday,": "In four volumes, of which the third is the wettest. Nobody has been known "
    "to finish it before the price of candles fell.",
    "_The Captive of Castle Malagrotta_ gone?": "It is by the same hand, and has the same castle in it.",
    "He was wrapped about a chimney-pot.": "_The Seasons_, 1730; it is thought to have been about Autumn.",
    "a book that lies wet for a week is a cheese.": "So the catalogue, at the word Hume.",
}


def fanbook(folder: Path, *said: str) -> None:
    """Run it."""
    subprocess.run([sys.executable, "-m", "fanbook", *said], cwd=folder, check=True)  # noqa: S603 - our own command


def annotated(text: str) -> str:
    """The story's first chapter as a page of HTML with these notes."""
    title, author = re.findall(r"^(?:Title|Author): (.*)$", text, re.MULTILINE)[:2]
    chapter = text[text.index("Chapter One") : text.index("Chapter Two")].split("\n\n")
    body = "\n".join(f"<p>{escape(one, quote=False)}</p>" for one in map(str.strip, chapter) if one)
    notes = ""
    for number, (words, note) in enumerate(NOTES.items(), 1):
        assert words in body, words
        body = body.replace(words, f'{words}<a href="#n{number}"><sup>{number}</sup></a>', 1)
        notes += f'<p id="n{number}">{number}. {note}</p>\n'
    page = re.sub(r"_(.+?)_", r"<i>\1</i>", body + notes).replace("<p>* * *</p>", "<hr/>")
    head = f'<title>{title}</title><meta name="author" content="{author}"/>'
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><h1>{title}</h1>\n{page}</body></html>"


def pages(file: Path, first: int, last: int, height: int) -> list[Image.Image]:
    """These pages, from 0, at that height."""
    document = pypdfium2.PdfDocument(file)
    shown = range(first, min(last, len(document)))
    return [
        document[at].render(scale=height / document[at].get_height()).to_pil().convert("RGB") for at in shown
    ]


def sheet(pictures: list[Image.Image], columns: int) -> Image.Image:
    """The pictures in rows."""
    wide, high = (max(size) + GAP for size in zip(*(one.size for one in pictures), strict=True))
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * wide + GAP, rows * high + GAP), GROUND)
    for at, picture in enumerate(pictures):
        whole.paste(picture, (GAP + at % columns * wide, GAP + at // columns * high))
    return whole


def main(out: Path) -> None:
    """Set, look, write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"{SLUG}.html").write_text(annotated(STORY.read_text("utf-8")), "utf-8")
        fanbook(folder, "themes", str(STORY), "--out", "boards")
        fanbook(folder, "build", f"{SLUG}.html", "--format", "pdf", "--quiet")
        interior = next((folder / "dist" / "pdf").glob("*.pdf"))
        fanbook(folder, "build", str(STORY), "--format", "pdf", "--out", "whole", "--quiet")
        fanbook(folder, "fold", f"whole/pdf/{SLUG}.pdf", "--out", "folded")
        boards = pages(folder / "boards" / f"{SLUG}.themes.pdf", 0, 9, 760)
        # A board is landscape, and empty below its pages.
        themes = [board.crop((0, 0, board.width, board.height * 4 // 5)) for board in boards]
        start = next(at for at, label in enumerate(_labels(interior)) if label == "2")
        sheet(themes, 2).save(out / "themes.jpg", quality=88, optimize=True)
        sheet(pages(interior, start, start + 2, 900), 2).save(
            out / "footnotes.jpg", quality=88, optimize=True
        )
        folded = pages(folder / "folded" / f"{SLUG}.folded.pdf", 0, 8, 480)
        sheet(folded, 4).save(out / "folded.jpg", quality=88, optimize=True)


def _labels(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [document.get_page_label(at) for at in range(len(document))]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "gallery")
