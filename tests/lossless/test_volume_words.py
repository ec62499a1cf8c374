"""A volume says what its stories say: word for word, in order, in both kinds of book."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
import witness
from lxml import etree

from fanbook.assemble import Volume, assemble_anthology, assemble_story, volumes_of
from fanbook.assemble.recipe import Edition
from fanbook.assemble.single import Making
from fanbook.assemble.thickness import Limit
from fanbook.assemble.volumes import Anthology
from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.model.story import Story
from fanbook.pipeline import cast_of
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise
from fanbook.resources import find_typefaces, load_theme
from fanbook.stories import finished
from fanbook.write.epub import write_epub
from fanbook.write.pdf import write_pdf
from fanbook.write.trim import find_trim

_TEXT = re.compile(r"EPUB/text/(?:w[0-9a-f]+-)?(?:chapter-\d+|note|notes)(?:-.*)?\.xhtml")


def stories() -> list[Story]:
    """Every story at hand."""
    return [story_of(file) for file in witness.sources()]


def story_of(file: Path) -> Story:
    return finished(recognise(read(Given(file.read_bytes(), file.name, Instructions()))), Settings())


def volumes(some: list[Story], edition: Edition) -> tuple[Volume, ...]:
    whole = Anthology("All of them", "all", "hand", "all", tuple(some), edition)
    return volumes_of(whole, cast_of(some, Settings()))


def texts(epub: bytes) -> list[list[str]]:
    """The words of each chapter and each page of notes, in reading order."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        paths = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
        order = [f"EPUB/{paths[ref.get('idref')]}" for ref in package.iterfind(".//{*}itemref")]
        bodies = [
            etree.fromstring(archive.read(path)).find("{*}body") for path in order if _TEXT.fullmatch(path)
        ]
    return [witness.words("".join(body.itertext())) for body in bodies if body is not None]


def single(story: Story, making: Making) -> list[list[str]]:
    return texts(write_epub(assemble_story(story, "s", "urn:uuid:1", making), load_theme()))


@pytest.mark.slow
@pytest.mark.parametrize("notes", ["keep", "end", "appendix"])
@pytest.mark.parametrize(
    "edition",
    [Edition(), Edition(order=("length",), parts="rating", limit=Limit(9_000), note="A word.\n\nAnother.")],
    ids=["plain", "edited"],
)
def test_an_epub_says_what_its_stories_say(edition, notes):
    making, some = Making("0", notes), stories()
    made = volumes(some, edition)
    assert sorted(one.source.path for volume in made for one in volume.stories) == sorted(
        one.source.path for one in some
    )
    for volume in made:
        book = assemble_anthology(volume, "v", making)
        said = [page for story in volume.stories for page in single(story, making)]
        assert texts(write_epub(book, load_theme())) == said
        assert book.words == sum(one.words for one in volume.stories)


@pytest.mark.slow
def test_a_word_that_a_volume_loses_is_noticed():
    some = stories()[:2]
    (volume,) = volumes(some, Edition())
    book = assemble_anthology(volume, "v", Making("0"))
    said = [page for story in volume.stories for page in single(story, Making("0"))]
    lost = [[*page[:-1]] if n == 1 else page for n, page in enumerate(said)]
    assert texts(write_epub(book, load_theme())) != lost


@pytest.mark.slow
def test_a_pdf_says_what_its_stories_say():
    seeds = Path(__file__).parents[2] / "seeds"
    names = ("the_greenwood_oath", "arrows_in_april", "asgard_group_chat", "the_ballad_of_the_sea_king")
    some = [story_of(seeds / f"{name}.txt") for name in names]
    (volume,) = volumes(some, Edition(order=("title",), editor="A. Binder"))
    page = find_trim("half-letter")
    pdf = write_pdf(assemble_anthology(volume, "v", Making("0")), load_theme(), page, find_typefaces()).pdf
    printed = "".join(witness.printed_words(pdf, page.top, page.bottom))
    at = 0
    for story in volume.stories:
        for chapter in single(story, Making("0")):
            letters = "".join(chapter)
            at = printed.find(letters, at)
            assert at >= 0, f"{story.title()}: {letters[:60]} …"
            at += len(letters)
