"""A query's text to its tree, in one pass from left to right.

In: text. Out: a `Query`. What cannot be read is an error that shows the place and says what could stand there.

    query      = both { "or" both }
    both       = one { "and" one }
    one        = "not" one | "(" query ")" | field sign value
    sign       = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~"
    value      = "text" | 'text' | word | number
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from msgspec import Struct

from fanbook.errors import ConfigError
from fanbook.query.fields import FIELDS, RATINGS, Kind, rating_of

MOST = 5_000  # letters; nobody types more
DEEPEST = 50  # brackets and nots within each other

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*'|“[^“”]*”)|(?P<sign><=|>=|!=|==?|≤|≥|≠|<|>|~)|(?P<bracket>[()])"""
    r"""|(?P<number>\d[\d_]*(?![\w-]))|(?P<word>[^\W\d][\w-]*|\d[\w+-]*))"""
)
_SIGNS = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!="}
_WORDS = frozenset({"and", "or", "not"})
_SHOWN = 24  # letters before and after the place of a fault
EXAMPLE = 'an example: pairing = "Robin Hood/Marian" and rating <= "T" and words < 20000'


class Comparison(Struct, frozen=True):
    """One fact held against one value."""

    field: str
    sign: str
    value: str


class Not(Struct, frozen=True):
    """What must not be so."""

    inner: Query


class And(Struct, frozen=True):
    """All of them."""

    inner: tuple[Query, ...]


class Or(Struct, frozen=True):
    """One of them at least."""

    inner: tuple[Query, ...]


Query = Comparison | Not | And | Or


class _Token(Struct, frozen=True):
    kind: str
    text: str
    at: int


def parse_query(text: str, at: str = "") -> Query:
    """The query. `at` is the file or option it stands in. Raises `ConfigError` C030 with the place."""
    if len(text) > MOST:
        message = f"the query has {len(text):,} letters, and {MOST:,} are the most"
        raise ConfigError("C030", message, at=at, hint="name the stories in a list instead")
    reader = _Reader(text, at)
    query = reader.either(0)
    if reader.next.kind != "end":
        closing = reader.next.text == ")"
        raise reader.fault("no bracket is open here" if closing else "`and` or `or` is missing here", EXAMPLE)
    return query


def _tokens(text: str, reader: _Reader) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if not (rest := text[at:].strip()):
                break
            place = len(text) - len(text[at:].lstrip())
            unclosed = rest[0] in "\"'“”"
            reader.next = _Token("none", rest[0], place)
            raise reader.fault(
                "this quotation mark has no other" if unclosed else "this cannot be read", EXAMPLE
            )
        kind = str(match.lastgroup)
        found = match[kind]
        yield _Token(
            "joint" if kind == "word" and found.casefold() in _WORDS else kind, found, match.start(kind)
        )
        at = match.end()
    yield _Token("end", "", len(text))


class _Reader:
    """Reads one token ahead."""

    def __init__(self, text: str, at: str) -> None:
        self._text, self._at = text, at
        self._rest = _tokens(text, self)
        self.next = _Token("start", "", 0)
        self._advance()

    def _advance(self) -> _Token:
        done = self.next
        self.next = next(self._rest)
        return done

    def _is(self, joint: str) -> bool:
        return self.next.kind == "joint" and self.next.text.casefold() == joint

    def either(self, depth: int) -> Query:
        parts = [self._both(depth)]
        while self._is("or"):
            self._advance()
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self, depth: int) -> Query:
        parts = [self._one(depth)]
        while self._is("and"):
            self._advance()
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, depth: int) -> Query:
        if depth > DEEPEST:
            raise self.fault(f"brackets go deeper than {DEEPEST} here", "write it as a list of stories")
        if self._is("not"):
            self._advance()
            return Not(self._one(depth + 1))
        if self.next.text == "(" and self.next.kind == "bracket":
            self._advance()
            inner = self.either(depth + 1)
            if self.next.text != ")" or self.next.kind != "bracket":
                raise self.fault("a bracket is not closed here", EXAMPLE)
            self._advance()
            return inner
        return self._comparison()

    def _comparison(self) -> Query:
        if self.next.kind != "word":
            said = "something is missing here" if self.next.kind == "end" else "a fact's name is wanted here"
            raise self.fault(said, f"known: {', '.join(FIELDS)}")
        name = self.next.text.casefold().replace("_", "-").removesuffix("s")
        known = {field.removesuffix("s"): field for field in FIELDS}
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = (f"did you mean {known[near[0]]!r}? " if near else "") + f"known: {', '.join(FIELDS)}"
            raise self.fault(f"{self.next.text!r} is no fact", hint)
        field = known[name]
        self._advance()
        if self.next.kind != "sign":
            raise self.fault(
                f"a sign is missing after {field!r}", f'{field} = "..."; known: = != < <= > >= ~'
            )
        sign = _SIGNS.get(self.next.text, self.next.text)
        self._fits(field, sign)
        self._advance()
        return Comparison(field, sign, self._value(field))

    def _fits(self, field: str, sign: str) -> None:
        kind = FIELDS[field]
        if kind in (Kind.TEXT, Kind.PAIRING) and sign in ("<", "<=", ">", ">="):
            raise self.fault(f"{field!r} has no more and no less", f'{field} = "...", != or ~ (contains)')
        if kind in (Kind.NUMBER, Kind.RATING) and sign == "~":
            raise self.fault(f"{field!r} contains nothing", f"{field} <= ...")

    def _value(self, field: str) -> str:
        token = self.next
        if token.kind not in ("text", "number", "word"):
            raise self.fault("a value is missing here", f'{field} = "..."')
        value = token.text[1:-1].strip() if token.kind == "text" else token.text
        kind = FIELDS[field]
        if kind is Kind.NUMBER:
            value = re.sub(r"[_, ]", "", value)
            if not (value.isascii() and value.isdigit() and len(value) < 12):
                raise self.fault(f"{field!r} is a number", f"{field} < 20000")
        if kind is Kind.DATE and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
            raise self.fault("this is no date", f'{field} >= "2011", "2011-05" or "2011-05-28"')
        if kind is Kind.RATING and not rating_of(value):
            raise self.fault(
                f"{value!r} is no rating", f"known: {', '.join(RATINGS)}, or G, T, M, E, PG-13 ..."
            )
        self._advance()
        return value

    def fault(self, message: str, hint: str) -> ConfigError:
        """The error at the next token: the words around it, with a mark where it is."""
        at = self.next.at
        before, after = self._text[:at], self._text[at:]
        shown = ("…" if at > _SHOWN else "") + before[-_SHOWN:] + "⟨here⟩" + after[:_SHOWN]
        shown += "…" if len(after) > _SHOWN else ""
        return ConfigError("C030", f"the query, letter {at + 1}: {message}: {shown}", hint=hint, at=self._at)
