"""What the folders say that a story lies in: whose world it is, who is paired, who wrote it.

In: a story, and what the rest of its library states. Out: the story with the facts that nobody stated
and a folder's name tells. A name alone is a guess (people sort by anything); a name that another
story of the library states as its fandom or its author is evidence. Folders named for a year, a site,
a genre or a to-do say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.model.metadata import Fact, Origin
from fanbook.model.story import Story
from fanbook.recognise.pairings import read_pairings
from fanbook.reconcile.cast import fold, fold_fandom

_GUESS, _PAIR, _EVIDENCE = 0.5, 0.6, 0.8
# What people call folders that say nothing of what is in them.
_IDLE = frozenset(
    """seeds stories story fics fic fiction fictions fanfic fanfics fanfiction fanfictions fan works work texts text txt
    archive archives collection collections library books book reading read unread toread later new old older recent
    current misc miscellaneous various varia other others unsorted sorted sort temp tmp test tests backup backups copy
    copies download downloads downloaded saved save saves import imports imported export exports inbox todo done finished
    complete completed incomplete wip wips ongoing abandoned dead hiatus oneshot oneshots drabble drabbles short shorts long
    longfic longfics chaptered multichapter series serials favourite favourites favorite favorites favs faves fave best good
    great rec recs recommended bookmarks kindle kobo phone epub epubs pdf pdfs html htm docx doc docs documents files file my
    all the and or of to in for by from with a an gen het slash femslash femmeslash yaoi yuri smut angst fluff crack
    crossover crossovers au aus fandom fandoms author authors pairing pairings ship ships multi mixed no none unknown
    untitled folder folders desktop data source sources raw input english deutsch german french francais spanish espanol
    ao3 ffn ffnet fanfictionnet livejournal lj dreamwidth dw wattpad tumblr usenet quotev mediaminer yahoo groups list lists
    site sites web internet january february march april may june july august september october november december""".split()
)
_TAIL = re.compile(r"(?:\s+(?:fan ?fics?|fics?|fan ?fictions?|stories|fandom|works))+$", re.IGNORECASE)
_HEAD = re.compile(r"^(?:fandom|my)\s*[-:–]?\s+", re.IGNORECASE)
_BY = re.compile(r"^by\s+(?P<name>\S.*)$", re.IGNORECASE)
_PAIRED = re.compile(r"\s(?:x|×|&|\+)\s", re.IGNORECASE)
_HANDLE = re.compile(r"^(?=.*[a-z])[a-z0-9][\w.-]{2,30}$")


class Known(Struct, frozen=True):
    """What the stories of a library state: fandoms and authors, folded, each with its spelling."""

    fandoms: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)


_NOBODY = Known()


def known_from(stories: Iterable[Story]) -> Known:
    """What these stories state."""
    fandoms: dict[str, str] = {}
    authors: dict[str, str] = {}
    for story in stories:
        fandom = story.metadata.get("fandom")
        if fandom is not None and not fandom.is_guess():
            fandoms.setdefault(fold_fandom(fandom.value), fandom.value)
        author = story.metadata.get("author")
        if author is not None and author.origin is not Origin.FOLDER:
            authors |= {fold(name): name for name in story.authors() if fold(name) not in authors}
    return Known(fandoms, authors)


def folders_of(path: str) -> Iterator[tuple[str, str]]:
    """The telling folders above a file, the outermost first: the folder's path, and what it is called."""
    for folder in reversed(PurePosixPath(path).parents):
        name = " ".join(folder.name.replace("_", " ").split())
        name = _HEAD.sub("", _TAIL.sub("", name)) or name
        words = re.findall(r"[^\W_]+", name.casefold())
        if any(len(word) > 1 and not word.isdecimal() and word not in _IDLE for word in words):
            yield str(folder), folder.name if _HANDLE.match(folder.name) else name


def called(folder: str) -> str:
    """What a folder is called; empty where its name tells nothing."""
    return next((name for path, name in folders_of(f"{folder}/_") if path == folder), "")


def author_by_folder(story: Story) -> tuple[str, str] | None:
    """The nearest folder that is called as authors call themselves: its path and the name."""
    if _is_closed(story, "author"):
        return None
    for folder, name in reversed(list(folders_of(story.source.path))):
        if match := _BY.match(name):
            return folder, match["name"]
        if _HANDLE.match(name):
            return folder, name
    return None


def fandom_folder(story: Story, fandom: str) -> str:
    """The folder that is called so; empty where none is."""
    return next((folder for folder, name in folders_of(story.source.path) if name == fandom), "")


def in_folders(story: Story, known: Known = _NOBODY) -> Story:
    """The story with what its folders tell and nobody stated."""
    names = [name for _, name in folders_of(story.source.path) if fold(name) != fold(story.title())]
    if not names:
        return story
    facts = _fandom(story, names, known) | _author(story, names, known)
    for name, fact in facts.items():
        story = replace(story, metadata=story.metadata.having(name, fact))
    if "author" in facts:
        story = replace(story, diagnostics=tuple(d for d in story.diagnostics if d.code != "N002"))
    return _paired(story, names)


def is_filed(story: Story) -> bool:
    """Does it lie in a folder whose name may tell something?"""
    return any(True for _ in folders_of(story.source.path))


def _is_closed(story: Story, name: str) -> bool:
    """Has a person spoken of that fact, or of what folders say of it?"""
    return name in story.said or name in story.silent


def _fandom(story: Story, names: list[str], known: Known) -> dict[str, Fact]:
    stated = story.metadata.get("fandom")
    if _is_closed(story, "fandom") or (stated is not None and not stated.is_hint()):
        return {}
    for name in names:
        if fold_fandom(name) in known.fandoms:
            return {"fandom": Fact(known.fandoms[fold_fandom(name)], Origin.FOLDER, _EVIDENCE)}
    authors = {fold(name) for name in story.authors()} | set(known.authors)
    for name in names:
        idle = _PAIRED.search(name) or _HANDLE.match(name) or _BY.match(name) or fold(name) in authors
        if not idle and name[:1].isupper():
            return {"fandom": Fact(name, Origin.FOLDER, _GUESS)}
    return {}


def _author(story: Story, names: list[str], known: Known) -> dict[str, Fact]:
    """Only one who is named elsewhere: to say of somebody that she wrote a story is no small thing."""
    if _is_closed(story, "author") or story.metadata.get("author") is not None:
        return {}
    for name in reversed(names):
        match = _BY.match(name)
        author = known.authors.get(fold(match["name"] if match else name))
        if author:
            return {"author": Fact(author, Origin.FOLDER, _EVIDENCE, parsed=(author,))}
    return {}


def _paired(story: Story, names: list[str]) -> Story:
    if _is_closed(story, "pairing") or story.pairings or story.metadata.get("pairing") is not None:
        return story
    for name in reversed(names):
        if _PAIRED.search(name):
            pairings = read_pairings(name.replace(" + ", " x ")).pairings[:1]
            return replace(story, pairings=tuple(replace(pairing, confidence=_PAIR) for pairing in pairings))
    return story
