"""Markdown's footnotes: every definition bound to the marks that mean it.

In: the tokens of a text, each definition where it stands, and what the parser knows of notes inside a line
(`^[so]`). Out: the same with the definitions behind all else, as a list that `footnotes` knows. A label that comes again in the next chapter is another note; one that no mark leads
to keeps its place and its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from markdown_it.token import Token
from msgspec import Struct, field

_OPEN, _CLOSE, _MARK = "footnote_reference_open", "footnote_reference_close", "footnote_ref"


class _Definition(Struct):
    """A note: where its tokens begin and end, and the marks that lead to it."""

    label: str
    start: int
    end: int
    marks: list[Token] = field(default_factory=list)


def notes_behind(parsed: Sequence[Token], env: Mapping[str, Any]) -> list[Token]:
    """The tokens with the notes as a list at their end; `env` is what the parser was given and filled."""
    tokens = _spelled_out(parsed, env)
    found = _definitions(tokens)
    _bind(tokens, found)
    cited = [one for one in found if one.marks]
    is_counted = not all(one.label.isdecimal() for one in cited)  # names are for the writer's eyes
    for n, one in enumerate(sorted(cited, key=lambda one: one.marks[0].meta["order"]), 1):
        for mark in one.marks:
            _become(mark, f'<sup><a href="#note:{n}">{n if is_counted else escape(one.label)}</a></sup>')
        _become(tokens[one.start], f'<li id="note:{n}">')
        _become(tokens[one.end], "</li>")
    for one in found:
        if not one.marks:
            _as_words(tokens, one)
    inside = {at for one in cited for at in range(one.start, one.end + 1)}
    kept = [token for at, token in enumerate(tokens) if at not in inside]
    notes = [tokens[at] for at in sorted(inside)]
    return [*kept, _html("<ol>"), *notes, _html("</ol>")] if notes else kept


def _spelled_out(parsed: Sequence[Token], env: Mapping[str, Any]) -> list[Token]:
    """The tokens with a definition at their end for each note inside a line. A note inside such a note is its words."""
    tokens = list(parsed)
    for _, mark in _marks(parsed):
        if "label" not in mark.meta:
            note = env["footnotes"]["list"][mark.meta["id"]]
            words = note["tokens"]
            for inner in words:
                if inner.type == _MARK and "label" not in inner.meta:
                    _become(inner, escape(f"^[{env['footnotes']['list'][inner.meta['id']]['content']}]"))
            mark.meta["label"] = label = f"^{mark.meta['id']}"
            tokens += [
                Token(_OPEN, "", 1, meta={"label": label}),
                Token("paragraph_open", "p", 1),
                Token("inline", "", 0, children=words),
                Token("paragraph_close", "p", -1),
                Token(_CLOSE, "", -1),
            ]
    return tokens


def _definitions(tokens: Sequence[Token]) -> list[_Definition]:
    found: list[_Definition] = []
    open_: list[_Definition] = []
    for at, token in enumerate(tokens):
        if token.type == _OPEN:
            open_.append(_Definition(token.meta["label"], at, at))
            found.append(open_[-1])
        elif token.type == _CLOSE and open_:
            open_.pop().end = at
    return found


def _bind(tokens: Sequence[Token], found: Sequence[_Definition]) -> None:
    """Each mark leads to the next note of its label, or to the last one where none follows."""
    homes: defaultdict[str, list[_Definition]] = defaultdict(list)
    for one in found:
        homes[one.label].append(one)
    starts = {label: [one.start for one in known] for label, known in homes.items()}
    for order, (at, mark) in enumerate(_marks(tokens)):
        label = mark.meta["label"]
        one = homes[label][min(bisect_left(starts[label], at), len(starts[label]) - 1)]
        mark.meta["order"] = order
        if not one.start <= at <= one.end:
            one.marks.append(mark)
        else:  # a note that speaks of itself
            _become(mark, escape(f"[^{one.label}]"))


def _marks(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    for at, token in enumerate(tokens):
        for child in token.children or ():
            if child.type == _MARK:
                yield at, child


def _as_words(tokens: Sequence[Token], one: _Definition) -> None:
    """A note to which nothing leads: a paragraph as it was typed."""
    words = escape(f"[^{one.label}]: ")
    inline = next((token for token in tokens[one.start : one.end] if token.type == "inline"), None)
    _become(tokens[one.start], "" if inline else f"<p>{words}</p>")
    _become(tokens[one.end], "")
    if inline:
        inline.children = [_html(words), *(inline.children or ())]


def _become(token: Token, markup: str) -> None:
    token.type, token.tag, token.nesting, token.content = "html_inline", "", 0, markup


def _html(markup: str) -> Token:
    return Token("html_inline", "", 0, content=markup)
