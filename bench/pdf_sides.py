"""What the PDF bench holds against `fanbook build`, a process each.

python bench/pdf_sides.py STORY keep                  write the HTML and CSS of a story's book, as one document
python bench/pdf_sides.py STORY weasyprint            that document to PDF by WeasyPrint, and nothing else
python bench/pdf_sides.py PDF fold                    a finished PDF to sheets
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fanbook import __version__
from fanbook.assemble import assemble_story
from fanbook.assemble.single import Making
from fanbook.enrich.order import enrich
from fanbook.model.book import Book
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.resources import find_typefaces, load_theme
from fanbook.write.pdf_press import _private_environment
from fanbook.write.print_css import print_css
from fanbook.write.print_faces import cover
from fanbook.write.print_pages import around, body_runs, front_xhtml
from fanbook.write.print_words import breakable, with_tails
from fanbook.write.trim import find_trim

CALLED = "urn:uuid:00000000-0000-5000-8000-000000000000"


def read(story: Path) -> Book:
    """The book of a story."""
    found = enrich(recognise(read_plain(story.read_bytes(), story.name)).story)
    return assemble_story(found, "bench", CALLED, Making(__version__))


def keep(story: Path) -> None:
    """Note what WeasyPrint would be given if it set the book as one document."""
    book, theme = read(story), load_theme()
    runs = body_runs(book, theme)
    before, after = around(book, "body")
    front = front_xhtml(book, theme, {})
    body = before + breakable(with_tails("".join(runs))) + after
    coverage = cover((front, body, theme.print_css), find_typefaces(), (book.language,), theme.print_css)
    css = print_css(theme, find_trim(), coverage, book.language, ())
    given = {"css": [css], "html": [body.translate(coverage.instead), front.translate(coverage.instead)]}
    story.with_suffix(".json").write_text(json.dumps(given), "utf-8")


def weasyprint_alone(story: Path) -> None:
    """The same documents, set and written by WeasyPrint."""
    given = json.loads(story.with_suffix(".json").read_text("utf-8"))
    with _private_environment():
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        styles = [weasyprint.CSS(string=css, font_config=fonts) for css in given["css"]]
        documents = [
            weasyprint.HTML(string=h).render(font_config=fonts, stylesheets=styles) for h in given["html"]
        ]
        pages = [page for document in reversed(documents) for page in document.pages]
        story.with_suffix(".weasyprint.pdf").write_bytes(documents[-1].copy(pages).write_pdf())


def fold(story: Path) -> None:
    """A finished PDF to sheets."""
    from fanbook.fold.plan import Wish
    from fanbook.folding import open_book, sheets

    book, plan = open_book(story.read_bytes(), story.name, Wish())
    for ending, data in sheets(book, plan):
        story.with_suffix(f".{ending}.pdf").write_bytes(data)


def main() -> None:
    """Do what was asked."""
    story, what = Path(sys.argv[1]), sys.argv[2]
    match what:
        case "keep":
            keep(story)
        case "weasyprint":
            weasyprint_alone(story)
        case "fold":
            fold(story)


if __name__ == "__main__":
    main()
