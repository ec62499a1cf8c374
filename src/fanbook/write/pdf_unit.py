"""One section of a book set apart from the others: first measured, then printed.

Both steps go to a pool of processes. `measure` plans the lines, lays out a skeleton and plans the pages
for either side that the section may begin on; `set_unit` prints it for the side that it got. What comes
out knows no page numbers: those are laid over it later, so that it can be kept as long as its own text
and the sheet stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.picture import Picture
from fanbook.write.balance import Other, PagePlan, Row, plan_pages
from fanbook.write.lines.plan import Setting, hyphenator
from fanbook.write.lines.shapes import PLAIN, Shaper, Style
from fanbook.write.lines.words import Manner
from fanbook.write.pdf_finish import Finish
from fanbook.write.pdf_lines import fit_lines, is_torn
from fanbook.write.pdf_press import Printed, press
from fanbook.write.pdf_rows import feet_of, rows_of
from fanbook.write.pdf_square import fill_lines
from fanbook.write.print_css import endless_rules, feet_rules, short_rules, side_rules
from fanbook.write.print_faces import Coverage, in_language
from fanbook.write.print_feet import Feet, standing, take, with_feet
from fanbook.write.print_setting import Laid, Room, elastic, fitted, lay, lay_feet, printable, skeleton
from fanbook.write.trim import Trim
from fanbook.write.xhtml import script_class
from fanbook.write.xhtml_inlines import footnote_id, footnote_ref_id

Others = dict[tuple[str, int], Setting]

LONGEST_FOOT = 0.4  # of a page: a longer footnote stands at the section's end
BEARABLE = 120.0  # what a plan of pages may cost before paragraphs are set in a way that shows
ROUNDS = 3  # as often as a plan may be mended


class Sheet(Struct, frozen=True):
    """What all sections of a book are set with."""

    coverage: Coverage
    css: str
    trim: Trim
    opening: Style = PLAIN
    indent: float = 1.35
    initial: float = 1.0
    justify: bool = True
    tagged: bool = False


class Unit(Struct, frozen=True):
    """A section: its markup, the document around it, its language; `is_text`: it has plain paragraphs.

    `mirrored`: the book is read from right to left. `tails`: a short last word takes its neighbour along.
    """

    before: str
    markup: str
    after: str
    language: str
    ltr: bool
    is_text: bool
    on_recto: bool = False
    mirrored: bool = False
    pictures: tuple[Picture, ...] = ()
    tails: bool = True


class Measured(Struct, frozen=True):
    """A section's lines, the footnotes at its pages' feet, and its pages if it begins on a recto or a verso."""

    laid: Laid
    otherwise: Mapping[tuple[str, int], Setting]
    recto: PagePlan
    verso: PagePlan
    feet: Mapping[str, str]

    def plan(self, *, on_verso: bool) -> PagePlan:
        """The pages for that side."""
        return self.verso if on_verso else self.recto


class SetUnit(Struct, frozen=True):
    """A printed section, what WeasyPrint had to say, and how many paragraphs are set plainly.

    `unbalanced`: its pages did not come out as planned.
    """

    printed: Printed
    remarks: tuple[str, ...] = ()
    plain: int = 0
    unbalanced: bool = False


def measure(
    unit: Unit,
    sheet: Sheet,
    plainly: frozenset[str] = frozenset(),
    staying: frozenset[str] | None = frozenset(),
) -> Measured:
    """The section's lines and pages. Raises `SystemMissing` (W002) without Pango.

    Paragraphs whose numbers are in `plainly` are not planned; footnotes whose keys are in `staying` (None:
    all) stand where they stand in the section.
    """
    manner, room = _manner(unit, sheet), _room(unit, sheet)
    taken = Feet(unit.markup) if staying is None else take(unit.markup, staying)
    if unit.is_text:
        laid = lay(taken.markup, manner, room, plainly)
        feet = lay_feet(taken.notes, manner, room, plainly)
    else:
        laid = Laid((taken.markup,), {}, 0)
        feet = {key: fitted(note, room) for key, note in taken.notes.items()}
    with press(sheet.coverage.faces, sheet.css, []) as ready:
        document = ready.set(
            f"{unit.before}{skeleton(laid)}{standing(feet)}{unit.after}",
            endless_rules(sheet.trim),
            unit.pictures,
        )
        rows = rows_of(document.pages[0], sheet.trim.leading, laid.settings)
        heights = feet_of(document.pages[0], sheet.trim.leading) if feet else {}
    long = {key for key, height in heights.items() if height > LONGEST_FOOT * sheet.trim.lines}
    if long:
        return measure(unit, sheet, plainly, frozenset({*(staying or ()), *long}))
    plans, others = _plans(rows, heights, sheet.trim.lines, partial(elastic, laid, manner, room))
    used = {key for plan in plans for key in plan.reset}
    return Measured(laid, {key: others[key] for key in sorted(used)}, *plans, feet)


def _plans(
    rows: Sequence[Row], feet: Mapping[str, float], lines: int, elastic: Callable[..., Others]
) -> tuple[tuple[PagePlan, PagePlan], Others]:
    """The pages from a recto and from a verso, and how paragraphs can be set otherwise."""
    others: Others = {}

    def both() -> tuple[PagePlan, PagePlan]:
        costs = {key: Other(setting.cost * 2, setting.hyphens) for key, setting in others.items()}
        recto, verso = (
            plan_pages(rows, lines, on_verso=on_verso, elastic=costs, notes=feet)
            for on_verso in (False, True)
        )
        return recto, verso

    plans = both()
    for in_need, bearable in ((False, 0.0), (True, BEARABLE)):
        if all(plan.cost <= bearable for plan in plans):
            break
        others |= elastic(in_need=in_need)
        plans = both()
    return plans, others


def set_unit(unit: Unit, sheet: Sheet, measured: Measured, on_verso: bool) -> SetUnit:
    """The section printed for that side. Lines whose plan does not hold are set plainly.

    Where a footnote would not stand on the page of its mark, all stand at the section's end.
    """
    remarks: list[str] = []
    plainly: frozenset[str] = frozenset()
    staying: frozenset[str] | None = frozenset()
    for _ in range(ROUNDS):
        plan = measured.plan(on_verso=on_verso)
        with press(sheet.coverage.faces, sheet.css, remarks) as ready:
            css = _pages_css(unit, sheet, plan, on_verso=on_verso)
            document = ready.set(_document(unit, measured, plan), css, unit.pictures)
            if unit.tails and is_torn(document.pages):
                without = replace(unit, tails=False)
                return set_unit(without, sheet, measure(without, sheet, plainly, staying), on_verso)
            wrong = fit_lines(document.pages, _width(in_language(sheet.coverage, unit.language)))
            if script_class(unit.language).startswith("cjk"):
                fill_lines(document.pages)
            is_lost = bool(measured.feet) and not _at_their_marks(document, measured.feet)
            if not wrong and not is_lost:
                finish = Finish(sheet.trim.width, sheet.trim.height)
                printed = ready.print(document, finish, tagged=sheet.tagged)
                is_off = bool(measured.laid.settings) and printed.pages != plan.pages
                return SetUnit(printed, tuple(remarks), measured.laid.plain, is_off)
        plainly |= wrong
        staying = None if is_lost else staying
        measured = measure(unit, sheet, plainly, staying)
    plain = replace(unit, is_text=False)
    return set_unit(plain, sheet, measure(plain, sheet, staying=None), on_verso)


def _at_their_marks(document: Any, feet: Mapping[str, str]) -> bool:  # noqa: ANN401 - weasyprint.Document
    """Does every footnote stand on the page of its mark?"""
    places = {name: at for at, page in enumerate(document.pages) for name in page.anchors}
    return all(
        footnote_id(key) in places and places[footnote_id(key)] == places.get(footnote_ref_id(key))
        for key in feet
    )


def _document(unit: Unit, measured: Measured, plan: PagePlan) -> str:
    otherwise = {number: measured.otherwise[number, by] for number, by in plan.reset}
    return f"{unit.before}{with_feet(printable(measured.laid, otherwise), measured.feet)}{unit.after}"


def _pages_css(unit: Unit, sheet: Sheet, plan: PagePlan, *, on_verso: bool) -> str:
    return (
        side_rules(on_verso=on_verso, mirrored=unit.mirrored)
        + short_rules(sheet.trim, plan.short)
        + feet_rules(sheet.trim, plan.feet)
    )


def _manner(unit: Unit, sheet: Sheet) -> Manner:
    return Manner(
        _shaper(in_language(sheet.coverage, unit.language)),
        hyphenator(unit.language),
        sheet.opening,
        sheet.initial,
    )


def _room(unit: Unit, sheet: Sheet) -> Room:
    return Room(sheet.trim.measure / sheet.trim.size, sheet.indent, unit.ltr, unit.tails)


_MOST_SHAPERS = 3
_SHAPERS: dict[tuple[Any, ...], Shaper] = {}


def _shaper(coverage: Coverage) -> Shaper:
    """One for all sections of a book in one language, so that a word is measured once."""
    key = coverage.faces, coverage.families
    if key not in _SHAPERS:
        if len(_SHAPERS) >= _MOST_SHAPERS:
            _SHAPERS.clear()
        _SHAPERS[key] = Shaper(coverage)
    return _SHAPERS[key]


def _width(coverage: Coverage) -> Callable[[str, Any], float]:
    shaper = _shaper(coverage)

    @lru_cache(maxsize=256)
    def in_em(text: str, italic: bool, bold: bool) -> float:
        return shaper.width(text, Style(italic=italic, bold=bold)) or 0.0

    def width(text: str, style: Any) -> float:  # noqa: ANN401 - weasyprint's own styles
        em = in_em(text, style["font_style"] != "normal", style["font_weight"] >= 600)
        return em * float(style["font_size"])

    return width
