"""In which order the stories of a volume stand, and into which parts they fall.

In: stories and what was asked for. Out: the same stories. Whatever the order, the parts of a series stand
together and as their author numbered them, where the first of them would stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from fanbook.assemble.dates import iso_date
from fanbook.model.story import Story
from fanbook.reconcile.cast import fold

Key = tuple[str | int, ...]


def series_of(story: Story) -> str:
    """The series a story is part of, folded; empty where it is of none."""
    return fold("".join(story.metadata.parsed("series")[:1]))


def part_of(story: Story) -> int:
    """Which part of its series a story is; 0 where nobody says."""
    index = story.metadata.value("series_index")
    return int(index[:9]) if index.isascii() and index.isdigit() else 0


def _date(story: Story) -> Key:
    return (iso_date(story.metadata.value("date")) or "9999", *_title(story))


def _title(story: Story) -> Key:
    title = fold(story.title())
    first, _, rest = title.partition(" ")
    return (rest if first in ("the", "a", "an") and rest else title, title, story.source.key())


def _author(story: Story) -> Key:
    return (fold(", ".join(story.authors())) or "\uffff", *_date(story))


def _length(story: Story) -> Key:
    return (story.words, *_title(story))


def _series(story: Story) -> Key:
    return (
        series_of(story),
        part_of(story),
        iso_date(story.metadata.value("date")) or "9999",
        fold(story.title()),
        story.source.key(),
    )


ORDERS: dict[str, Callable[[Story], Key]] = {
    "series": _series,
    "date": _date,
    "title": _title,
    "author": _author,
    "length": _length,
}


def arranged(stories: Iterable[Story], order: Sequence[str] = ("series",)) -> tuple[Story, ...]:
    """The stories in an order of `ORDERS`, or those that a list names first and the others after them."""
    if len(order) == 1 and order[0] in ORDERS:
        key = ORDERS[order[0]]
        return in_series(sorted(stories, key=key))
    places = {name: place for place, name in reversed(list(enumerate(map(fold_name, order))))}

    def place(story: Story) -> tuple[int, Key]:
        return min((places[name] for name in names_of(story) if name in places), default=len(places)), _series(story)  # fmt: skip

    return tuple(sorted(stories, key=place))


def fold_name(name: str) -> str:
    """What a list calls a story by, for comparing: its title, its file, or the file's path."""
    return fold(name.removeprefix("./"))


def names_of(story: Story) -> tuple[str, ...]:
    """All that a list may call a story by."""
    names = [fold(story.title()), fold_name(story.source.key())]
    for source in (story.source, *story.more_sources):
        path = PurePosixPath(source.path)
        names += map(fold_name, (source.path, path.name, path.stem))
    return tuple(filter(None, dict.fromkeys(names)))


def in_series(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories with those of a series drawn together at the first one's place, in the order of their parts."""
    return tuple(story for run in runs_of(stories) for story in run)


def runs_of(stories: Sequence[Story]) -> list[tuple[Story, ...]]:
    """What must not be torn apart: each series in the order of its parts, and every other story alone."""
    series: defaultdict[str, list[Story]] = defaultdict(list)
    for story in stories:
        series[series_of(story) or f"\0{story.source.key()}"].append(story)
    return [tuple(sorted(run, key=part_of)) for run in series.values()]
