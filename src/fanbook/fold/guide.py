"""How to print, fold and sew this very book: a page of instructions, and a sheet to test the printer with.

In: a `FoldPlan` and what the book is called. Out: markup and a style sheet for `set_plain`.
"""

from __future__ import annotations

from itertools import groupby

from fanbook.fold.marks import ORDER, SEW
from fanbook.fold.order import OCTAVO, PAGES
from fanbook.fold.plan import BOOKLET, FoldPlan
from fanbook.write.xhtml import escape

CSS = """
@page { margin: 54pt }
html { font-size: 11pt; line-height: 15pt }
body { margin: 0 }
h1 { font-size: 20pt; line-height: 24pt; font-weight: normal; margin: 0 0 4pt }
h2 { font-size: 11pt; line-height: 15pt; font-weight: normal; font-variant-caps: all-small-caps;
  letter-spacing: 0.08em; margin: 15pt 0 0 }
p, li { margin: 0; text-align: start; hyphens: none }
ol { margin: 0; padding-left: 18pt }
table { border-collapse: collapse; margin: 0 }
td { padding: 0 18pt 0 0; vertical-align: top }
.columns { columns: 3; column-gap: 18pt; font-size: 10pt }
"""

# Copy paper has its grain along its longer side, so a sheet folded once is folded across it.
GRAIN = (
    "Office paper has its grain along the longer side, and one fold across it runs against the grain: the "
    "book will open a little stiffly. Paper sold as short grain, or a sheet folded twice, is better."
)


def guide(plan: FoldPlan, title: str, pages: int) -> str:
    """The page of instructions."""
    sheets, signatures = sum(plan.sizes), len(plan.sizes)
    parts = [
        f"<h1>How to print and fold “{escape(title)}”</h1>",
        (
            f"<p>{pages} pages on {sheets} sheets of {escape(plan.sheet)} paper, in "
            f"{'one booklet' if plan.wish.scheme == BOOKLET else f'{signatures} signatures'}; "
            f"{plan.blanks} pages at the end are blank.</p>"
        ),
        _list("Print", _printing(plan)),
        _list("Fold", _folding(plan)),
        _list("Gather and sew", _sewing(plan)),
        _signatures(plan),
    ]
    return _document(title, "\n".join(parts))


def _printing(plan: FoldPlan) -> list[str]:
    edge = "short" if plan.wish.flip == "short" else "long"
    return [
        "Print one sheet first: <code>fanbook fold --test</code> makes it, and says how it must come out.",
        f"At 100 % or “actual size”, never “fit to page”. The pages are drawn at {plan.scale:.0%}.".replace(
            "%", " %"
        ),
        f"On both sides, turned over the {edge} edge.",
        "If a sheet jams, print it alone: <code>--only 7.2</code> is the second sheet of the seventh signature.",
    ]


def _folding(plan: FoldPlan) -> list[str]:
    goes, stays = ("right", "left") if plan.wish.rtl else ("left", "right")
    if plan.rows == 2:
        first = f"Fold the {goes} half back, under the {stays} one, and crease."
        steps = [
            "Take each sheet by itself, with the side up that has its lowest page number: the one printed second.",
            *([first] if plan.kind == OCTAVO else []),
            "Fold the lower half back, under the upper one, and crease.",
            (
                "Lay the sheets of a signature on each other as they were printed, the first on top, and fold the "
                f"{goes} half of all of them back, under the {stays} one."
            ),
            "Cut the folds along the top open when the book is sewn"
            + (", and those along the outer edge." if plan.kind == OCTAVO else "."),
        ]
    else:
        steps = [
            "Keep the sheets of a signature together, as they come out of the printer.",
            "Knock them up and fold them once, all together; crease with a bone folder.",
            "The lowest page number of the signature lies outside, at the front.",
        ]
    return [*steps, GRAIN] if plan.rows == 1 else steps


def _sewing(plan: FoldPlan) -> list[str]:
    if plan.wish.scheme == BOOKLET:
        return ["Sew or staple through the fold, from the outside in."]
    steps = ["Lay the signatures on each other in the order below, and press them overnight."]
    if ORDER in plan.wish.marks:
        steps.append(
            "The bars on the folded edges make a staircase; a gap or a step back is a signature astray."
        )
    if SEW in plan.wish.marks:
        steps.append(
            "Pierce the fold at the dots on the innermost sheet: a kettle stitch near each end, and a pair of "
            "holes for each tape between."
        )
    return steps


def _signatures(plan: FoldPlan) -> str:
    each = PAGES[plan.kind]
    rows, first = [], 1 - 2 * plan.wish.flyleaves
    for number, size in enumerate(plan.sizes, 1):
        last = first + size * each - 1
        said = (
            f"{number}: {_sheets(size)}, pages {max(1, first)} to {last}" if last > 0 else f"{number}: blank"
        )
        rows.append(f"<p>{said}</p>")
        first = last + 1
    counts = ", ".join(f"{len(list(same))} of {_sheets(size)}" for size, same in groupby(plan.sizes))
    return f'<h2>Signatures</h2><p>{counts}.</p><div class="columns">{"".join(rows)}</div>'


def _sheets(count: int) -> str:
    return "1 sheet" if count == 1 else f"{count} sheets"


def _list(heading: str, steps: list[str]) -> str:
    return f"<h2>{heading}</h2><ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"


def _document(title: str, inner: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><title>{escape(title)}</title></head><body>{inner}</body></html>'


TEST_CSS = """
@page { margin: 0 }
body { margin: 0 }
.side { position: relative; break-after: page; width: 100%; height: 1px }
.page { position: absolute; text-align: center; font-size: 12pt; line-height: 16pt }
.number { font-size: 90pt; line-height: 110pt }
p { margin: 0; hyphens: none }
"""


def trial(plan: FoldPlan) -> str:
    """Both sides of one sheet, with numbers as large as a hand, and what they must do."""
    return _document("Test sheet", _test_side(plan, 0) + _test_side(plan, 1))


def _test_side(plan: FoldPlan, at: int) -> str:
    side = plan.sides[at]
    width, height = plan.width / plan.columns, plan.height / plan.rows
    order = {page: n for n, page in enumerate(sorted(_pages(plan)), 1)}
    cells = []
    for cell in side.cells:
        turn = "transform: rotate(180deg);" if cell.upside_down else ""
        top = cell.row * height + (height - 190) / 2
        place = f"left:{cell.column * width:.1f}pt;top:{top:.1f}pt;width:{width:.1f}pt;{turn}"
        words = "front" if side.is_front else "back"
        cells.append(
            f'<div class="page" style="{place}"><p class="number">{order[cell.page]}</p>'
            f"<p>printed on the {words}</p><p>Folded, the numbers run from 1 on,</p><p>heads up, and none is missing.</p></div>"
        )
    return f'<div class="side">{"".join(cells)}</div>'


def _pages(plan: FoldPlan) -> list[int]:
    return [cell.page for side in plan.sides[:2] for cell in side.cells]
