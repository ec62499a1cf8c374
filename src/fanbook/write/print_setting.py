"""A section's markup with its plain paragraphs taken out, planned, and put back.

In: the markup of one section. Out: `Laid`: the markup in parts, a `Slot` where each planned paragraph
stands, and what was planned for it. From it comes the section as it will be printed, or a skeleton with
empty boxes as high as the lines. Only paragraphs that run over the full measure are planned; those in
letters, notes, verse, chat and scripts have rules of their own and are left to the style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from fanbook.write.lines.plan import Setting, reset_lines, set_lines
from fanbook.write.lines.words import Manner
from fanbook.write.pdf_lines import LINES, NUMBER
from fanbook.write.print_feet import INDENT, SIZE, WORDS, marked_lines
from fanbook.write.print_words import breakable, with_tails

# What holds paragraphs of a measure or a size of their own.
_APART = re.compile(r'class="(?:note|chat|script|footnote)"')
_BLOCK = re.compile(
    r"<(?P<ends>/?)(?P<name>blockquote|ul|ol|table|div)\b(?P<rest>[^>]*)>"
    r'|<p(?P<first> class="first")?>(?P<words>.*?)</p>',
    re.DOTALL,
)

# A paragraph can end a line later or earlier if its lines give so much, in em for each; in need, so much.
GIVES_LONGER, GIVES_SHORTER = 1.2, 1.1
GIVES_IN_NEED = 2.2
FEWEST_ELASTIC = 4  # lines
FEWEST_IN_NEED = 2


class Slot(Struct, frozen=True):
    """Where a planned paragraph stands: its number, its class, its words as markup."""

    number: str
    is_first: bool
    words: str


class Laid(Struct, frozen=True):
    """A section in parts; `plain` counts its paragraphs over the full measure that could not be planned."""

    parts: tuple[str | Slot, ...]
    settings: Mapping[str, Setting]
    plain: int


class Room(Struct, frozen=True):
    """The measure and the indent of the paragraphs of a section, in em; `ltr`: it runs left to right.

    `tails`: in paragraphs that are not planned, a short last word takes its neighbour along.
    """

    line: float
    indent: float
    ltr: bool = True
    tails: bool = True


def lay(markup: str, manner: Manner, room: Room, plainly: frozenset[str] = frozenset()) -> Laid:
    """The section with its paragraphs planned, but for those whose numbers stand in `plainly`."""
    parts: list[str | Slot] = []
    settings: dict[str, Setting] = {}
    at = plain = 0
    for match in _paragraphs(markup) if room.ltr else ():
        slot = Slot(str(len(settings) + plain + 1), bool(match["first"]), match["words"])
        indent = 0.0 if slot.is_first else room.indent
        setting = None if slot.number in plainly else set_lines(slot.words, manner, room.line, indent)
        if setting is None:
            plain += 1
            continue
        settings[slot.number] = setting
        parts += [fitted(markup[at : match.start()], room), slot]
        at = match.end()
    parts.append(fitted(markup[at:], room))
    return Laid(tuple(parts), settings, plain)


def _paragraphs(markup: str) -> Iterator[re.Match[str]]:
    """The paragraphs that run over the full measure."""
    around: list[bool] = []
    for match in _BLOCK.finditer(markup):
        if match["ends"]:
            around.pop()
        elif match["name"]:
            around.append(match["name"] != "div" or bool(_APART.search(match["rest"])))
        elif not any(around):
            yield match


def lay_feet(
    notes: Mapping[str, str], manner: Manner, room: Room, plainly: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Footnotes by key, with their paragraphs planned as those of the text are."""

    def planned(key: str, markup: str) -> Iterator[str]:
        at = 0
        for count, match in enumerate(WORDS.finditer(markup)):
            number = f"{key} {count}"
            can_be = room.ltr and number not in plainly
            indent = INDENT if count else 0.0
            setting = set_lines(match[2], manner, room.line / SIZE, indent) if can_be else None
            if setting is not None:
                yield markup[at : match.start()]
                yield f'<span class="foot-words set" {NUMBER}="{number}" {LINES}="{setting.lines}">{setting.markup}'
                at = match.end() - len("</span>")
        yield fitted(markup[at:], room)

    return {key: "".join(planned(key, markup)) for key, markup in notes.items()}


def fitted(markup: str, room: Room) -> str:
    """Markup that is not planned, made fit for paper."""
    # WeasyPrint 70 orders words of both directions within a box, never across boxes.
    return breakable(with_tails(markup) if room.ltr and room.tails else markup)


def printable(laid: Laid, otherwise: Mapping[str, Setting]) -> str:
    """The section's markup with all lines; `otherwise` are paragraphs set in another number of lines."""
    return "".join(_filled(laid, otherwise))


def _filled(laid: Laid, otherwise: Mapping[str, Setting]) -> Iterator[str]:
    for part in laid.parts:
        if isinstance(part, str):
            yield part
        else:
            setting = otherwise.get(part.number) or laid.settings[part.number]
            kind = "set first" if part.is_first else "set"
            yield f'<p class="{kind}" {NUMBER}="{part.number}" {LINES}="{setting.lines}">{setting.markup}</p>'


def skeleton(laid: Laid) -> str:
    """The section's markup with an empty box for each planned paragraph."""
    return "".join(
        part
        if isinstance(part, str)
        else f'<p class="{"first" if part.is_first else ""}" {NUMBER}="{part.number}" '
        f'style="height:{laid.settings[part.number].lines}rlh"></p>'
        for part in laid.parts
    )


def elastic(
    laid: Laid, manner: Manner, room: Room, *, in_need: bool = False
) -> dict[tuple[str, int], Setting]:
    """The paragraphs that can be set in a line more or less, by number and difference.

    `in_need`: the others, that may show it.
    """
    found = {}
    for slot in laid.parts:
        if isinstance(slot, str):
            continue
        setting = laid.settings[slot.number]
        # A footnote's mark would come to stand in another line.
        if marked_lines(setting.markup):
            continue
        indent = 0.0 if slot.is_first else room.indent
        for by in _wanted(setting, room, in_need=in_need):
            other = reset_lines(slot.words, manner, room.line, indent, setting.lines + by)
            if other is not None:
                found[slot.number, by] = other
    return found


def _wanted(setting: Setting, room: Room, *, in_need: bool) -> Iterator[int]:
    """By how many lines it is worth a try to set the paragraph longer."""
    lines = setting.lines
    longer, shorter = room.line - setting.last + 3, setting.last <= lines * GIVES_SHORTER
    ready, at_all = longer <= lines * GIVES_LONGER, longer <= lines * GIVES_IN_NEED
    if lines < FEWEST_ELASTIC:
        ready, at_all, shorter = False, at_all and lines >= FEWEST_IN_NEED, shorter and in_need
    if at_all and in_need != ready:
        yield 1
    if shorter and in_need == (lines < FEWEST_ELASTIC) and lines >= FEWEST_IN_NEED:
        yield -1
