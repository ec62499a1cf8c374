"""Typographic setting of a paragraph: quotes, apostrophes, dashes, ellipses, primes, fractions.

In: the joined text of one paragraph and its language. Out: sorted edits that do not overlap, which
`apply` makes in the text and `apply_to_runs` in its text nodes; no letter or digit ever changes. It
works on joined text because a quote may open in one node and close in another, and never on markup.
One compiled scan finds what may change, so plain prose costs nothing, and the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from fanbook.enrich import dashes
from fanbook.enrich.conventions import Convention, convention
from fanbook.enrich.edit import Edit, apply, apply_to_runs
from fanbook.enrich.guarded import Span, guarded_spans
from fanbook.enrich.quotes import QuoteReader

__all__ = ["Edit", "apply", "apply_to_runs", "edits", "is_unbalanced"]

_QUOTES = "\"'`´“”„‟«»‘’‚‹›"
# Every branch begins with one plain character: that lets `re` skip to candidates at full speed.
_BRANCHES = (
    *(f"{mark}[{_QUOTES}]*" for mark in _QUOTES),
    rf"-(?:-+|(?<=\d-)(?=\d)|(?<=[ \u00a0]-)(?=[ \u00a0])|(?=[{_QUOTES}]++(?!\w)))",
    r"\.\.\.+",
    r"\.(?<![.…]\.)(?:[ \u00a0]\.){2,}(?!\.)",
    r"/(?<=\d/)(?=\d)",
)
_FRENCH_SPACES = (r" (?=[!?»]|[:;](?:[\s\"»]|``|''|$))", r" (?<=« )")
_SPEECH = (rf"-(?<![^\n]-)(?=[ \u00a0]?(?:[\w¡¿…{_QUOTES}]|\.[ \u00a0]?\.))",)
_ASIDES = (r"-(?<=\s-)(?=[^\W\d]|[¡¿…]|\.[ \u00a0]?\.)", r"-(?<=[\w!?.…]-)(?=[.,;:!?…\s]|$)")
# Nothing but ornaments, or the letters that serve as such: `***`, `---`, `--oOo--`.
_MARK = re.compile(r"(?:[^\w\s.?!…\"'`´“”„«»‘’]|[oOxX0_\s])*")
_CJK = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def edits(text: str, language: str = "en") -> tuple[Edit, ...]:
    """What typesetting changes in a paragraph, in order; nothing for a scene break's mark.

    `language` is a BCP 47 tag. Already set text gives no edits: a text where setting the neighbours
    would move what is guarded (an address run into code) is left as it was typed.
    """
    reader = _read(text, language)
    made = tuple(reader.edits) if reader else ()
    if made and guarded_spans(text):
        again = _read(apply(text, made), language)
        return () if again and again.edits else made
    return made


def is_unbalanced(text: str, following: str = "", language: str = "en") -> bool:
    """Does a paragraph open more quotes than it closes, where the next does not open them again?

    `following` is the next paragraph's text: a speech over several paragraphs opens in each.
    """
    reader = _read(text, language)
    if reader is None or not (reader.doubles or reader.singles > 0):
        return False
    head = following.lstrip(" \t\n*_~([")
    if reader.doubles:
        return head[:1] not in {*'"“„«»'} and head[:2] not in {"``", "''"}
    return head[:1] not in {*"'‘‚‹`"}


@lru_cache(maxsize=64)
def _rules(language: str) -> tuple[Convention, re.Pattern[str]] | None:
    rules = convention(language)
    if rules is None:
        return None
    branches = [*(_FRENCH_SPACES if rules.french_spaces else ())]
    branches += [*(_SPEECH if rules.opens_speech else ()), *(_ASIDES if rules.hugs_speech else ())]
    return rules, re.compile("|".join((*branches, *_BRANCHES)))


def _read(text: str, language: str) -> QuoteReader | None:
    found = _rules(language)
    if found is None or found[1].search(text) is None or _MARK.fullmatch(text):
        return None
    rules, scan = found
    has_cjk = not text.isascii() and _CJK.search(text) is not None
    if has_cjk and _is_cjk(text):
        return None
    spans: Iterable[Span] = (match.span() for match in scan.finditer(text))
    if guards := guarded_spans(text):
        spans = _unguarded(text, spans, guards)
    if has_cjk:
        spans = (span for span in spans if not _beside_cjk(text, *span))
    reader = QuoteReader(text, rules)
    for start, end in spans:
        if text[start] in _QUOTES:
            reader.read(start, end)
        elif edit := _mark(reader, rules, text, start, end):
            reader.edits.append(edit)
    return reader


def _mark(reader: QuoteReader, rules: Convention, text: str, start: int, end: int) -> Edit | None:
    """What becomes of a mark that is no quote."""
    floor = reader.edits[-1].end if reader.edits else 0
    if start < floor:
        return None
    match text[start]:
        case ".":
            return dashes.ellipsis(text, start, end)
        case "/":
            return dashes.fraction(text, start)
        case " ":
            return dashes.french_space(text, start)
        case _ if end - start > 1:
            return dashes.long_dash(text, start, end, floor, rules)
        case _:
            return _hyphen(reader, rules, text, start, floor)


def _hyphen(reader: QuoteReader, rules: Convention, text: str, at: int, floor: int) -> Edit | None:
    left, right = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if left.isdecimal() and right.isdecimal():
        return dashes.number_range(text, at)
    if rules.opens_speech and (speech := dashes.speech_dash(text, at, rules)):
        return speech
    if right in _QUOTES:
        is_cut_off = rules.interrupts and left.isalpha() and (reader.doubles or reader.singles > 0)
        return Edit(at, at + 1, "—", "dashes") if is_cut_off else None
    return dashes.spaced_hyphen(text, at, floor, rules) if right.isspace() and left.isspace() else None


def _unguarded(text: str, spans: Iterable[Span], guards: Sequence[Span]) -> Iterator[Span]:
    """The spans outside the guarded ones. A cluster of quotes is cut, any other mark stands or falls."""
    i = 0
    for start, end in spans:
        at = start
        while i < len(guards) and guards[i][1] <= at:
            i += 1
        while i < len(guards) and guards[i][0] < end:
            low, high = guards[i]
            if at < low and text[at] in _QUOTES:
                yield at, low
            at = max(at, high)
            if high > end:
                break
            i += 1
        if at == start or (at < end and text[at] in _QUOTES):
            yield at, end


def _beside_cjk(text: str, start: int, end: int) -> bool:
    return bool(_CJK.match(text, start - 1) if start else None) or bool(_CJK.match(text, end))


def _is_cjk(text: str) -> bool:
    """Is the paragraph written in Chinese, Japanese or Korean, with perhaps a foreign word in it?"""
    return len(_CJK.findall(text)) >= sum(1 for _ in _LATIN.finditer(text))
