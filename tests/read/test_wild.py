"""Whole files as sites and programs really leave them, furniture and all, against what a reader of them would expect.

Each `.toml` in `wild/` says what has to come out of the file of its name. All of it was written before the
readers saw the file. A file `x.epub.parts` holds the members of an archive, each under its name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import makers
import pytest
from msgspec.structs import replace

from fanbook.errors import SourceError
from fanbook.library.config import Settings
from fanbook.model.blocks import AuthorNote, EndMark, Footnote, SceneBreak
from fanbook.model.inlines import Emphasis, FootnoteRef, Image, LineBreak, Strike, Strong, Text
from fanbook.model.story import Story
from fanbook.model.walk import block_texts, plain, runs_of
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise
from fanbook.stories import finished

WILD = Path(__file__).parent / "wild"
NAMES = sorted(path.stem for path in WILD.glob("*.toml"))
FACTS = (
    "title",
    "author",
    "fandom",
    "pairing",
    "rating",
    "summary",
    "series",
    "source_url",
    "date",
    "language",
)


@cache
def wanted(name: str) -> Mapping[str, object]:
    return tomllib.loads((WILD / f"{name}.toml").read_text("utf-8"))


def given(name: str) -> Given:
    path = WILD / str(
        wanted(name).get("file") or next(p.name for p in WILD.glob(f"{name}.*") if p.suffix != ".toml")
    )
    data = path.read_bytes()
    if path.suffix == ".parts":
        data = makers.zipped(dict(_members(data.decode())))
    return Given(data, str(wanted(name).get("name", path.name.removesuffix(".parts"))))


def _members(text: str) -> Iterator[tuple[str, bytes | str]]:
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name, _, body = part.partition("\n")
        body = body.removesuffix("\n")
        yield name, makers.picture() if body == "@png" else body


@cache
def story(name: str) -> Story:
    return finished(recognise(read(given(name))), Settings(typography=False))


_NOT_YET = pytest.mark.xfail(strict=True, reason="not read right yet")
CHECKS = [
    pytest.param(name, key, marks=[_NOT_YET] if key in wanted(name).get("not_yet", ()) else [])  # type: ignore[operator]
    for name in NAMES
    for key in wanted(name)
    if key not in ("file", "name", "not_yet")
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "key"), CHECKS)
def test_what_comes_out(name: str, key: str) -> None:
    value = wanted(name)[key]
    if key == "error":
        with pytest.raises(SourceError) as fault:
            story(name)
        assert fault.value.code == value
    elif key in FACTS:
        assert story(name).metadata.value(key) == value
    else:
        SEEN[key](story(name), value)


def test_a_mobile_page_that_names_no_language_is_read() -> None:
    page = given("ffn-mobile")
    bare = re.sub(rb"(?<=Rated: T, )English.*(?=Words:)", b"", page.data)
    assert bare != page.data
    found = finished(recognise(read(replace(page, data=bare))), Settings(typography=False))
    assert found.metadata.value("rating") == story("ffn-mobile").metadata.value("rating")


def _chapters(found: Story, value: list[str]) -> None:
    assert [plain(chapter.title) for chapter in found.chapters] == value


def _labels(found: Story, value: list[str]) -> None:
    assert [chapter.label for chapter in found.chapters] == value


def _headings(found: Story, value: list[str]) -> None:
    said = body(found) + "\n".join(f"{chapter.label} {plain(chapter.title)}" for chapter in found.chapters)
    assert [one for one in value if one not in said] == []


def _pairs(found: Story, value: list[str]) -> None:
    assert [pair.label() for pair in found.pairings] == value


def _scenes(found: Story, value: int) -> None:
    assert sum(isinstance(b, SceneBreak) for c in found.chapters for b in c.blocks) == value


def _footnotes(found: Story, value: int) -> None:
    assert sum(isinstance(b, Footnote) for c in found.chapters for b in c.blocks) == value


def _first(found: Story, value: list[str]) -> None:
    starts = [text[: len(one)] for text, one in zip(texts(found), value, strict=True)]
    assert starts == value


def _last(found: Story, value: list[str]) -> None:
    ends = [text[len(text) - len(one) :] for text, one in zip(texts(found), value, strict=True)]
    assert ends == value


def _notes(found: Story, value: list[list[str]]) -> None:
    inside = [b for c in found.chapters for b in c.blocks if isinstance(b, AuthorNote)]
    notes = [(str(n.place), next(block_texts(n))) for n in (*found.head_notes, *inside, *found.end_notes)]
    assert [
        [place, text[: len(start)]] for (place, text), (_, start) in zip(notes, value, strict=True)
    ] == value


def _emphasis(found: Story, value: list[str]) -> None:
    runs = (run for c in found.chapters for b in c.blocks for run in runs_of(b))
    dressed = {plain((one,)).strip() for run in runs for one in _dressed(run)}
    assert [one for one in value if one not in dressed] == []


def _dressed(inlines):
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong | Strike):
            yield inline
        if not isinstance(inline, Text | LineBreak | Image | FootnoteRef):
            yield from _dressed(inline.children)


def _has(found: Story, value: list[str]) -> None:
    assert [one for one in value if one not in body(found)] == []


def _lacks(found: Story, value: list[str]) -> None:
    notes = "\n".join(t for note in (*found.head_notes, *found.end_notes) for t in block_texts(note))
    titles = "\n".join(f"{c.label} {plain(c.title)}" for c in found.chapters)
    facts = "\n".join(f"{f.label} {f.value}" for _, f in found.metadata.facts)
    assert [one for one in value if one in "\n".join((body(found), notes, titles, facts))] == []


SEEN = {
    "chapters": _chapters, "labels": _labels, "headings": _headings, "pairs": _pairs, "scenes": _scenes,
    "footnotes": _footnotes, "first": _first, "last": _last, "notes": _notes, "emphasis": _emphasis,
    "has": _has, "lacks": _lacks,
}  # fmt: skip


def body(found: Story) -> str:
    said = "\n".join(t for c in found.chapters for b in c.blocks for t in block_texts(b))
    return re.sub(r"[ \n]+", " ", said)


def texts(found: Story) -> list[str]:
    """The words of each chapter without its notes."""
    return [
        re.sub(r"\s+", " ", " ".join(
            t for b in c.blocks if not isinstance(b, AuthorNote | Footnote | SceneBreak | EndMark) for t in block_texts(b)
        )).strip()
        for c in found.chapters
    ]  # fmt: skip
