"""The two sides of the PDF bench, a process each.

python bench/pdf_sides.py STORY keep          write the HTML and CSS that fanbook gives WeasyPrint
python bench/pdf_sides.py STORY fanbook       plain text to finished PDF, all stages
python bench/pdf_sides.py STORY weasyprint    the kept HTML and CSS to PDF, and nothing else
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fanbook import __version__
from fanbook.assemble import assemble_story
from fanbook.assemble.single import Making
from fanbook.enrich import enrich
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.resources import find_typefaces, load_theme
from fanbook.write import pdf
from fanbook.write.trim import find_trim


def set_story(story: Path) -> None:
    """The whole road from text to PDF."""
    found = enrich(recognise(read_plain(story.read_bytes(), story.name)).story)
    book = assemble_story(
        found, "bench", "urn:uuid:00000000-0000-5000-8000-000000000000", Making(__version__)
    )
    made = pdf.write_pdf(book, load_theme(), find_trim(), find_typefaces())
    story.with_suffix(".pdf").write_bytes(made.pdf)


def keep(story: Path) -> None:
    """Note what WeasyPrint is given, on the way."""
    given: dict[str, list[str]] = {"css": [], "html": []}
    styles, pages = pdf._Press.add_styles, pdf._Press.set_pages

    def add_styles(press: pdf._Press, css: str) -> None:
        given["css"].append(css)
        styles(press, css)

    def set_pages(press: pdf._Press, markup: str) -> list[object]:
        given["html"].append(markup)
        return pages(press, markup)

    pdf._Press.add_styles, pdf._Press.set_pages = add_styles, set_pages  # type: ignore[method-assign]
    set_story(story)
    story.with_suffix(".json").write_text(json.dumps(given), "utf-8")


def weasyprint_alone(story: Path) -> None:
    """The same documents, set and written by WeasyPrint."""
    given = json.loads(story.with_suffix(".json").read_text("utf-8"))
    with pdf._private_environment():
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        styles = [weasyprint.CSS(string=css, font_config=fonts) for css in given["css"]]
        documents = [
            weasyprint.HTML(string=h).render(font_config=fonts, stylesheets=styles) for h in given["html"]
        ]
        pages = [page for document in reversed(documents) for page in document.pages]
        story.with_suffix(".pdf").write_bytes(documents[-1].copy(pages).write_pdf())


if __name__ == "__main__":
    {"keep": keep, "fanbook": set_story, "weasyprint": weasyprint_alone}[sys.argv[2]](Path(sys.argv[1]))
