"""The words of a cover in their order, set one under the other.

In: the brief, the type rules, a voice for the title, a room. Out: a `Stack` of blocks with their tops, as
high as they need. Small things are set first and the title gets what is left, in steps: a title grows
wider before it grows taller, and may take the whole room before it becomes small.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.brief import CoverBrief
from fanbook.cover.fit import Room
from fanbook.cover.setting import Block, Press, set_block, set_names, tidy
from fanbook.cover.style import Span, TypeRules, Voice

# A pen name at 100 pixels of page width has capitals of 6 pixels from this size on.
READABLE_SIZE = 150
LONG = 150  # characters from which a title takes all there is
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


class Item(Struct, frozen=True):
    """One block and where its ink begins, from the top of the stack."""

    role: str
    top: float
    block: Block


class Stack(Struct, frozen=True):
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


def name_parts(authors: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Pen names, every one of them, each with the comma after it, and what joins the last two."""
    names = [name for name in map(tidy, authors) if name]
    code = language[:2].casefold()
    if code in {"ja", "zh"}:
        return (*(f"{name}、" for name in names[:-1]), *names[-1:])
    if len(names) < 2:
        return tuple(names)
    return (*(f"{name}," for name in names[:-2]), names[-2], _AND.get(code, "&"), names[-1])


def name_list(authors: tuple[str, ...], language: str) -> str:
    """Pen names as a byline."""
    return " ".join(name_parts(authors, language)).replace("、 ", "、")


def author_block(brief: CoverBrief, rules: TypeRules, room: Room, press: Press) -> Block | None:
    """The byline: capitals as the authors write them, smaller on more lines the more they are."""
    names = name_parts(brief.authors, brief.language)
    if not names:
        return None
    voice = rules.byline
    for high in (rules.author.high, 76, 64, 54, 44):
        block = set_names(names, voice, Span(rules.author.low, high), room, press)
        if len(block.lines) <= (1 if high > 76 else 2 if high > 64 else 3 if high > 54 else 4):
            return block
    return block


def _notes(brief: CoverBrief, rules: TypeRules, room: Room, press: Press) -> list[tuple[str, Block]]:
    """Subtitle and pairing, in italics under the title."""
    out = []
    for role, text in (("subtitle", brief.subtitle), ("pairing", brief.pairing)):
        if text and text.strip():
            out.append((role, set_block(text, rules.aside, rules.note, room, press)))
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
    head = head_blocks(brief, rules, aside, press)
    tail = tail_blocks(brief, rules, aside, press, byline=byline)
    gap = dict(rules.gaps)
    gaps = sum(gap[role] for role, _ in head + tail[1:])
    taken = sum(block.height for _, block in head + tail) + gaps
    free = height - taken - (gap["rule"] if tail else 0)
    title = set_title(brief, rules, voice, (width, free), press)
    return pile([*head, ("title", title), *tail], gap)


def head_blocks(brief: CoverBrief, rules: TypeRules, room: Room, press: Press) -> list[tuple[str, Block]]:
    """What stands over a title: the fandom, the series with its volume's numeral."""
    texts = (("fandom", brief.fandom), ("series", brief.series_line))
    return [
        (role, set_block(text, rules.label, rules.small, room, press))
        for role, text in texts
        if text and text.strip()
    ]


def tail_blocks(
    brief: CoverBrief, rules: TypeRules, room: Room, press: Press, *, byline: bool
) -> list[tuple[str, Block]]:
    """What stands under a title: subtitle, pairing, and with `byline` the authors."""
    tail = _notes(brief, rules, room, press)
    author = author_block(brief, rules, replace(room, height=460), press) if byline else None
    return [*tail, *([("author", author)] if author else [])]


def set_title(
    brief: CoverBrief, rules: TypeRules, voice: Voice, room: tuple[float, float], press: Press
) -> Block:
    """The title: taller rooms are for titles that would be small, and not for making them huge."""
    width, free = room
    brief_word = len(brief.title) <= 12 and " " not in brief.title
    largest = rules.title.high
    is_long = len(brief.title) >= LONG
    for share in _TIERS[-1:] if is_long else _TIERS:
        room_ = Room(width, free * share, rules.leading, largest, is_long)
        block = set_block(brief.title, voice, rules.title, room_, press)
        if block.size >= rules.comfort and not (brief_word and block.width < 0.6 * width):
            break
        largest = rules.title.high if brief_word else rules.comfort
    return block


def pile(blocks: list[tuple[str, Block]], gap: Mapping[str, float]) -> Stack:
    """Blocks with their gaps; a divider under the title if anything follows."""
    y, items, rules = 0.0, [], []
    before = ""
    for role, block in blocks:
        if before == "title":
            rules.append(y + gap["rule"] * 0.52)
            y += gap["rule"]
        elif before in {"fandom", "series"}:
            y += gap["series" if role == "series" else "fandom"]
        elif before:
            y += gap[role]
        items.append(Item(role, y, block))
        y += block.height
        before = role
    missing = frozenset[str]().union(*(block.missing for _, block in blocks))
    return Stack(tuple(items), tuple(rules), y, missing)
