"""Chapter headings, judged one by one and as a family.

`read_heading` says what a line would be if it were a heading; `recognise_headings` decides. A
heading word with a number ("Chapter Two", "Part 3 of 7") counts by itself where it opens the
story and otherwise in company; bare numbers count only as an ordered family.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.acts import joined_acts
from fanbook.recognise.counted import TIMES, counted_families, last_of_count, skipping_times
from fanbook.recognise.dress import without_dress
from fanbook.recognise.heading_lines import AND_LAST, is_titled, second_lines
from fanbook.recognise.heading_words import AFTER_ORDINAL, EVERYDAY, IN_SENTENCE_CASE, KINDS, NAMED, WORD
from fanbook.recognise.headings_east import read_eastern
from fanbook.recognise.labels import read_label
from fanbook.recognise.numbers import ALL_ORDINALS, EASTERN, NUMBER, ONES, TENS, WORDS, value_of

LONE = "N014"  # a heading's words without another heading in the file
_DECOR = r"[\s*_~=#<>\[\]{}|+·•.-]*"
_NUMBERED = re.compile(
    rf"^{_DECOR}(?:the\s+)?{WORD}\b\.?\s*(?:the\s+|#|no\.?\s*)?{NUMBER}(?![^\W_]|['’])"
    rf"(?:\s*(?:of|/|von|de)\s*(?P<of>\d{{1,4}}|[\w-]+|\?))?\)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ORDINAL_FIRST = re.compile(
    rf"^{_DECOR}(?P<num>{'|'.join(ALL_ORDINALS)})\s+(?P<word>{AFTER_ORDINAL})\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    rf"^{_DECOR}(?:the\s+)?(?P<word>{NAMED})(?P<rest>(?:\W.*)?)$",
    re.IGNORECASE | re.DOTALL,
)
# How a post carries on a serial: "[continued from part 1]".
_CONTINUED = re.compile(
    r"^\W{0,4}(?:continued|cont['’.]?d?|continues) from (?:part|chapter|post) (?P<num>\d{1,3})\W{0,4}$",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"^\W{0,3}(?P<num>\d{1,3})\s*(?:/|of)\s*(?P<of>\d{1,3}|\?)\W{0,3}$")
_BARE = re.compile(
    rf"^[\s*_~=#<>\[\]{{}}|·•.-]*(?P<plus>(?:\+|plus )\s?)?(?P<num>\d{{1,3}}|[IVXL]{{1,7}}|{EASTERN}|{'|'.join(w for w in WORDS if w in ONES[1:] or w in TENS)})"
    r"(?P<sign>[.):、．：）]|\s*[–—:|]|\s+-(?=\s)|)[\s*_~=#\]-]*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_IN_WHICH = re.compile(
    r"^(?:in which|wherein|being|où l|de c[óo]mo|de lo que|d(?:e|el|es|u) |donde|que trata|worin|wie)\b",
    re.IGNORECASE,
)
_QUOTABLE = re.compile(r"^(?:chapter|part) [^\"“”]{1,60}[^\"“”,.!?…—-]$", re.IGNORECASE)
_IN_TITLE = re.compile(r"\b(?:chapter|chap|ch|part)\.? ?(?P<num>\d{1,3})\b", re.IGNORECASE)
_SEPARATED = re.compile(r"^\s*(?:[:|.\-–—~,)]+|-{2,})\s*(?P<title>.*)$", re.DOTALL)
_SENTENCE_ENDS = tuple('.,;:!?…"”»')
# A play says where its scenes are laid, in sentences: "Scene 1. A heath. Rain."
_STAGE = frozenset({"act", "scene"})
_SET = re.compile(r"^[^\W\d_a-zß-öø-ÿ][^\"“”«»!?]{2,90}$")


class Heading(Struct, frozen=True):
    """What a line says as a heading. `family` groups lines of one shape; `label` and `title`
    together are all of the author's words.
    """

    family: str
    kind: str
    number: int | None
    label: str
    title: str


def read_heading(text: str) -> Heading | None:
    """The line as a heading by word, or None. Bare numbers are for `read_bare`."""
    if len(text) > 160:
        return None
    if not text.startswith("[chapter:"):  # Pixiv's brackets are no dress
        text = without_dress(text) or text.strip()
    if text[:1] in '"“' and text[-1:] in '"”' and _QUOTABLE.match(text[1:-1]):
        inner = read_heading(text[1:-1])
        return replace(inner, family="quoted") if inner else None
    if len(text) > 120:
        return None
    if eastern := read_eastern(text):
        return Heading(*eastern)
    if match := _CONTINUED.match(text):
        return Heading("continued", "part", int(match["num"]) + 1, text, "")
    if match := _FRACTION.match(text):
        return Heading("fraction", "part", int(match["num"]), text, "")
    if match := _NUMBERED.match(text) or _ORDINAL_FIRST.match(text):
        number, word = value_of(match["num"]), match["word"].casefold()
        label, title = _split(text, match.start("rest"), match["rest"], word)
        if title is None or number is None:
            return None
        return Heading(word, KINDS.get(word, "chapter"), number, label, title)
    if match := _NAMED.match(text):
        word = match["word"].casefold()
        label, title = _split(text, match.start("rest"), match["rest"], word)
        if title is None:
            return None
        return Heading("named", KINDS.get(word, "interlude"), None, label, title)
    return None


def _split(text: str, at: int, rest: str, word: str) -> tuple[str, str | None]:
    """Label and title; the title is None where the line reads as a sentence."""
    label = text[:at].strip(" *_~=#<>[]{}|+·•-").rstrip(".")
    closing = rest.strip(" *_~=#<>[]{}|+·•-")
    if not closing or closing in (".", ":", ")"):
        return label, ""
    bare = closing.lstrip(", ")
    if (closing[:1] == "(" and closing[-1:] == ")" and len(closing) <= 40) or AND_LAST.match(bare):
        return label, bare  # "Part Three (and last)"
    if closing[:1] in '"“' and closing[-1:] in '"”' and word not in EVERYDAY:
        return label, closing
    match = _SEPARATED.match(rest)
    if match and word in _STAGE and _SET.match(match["title"]):
        return label, match["title"].strip(" *_~=#|-")
    title = (match["title"] if match else rest).strip(" *_~=#|-")
    if match and _IN_WHICH.match(title):
        return label, title
    if match and word in IN_SENTENCE_CASE and title[:1].isupper() and title[-1:] not in _SENTENCE_ENDS:
        return label, title
    if match is None and not is_titled(title):
        return label, None
    if match and rest.lstrip()[:1] in ",.)" and not is_titled(title):
        return label, None
    ends = title.rstrip()[-1:]
    if match and word in EVERYDAY and ends in '.!?…"”' and not is_titled(title):
        return label, None
    if match and len(title) > 60 and title.rstrip()[-1:] in '.!?"”' and not is_titled(title):
        return label, None
    return label, title


def _could_head(rest: str) -> bool:
    """After a number a title may be in lower case, if it is short and no sentence."""
    return is_titled(rest) or (
        len(rest) <= 50 and rest[-1:] not in '.,;:!?…"”。，、！？」』' and rest[:1] not in '"“«—「『'
    )


def read_bare(text: str) -> Heading | None:
    """A bare number as a heading: "3.", "IV", "Two", "+1", "3. The Bridge"."""
    text = (without_dress(text) if len(text) <= 90 else "") or text.strip()
    match = _BARE.match(text) if len(text) <= 90 else None
    if match is None:
        return None
    rest = match["rest"].strip(" *_~=#[]-")
    number = value_of(match["num"])
    signed = match["sign"] or (text[0] == "#" and text[1:2].isdecimal())
    if number is None or (rest and (not signed or not _could_head(rest))):
        return None
    if match["plus"]:
        return Heading("bare", "section", None, text[: match.start("rest")].strip(" *_~=#[]-") or text, rest)
    shape = "digit" if match["num"].isdigit() else "word"
    label = text[: match.start("rest")].strip(" *_~=#[]-") if rest else text.strip(" *_~=#[]-")
    return Heading(f"bare-{shape}", "chapter", number, label, rest)


def recognise_headings(draft: Draft) -> Draft:
    """Label headings in the body; a lone candidate in its midst stays prose, with a word about it."""
    candidates: dict[int, Heading] = {}
    numbers: dict[int, Heading] = {}
    found: dict[int, Label] = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if unit.end > unit.start:
            continue
        if any(pattern.fullmatch(unit.text) for pattern in draft.instructions.headings):
            found[i] = heading_label(
                Heading("custom", "chapter", None, unit.text, ""), 1.0, "the sidecar's pattern"
            )
        elif heading := read_heading(unit.text):
            candidates[i] = heading
        elif heading := read_bare(unit.text):
            numbers[i] = heading
    counts = {i: (heading.family, heading.number) for i, heading in candidates.items()}
    for i in _times_of_a_count(draft, candidates, numbers) or skipping_times(draft, counts):
        del candidates[i]
        found[i] = Label(Kind.DATELINE, 0.7, "a time, not a chapter's count")
    carried = [i for i, heading in candidates.items() if heading.family == "continued"]
    for i in carried if len(carried) < len(candidates) else ():  # parts have headings of their own
        del candidates[i]
        found[i] = Label(Kind.DEBRIS, 0.8, "says which part a post carries on")
    if draft.has_headings():  # the markup's own are enough
        return draft.claim(found)
    doubts = _judge(draft, candidates, found)
    for i, (word, number) in counted_families(draft, set(found) | set(candidates)).items():
        kind = "part" if word in ("part", "book") else "chapter"
        found[i] = heading_label(
            Heading(word, kind, number, draft.units[i].text.strip(" *_~=#"), ""),
            0.85,
            "a count of the author's own",
        )
    if mixed := _mixed_count(draft, candidates, numbers, found):
        found |= mixed
        doubts = [doubt for doubt in doubts if doubt.line not in {draft.units[i].start for i in mixed}]
    found |= _carried_on(draft, numbers, found)
    found |= last_of_count(draft, found)
    found |= second_lines(draft, found)
    found |= joined_acts(draft, found)
    headings = (label for label in found.values() if label.kind is Kind.HEADING)
    if all(label.field in ("prologue", "epilogue", "interlude") for label in headings):
        _judge_numbers(draft, numbers, found)
    return replace(draft.claim(found), diagnostics=(*draft.diagnostics, *doubts))


def _carried_on(draft: Draft, numbers: dict[int, Heading], found: dict[int, Label]) -> dict[int, Label]:
    """Bare numbers that carry on a count in words: "Part One", "Part Two", "3."."""
    counted = [i for i, label in found.items() if label.kind is Kind.HEADING and label.detail]
    more: dict[int, Label] = {}
    if counted:
        last = max(counted)
        due = int(found[last].detail) + 1
        for i, heading in numbers.items():
            if i > last and heading.number == due and _has_story_below(draft, numbers, i):
                more[i] = heading_label(heading, 0.85, "carries on the count")
                due += 1
    return more


def _mixed_count(
    draft: Draft, candidates: dict[int, Heading], numbers: dict[int, Heading], found: dict[int, Label]
) -> dict[int, Label]:
    """A count that changes its dress: "Chapitre premier", "II", "III: The Return"."""
    lone = {i: h for i, h in candidates.items() if i not in found and h.number is not None}
    if not lone or any(label.kind is Kind.HEADING for label in found.values()):
        return {}
    pool = dict(sorted((lone | {i: h for i, h in numbers.items() if h.family != "bare"}).items()))
    chain = _count_up([i for i in pool if i in lone or _has_story_below(draft, numbers, i)], pool)
    if len(chain) < 2 or not any(i in lone for i in chain):
        return {}
    return {i: heading_label(pool[i], 0.85, "one of a count in several forms") for i in chain}


def _times_of_a_count(draft: Draft, candidates: dict[int, Heading], numbers: dict[int, Heading]) -> list[int]:
    """Lone lines such as "Day Two" in a story whose chapters count by other means: a time, no chapter."""
    families = defaultdict[str, list[int]](list)
    for i, heading in candidates.items():
        families[heading.family].append(i)
    lone = [
        i
        for name, members in families.items()
        if name in TIMES and len(members) == 1 and not opens_story(draft, i := members[0])
    ]
    counted = any(name != "named" and len(members) > 1 for name, members in families.items())
    return lone if lone and (counted or _chains(draft, numbers)) else []


def _judge(draft: Draft, candidates: dict[int, Heading], found: dict[int, Label]) -> list[Diagnostic]:
    families: defaultdict[str, list[int]] = defaultdict(list)
    for i, heading in candidates.items():
        families[heading.family].append(i)
    doubts = []
    titled = _title_number(draft)
    company = "named" in families or any(len(members) > 1 for members in families.values())
    rising = {
        name
        for name, members in families.items()
        if len(members) > 1 and _ascends([candidates[j].number for j in members])
    }
    for i, heading in candidates.items():
        members = families[heading.family]
        if heading.family in rising:
            found[i] = heading_label(heading, 0.97, "one of a family of headings")
        elif (
            len(members) > 1
            or company
            or heading.number == titled
            or _begins(draft, i)
            or heading.family in ("named", "continued")
        ):
            found[i] = heading_label(heading, 0.85, "a heading's words")
        else:
            doubts.append(_doubt(draft, i))
    return doubts


def _title_number(draft: Draft) -> int:
    """The chapter that the title says the file holds: "What the Moor Keeps - Chapter 9/14"; 0 where it says none."""
    match = _IN_TITLE.search(draft.title())
    return int(match["num"]) if match else 0


def _begins(draft: Draft, i: int) -> bool:
    """Does unit `i` open the story, or what stands on a new page or in a new post?"""
    return opens_story(draft, i) or (draft.kind(i - 1) is Kind.DEBRIS and draft.units[i].blanks > 0)


def opens_story(draft: Draft, i: int) -> bool:
    """Does unit `i` stand at the head of the story, notes and furniture aside?"""
    return all(
        draft.kind(j) in (Kind.DEBRIS, Kind.NOTE, Kind.SCENE_BREAK, Kind.METADATA)
        for j in range(draft.front, i)
    )


def _doubt(draft: Draft, i: int) -> Diagnostic:
    unit = draft.units[i]
    return Diagnostic(
        LONE,
        Severity.WARNING,
        f"a line that looks like a chapter heading stands alone: “{unit.text[:60]}”",
        hint=f'say `chapters = ["{unit.text[:60]}"]` in the sidecar if it is one',
        source=draft.source.path,
        line=unit.start,
    )


def _ascends(numbers: Sequence[int | None]) -> bool:
    known = [number for number in numbers if number is not None]
    rises = sum(b >= a or b == 1 for a, b in itertools.pairwise(known))
    return not known or rises >= 0.8 * (len(known) - 1)


def _judge_numbers(draft: Draft, numbers: dict[int, Heading], found: dict[int, Label]) -> None:
    """Bare numbers are headings where they count up from one and each has story below it.

    "One" or "1" in a list has no prose under it, and a year does not count up.
    """
    plus = [i for i, heading in numbers.items() if heading.family == "bare"]
    chains = _chains(draft, numbers)
    whole = _count_up([i for i in numbers if _has_story_below(draft, numbers, i)], numbers)
    if sum(draft.units[i].blanks > 0 for i in whole) * 2 > len(
        whole
    ):  # set off, as a number in the text is not
        whole = _count_up([i for i in whole if draft.units[i].blanks > 0], numbers)
    if len(whole) > 2 and len(whole) > max(map(len, chains), default=0):
        chains = [whole]  # "1.", "Two", "iii."
    for chain in chains:
        for i in chain:
            found[i] = heading_label(numbers[i], 0.9, "numbers that count up")
        for i in plus:
            if i > chain[-1] and _has_story_below(draft, numbers, i):
                found[i] = heading_label(numbers[i], 0.85, "the last of a count")


def _chains(draft: Draft, numbers: dict[int, Heading]) -> list[list[int]]:
    """The numbers of one shape that count up, two or more of them."""
    shapes: defaultdict[str, list[int]] = defaultdict(list)
    for i, heading in numbers.items():
        if heading.family != "bare" and _has_story_below(draft, numbers, i):
            shapes[heading.family].append(i)
    chains = (_count_up(members, numbers) for members in shapes.values())
    return [chain for chain in chains if len(chain) > 1]


def _count_up(members: Sequence[int], numbers: dict[int, Heading]) -> list[int]:
    """The members that count 1, 2, 3 ... (or from 2, where the first stands without a number)."""
    chain: list[int] = []
    for i in members:
        number = numbers[i].number
        due = (numbers[chain[-1]].number or 0) + 1 if chain else number
        if number == due and (chain or number in (0, 1, 2)):
            chain.append(i)
    return chain


def _has_story_below(draft: Draft, numbers: dict[int, Heading], i: int) -> bool:
    below = i + 1
    while below < draft.back and draft.units[below].blanks == 0 and _is_fact(draft.units[below].text):
        below += 1
    if below >= draft.back or below in numbers:
        return False
    apart = draft.units[i].blanks > 0 or i == draft.front or draft.layout.norm == 0
    return apart and (
        draft.units[below].blanks > 0 or draft.layout.norm == 0 or len(draft.units[below].text) > 60
    )


def _is_fact(text: str) -> bool:
    """A drabble's prompt, or its characters, right under its number."""
    fact = read_label(text) if len(text) <= 120 else None
    return fact is not None and bool(fact.field)


def heading_label(heading: Heading, confidence: float, why: str) -> Label:
    """The label of a line that is this heading."""
    number = "" if heading.number is None else str(heading.number)
    return Label(
        Kind.HEADING,
        confidence,
        why,
        field=heading.kind,
        value=f"{heading.label}\t{heading.title}",
        detail=number,
    )
