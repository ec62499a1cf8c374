"""Many stories to one book, and which stories belong together.

`bundle` groups a library by pairing, fandom, author or series; `assemble_anthology` makes a
volume of a group: contents by story and author, a title page and an about-page for each story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from fanbook.assemble import matter
from fanbook.assemble.dates import iso_date, modified
from fanbook.assemble.identity import identifier, slug_of
from fanbook.assemble.single import Making, work_sections
from fanbook.model.book import Book, Contents, HalfTitle, Section, TitlePage, WorkTitle
from fanbook.model.story import Story
from fanbook.reconcile import Cast, key_of, primary_of, settled
from fanbook.reconcile.cast import fold, fold_fandom

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Stories that go into one volume.

    `key` is what they share and stays the same as more join; `name` is the part of it that files
    are called by, where no other volume is.
    """

    by: str
    key: str
    name: str
    title: str
    stories: tuple[Story, ...]
    pairing: str = ""
    fandom: str = ""

    def slug(self) -> str:
        """`anthology-` and what the stories share."""
        if not any(char.isascii() and char.isalnum() for char in self.name):
            return slug_of(self.key, "anthology")
        return slug_of(f"anthology {self.name}")


Grouping = Callable[[Sequence[Story], Cast], Iterable[Bundle]]


def _by_pairing(stories: Sequence[Story], cast: Cast) -> Iterable[Bundle]:
    groups: defaultdict[tuple[str, ...], defaultdict[str, list[Story]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for story in stories:
        if key := key_of(story, cast):
            groups[key.members][key.fandom].append(story)
    for members, homes in groups.items():
        settled_homes = _with_homeless(homes)
        for fandom, group in settled_homes.items():
            primary = primary_of(group[0])
            if primary is None:
                continue
            label = settled(primary, group[0], cast).label()
            pair = " ".join(members)
            name = f"{pair} {fandom}" if len(settled_homes) > 1 else pair
            home = next(filter(None, (matter.stated(story, "fandom") for story in group)), "")
            yield Bundle("pairing", f"{pair} | {fandom}", name, label, tuple(group), label, home)


def _with_homeless(homes: dict[str, list[Story]]) -> dict[str, list[Story]]:
    """Stories that state no fandom join the one there is; where there are two they stay apart."""
    named = [fandom for fandom in homes if fandom]
    if "" in homes and len(named) == 1:
        return {named[0]: [*homes[named[0]], *homes[""]]}
    return homes


def _by_field(name: str, key: Callable[[str], str], title: str = "{}") -> Grouping:
    def group_by(stories: Sequence[Story], _: Cast) -> Iterable[Bundle]:
        groups: defaultdict[str, list[tuple[str, Story]]] = defaultdict(list)
        for story in stories:
            for value in story.metadata.parsed(name) or (story.metadata.value(name),):
                if value:
                    groups[key(value)].append((value, story))
        for shared, rows in groups.items():
            stories = tuple({story.source.key(): story for _, story in rows}.values())
            yield Bundle(name, shared, shared, title.format(rows[0][0]), stories)

    return group_by


BUNDLES: dict[str, Grouping] = {
    "pairing": _by_pairing,
    "fandom": _by_field("fandom", fold_fandom),
    "author": _by_field("author", fold, "Stories by {}"),
    "series": _by_field("series", fold),
}


def bundle(stories: Sequence[Story], cast: Cast, by: str) -> tuple[Bundle, ...]:
    """Every group of two stories or more; the order of stories is series, part, date, title."""
    found = [
        replace(b, stories=tuple(sorted(b.stories, key=_order)))
        for b in BUNDLES[by](sorted(stories, key=_order), cast)
        if len(b.stories) > 1
    ]
    return tuple(sorted(found, key=lambda b: b.key))


def _order(story: Story) -> tuple[str, int, str, str, str]:
    index = story.metadata.value("series_index")
    part = int(index[:9]) if index.isascii() and index.isdigit() else 0
    series = "".join(story.metadata.parsed("series")[:1])
    date = iso_date(story.metadata.value("date"))
    return (fold(series), part, date or "9999", fold(story.title()), story.source.key())


def assemble_anthology(group: Bundle, slug: str, making: Making) -> Book:
    """The volume of a bundle."""
    stories = group.stories
    authors = tuple(dict.fromkeys(name for story in stories for name in story.authors()))
    language = Counter(story.language for story in stories).most_common(1)[0][0]
    subtitle = f"{_number(len(stories))} stories"
    front = [
        Section("half-title", HalfTitle(group.title)),
        Section("title-page", TitlePage(group.title, authors, subtitle=subtitle, fandom=group.fandom)),
        Section("notice", matter.notice(stories, making.binder)),
        Section("contents", Contents()),
    ]
    body = [section for n, story in enumerate(stories, 1) for section in _work(story, n, making)]
    dates = [iso_date(story.metadata.value(name)) for story in stories for name in ("date", "updated")]
    return Book(
        kind="anthology",
        slug=slug,
        identifier=identifier("anthology", f"{group.by}:{group.key}"),
        title=group.title,
        authors=authors,
        language=language,
        modified=modified(dates, making.epoch),
        sections=(
            *front,
            *body,
            Section("colophon", matter.colophon(making.version, making.binder), "Colophon"),
        ),
        subtitle=subtitle,
        pairing=group.pairing,
        fandom=group.fandom,
        subjects=tuple(dict.fromkeys(tag for story in stories for tag in story.metadata.parsed("genre"))),
        characters=tuple(
            dict.fromkeys(name for story in stories for name in story.metadata.parsed("characters"))
        ),
        words=sum(story.words for story in stories),
        warnings=tuple(dict.fromkeys(name for story in stories for name in matter.content_warnings(story))),
        certified_by=making.certified_by,
        pictures=matter.pictures(stories),
    )


def _number(count: int) -> str:
    return _NUMBERS[count].capitalize() if count < len(_NUMBERS) else str(count)


def _work(story: Story, number: int, making: Making) -> list[Section]:
    """One story in the volume: its title page, its about-page, its text."""
    title, author = matter.display_title(story), " · ".join(story.authors())
    page = WorkTitle(title, story.authors(), matter.is_stand_in(story), number)
    prefix = f"w{number}-"
    return [
        Section(f"w{number}", page, title, 1, title, author, story.language),
        Section(f"{prefix}about", matter.about(story), "", 2, title, author, story.language),
        *work_sections(story, prefix, 2, making),
    ]
