"""Screens of a built EPUB as readers show it: e-ink, phone, phone at night, and without a style sheet.

    python scripts/gallery_epub.py DIST [OUT]

Reads an EPUB in DIST, writes one picture to OUT (docs/gallery). Chromium draws the phone's screens, and
MuPDF's `mutool` the e-ink one: the one a modern engine, the other a plain one. Nothing is drawn, and it is
said, where either is not installed.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from PIL import Image

BOOKS = {
    "eight-salmon-were-provided": r'class="chat"',
    "the-winter-lending-library": r"Dear",
    "the-ballad-of-the-sea-king": r'class="verse"',
}
HEIGHT, WIDTH, GAP = 760, 400, 14
GROUND = (228, 226, 221)
_NIGHT = ("--force-dark-mode", "--enable-features=WebContentsForceDark")
_STYLES = re.compile(r'<link rel="stylesheet"[^>]*/>')


def page_of(archive: zipfile.ZipFile, words: str) -> str:
    """The first chapter that matches, else the first chapter."""
    names = sorted(n for n in archive.namelist() if re.search(r"text/.*chapter-\d+\.xhtml$", n))
    return next((n for n in names if re.search(words, archive.read(n).decode())), names[0])


def screen(browser: str, page: Path, *options: str) -> Image.Image:
    """A page in Chromium at a phone's size; the margins are the reader's, so they are put around it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "screen.png")
        size = f"--window-size={WIDTH - 48},{HEIGHT - 40}"
        flags = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            size,
            f"--screenshot={file}",
        )
        subprocess.run(  # noqa: S603 - a browser that was looked for by name
            [browser, *flags, *options, page.as_uri()], check=True, capture_output=True, timeout=120
        )
        drawn = Image.open(io.BytesIO(file.read_bytes())).convert("RGB")
    framed = Image.new("RGB", (WIDTH, HEIGHT), drawn.getpixel((1, drawn.height - 2)))
    framed.paste(drawn, (24, 20))
    return framed


def e_ink(mutool: str, page: Path) -> Image.Image:
    """A page in MuPDF, which knows little CSS."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.png")
        size = ("-W", "300", "-H", "570", "-S", "12", "-r", "96")
        subprocess.run(  # noqa: S603 - as above
            [mutool, "draw", "-o", str(file), *size, str(page), "1"],
            check=True,
            capture_output=True,
            timeout=120,
        )
        drawn = Image.open(io.BytesIO(file.read_bytes())).convert("L").convert("RGB")
    return drawn.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def row(book: Path, words: str, browser: str, mutool: str) -> list[Image.Image]:
    """One page of a book in four settings."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(book) as archive:
        archive.extractall(folder)
        page = Path(folder, page_of(archive, words))
        bare = page.with_name("bare.xhtml")
        bare.write_text(_STYLES.sub("", page.read_text("utf-8")), "utf-8")
        return [
            e_ink(mutool, page),
            screen(browser, page),
            screen(browser, page, *_NIGHT),
            screen(browser, bare),
        ]


def main() -> None:
    """Draw the sheet."""
    dist = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    out = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/gallery")
    browser = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")
    mutool = shutil.which("mutool") or ""
    if not (browser and mutool):
        print("no screens drawn: that needs chromium and mutool")
        return
    books = [(dist / f"epub/{name}.epub", words) for name, words in BOOKS.items()]
    rows = [row(book, words, browser, mutool) for book, words in books if book.is_file()]
    sheet = Image.new("RGB", (4 * (WIDTH + GAP) + GAP, len(rows) * (HEIGHT + GAP) + GAP), GROUND)
    for n, pictures in enumerate(rows):
        for column, picture in enumerate(pictures):
            sheet.paste(picture, (GAP + column * (WIDTH + GAP), GAP + n * (HEIGHT + GAP)))
    sheet.quantize(64).save(out / "screens.png", optimize=True)
    print(f"{len(rows)} books in four settings in {out / 'screens.png'}")


if __name__ == "__main__":
    main()
