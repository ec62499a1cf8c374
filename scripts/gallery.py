"""Books as pictures: every cover and the first pages of every PDF, on one page to look through.

Takes the output folder of `fanbook build`; leaves `gallery/index.html` and PNG files in it.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

import pypdfium2

PAGES = 12  # front matter and the opening of the first chapter
SCALE = 1.25  # 90 pixels an inch: letters can be judged, a row fits a screen


def pages_of(book: Path, folder: Path) -> list[Path]:
    """The first pages of one PDF as PNG files in `folder`."""
    with pypdfium2.PdfDocument(book) as document:
        files = []
        for number in range(min(PAGES, len(document))):
            file = folder / f"{book.stem}-{number + 1:02}.png"
            document[number].render(scale=SCALE).to_pil().save(file)
            files.append(file)
        return files


def main(out: Path) -> None:
    """Write the gallery of the books in `out`."""
    folder = out / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for book in sorted((out / "pdf").glob("*.pdf")):
        covers = sorted((out / "covers").glob(f"{book.stem}.*"))
        pictures = [f"../covers/{c.name}" for c in covers] + [p.name for p in pages_of(book, folder)]
        images = "".join(f'<img src="{escape(p)}" alt="" height="700"> ' for p in pictures)
        rows.append(f"<h2>{escape(book.stem)}</h2><p style='white-space:nowrap'>{images}</p>")
    index = folder / "index.html"
    head = "<!doctype html><meta charset='utf-8'><title>Gallery</title><body style='background:#bbb'>"
    index.write_text(head + "".join(rows), "utf-8")
    print(f"{len(rows)} books: {index}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
