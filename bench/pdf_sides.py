"""The two sides of the PDF bench, a process each.

python bench/pdf_sides.py STORY fanbook [WORKERS]     plain text to finished PDF, all stages
python bench/pdf_sides.py STORY again [WORKERS]       the same with one word changed, from what was kept
python bench/pdf_sides.py STORY keep                  write the HTML and CSS of the same book, as one document
python bench/pdf_sides.py STORY weasyprint            that document to PDF by WeasyPrint, and nothing else
python bench/pdf_sides.py STORY fold                  the finished PDF to sheets

Prints the most memory that any process of it took, in MB.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path

from fanbook import __version__
from fanbook.assemble import assemble_story
from fanbook.assemble.single import Making
from fanbook.enrich.order import enrich
from fanbook.keep import Shelf
from fanbook.model.book import Book
from fanbook.processes.crew import Crew
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.resources import find_typefaces, load_theme
from fanbook.write import pdf
from fanbook.write.pdf_press import _private_environment
from fanbook.write.print_css import print_css
from fanbook.write.print_faces import cover
from fanbook.write.print_pages import around, body_runs, front_xhtml
from fanbook.write.print_words import breakable, with_tails
from fanbook.write.trim import find_trim

CALLED = "urn:uuid:00000000-0000-5000-8000-000000000000"


def read(story: Path, *, edit: bool = False) -> Book:
    """The book of a story; `edit` changes one word in its middle."""
    text = story.read_text("utf-8")
    if edit:
        middle = len(text) // 2
        text = text[:middle] + re.sub(r"\blantern\b", "candle", text[middle:], count=1)
    found = enrich(recognise(read_plain(text.encode(), story.name)).story)
    return assemble_story(found, "bench", CALLED, Making(__version__))


def set_story(story: Path, workers: int, *, edit: bool = False) -> None:
    """The whole road from text to PDF."""
    shelf = Shelf(story.with_suffix(".kept"), "bench")
    with Crew(workers) as crew:
        helpers = pdf.Helpers(crew, shelf)
        made = pdf.write_pdf(read(story, edit=edit), load_theme(), find_trim(), find_typefaces(), helpers)
    story.with_suffix(".pdf").write_bytes(made.pdf)


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
    """The finished PDF to sheets."""
    from fanbook.fold.plan import Wish
    from fanbook.folding import open_book, sheets

    book, plan = open_book(story.with_suffix(".pdf").read_bytes(), story.name, Wish())
    for ending, data in sheets(book, plan):
        story.with_suffix(f".{ending}.pdf").write_bytes(data)


def main() -> None:
    """Do what was asked."""
    story, what = Path(sys.argv[1]), sys.argv[2]
    workers = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    match what:
        case "fanbook" | "again":
            set_story(story, workers, edit=what == "again")
        case "keep":
            keep(story)
        case "weasyprint":
            weasyprint_alone(story)
        case "fold":
            fold(story)
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{max(peaks) / 1024:.0f}")


if __name__ == "__main__":
    main()
