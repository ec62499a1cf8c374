"""Contact sheets of built books: pages of three interiors, and every cover.

    python scripts/gallery.py DIST [OUT]

Reads the books in DIST, writes small pictures to OUT (docs/gallery): a wall of covers, and for
three books their first pages as spreads.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

GROUND = (228, 226, 221)
BOOKS = ("the-winter-lending-library", "eight-salmon-were-provided", "anthology-marian-robin-hood")
PAGES = 16
COVER_WIDTH, PAGE_HEIGHT, GAP = 232, 440, 12


def wall(files: list[Path], columns: int = 6) -> Image.Image:
    """Covers side by side."""
    height = COVER_WIDTH * 2560 // 1600
    rows = -(-len(files) // columns)
    sheet = Image.new("RGB", (columns * (COVER_WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for n, file in enumerate(files):
        with Image.open(file, formats=("JPEG",)) as cover:
            small = cover.convert("RGB").resize((COVER_WIDTH, height), Image.Resampling.LANCZOS)
        row, column = divmod(n, columns)
        sheet.paste(small, (GAP + column * (COVER_WIDTH + GAP), GAP + row * (height + GAP)))
    return sheet


def spreads(file: Path, columns: int = 4) -> Image.Image:
    """The first pages of a PDF as they face each other: page one stands alone on the right."""
    document = pypdfium2.PdfDocument(file)
    first = document[0]
    scale = PAGE_HEIGHT / first.get_height()
    width = round(first.get_width() * scale)
    pages = [
        document[n].render(scale=scale * 2).to_pil().convert("L")
        for n in range(min(PAGES - 1, len(document)))
    ]
    places = len(pages) + 1
    rows = -(-places // (2 * columns))
    sheet = Image.new("L", (columns * (2 * width + GAP) + GAP, rows * (PAGE_HEIGHT + GAP) + GAP), 224)
    for n, page in enumerate(pages, 1):
        spread, side = divmod(n, 2)
        row, column = divmod(spread, columns)
        small = page.resize((width, PAGE_HEIGHT), Image.Resampling.LANCZOS)
        sheet.paste(small, (GAP + column * (2 * width + GAP) + side * width, GAP + row * (PAGE_HEIGHT + GAP)))
    return sheet


def main() -> None:
    """Draw the sheets."""
    dist = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    out = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/gallery")
    out.mkdir(parents=True, exist_ok=True)
    report = json.loads((dist / "fanbook-report.json").read_text("utf-8"))
    outputs = {(b["slug"], o["format"]): dist / o["path"] for b in report["books"] for o in b["outputs"]}
    covers = [path for (_, form), path in sorted(outputs.items()) if form == "cover"]
    wall(covers).save(out / "covers.jpg", quality=82, optimize=True)
    for slug in BOOKS:
        spreads(outputs[slug, "pdf"]).save(out / f"{slug}.png", optimize=True)
    print(f"{len(covers)} covers and {len(BOOKS)} interiors in {out}")


if __name__ == "__main__":
    main()
