"""AO3 downloads, HTML and EPUB, old and new: preface, chapters, afterword.

In: the bodies of a download's documents. Out: a `Sheet` on which nothing of the story is left to guess. Only
ids, `dl.tags` and `blockquote.userstuff` are relied on: calibre, which makes the archive's EPUBs, takes
`class="meta"` away. Values are read from their links, never split at commas: a name may hold one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fanbook.diagnostics import Severity
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Kind, Label
from fanbook.read.dom import Element, classes, name_of, text_of, with_id
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.rows import Row, words_in
from fanbook.read.sheet import Sheet, aside

FIELDS = {"rating": "rating", "archive warning": "warnings", "category": "category", "fandom": "fandom",
          "relationship": "pairing", "character": "characters", "additional tag": "genre", "language": "language",
          "series": "series", "stats": "stats"}  # fmt: skip
_PLURAL = re.compile(r"(?:ies|s)$")
_ARCHIVED = re.compile(r"^(?P<author>.+?)\s*\[archived by (?P<by>.+?)\]$")
_STATED = re.compile(r"\b(Words|Chapters):\s*([\d,.?/]+)", re.IGNORECASE)
_IDEOGRAPHS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+")
_JOINS = re.compile("['’‘-]")
_LONE_LABEL = Label(Kind.DEBRIS, 0.95, "AO3's label with nothing under it")
_RELATED = (
    ("inspired by", "Inspired by"),
    ("a translation of", "Translation of"),
    ("translation into", "Translations"),
    ("for ", "Gift for"),
    ("in response to", "Prompt"),
    ("a podfic of", "Podfic of"),
)


def read_ao3(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The work in these bodies, on the sheet. Returns the elements that it was read from."""
    sheet.is_zoned = True
    work = _Work(sheet, prefix, flow)
    taken: list[Element] = []
    for body in bodies:
        for name, read in (
            ("preface", work.preface),
            ("chapters", work.chapters),
            ("afterword", work.afterword),
        ):
            part = with_id(body, name)
            if part is not None:
                read(part)
                taken.append(part)
    work.check()
    return taken


def leaves(root: Element) -> Iterator[Element]:
    """What is worth a look: what is no mere wrapper, in order."""
    for child in root:
        name = name_of(child)
        if name in ("div", "section", "body") and not _holds_text(child):
            yield from leaves(child)
        elif name:
            yield child


def _holds_text(element: Element) -> bool:
    """Is this the content of a chapter, a byline, a pointer: a box that has a meaning of its own?"""
    is_content = (
        any(one.startswith("userstuff") for one in classes(element)) and element.get("id") != "chapters"
    )
    return is_content or bool(classes(element) & {"byline", "endnote-link"}) or _is_loose(element)


def _is_loose(element: Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


class _Work:
    """A work on its way to a sheet."""

    def __init__(self, sheet: Sheet, prefix: str, flow: Flow) -> None:
        self._sheet = sheet
        self._prefix = prefix
        self._flow = flow
        self._stated: dict[str, str] = {}
        self._found: list[Row] = []
        self._headings = 0
        self._has_story = False
        self._summary = False

    def _rows(self, element: Element) -> list[Row]:
        return with_footnotes(self._flow.rows(element), f"{self._prefix}-{len(self._sheet.rows)}")

    def preface(self, part: Element) -> None:
        sheet, label = self._sheet, ""
        for leaf in leaves(part):
            name = name_of(leaf)
            if name == "p" and "message" in classes(leaf):
                link = next(
                    (a.get("href") for a in leaf.iter("{*}a", "a") if "/works/" in a.get("href", "")), ""
                )
                sheet.fact("source_url", text_of(leaf), link or "", label="Posted originally")
            elif name == "dl":
                self._tags(leaf)
            elif name == "h1":
                sheet.fact("title", text_of(leaf))
            elif "byline" in classes(leaf):
                byline(sheet, leaf)
            elif name == "blockquote":
                self._preface_passage(label, leaf)
                label = ""
            elif name == "p" and not label:
                label = text_of(leaf)
            elif name == "ul":
                related(sheet, leaf)
            else:
                sheet.debris(self._flow.rows(leaf), "AO3's own line")

    def _preface_passage(self, label: str, leaf: Element) -> None:
        # The archive's labels are in English whatever the work's language; a copy that was translated
        # keeps their order.
        if label.casefold() != "notes" and not self._summary:
            self._sheet.passage("summary", self._rows(leaf), label)
        else:
            self._sheet.notes(self._rows(leaf), NotePlace.STORY_HEAD, label=label)
        self._summary = True

    def _tags(self, table: Element) -> None:
        label = ""
        for row in table:
            if name_of(row) == "dt":
                label = text_of(row)
            elif name_of(row) == "dd":
                stats = tag_row(self._sheet, label, row)
                self._stated |= dict(stats)

    def chapters(self, part: Element) -> None:
        sheet, label = self._sheet, ""
        for leaf in leaves(part):
            name, kinds = name_of(leaf), classes(leaf)
            if name in ("h2", "h3"):
                sheet.line(label, _LONE_LABEL)
                label = ""
            if name in ("h2", "h3") and "toc-heading" in kinds:
                sheet.debris(self._flow.rows(leaf), "AO3's landmark: the title again")
            elif name in ("h2", "h3"):
                sheet.heading(text_of(leaf))
                self._headings, self._has_story = self._headings + 1, False
            elif name == "div" and any(one.startswith("userstuff") for one in kinds):
                self._content(leaf)
            elif name == "blockquote":
                self._chapter_passage(label, leaf)
                label = ""
            elif "byline" in kinds:
                sheet.fact("other", text_of(leaf), label=f"Chapter {self._headings}")
            elif name == "p":
                sheet.line(label, _LONE_LABEL)  # its note stands elsewhere
                label = text_of(leaf)
            else:
                sheet.debris(self._flow.rows(leaf), "AO3's pointer")

    def _content(self, leaf: Element) -> None:
        rows = self._rows(leaf)
        self._found += rows
        self._has_story = True
        self._sheet.story(rows)

    def _chapter_passage(self, label: str, leaf: Element) -> None:
        place = NotePlace.CHAPTER_END if self._has_story else NotePlace.CHAPTER_HEAD
        title = "Summary" if label.casefold().endswith("summary") else ""
        self._sheet.notes(self._rows(leaf), place, title=title, label=label)

    def afterword(self, part: Element) -> None:
        sheet, label = self._sheet, ""
        for leaf in leaves(part):
            name = name_of(leaf)
            if name == "blockquote":
                sheet.notes(self._rows(leaf), NotePlace.STORY_END, label=label)
                label = ""
            elif name == "dl":
                inspired(sheet, leaf)
            elif name == "ul":
                related(sheet, leaf)
            elif name == "p" and "message" not in classes(leaf) and not label:
                label = text_of(leaf)
            else:
                sheet.debris(self._flow.rows(leaf), "AO3's own line")

    def check(self) -> None:
        check_counts(self._sheet, self._stated, self._found, max(self._headings, 1))


def byline(sheet: Sheet, leaf: Element) -> None:
    """Who wrote it, and who put it into the archive for somebody else."""
    text = text_of(leaf)
    words = text.removeprefix("by ")
    names = [text_of(a) for a in leaf.iter("{*}a", "a") if a.get("rel") == "author"] or [words]
    authors = []
    for name in names:
        match = _ARCHIVED.match(name)
        authors.append(match["author"] if match else name)
    if match := re.search(r"\[archived by (?P<by>[^\]]+)\]", text):
        words = words.replace(match.group(), "").replace(" ,", ",").strip()
        sheet.facts.append(("other", aside(match["by"], "Archived by")))
    sheet.fact(
        "author",
        text,
        ", ".join(authors) if len(names) > 1 or authors[0] != names[0] else words,
        parts=authors,
    )


def tag_row(sheet: Sheet, label: str, row: Element) -> list[tuple[str, str]]:
    """One row of tags. Returns the counts that the row of stats states."""
    word = label.rstrip(": ").strip()
    folded = word.casefold()
    folded = {"categories": "category"}.get(folded, folded if folded == "series" else _PLURAL.sub("", folded))
    field = FIELDS.get(folded, FIELDS.get(word.casefold(), ""))
    value = text_of(row)
    text = f"{word}: {value}"
    tags = [text_of(a) for a in row.iter("{*}a", "a")]
    if field == "series":
        _series(sheet, row, text)
    elif field == "stats":
        sheet.fact("stats", text, value, label=word)
        return [(name.casefold(), count) for name, count in _STATED.findall(value)]
    elif field:
        sheet.fact(field, text, ", ".join(tags) or value, parts=tags, label=word)
    else:
        sheet.fact("other", text, value, label=word)
    return []


def _series(sheet: Sheet, row: Element, text: str) -> None:
    """The row of series, "Part 1 of <a>NAME</a>, Part 3 of <a>OTHER</a>": the work belongs to the first."""
    whole = text_of(row)
    found = []
    for link in row.iter("{*}a", "a"):
        name = text_of(link)
        part = re.search(rf"Part \d+ of {re.escape(name)}", whole)
        if part or "/series/" in (link.get("href") or ""):
            found.append(part.group() if part else name)
    sheet.fact("series", text, found[0] if found else whole, label="Series")
    for value in found[1:]:
        sheet.facts.append(("other", aside(value, "Series")))


def related(sheet: Sheet, items: Element) -> None:
    """Works that this one comes from or led to, and whom it was written for."""
    for item in items:
        text = text_of(item)
        label = next((name for start, name in _RELATED if text.casefold().startswith(start)), "Related work")
        value = text
        if label == "Gift for":
            value = text[4:].rstrip(".")
        sheet.fact("dedication" if label == "Gift for" else "other", text, value, label=label)


def inspired(sheet: Sheet, table: Element) -> None:
    """The afterword's list of works that this one inspired."""
    label = next((text_of(row) for row in table if name_of(row) == "dt"), "Works inspired by this one")
    works = [text_of(row) for row in table if name_of(row) == "dd"]
    sheet.fact("other", f"{label}: {'; '.join(works)}", "; ".join(works), label=label)


def check_counts(sheet: Sheet, stated: dict[str, str], rows: Sequence[Row], chapters: int) -> None:
    """The archive's own figures against what was found: a difference says that something is missing."""
    words = re.sub(r"[,.]", "", stated.get("words", ""))
    found = archive_words(rows)
    posted = stated.get("chapters", "").partition("/")[0].replace(",", "")
    is_part = posted.isdigit() and chapters < int(posted)  # then fewer words are no riddle
    if (
        not (is_part and words.isdigit() and found < int(words))
        and words.isdigit()
        and abs(found - int(words)) > max(int(words) * 0.01, 3)
    ):
        sheet.doubt(
            "R040",
            f"AO3 counts {int(words):,} words and {found:,} were found",
            "the download may be incomplete or edited: get it again, or compare",
        )
    if posted.isdigit() and int(posted) != chapters:
        severity = Severity.WARNING if chapters < int(posted) else Severity.NOTE
        sheet.doubt(
            "R041",
            f"AO3 says that there are {posted} chapters, and {chapters} were found",
            "download the entire work, not one chapter",
            severity,
        )


def archive_words(rows: Sequence[Row]) -> int:
    """Words as the archive counts them: apostrophes and hyphens join, a square character is a word."""
    text = "\n".join(map(words_in, rows)).replace("--", "—")
    text = _JOINS.sub("", text)
    squares = len(_IDEOGRAPHS.findall(text))
    return squares + len(_WORD.findall(_IDEOGRAPHS.sub(" ", text) if squares else text))
