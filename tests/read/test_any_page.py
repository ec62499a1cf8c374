"""A page of nobody's site: what is the page's own is told from the story, and nothing of the story is lost."""

from __future__ import annotations

import pytest

from fanbook.model.draft import Draft, Kind
from fanbook.read.formats import read
from fanbook.read.rows import RULE
from fanbook.read.sheet import Given

TALE = (
    "<p>She carried the salt over the pass, and the mule carried her, and neither of them said a word.</p>"
    * 6
)


def kinds(body: str) -> dict[str, Kind | None]:
    """What each block of a page is to its reader, by its words."""
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}{TALE}</body></html>"
    draft = read(Given(page.encode(), "page.html"))
    assert isinstance(draft, Draft)
    return {unit.text: label and label.kind for unit, label in zip(draft.units, draft.labels, strict=True)}


MENUS = {
    "Home | Login": '<div class="top"><a href="/">Home</a> | <a href="/login">Login</a></div>',
    "« Previous Next »": '<p>« <a href="1.html">Previous</a> <a href="3.html">Next</a> »</p>',
}
STORY = {
    "She read Emma and Persuasion.": '<p>She read <a href="/emma">Emma</a> and <a href="/p">Persuasion</a>.</p>',
    "1 2": '<p><a href="#n1">1</a> <a href="#n2">2</a></p>',
    "Alone": '<p><a href="/alone">Alone</a></p>',
}


@pytest.mark.parametrize("words", MENUS)
def test_what_is_nothing_but_links_is_a_menu(words: str) -> None:
    assert kinds(MENUS[words])[words] is Kind.DEBRIS


@pytest.mark.parametrize("words", STORY)
def test_a_link_among_words_is_the_story(words: str) -> None:
    assert kinds(STORY[words])[words] is not Kind.DEBRIS


@pytest.mark.parametrize(
    "markup",
    [
        "<ruby>漢字<rt>かんじ</rt></ruby>",
        "<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>",
        "<ruby><rb>漢字</rb><rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>",
    ],
)
def test_a_reading_stands_behind_its_word(markup: str) -> None:
    assert "the sign 漢字（かんじ） hung" in kinds(f"<p>the sign {markup} hung</p>")


def test_the_rule_over_the_notes_at_a_page_s_end_is_no_scene_break() -> None:
    body = '<p>Salt<a href="#n1">1</a> and sand.</p><hr/><p>More.</p><hr/><ol><li id="n1"><p>White. <a href="#r">↩</a></p></li></ol>'
    page = f"<!DOCTYPE html><html><body>{TALE}{body}</body></html>"
    draft = read(Given(page.encode(), "page.html"))
    assert isinstance(draft, Draft)
    assert draft.lines[6:] == ("Salt1 and sand.", RULE, "More.", "1 White.")


def test_a_heading_that_is_the_page_s_title_begins_no_chapter() -> None:
    page = f"<!DOCTYPE html><html><head><title>The Salt Road</title><meta name='author' content='Quill'/></head><body><h1>The Salt Road</h1><p>Quill</p><h1>One</h1>{TALE}<h1>Two</h1>{TALE}</body></html>"
    draft = read(Given(page.encode(), "page.html"))
    assert isinstance(draft, Draft)
    told = [label.kind for label in draft.labels if label is not None and label.kind is not Kind.PROSE]
    assert told == [Kind.TITLE, Kind.METADATA, Kind.HEADING, Kind.HEADING]
