"""Typographic setting of a paragraph: quotes, apostrophes, dashes, ellipses, primes, fractions, spaces.

In: the joined text of one paragraph, its language, and how the next paragraph begins. Out: sorted edits that
do not overlap, which `apply` makes in the text and `apply_to_runs` in its text nodes, and whether the quotes
came out even; no letter or digit ever changes. It works on joined text because a quote may open in one node
and close in another, and never on markup. One compiled scan finds what may change, so plain prose costs
nothing, and the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from fanbook.enrich import dashes, numbers, stops
from fanbook.enrich.conventions import Convention, convention
from fanbook.enrich.edit import Edit, apply, apply_to_runs
from fanbook.enrich.guarded import Span, guarded_spans
from fanbook.enrich.neighbours import QUOTES
from fanbook.enrich.quotes import QuoteReader

__all__ = ["Edit", "Setting", "apply", "apply_to_runs", "edits", "is_unbalanced", "setting"]

# Several of them; one between or before digits, between spaces, after a word, before quotes.
_HYPHEN = (
    r"-(?:-+|(?<=\d-)(?=[\d$£€]|['’]\d\d(?!\w))|(?<=[%°]-)(?=\d)|(?<=[\s(\[]-)(?=\d)"
    rf"|(?<=[ \u00a0]-)(?=[ \u00a0])|(?<=[^\W\d_]-)(?= [^\W\d_])|(?=[{QUOTES}]++(?!\w)))"
)
# Every branch begins with one plain character: that lets `re` skip to candidates at full speed.
_BRANCHES = (
    *(f"{mark}[{QUOTES}]*" for mark in QUOTES),
    r"′(?<=[^\W\d_]′)(?=[^\W\d_])",
    _HYPHEN,
    r"\.\.\.+",
    r"…[.…]+",
    r"\.(?<![.…]\.)(?:[ \u00a0]\.){2,}(?!\.)",
    r"/(?<=\d/)(?=\d)",
)
_LOW_COMMAS = (r",(?<![^\s(\[—–-],),(?![\s,])",)
_CHEVRONS = (r"<(?<!<<)<(?!<)", r">(?<!>>)>(?!>)")
_HIGH = (r"!(?<![!?\s]!)(?!\w)", r"\?(?<![!?\s]\?)(?!\w)", *(rf"{m}(?=[\s\"'»”]|``|$)" for m in ":;"))
_HIGH_SPACED = (*(rf"{m}(?<=[ \u00a0\u202f]{m})(?!\w)" for m in ("!", r"\?")),)
_TURNS = (r"-(?<![^\n]-)-*(?=[ \u00a0]*(?:[\w¡¿…\"'`´“„«‘.]|,,))",)
_TYPED_TURNS = ("—(?<![^\n]—)", "–(?<![^\n]–)")
_ASIDES = (
    r"-(?<=\s-)(?=[^\W\d]|[¡¿…]|\.[ \u00a0]?\.)",
    r"-(?<=[\w!?.…]-)(?=[.,;:!?…\s]|$)",
    *(rf"{m}(?<=[ \u00a0]{m})(?=[ \u00a0.,;:])" for m in "-–—"),
)
# How a paragraph begins that opens a quotation again.
_DOUBLE_HEADS = frozenset('"“„«»')
_TYPED_HEADS = frozenset(("``", "''", ",,", "<<", ">>"))
_SINGLE_HEADS = frozenset("'‘‚‹`")
# Nothing but ornaments, or the letters that serve as such: `***`, `---`, `--oOo--`.
_MARK = re.compile(r"(?:[^\w\s.?!…\"'`´“”„«»‘’]|[oOxX0_\s])*")
_CJK = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


class Setting(Struct, frozen=True):
    """What typesetting does to a paragraph, and what it found amiss.

    `is_unclosed`: a quotation opens that neither this paragraph nor the beginning of the next accounts for.
    `has_stray`: a double quote closes what nothing in the paragraph opened.
    """

    edits: tuple[Edit, ...] = ()
    is_unclosed: bool = False
    has_stray: bool = False


_NOTHING = Setting()


def setting(text: str, language: str = "en", following: str = "", kept: Sequence[Span] = ()) -> Setting:
    """How a paragraph is set; nothing for a scene break's mark.

    `language` is a BCP 47 tag, `following` the next paragraph's text: a speech over several paragraphs opens in
    each and closes in the last. `kept` are spans to leave as they are, in order and apart: code. Already set text gives no edits: where setting the neighbours would make a mark
    look different (an address run into code) the paragraph is left as it was typed.
    """
    found = _rules(language)
    if found is None or found[1].search(text) is None or _MARK.fullmatch(text):
        return _NOTHING
    head = following.lstrip(" \t\n*_~([")[:2]
    is_continued = head[:1] in _SINGLE_HEADS
    guards = _merged(guarded_spans(text), kept)
    reader = _read(text, *found, guards, is_continued=is_continued)
    if reader is None:
        return _NOTHING
    made = tuple(reader.edits)
    if made and not kept and (guards or _is_mixed(text, found[0])):
        done = apply(text, made)
        again = _read(done, *found, guarded_spans(done), is_continued=is_continued)
        made = () if again and again.edits else made
    return Setting(made, _is_unclosed(reader, head), reader.strays > 0)


def _is_mixed(text: str, rules: Convention) -> bool:
    """May setting some marks make others look different: set ones, dashes that begin a turn, odd ones?"""
    return not text.isascii() or rules.speech is not None or "`" in text or ">>" in text


def _merged(guards: Sequence[Span], kept: Sequence[Span]) -> Sequence[Span]:
    """The spans of both, in order and apart."""
    if not kept:
        return guards
    out: list[Span] = []
    for low, high in sorted((*guards, *kept)):
        if out and low < out[-1][1]:
            out[-1] = out[-1][0], max(high, out[-1][1])
        else:
            out.append((low, high))
    return out


def edits(
    text: str, language: str = "en", following: str = "", kept: Sequence[Span] = ()
) -> tuple[Edit, ...]:
    """What typesetting changes in a paragraph, in order."""
    return setting(text, language, following, kept).edits


def is_unbalanced(text: str, following: str = "", language: str = "en") -> bool:
    """Does a paragraph open a quotation that neither it nor the beginning of the next accounts for?"""
    return setting(text, language, following).is_unclosed


def _is_unclosed(reader: QuoteReader, head: str) -> bool:
    if reader.doubles:
        return head[:1] not in _DOUBLE_HEADS and head not in _TYPED_HEADS
    return bool(reader.singles) and head[:1] not in _SINGLE_HEADS


@lru_cache(maxsize=64)
def _rules(language: str) -> tuple[Convention, re.Pattern[str]] | None:
    rules = convention(language)
    if rules is None:
        return None
    branches = [*(_HIGH if rules.adds_spaces else ()), *(_HIGH_SPACED if rules.high else ())]
    if rules.speech:
        branches += [*_TURNS, *(_TYPED_TURNS if rules.speech[1] == "\u00a0" or rules.hugs else ())]
    branches += [*(_ASIDES if rules.hugs else ()), *(_LOW_COMMAS if rules.double[0] == "„" else ())]
    branches += _CHEVRONS if rules.chevrons else ()
    return rules, re.compile("|".join((*branches, *_BRANCHES)))


def _read(
    text: str, rules: Convention, scan: re.Pattern[str], guards: Sequence[Span], *, is_continued: bool
) -> QuoteReader | None:
    has_cjk = not text.isascii() and _CJK.search(text) is not None
    if has_cjk and _is_cjk(text):
        return None
    spans: Iterable[Span] = (match.span() for match in scan.finditer(text))
    if guards:
        spans = _unguarded(text, spans, guards)
    if has_cjk:
        spans = (span for span in spans if not _beside_cjk(text, *span))
    paragraph = _Paragraph(text, rules, is_continued=is_continued)
    for start, end in spans:
        paragraph.take(start, end)
    paragraph.reader.finish()
    return paragraph.reader


class _Paragraph:
    """Takes the marks of one paragraph, from left to right."""

    __slots__ = ("_asides", "_has_chevrons", "_rules", "_text", "reader")

    def __init__(self, text: str, rules: Convention, *, is_continued: bool) -> None:
        self._text = text
        self._rules = rules
        self._asides = dashes.Asides(text) if rules.hugs else None
        self._has_chevrons: bool | None = None
        self.reader = QuoteReader(text, rules, is_continued=is_continued)

    def take(self, start: int, end: int) -> None:
        """Set the mark `text[start:end]`, whatever it is."""
        mark = self._text[start]
        if mark in QUOTES:
            self.reader.read(start, end)
        elif mark == ",":
            self.reader.read_low(start, end)
        elif mark in "<>":
            if self._chevrons_pair():
                self.reader.read_chevrons(start, end)
        elif edit := self._edit(mark, start, end):
            self.reader.add(edit.start, edit.end, edit.new, edit.kind)

    def _edit(self, mark: str, start: int, end: int) -> Edit | None:
        """What becomes of a mark that is no quote."""
        text, rules = self._text, self._rules
        floor = self.reader.edits[-1].end if self.reader.edits else 0
        if start < floor:
            return None
        match mark:
            case "." | "…":
                return stops.ellipsis(text, start, end, rules.high)
            case "/":
                return numbers.fraction(text, start)
            case "′":
                return Edit(start, end, "’", "apostrophes")
            case "!" | "?" | ":" | ";":
                return stops.high_mark(text, start, floor, rules.high, adds=rules.adds_spaces)
            case _:
                return self._dash(start, end, floor)

    def _dash(self, start: int, end: int, floor: int) -> Edit | None:
        text, rules = self._text, self._rules
        if rules.speech and dashes.starts_turn(text, start):
            return dashes.turn(text, start, end, rules.speech)
        left, right = text[max(0, start - 1) : start], text[end : end + 1]
        if self._asides and left.isspace() and (not right or right in " \u00a0.,;:"):
            return self._asides.spaced(start, end, floor)
        if end - start > 1:
            return dashes.long_dash(text, start, end, floor, rules)
        return self._hyphen(start, left, right, floor)

    def _hyphen(self, at: int, left: str, right: str, floor: int) -> Edit | None:
        text, rules, reader = self._text, self._rules, self.reader
        if left.isdecimal() or left in ("%", "°"):
            if right.isdecimal() or right in "$£€'’":
                return numbers.number_range(text, at) if rules.ranges else None
        elif right.isdecimal():
            return numbers.minus(text, at)
        if self._asides:
            is_typed = self._asides.is_dialogue()
            return self._asides.hugging(at) if is_typed else None
        if right in QUOTES:
            is_open = reader.doubles or reader.singles
            return dashes.cut_off(text, at, rules) if rules.interrupts and is_open else None
        if not right.isspace():
            return None
        return (
            dashes.spaced_hyphen(text, at, floor, rules)
            if left.isspace()
            else dashes.false_start(text, at, rules)
        )

    def _chevrons_pair(self) -> bool:
        """Are there as many `<<` as `>>`? Else they are arrows, or whatever else."""
        if self._has_chevrons is None:
            self._has_chevrons = self._text.count("<<") == self._text.count(">>")
        return self._has_chevrons


def _unguarded(text: str, spans: Iterable[Span], guards: Sequence[Span]) -> Iterator[Span]:
    """The spans outside the guarded ones. A cluster of quotes is cut, any other mark stands or falls."""
    i = 0
    for start, end in spans:
        at = start
        while i < len(guards) and guards[i][1] <= at:
            i += 1
        while i < len(guards) and guards[i][0] < end:
            low, high = guards[i]
            if at < low and text[at] in QUOTES:
                yield at, low
            at = max(at, high)
            if high > end:
                break
            i += 1
        if at == start or (at < end and text[at] in QUOTES):
            yield at, end


def _beside_cjk(text: str, start: int, end: int) -> bool:
    return bool(_CJK.match(text, start - 1) if start else None) or bool(_CJK.match(text, end))


def _is_cjk(text: str) -> bool:
    """Is the paragraph written in Chinese, Japanese or Korean, with perhaps a foreign word in it?"""
    return len(_CJK.findall(text)) >= sum(1 for _ in _LATIN.finditer(text))
