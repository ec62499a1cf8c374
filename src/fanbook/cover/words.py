"""The words of a cover in their order, set one under the other.

In: the brief, the type rules, a voice for the title, a room. Out: a `Stack` of blocks with their tops, as
high as they need. Small things are set first and the title gets what is left, in steps: a title grows
wider before it grows taller, and may take the whole room before it becomes small.
"""

from dataclasses import dataclass, replace

from fanbook.cover.brief import CoverBrief
from fanbook.cover.fit import Room
from fanbook.cover.setting import Block, Press, set_block
from fanbook.cover.style import Span, TypeRules, Voice

# A pen name at 100 pixels of page width has capitals of 6 pixels from this size on.
READABLE_SIZE = 150
LONG = 150  # characters from which a title takes all there is
_COMFORT = 235  # a title this large needs no more height
_TIERS = (0.42, 0.58, 0.78, 1.0)  # shares of the free height a title is tried in
_AND = {
    "en": "and",
    "de": "und",
    "fr": "et",
    "es": "y",
    "it": "e",
    "pt": "e",
    "nl": "en",
    "ru": "и",
    "pl": "i",
}
_GAPS = {"fandom": 66, "rule": 150, "subtitle": 44, "pairing": 44, "author": 62}


@dataclass(frozen=True, slots=True)
class Item:
    """One block and where its ink begins, from the top of the stack."""

    role: str
    top: float
    block: Block


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks under one another, the places of dividers between them, what no face could draw."""

    items: tuple[Item, ...]
    rules: tuple[float, ...]
    height: float
    missing: frozenset[str]

    @property
    def title_size(self) -> int:
        """Of the title, in pixels; a title without any glyph counts as large."""
        return next(
            (item.block.size for item in self.items if item.role == "title" and item.block.lines), 400
        )


def name_list(authors: tuple[str, ...], language: str) -> str:
    """Pen names as a byline, every one of them."""
    names = [" ".join(name.split()) for name in authors if name.strip()]
    code = language[:2].casefold()
    if code in {"ja", "zh"}:
        return "、".join(names)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND.get(code, '&')} {names[-1]}"


def author_block(brief: CoverBrief, rules: TypeRules, room: Room, press: Press) -> Block | None:
    """The byline: capitals as the authors write them, smaller on more lines the more they are."""
    text = name_list(brief.authors, brief.language)
    if not text:
        return None
    voice = Voice("serif", 640, 0.035)
    for high in (rules.author.high, 76, 64, 54, 44):
        block = set_block(text, voice, Span(rules.author.low, high), replace(room, height=room.height), press)
        if len(block.lines) <= (1 if high > 76 else 2 if high > 64 else 3 if high > 54 else 4):
            return block
    return block


def _notes(brief: CoverBrief, rules: TypeRules, room: Room, press: Press) -> list[tuple[str, Block]]:
    """Subtitle and pairing, in italics under the title."""
    voice = Voice("italic", 560)
    out = []
    for role, text in (("subtitle", brief.subtitle), ("pairing", brief.pairing)):
        if text and text.strip():
            out.append((role, set_block(text, voice, rules.note, room, press)))
    return out


def set_stack(
    brief: CoverBrief,
    rules: TypeRules,
    voice: Voice,
    room: tuple[float, float],
    press: Press,
    *,
    byline: bool,
) -> Stack:
    """All words for a room of so much width and height; with `byline` the authors stand below."""
    width, height = room
    aside = Room(width, 300, 1.16, 400)
    head = []
    if brief.fandom and brief.fandom.strip():
        small = Voice("serif", 600, 0.12, ("smcp",))
        head.append(("fandom", set_block(brief.fandom, small, rules.small, aside, press)))
    tail = _notes(brief, rules, aside, press)
    author = author_block(brief, rules, replace(aside, height=460), press) if byline else None
    tail += [("author", author)] if author else []
    gaps = sum(_GAPS[role] for role, _ in head + tail[1:])
    taken = sum(block.height for _, block in head + tail) + gaps
    free = height - taken - (_GAPS["rule"] if tail else 0)
    title = _title(brief, rules, voice, (width, free), press)
    return _pile([*head, ("title", title), *tail])


def _title(
    brief: CoverBrief, rules: TypeRules, voice: Voice, room: tuple[float, float], press: Press
) -> Block:
    """The title: taller rooms are for titles that would be small, and not for making them huge."""
    width, free = room
    brief_word = len(brief.title) <= 12 and " " not in brief.title
    largest = rules.title.high
    for share in _TIERS if len(brief.title) < LONG else _TIERS[-1:]:
        block = set_block(
            brief.title, voice, rules.title, Room(width, free * share, rules.leading, largest), press
        )
        if block.size >= _COMFORT and not (brief_word and block.width < 0.6 * width):
            break
        largest = rules.title.high if brief_word else _COMFORT
    return block


def _pile(blocks: list[tuple[str, Block]]) -> Stack:
    """Blocks with their gaps; a divider under the title if anything follows."""
    y, items, rules = 0.0, [], []
    before = ""
    for role, block in blocks:
        if before == "title":
            rules.append(y + _GAPS["rule"] * 0.52)
            y += _GAPS["rule"]
        elif before == "fandom":
            y += _GAPS["fandom"]
        elif before:
            y += _GAPS[role]
        items.append(Item(role, y, block))
        y += block.height
        before = role
    missing = frozenset[str]().union(*(block.missing for _, block in blocks))
    return Stack(tuple(items), tuple(rules), y, missing)
