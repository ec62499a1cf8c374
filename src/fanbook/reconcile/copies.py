"""The same story saved twice: another download, another site, another format, an earlier state of it.

In: the stories of a library. Out: the stories without those that another holds whole, and who these were. Told
by content alone: runs of five words that two bodies share. A quoted poem, a drabble that also stands in a
collection, another chapter of one story share too little, or are no beginning of the other under one title.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from zlib import compress, crc32, decompress

from msgspec import Struct
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.blocks import AuthorNote
from fanbook.model.story import Story
from fanbook.model.walk import block_texts
from fanbook.reconcile.parts import join_parts, part_of
from fanbook.reconcile.wholes import join_folders

_RUN = 5  # words; a run that two authors share is a quotation or a commonplace
_ONE_IN = 8  # of all runs, those that are looked up: the ones whose first word has such a hash
_QUOTED = 64  # a run that stands in so many stories tells none of them from another
_LIKELY, _SAME = 0.4, 0.7  # shared runs of the looked up, and of all; a corrected copy keeps 80 % or more
_ALIKE = 0.6  # of the longer one's length; what is shorter must be the beginning of the longer
_AS_FULL = 0.98  # lengths that differ by less differ by what a site put around the text
_LEAST = 30  # words; what is shorter must be the same to the word, and its title too
_TELLING = 300  # words; what is shorter and nameless may be the first of a collection
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+")
_AGAIN = re.compile(r"\(\d+\)$|\bcopy\b|\bkopie\b", re.IGNORECASE)


class Copy(Struct, frozen=True):
    """A story that is not built, since `first` holds all of it."""

    story: Story
    first: Story

    def paths(self) -> tuple[str, ...]:
        """Its files."""
        return tuple(source.key() for source in (self.story.source, *self.story.more_sources))


class Gathered(Struct, frozen=True):
    """A library's stories, each once and whole, and the copies of them."""

    stories: tuple[Story, ...]
    copies: tuple[Copy, ...] = ()


def gather_stories(stories: Sequence[Story], *, keep_duplicates: bool = False, root: str = "") -> Gathered:
    """Parts joined and copies set apart; `root` is what the library's own folder is called.

    One file saved twice is taken out before: a chapter that is there two times would keep its story's parts
    from being joined.
    """
    if keep_duplicates:
        return Gathered(tuple(join_parts(join_folders(stories, root))))
    once, twins = _without_twins(stories)
    whole, copies = _without_copies(join_parts(join_folders(once, root)))
    # The twin of a copy is a copy of what that one is a copy of.
    firsts = {copy.story.source.key(): copy.first for copy in copies}
    owners = {key: story for story in whole for key in _keys(story)}
    settled = [
        replace(twin, first=firsts.get(key, owners.get(key, twin.first)))
        for twin in twins
        for key in (twin.first.source.key(),)
    ]
    told = tuple(sorted((*copies, *settled), key=lambda copy: copy.paths()))
    return Gathered(tuple(_remarked(whole, told)), told)


def _keys(story: Story) -> Iterator[str]:
    return (source.key() for source in (story.source, *story.more_sources))


def _without_twins(stories: Sequence[Story]) -> tuple[list[Story], list[Copy]]:
    """Files of the same bytes: the one that a person said more of stays, or else the first to be saved."""
    found: defaultdict[tuple[str, int], list[Story]] = defaultdict(list)
    for story in stories:
        found[story.source.sha256, story.source.story].append(story)
    best = {key: min(group, key=_preference) for key, group in found.items()}
    kept = [story for story in stories if best[story.source.sha256, story.source.story] is story]
    copies = [
        Copy(story, best[key]) for key, group in found.items() for story in group if story is not best[key]
    ]
    return kept, copies


def _preference(story: Story) -> tuple[int, int, int, bool, str]:
    """The key that sorts stories of one length: what a person spoke of, what states most, what was first."""
    title = story.metadata.get("title")
    stated = sum(not fact.is_guess() and not fact.is_stand_in() for _, fact in story.metadata.facts)
    is_named = title is not None and not title.is_stand_in()
    again = bool(_AGAIN.search(story.source.path.rpartition(".")[0]))
    return -len(story.said) - bool(story.pinned), -is_named, -stated, again, story.source.key()


def _remarked(stories: Iterable[Story], copies: Sequence[Copy]) -> Iterator[Story]:
    """Stories that were saved more than once say so."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for copy in copies:
        names[copy.first.source.key()] += copy.paths()
    for story in stories:
        if others := names.get(story.source.key()):
            message = f"also saved as {', '.join(others)}; this copy is the fullest"
            hint = "`--keep-duplicates` makes a book of each"
            note = Diagnostic("N024", Severity.NOTE, message, hint=hint, source=story.source.path)
            yield replace(story, diagnostics=(*story.diagnostics, note))
        else:
            yield story


def _without_copies(stories: Sequence[Story]) -> tuple[list[Story], list[Copy]]:
    """Every story is held against the fuller ones before it; those that are no copy are looked up from then on."""
    if len(stories) < 2:
        return list(stories), []
    shelf = _Shelf()
    copies = []
    for story in sorted(stories, key=lambda story: (-story.words, story.source.key())):
        body = body_words(story)
        runs = _looked_up(body)
        first = shelf.holder_of(story, body, runs)
        if first is None:
            shelf.add(story, body, runs)
        else:
            copies.append(Copy(story, first))
    copies = list(_fullest(copies))
    gone = {id(copy.story) for copy in copies}
    return [story for story in stories if id(story) not in gone], copies


def _fullest(copies: Sequence[Copy]) -> Iterator[Copy]:
    """The copies, with the one that says most of itself in the place of the first among those as full."""
    groups: defaultdict[int, list[Story]] = defaultdict(list)
    for copy in copies:
        groups[id(copy.first)] += [copy.story] if groups[id(copy.first)] else [copy.first, copy.story]
    for group in groups.values():
        full = [story for story in group if story.words >= group[0].words * _AS_FULL]
        first = min(full, key=_preference)
        yield from (Copy(story, first) for story in group if story is not first)


class _Shelf:
    """Stories that are no copies of each other, to be looked up by the runs of words in them."""

    def __init__(self) -> None:
        self._stories: list[tuple[Story, bytes]] = []
        self._holding: dict[int, int | list[int]] = {}  # most runs are in one story: a number, not a list

    def add(self, story: Story, body: Sequence[str], runs: Iterable[int]) -> None:
        """Put a story there, to be looked up by these runs."""
        for run in runs:
            self._holding[run] = _added(self._holding.get(run), len(self._stories))
        # Packed: most of them nobody ever looks at again.
        self._stories.append((story, compress(" ".join(body).encode("utf-8", "surrogatepass"), 1)))

    def holder_of(self, story: Story, body: Sequence[str], runs: Iterable[int]) -> Story | None:
        """The story that holds all of this one, if there is one."""
        held = (self._holding.get(run, ()) for run in runs)
        telling = [found for found in held if isinstance(found, int) or len(found) < _QUOTED]
        shared = Counter(
            number for found in telling for number in ((found,) if isinstance(found, int) else found)
        )
        for number, count in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
            if count < _LIKELY * len(telling):
                return None
            other, packed = self._stories[number]
            if _is_copy(story, body, other, decompress(packed).decode("utf-8", "surrogatepass").split()):
                return other
        return None


def _added(held: int | list[int] | None, number: int) -> int | list[int]:
    if held is None:
        return number
    if isinstance(held, int):
        return [held, number]
    held.append(number)
    return held


def body_words(story: Story) -> list[str]:
    """The words of a story's body as they are compared: no case, no apostrophes, one form of each letter."""
    text = "\n".join(
        text
        for chapter in story.chapters
        for block in chapter.blocks
        if not isinstance(block, AuthorNote)
        for text in block_texts(block)
    )
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("’", "")
        text = _IDEOGRAPHS.sub(r" \g<0> ", text)
    return _WORD.findall(text.replace("'", "").casefold())


def _looked_up(body: Sequence[str]) -> set[int]:
    """The runs that a story is looked up by: some of them, the same ones wherever they stand."""
    last = max(len(body) - _RUN, 0)
    few = {_hash(body[n : n + _RUN]) for n, word in enumerate(body) if n <= last and _is_chosen(word)}
    return few | {_hash(body)}


@lru_cache(maxsize=65536)
def _is_chosen(word: str) -> bool:
    return crc32(word.encode("utf-8", "surrogatepass")) % _ONE_IN == 0


def _hash(words: Sequence[str]) -> int:
    return crc32(" ".join(words).encode("utf-8", "surrogatepass"))


def _runs(body: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(body[n:] for n in range(_RUN)), strict=False))


def _is_copy(story: Story, body: Sequence[str], other: Story, longer: Sequence[str]) -> bool:
    """Does the other one hold this one, and is it more than that it quotes it?"""
    if len(body) < _LEAST:
        return list(body) == list(longer) and _is_one_title(story, other, _TELLING)
    runs = _runs(body)
    if len(body) < _ALIKE * len(longer):
        if not _is_one_title(story, other, len(body)):
            return False
        longer = longer[: round(len(body) / _SAME) + _LEAST]
    return len(runs & _runs(longer)) >= _SAME * len(runs)


def _is_one_title(story: Story, other: Story, words: int) -> bool:
    """Are they called the same, or is one of them called nothing and long enough to tell?"""
    titles = [one.metadata.get("title") for one in (story, other)]
    if any(title is None or title.is_stand_in() for title in titles):
        return words >= _TELLING
    one, two = (part_of(story)[0] or _plain(story), part_of(other)[0] or _plain(other))
    return one == two


def _plain(story: Story) -> str:
    return " ".join(_WORD.findall(story.title().casefold()))
