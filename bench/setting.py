"""How well fanbook sets text, beside LaTeX: the same books, typeface, measure, size and leading for all.

    python bench/setting.py [WORDS]

Every PDF is measured from the outside by `fanbook.check`, whoever made it. Needs, besides fanbook, TeX Gyre
Pagella as OpenType, and for the comparison pdflatex with microtype; what is missing is named.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import books
from fanbook.check.pdf_text import Text
from fanbook.model.book import Book
from fanbook.resources import find_typefaces, load_theme
from fanbook.typefaces import Typeface
from fanbook.write.pdf import write_pdf
from fanbook.write.trim import Trim, find_trim

PAGELLA = Path("/usr/share/texmf/fonts/opentype/public/tex-gyre")
INSTALL = "apt-get install texlive-latex-base texlive-latex-recommended tex-gyre"
ROWS = (
    "letters_a_line", "word_space_p95", "stretched", "doubled", "hyphenated", "hyphen_run", "rivers", "runts",
    "widow_pages", "orphan_pages", "unequal_spreads", "pages",
)  # fmt: skip


def pagella() -> tuple[Typeface, ...]:
    """Our faces with Pagella in the place of the text face."""
    slants = (("regular", False), ("italic", True))
    mine = tuple(
        Typeface("EB Garamond", PAGELLA / f"texgyrepagella-{name}.otf", italic, "regular")
        for name, italic in slants
    )
    return mine + tuple(face for face in find_typefaces() if face.family != "EB Garamond")


def by_fanbook(book: Book, trim: Trim) -> bytes:
    """The book as fanbook sets it."""
    return write_pdf(book, load_theme(), trim, pagella()).pdf


def by_latex(book: Book, trim: Trim, *, microtype: bool) -> bytes:
    """The book as pdfTeX sets it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "book.tex").write_text(books.latex(book, trim, microtype=microtype), "utf-8")
        command = ["pdflatex", "-interaction=batchmode", "book.tex"]
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
        return Path(folder, "book.pdf").read_bytes()


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text."""
    return Counter(re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)))


def lost(book: Book, pdf: bytes) -> int:
    """How many letters of the book are not in the PDF."""
    source = letters("".join(text for chapter in books.paragraphs(book) for text in chapter))
    read = letters(
        "".join(letter.char for page in Text(pdf).pages for line in page for letter in line.letters)
    )
    return (source - read).total()


def main() -> None:
    """Three books, three ways."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    if not PAGELLA.is_dir():
        sys.exit(f"TeX Gyre Pagella is not installed: {INSTALL}")
    has_latex = shutil.which("pdflatex") is not None
    if not has_latex:
        print(f"pdflatex is not installed: {INSTALL}")
    trim = find_trim()
    for kind in books.KINDS:
        book = books.make(kind, words)
        ours = by_fanbook(book, trim)
        sides: list[tuple[str, dict[str, Any]]] = [("fanbook", Text(ours).measures())]
        if has_latex:
            sides.append(("pdfTeX", Text(by_latex(book, trim, microtype=False)).measures()))
            sides.append(("+ microtype", Text(by_latex(book, trim, microtype=True)).measures()))
        print(f"\n{kind}, {words} words, {trim.size} on {trim.leading} pt; letters lost: {lost(book, ours)}")
        print(f"  {'':18}" + "".join(f"{name:>13}" for name, _ in sides))
        for row in ROWS:
            print(f"  {row:18}" + "".join(f"{side[row]!s:>13}" for _, side in sides))


if __name__ == "__main__":
    main()
