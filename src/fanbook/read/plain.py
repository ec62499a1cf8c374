"""Plain text to Draft: decode, split at LF, find the layout, cut into units."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import ConfigError
from fanbook.model.draft import FOOTNOTE, Draft, Instructions, Kind, Label, Unit
from fanbook.model.story import Source
from fanbook.read.decode import decode
from fanbook.read.layout import find_layout, find_units, joined
from fanbook.read.links import read_links
from fanbook.read.page_notes import find_page_notes, words_of
from fanbook.read.pages import find_pages
from fanbook.read.tags import read_tags

_SHOWN = 60  # letters of what a fix looks for, in messages
_MOST_ADDED = 500_000  # letters that fixes may add to a story beyond its own length


def read_plain(data: bytes, path: str, instructions: Instructions | None = None) -> Draft:
    """The draft of a plain text file.

    `path` names the source in diagnostics and reports. Raises `SourceError` as `decode` does.
    """
    instructions = instructions or Instructions()
    decoded = decode(data, path)
    text, doubts = _mended(decoded.text, instructions.fixes, path)
    lines, tags = read_tags(text.split("\n"))
    if tags:
        message = f"{tags} tags were read as the emphasis and the arrangement that they stand for"
        doubts = (*doubts, Diagnostic("N043", Severity.NOTE, message, source=path))
    unmarked, addresses, links = read_links(lines)
    if links:
        message = f"{links} numbers of a text browser's links were left out"
        doubts = (*doubts, Diagnostic("N044", Severity.NOTE, message, source=path))
    pages = find_pages(lines, decoded.feeds) | dict.fromkeys(addresses, "an address of a text browser's link")
    notes = find_page_notes(lines, pages.keys())
    aside = pages.keys() | notes.keys()
    layout = find_layout([line for n, line in enumerate(lines, 1) if n not in aside] if aside else lines)
    units = find_units(lines, layout, aside)
    if links:  # after the layout: a browser filled its lines with the numbers in them
        lines = unmarked
        units = tuple(
            replace(unit, text=joined(map(str.strip, lines[unit.start - 1 : unit.end]))) for unit in units
        )
    labels = tuple(_label(unit, pages, notes) for unit in units)
    return Draft(
        source=Source(path, sha256(data).hexdigest(), len(data), decoded.encoding, decoded.newline),
        lines=lines,
        layout=layout,
        units=units,
        labels=labels,
        back=len(units),
        instructions=instructions,
        diagnostics=(*decoded.diagnostics, *doubts),
    )


def _label(unit: Unit, pages: Mapping[int, str], notes: Mapping[int, str]) -> Label | None:
    """What a page says of a unit: its furniture, or a line of a footnote."""
    if unit.start in pages:
        return Label(Kind.DEBRIS, 0.9, pages[unit.start])
    if (mark := notes.get(unit.start)) is None:
        return None
    words = words_of(unit.text) if mark else unit.text
    return Label(
        Kind.NOTE,
        0.85,
        "a footnote at a page's foot",
        value=words,
        detail=f"{FOOTNOTE} {mark}".rstrip(),
        joined=not mark,
    )


def _mended(text: str, fixes: tuple[tuple[str, str], ...], path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with a person's [[fix]]es made; one that finds nothing is a warning.

    A fix keeps to its line, so that line numbers stay those of the source. Raises `ConfigError` C021 where
    fixes make of the story many times what it was.
    """
    doubts = []
    most = 2 * len(text) + _MOST_ADDED
    for find, replacement in fixes:
        if find not in text:
            message = f"a [[fix]] looks for “{find[:_SHOWN]}”, which is not in the story"
            doubts.append(Diagnostic("N022", Severity.WARNING, message, "check its spelling", path))
        length = len(text) + text.count(find) * (len(replacement) - len(find))
        if length > most:
            message = (
                f"the [[fix]] of “{find[:_SHOWN]}” makes {length:,} letters of a story that has {len(text):,}"
            )
            raise ConfigError(
                "C021", message, at=path, hint="give it more words to find, or fewer to put there"
            )
        text = text.replace(find, replacement.replace("\n", " "))
    return text, tuple(doubts)
