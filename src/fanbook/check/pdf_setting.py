"""Rules about what is printed on the pages: folios, margins, sizes, and how well the text is set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanbook.check.pdf_file import File
from fanbook.check.pdf_rules import Found
from fanbook.check.verdict import pages_said
from fanbook.diagnostics import Severity

INNER, OUTER = 26.0, 17.5  # points: 0.375 and 0.25 inch, with room for letters that stand out
SMALLEST, LEAST_BODY = 5.0, 8.0  # points
EDGE = 0.12  # of a page's height, at its head and its foot: folios stand there
FEW = 0.5  # percent of pages
SPREADS = 5.0  # percent
STRETCHED, DOUBLED = 12.0, 1.0  # percent of lines

_FOLIO = re.compile(r"[0-9]{1,5}|[ivxlcdm]{1,8}")


def _remark(code: str, message: str, hint: str) -> Found:
    return Found(code, Severity.NOTE, message, hint)


def folios(file: File) -> Iterator[Found]:
    """A number at a page's foot or head is the page's own, as its label says it."""
    if not file.has_text:
        return
    text, wrong = file.text, []
    for at, lines in enumerate(text.pages):
        # The number over a story's title, well down the page, is no folio.
        edge = text.sizes[at][1] * EDGE
        outermost = (
            line for line in (*lines[:1], *lines[-1:]) if not edge < line.base < text.sizes[at][1] - edge
        )
        said = [words for line in outermost if _FOLIO.fullmatch(words := line.words.strip())]
        if said and text.labels[at] and text.labels[at] not in said:
            wrong.append(at + 1)
    if wrong:
        message = f"{pages_said(wrong)}: the number printed is not the one that the file gives the page"
        yield Found("P038", Severity.ERROR, message, "number pages and label them from one count")


def margins(file: File) -> Iterator[Found]:
    """Nothing stands where the binding or the knife takes it."""
    if not file.has_text:
        return
    inner, outer = [], []
    for at, lines in enumerate(file.text.pages):
        width = file.text.sizes[at][0]
        if not lines:
            continue
        left, right = min(line.left for line in lines), width - max(line.right for line in lines)
        near, far = (left, right) if (at % 2 == 0) != file.is_rtl else (right, left)
        inner += [at + 1] * (near < INNER)
        outer += [at + 1] * (far < OUTER)
    if inner:
        message = f"{pages_said(inner)}: text nearer than 9 mm to the spine"
        yield Found("P040", Severity.ERROR, message, "give the inner margin more room")
    if outer:
        message = f"{pages_said(outer)}: text nearer than 6 mm to the edge"
        yield Found("P040", Severity.ERROR, message, "a knife needs that room")


def small_type(file: File) -> Iterator[Found]:
    """Text can be read."""
    if not file.has_text:
        return
    text = file.text
    if text.body_size < LEAST_BODY:
        message = f"the text is set in {text.body_size} pt"
        yield _remark("P041", message, "9 to 12 points read well; choose a larger --trim")
    tiny = [
        at + 1
        for at, lines in enumerate(text.pages)
        if any(
            0 < letter.size < SMALLEST and letter.char.isalpha() for line in lines for letter in line.letters
        )
    ]
    if tiny:
        yield _remark(
            "P041", f"{pages_said(tiny)}: type of less than 5 pt", "print shops ask for 7 pt and more"
        )


def stranded(file: File) -> Iterator[Found]:
    """No page begins with the end of a paragraph or ends with the first line of one."""
    if not file.has_text:
        return
    text = file.text
    for pages, what in (
        (text.widows, "begin with a paragraph's last line"),
        (text.orphans, "end with a paragraph's first line"),
    ):
        if 100 * len(pages) > FEW * text.whole_pages and len(pages) > 1:
            yield _remark("P044", f"{pages_said(pages)} {what}", "let the spread run a line short")


def spreads(file: File) -> Iterator[Found]:
    """Pages that face each other end at one height."""
    if (
        file.has_text
        and 100 * len(file.text.unequal) > SPREADS * file.text.spreads
        and len(file.text.unequal) > 1
    ):
        message = f"{len(file.text.unequal)} of {file.text.spreads} spreads have pages of unequal depth"
        yield _remark("P046", message, f"look at {pages_said(file.text.unequal)}")


def hyphens(file: File) -> Iterator[Found]:
    """No more than two lines in a row end in a hyphen."""
    if file.has_text and (runs := [run for run in file.text.hyphen_runs() if run > 2]):
        message = f"{len(runs)} runs of more than two hyphens, the longest of {max(runs)}"
        yield _remark("P045", message, "two in a row are what a typesetter allows")


def spaces(file: File) -> Iterator[Found]:
    """Lines are not torn apart to fill the measure."""
    if not file.has_text:
        return
    measures = file.text.measures()
    if (measures["doubled"] or 0) > DOUBLED or (measures["stretched"] or 0) > STRETCHED:
        message = f"{measures['stretched']} % of lines have wide word spaces, {measures['doubled']} % very wide ones"
        yield _remark("P047", message, "hyphenate, or set the text ragged")
