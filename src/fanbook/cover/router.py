"""Which style a book's cover is drawn in.

In: a brief, faces, all styles. Out: a `Cover` in the first style that suits the book and passes the rubric, and
the reason in words. The order is the story's own: seeded by its name (by its series' for a volume, so that
volumes match), weighed by how well the styles suit it. No other book of the library has a say, or a new story
would change the covers of the old ones.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from fanbook.cover.brief import Cover, CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.columns import is_upright
from fanbook.cover.composition import Composition
from fanbook.cover.fonts import FontShelf
from fanbook.cover.landscape import called
from fanbook.cover.make import compose, finish, pictured
from fanbook.cover.motifs import is_called
from fanbook.cover.paint_check import contrasts
from fanbook.cover.paint_type import Pen
from fanbook.cover.rubric import cap_height, drawn_faults, painted_faults
from fanbook.cover.style import Style

_UPRIGHT = 8.0  # times as likely: the label, for a title that is set in columns
_LAST = ("broadside", "clothbound")  # for what suits no style: these take any title

_NEEDS: Mapping[str, Callable[[CoverBrief], bool]] = MappingProxyType(
    {"motif": is_called, "setting": lambda brief: bool(called(brief))}
)


def suits(brief: CoverBrief, style: Style) -> bool:
    """Whether a style may be tried for a book."""
    rule = style.suits
    title = max(len(brief.title), 60) if brief.series else len(brief.title)
    word = max(map(len, brief.title.split()), default=0)
    return (
        title <= rule.longest
        and (word <= rule.word or is_upright(brief.title))
        and brief.kind in rule.kinds
        and (rule.series or not brief.series)
        and all(_NEEDS[need](brief) for need in rule.needs)
    )


def ordered(brief: CoverBrief, styles: Sequence[Style]) -> tuple[Style, ...]:
    """The styles that suit a book, in the order in which they are tried."""
    chance = Chance("router", brief.family)
    left = {style: _share(brief, style) for style in styles if suits(brief, style)}
    out: list[Style] = []
    while left:
        style = chance.fork(str(len(out))).weighed(tuple(left.items()))
        del left[style]
        out.append(style)
    known = {style.name: style for style in styles}
    out += [known[name] for name in _LAST if name in known and known[name] not in out]
    return tuple(out)


def _share(brief: CoverBrief, style: Style) -> float:
    upright = style.name == "label" and is_upright(brief.title)
    return style.suits.share * (_UPRIGHT if upright else 1.0)


def choose(brief: CoverBrief, fonts: FontShelf, styles: Sequence[Style]) -> Cover:
    """The cover of a book in the first style that passes; if none does, in the one that comes nearest."""
    passed_over: list[str] = []
    pen = Pen(fonts)
    nearest: tuple[tuple[int, float], Style, Composition] | None = None
    for style in ordered(brief, styles):
        made = compose(brief, pen, style)
        faults = tuple(drawn_faults(brief, made, style.safe))
        if not faults:
            picture = pictured(made, pen)
            faults = tuple(painted_faults(contrasts(made, picture, pen)))
            if not faults:
                return replace(finish(brief, made, picture, style), why=_why(style.name, passed_over))
        passed_over.append(f"{style.name}: {faults[0]}")
        rank = (len(faults), -cap_height(made))
        if nearest is None or rank < nearest[0]:
            nearest = rank, style, made
    assert nearest is not None
    _, style, made = nearest
    why = f"{style.name} comes nearest of all styles; {'; '.join(passed_over)}"
    return replace(finish(brief, made, pictured(made, pen), style), why=why, faults=tuple(passed_over))


def first_fit(brief: CoverBrief, pen: Pen, styles: Sequence[Style]) -> tuple[Style, Composition]:
    """The first style, in the story's own order, whose words fit a page of its shape; else the first of all."""
    order = ordered(brief, styles)
    for style in order:
        made = compose(brief, pen, style)
        if not any(drawn_faults(brief, made, style.safe)):
            return style, made
    return order[0], compose(brief, pen, order[0])


def _why(name: str, passed_over: list[str]) -> str:
    if not passed_over:
        return f"{name}: the first that suits the story, in its own order, and passes every measure"
    return f"{name}: passes every measure; before it {'; '.join(passed_over)}"
