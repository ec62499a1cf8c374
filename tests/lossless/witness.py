"""What a source says and what its books say, as sequences of words: the two must agree.

A word is a run of letters and digits after NFKC (CONTRACT: Nothing lost). The sources are read by
`inspect`'s own account of their lines, the books by zipfile, lxml and pdfium.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
from lxml import etree
from msgspec.structs import replace

from fanbook.assemble import assemble_story
from fanbook.assemble.single import Making, without_notes
from fanbook.inspection import inspection
from fanbook.library.config import Settings
from fanbook.model.book import Book
from fanbook.model.draft import Instructions
from fanbook.read.plain import read_plain
from fanbook.recognise import Recognised, recognise
from fanbook.resources import load_theme
from fanbook.stories import finished
from fanbook.write.epub import write_epub

_WORD = re.compile(r"[^\W_]+")
_CHAPTER = re.compile(r"EPUB/text/(?:w[0-9a-f]+-)?chapter-\d+\.xhtml")
_NOTES = re.compile(r"EPUB/text/(?:w[0-9a-f]+-)?note(?:s|-front|-end)\.xhtml")
# What an author's note is announced by, in the source; it is taken off. So is the name of a fact.
LABELS = frozenset(
    "a an n author authors s note notes nda translator t end beginning chapter story summary warning warnings "
    "again time here comments from the disclaimer ps anmerkung anmerkungen der autorin autors de l auteur auteure "
    "nota la autora review reviews replies rar programme".split()
)
FACTS = frozenset(
    "title author short summary published updated completed words chapters stats rated rating a fic fanfic songfic by".split()
)
_NOTE_NUMBER = re.compile(r"(?<=a/n) #?\d+", re.IGNORECASE)


def words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def recognised(data: bytes, name: str = "story.txt", *, typography: bool = False) -> Recognised:
    """The story as `build` reads it, but from memory."""
    found = recognise(read_plain(data, name, Instructions()))
    return replace(found, story=finished(found, Settings(typography=typography)))


@dataclass
class Told:
    """What an EPUB says: the words of its chapters, of the notes in and around them, of its other pages."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def told(epub: bytes) -> Told:
    out = Told()
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        for path in _reading_order(archive):
            root = etree.fromstring(archive.read(path))
            body = root.find("{*}body")
            assert body is not None
            if _CHAPTER.fullmatch(path):
                for note in body.xpath("//*[@class='note']"):
                    _take_off(note, "note-label")
                    out.notes += words("".join(note.itertext()))
                    _drop(note)
                out.body += words("".join(body.itertext()))
            elif _NOTES.fullmatch(path):
                _take_off(body, "page-heading")
                _take_off(body, "note-label")
                out.notes += words("".join(body.itertext()))
            else:
                out.other += words("".join(body.itertext()))
    return out


def _take_off(element: etree._Element, kind: str) -> None:
    for heading in element.xpath(f".//*[@class='{kind}']"):
        _drop(heading)


def _drop(element: etree._Element) -> None:
    """Away with the element; what follows it stays, and stays apart from what is before it."""
    element.tail = f"\n{element.tail or ''}"
    for child in list(element):
        element.remove(child)
    element.text = ""


def _reading_order(archive: zipfile.ZipFile) -> list[str]:
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    paths = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
    return [f"EPUB/{paths[ref.get('idref')]}" for ref in package.iterfind(".//{*}itemref")]


def epub_of(found: Recognised, *, notes: str = "keep") -> bytes:
    return write_epub(book_of(found, notes=notes), load_theme())


def book_of(found: Recognised, *, notes: str = "keep") -> Book:
    story = without_notes(found.story) if notes == "drop" else found.story
    return assemble_story(story, "story", "urn:uuid:0", Making("0", notes))


def complaints(found: Recognised) -> list[str]:
    """Every way in which the story's EPUB is not its source, best named by line."""
    account: dict[str, Any] = inspection(found)
    lines = found.draft.lines
    story = found.story
    book = told(epub_of(found))
    out = list(_uncovered(account, lines))
    body: list[str] = []
    notes: list[str] = []
    kept = Counter([*book.other, *book.notes, *(w for row in story.left_out for w in words(row.text))])
    kept.update(w for row in story.held_back for w in words(row.text))
    listed = {n for row in story.left_out for n in range(row.start, row.end + 1)}
    for row in account["blocks"]:
        text = "\n".join(lines[row["start"] - 1 : row["end"]])
        match row["kind"]:
            case "scene_break":
                pass
            case "debris":
                missing = set(range(row["start"], row["end"] + 1)) - listed
                missing = {n for n in missing if lines[n - 1].strip()}
                out += [f"line {n} is debris and not in left_out" for n in sorted(missing)]
            case "title" | "metadata":
                gone = Counter(words(_value(text))) - kept
                if set(map(str.casefold, gone)) - FACTS:
                    out.append(f"line {row['start']}: the value of a fact is nowhere: {dict(gone)}")
            case "note":
                notes += words(_NOTE_NUMBER.sub("", text))
            case _:
                body += words(text)
    if dict(story.edits).get("hyphens"):  # logged: words that a line's end had broken are whole
        body, printed = ["".join(body)], ["".join(book.body)]
    else:
        printed = book.body
    if body != printed:
        out.append(_difference(body, printed))
    held = Counter(w for row in story.held_back for w in words(row.text))
    gone = Counter(notes) - Counter(book.notes) - held
    added = Counter(book.notes) - Counter(notes)
    if dict(story.edits).get("hyphens"):
        _put_together(gone, added)
    if unexplained := {
        word: count for word, count in (+gone).items() if word.casefold() not in LABELS | FACTS
    }:
        out.append(f"words of notes are missing: {unexplained}")
    if not story.held_back and +added:
        out.append(f"words of notes are nobody's: {dict(added)}")
    return out


def _put_together(gone: Counter[str], added: Counter[str]) -> None:
    """Take out words that a line's end had broken: both halves are gone, and the whole is there."""
    for word in list(added.elements()):
        halves = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
        for first, second in halves:
            if not Counter((first, second)) - gone:
                gone.subtract((first, second))
                added[word] -= 1
                break


def _uncovered(account: dict[str, Any], lines: tuple[str, ...]) -> Iterator[str]:
    """`blocks` cover every non-blank line exactly once."""
    seen = Counter(n for row in account["blocks"] for n in range(row["start"], row["end"] + 1))
    for number, line in enumerate(lines, 1):
        if line.strip() and seen[number] != 1:
            yield f"line {number} stands in {seen[number]} blocks"


def _value(text: str) -> str:
    """A fact's value: what follows a label on each line, or the whole line."""
    label = r"^[^:\n]{1,40}?(?::| [-–—~] |\s?=|\s//\s|\.{2,}:?|\s?[»|]\s|\s{2,})"
    return "\n".join(re.sub(label, "", line.lstrip("*_ "), count=1) for line in text.split("\n"))


def _difference(source: list[str], book: list[str]) -> str:
    at = next((n for n, pair in enumerate(zip(source, book, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(source), len(book)) if at is None else at
    near = slice(max(0, at - 4), at + 6)
    return f"body differs at word {at} of {len(source)}: {source[near]} became {book[near]}"


def body_words(epub: bytes) -> list[str]:
    """Everything from the first chapter on, headings, notes and colophon too."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        paths = [path for path in _reading_order(archive) if path.startswith("EPUB/text/")]
        first = next(n for n, path in enumerate(paths) if _CHAPTER.fullmatch(path))
        bodies = [etree.fromstring(archive.read(path)).find("{*}body") for path in paths[first:]]
    return words("\n".join("".join(body.itertext()) for body in bodies if body is not None))


def printed_words(pdf: bytes, top: float, bottom: float) -> list[str]:
    """The words of a PDF's text blocks, in order, those put together that a line end had parted."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        width, height = page.get_size()
        pages.append(page.get_textpage().get_text_bounded(0, bottom - 4, width, height - top + 4))
    document.close()
    text = "\n".join(pages).replace("\r\n", "\n")
    return words(re.sub("[\u2010\u00ad\ufffe\x02]\\s*\n", "", text))


def sources() -> list[Path]:
    """Every story at hand: the project's own, and those kept beside it if there are any."""
    root = Path(__file__).parents[2]
    folders = [
        root / "seeds",
        root / "tests/stories/known",
        root / "tests/stories/unseen",
        root.parent / "shared" / "seeds",
        root.parent / "shared" / "stories",
    ]
    return [file for folder in folders if folder.is_dir() for file in sorted(folder.glob("*.txt"))]
