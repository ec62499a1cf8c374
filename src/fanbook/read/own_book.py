"""Books that fanbook made, read back: verse stays verse, a chat a chat, a note a note.

In: the pages of such an EPUB or KEPUB. Out: a `Sheet` on which little is left to guess: our own classes say what
everything is. What the book says of itself and not of its story (colophon, contents) is named as that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Kind, Label
from fanbook.model.metadata import LABELS
from fanbook.model.wording import all_wordings
from fanbook.read.dom import Element, classes, having_class, name_of, new_element, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.rows import Row, words_in
from fanbook.read.sheet import MARKUP, Sheet

_FIELDS = {words.label(field): field for words in reversed(all_wordings()) for field in LABELS}
_LETTER = frozenset(("salutation", "valediction", "signature", "postscript"))
_NOTES = frozenset(words.note for words in all_wordings())
_COUNTS = frozenset(words.words for words in all_wordings())
_OWN = "the book's own matter"
_ORNAMENT = frozenset(("cover-page", "cover"))


def read_own_book(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The story of the book, on the sheet. Returns the elements that it was read from."""
    sheet.is_zoned = True
    flow.special = partial(_special, flow)
    sections = [
        one for body in bodies for one in body.iter("section") if name_of(one.getparent()) != "section"
    ]
    is_volume = any("work-title" in classes(section) for section in sections)
    has_begun = False
    for n, section in enumerate(sections):
        kinds = classes(section)
        if "chapter" in kinds:
            has_begun = True
            _chapter(section, sheet, f"{prefix}-{n}", flow)
        elif "work-title" in kinds:
            _title(section, sheet)
        elif "about" in kinds and not is_volume:  # of several stories no fact is the file's
            _facts(section, sheet, flow)
        elif "notes" in kinds:
            for note in having_class(section, "note-on-page"):
                place = NotePlace.STORY_END if has_begun else NotePlace.STORY_HEAD
                sheet.notes(flow.rows(note), place)
        elif not kinds & _ORNAMENT:
            sheet.debris(flow.rows(section), _OWN)
    return list(bodies)


def _title(section: Element, sheet: Sheet) -> None:
    """The title page of a story in a volume, or of a part."""
    for node in section:
        if "work-title-words" in classes(node):
            sheet.line(
                text_of(node), Label(Kind.HEADING, 1.0, MARKUP, field="part", value=f"\t{text_of(node)}")
            )
        else:
            sheet.line(text_of(node), Label(Kind.DEBRIS, 0.95, _OWN))


def _facts(section: Element, sheet: Sheet, flow: Flow) -> None:
    """The page about the story: what its header said."""
    for node in section:
        kinds = classes(node)
        if "summary" in kinds:
            sheet.passage("summary", flow.rows(node))
        elif "warnings" in kinds:
            words = [text_of(one) for one in node if "warnings-label" not in classes(one)]
            sheet.fact("warnings", " ".join(words), label=LABELS["warnings"])
        elif "facts" in kinds:
            for row in having_class(node, "fact"):
                _fact(row, sheet)
        else:
            sheet.debris(flow.rows(node), _OWN)


def _fact(row: Element, sheet: Sheet) -> None:
    label, value = (text_of(next(row.iter(name), None)) for name in ("dt", "dd"))
    field = _FIELDS.get(label, "other")
    if having_class(row, "guess") or label in _COUNTS:
        sheet.line(f"{label}: {value}", Label(Kind.DEBRIS, 0.95, _OWN))
    else:
        sheet.fact(field, f"{label}: {value}", value, label=label)


def _chapter(section: Element, sheet: Sheet, prefix: str, flow: Flow) -> None:
    head = next((one for one in section if "chapter-heading" in classes(one)), None)
    _list_footnotes(section)
    flow.taken = () if head is None else (head,)
    rows = with_footnotes(flow.rows(section), prefix)
    flow.taken = ()
    if head is not None:
        sheet.heading(_heading(head))
    sheet.story(_placed(rows))


def _heading(head: Element) -> str:
    """A chapter's heading on one line, as an author types it."""
    label, title = (text_of(next(iter(having_class(head, name)), None)) for name in ("label", "title"))
    if not (label and title):
        return text_of(head)
    return f"{label}. {title}" if label[-1:].isdigit() and label.isalnum() else f"{label}: {title}"


def _list_footnotes(section: Element) -> None:
    """Footnotes as a list, which `footnotes` knows; the mark at a note's head leads back and is no word of it."""
    for note in having_class(section, "footnote"):
        for link in [one for one in note.iter("a") if one.get("role") == "doc-backlink"]:
            link.text = ""
            for span in link:
                span.text = ""
        frame = new_element("ol")
        note.getparent().replace(note, frame)
        note.tag, frame.tail, note.tail = "li", note.tail, None
        frame.append(note)


def _placed(rows: Sequence[Row]) -> Iterator[Row]:
    """Notes with their place: before the chapter's text, behind it, or within."""
    told = [n for n, row in enumerate(rows) if row.told is None or row.told.kind is not Kind.NOTE]
    for n, row in enumerate(rows):
        if row.told is None or row.told.kind is not Kind.NOTE:
            yield row
        elif not told or n < told[0]:
            yield replace(row, told=replace(row.told, detail=NotePlace.CHAPTER_HEAD))
        elif n > told[-1]:
            yield replace(row, told=replace(row.told, detail=NotePlace.CHAPTER_END))
        else:
            yield row


# --- Blocks, each in the pieces of which the recognisers make it ------------------------------------------


def _special(flow: Flow, node: Element) -> list[Row] | None:
    """The rows of an element that is more than its name says; None of one that is not."""
    kinds = classes(node)
    match name_of(node):
        case "blockquote" if "verse" in kinds:
            return [*_verse(flow, node)]
        case "blockquote" if "letter" in kinds:
            return _joined(_letter_part(flow, part) for part in node)
        case "blockquote" if "chat" in kinds:
            return _joined(_message(flow, said) for said in node)
        case "div" if "script" in kinds:
            return _joined(_script_line(flow, line) for line in node)
        case "blockquote" if "note" in kinds:
            return _note(flow, node)
        case "p" if "dateline" in kinds:
            return _inside(flow, node, Label(Kind.DATELINE, 1.0, MARKUP))
        case "p" if "end-mark" in kinds:
            return _inside(flow, node, Label(Kind.END_MARK, 1.0, MARKUP))
        case _:
            return None


def _inside(flow: Flow, node: Element, label: Label, indent: int = 0) -> list[Row]:
    return [replace(row, told=label, indent=indent) for row in Flow(show=flow.show).rows(node)]


def _joined(parts: Iterator[list[Row]]) -> list[Row]:
    """Rows that make one block together."""
    rows = [row for part in parts for row in part]
    return [
        replace(row, told=replace(row.told, joined=n > 0)) if row.told else row for n, row in enumerate(rows)
    ]


def _verse(flow: Flow, node: Element) -> Iterator[Row]:
    is_first = True
    for stanza in having_class(node, "stanza"):
        detail = "" if is_first else "stanza"
        for line in having_class(stanza, "line"):
            steps = next((int(one[7:]) for one in classes(line) if one.startswith("indent-")), 0)
            label = Label(Kind.VERSE, 1.0, MARKUP, detail=detail, joined=not is_first)
            yield from _inside(flow, line, label, 2 * steps)
            is_first, detail = False, ""


def _letter_part(flow: Flow, part: Element) -> list[Row]:
    kinds = classes(part)
    role = next(iter(kinds & _LETTER), "header" if "letter-header" in kinds else "body")
    return _said(flow, part, Kind.LETTER, role)


def _message(flow: Flow, said: Element) -> list[Row]:
    stamp, sender = (text_of(next(iter(having_class(said, name)), None)) for name in ("stamp", "sender"))
    sender = sender.removesuffix(":")
    heads = having_class(said, "stamp") + having_class(said, "sender")
    return _said(flow, said, Kind.CHAT, f"{stamp}\t{sender}" if heads else "", len(heads))


def _script_line(flow: Flow, line: Element) -> list[Row]:
    kinds = classes(line)
    if "direction" in kinds or "slug" in kinds:  # its one child dresses all of it
        inner = next(iter(line), line)
        return _said(flow, inner, Kind.SCRIPT, "slug\t" if "slug" in kinds else "direction\t")
    speaker = text_of(next(iter(having_class(line, "speaker")), None)).removesuffix(":")
    return _said(flow, line, Kind.SCRIPT, f"speech\t{speaker}", bool(speaker))


def _said(flow: Flow, node: Element, kind: Kind, detail: str, heads: int = 0) -> list[Row]:
    """A line of talk: all of it is its text, and what stands behind its `heads` is said."""
    skipped = [child for child in node if name_of(child) in ("b", "span") and classes(child)][:heads]
    words = " ".join(words_in(row) for row in Flow(show=flow.show, taken=skipped).rows(node))
    return _inside(flow, node, Label(kind, 1.0, MARKUP, detail=detail, value=words))


def _note(flow: Flow, node: Element) -> list[Row]:
    labels = having_class(node, "note-label")
    title = text_of(next(iter(labels), None))
    rows = Flow(show=flow.show, taken=labels).rows(node)
    label = Label(Kind.NOTE, 1.0, MARKUP, field="" if title in _NOTES else title, detail=NotePlace.INLINE)
    told = [replace(label, value=words_in(row), joined=n > 0) for n, row in enumerate(rows)]
    return [replace(row, told=one) for row, one in zip(rows, told, strict=True)]
