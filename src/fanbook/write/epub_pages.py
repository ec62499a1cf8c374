"""The printed book's page breaks put into an EPUB's documents.

In: documents in reading order, which section each belongs to, and where the pages begin. Out: the
documents with an empty, named element at each break, and the list of them. A break within a word
is put before the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import groupby

from fanbook.write.printed import PrintedPage, letters_in

_TOKEN = re.compile(r"<[^>]*>|&[^;]*;|[^<&]+")
_BODY = re.compile(r"<body\b[^>]*>")


def page_break(label: str) -> str:
    """The element; its id is what `page_id` says."""
    return (
        f'<span id="{page_id(label)}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{label}"></span>'
    )


def page_id(label: str) -> str:
    """The id of a page's beginning."""
    return f"page-{label}"


def with_page_breaks(
    texts: Mapping[str, Sequence[str]], printed: Iterable[PrintedPage]
) -> tuple[dict[str, list[str]], list[tuple[str, str, int]]]:
    """The texts of each section's documents with the breaks in them, by section id.

    Beside them (label, section, which document of it) for every break that found its place.
    """
    done = {section: list(some) for section, some in texts.items()}
    found: list[tuple[str, str, int]] = []
    for section, pages in groupby(printed, lambda page: page.section):
        if section not in done:
            continue
        wanted = list(pages)
        before = 0
        for n, text in enumerate(texts[section]):
            length = letters_in(unescape(re.sub(r"<[^>]*>", " ", _body(text)[1])))
            here = [page for page in wanted if before <= page.letters < before + length]
            done[section][n] = _broken(text, {page.letters - before: page.label for page in here})
            found += [(page.label, section, n) for page in here]
            before += length
    return done, found


def _body(text: str) -> tuple[str, str]:
    opening = _BODY.search(text)
    at = opening.end() if opening else 0
    return text[:at], text[at:]


def _broken(text: str, breaks: Mapping[int, str]) -> str:
    """The document with a break before the letter of each of these numbers."""
    if not breaks:
        return text
    head, body = _body(text)
    return head + "".join(_tokens(body, sorted(breaks), breaks))


def _tokens(body: str, places: list[int], breaks: Mapping[int, str]) -> Iterator[str]:
    seen, todo = 0, iter([*places, -1])
    place = next(todo)
    for token in _TOKEN.findall(body):
        if token.startswith(("<", "&")):
            seen += letters_in(unescape(token)) if token.startswith("&") else 0
            yield token
            continue
        length, cut = letters_in(token), 0
        while place >= 0 and place < seen + length:
            at = _word_start(token, place - seen)
            yield token[cut:at] + page_break(breaks[place])
            cut, place = at, next(todo)
        yield token[cut:]
        seen += length


def _word_start(token: str, letter: int) -> int:
    """Where the word begins that holds this letter, counted from 0."""
    places = (at for at, char in enumerate(token) if char.isalnum())
    at = next(place for n, place in enumerate(places) if n == letter)
    while at and token[at - 1].isalnum():
        at -= 1
    return at
