"""Style sheets, ornaments, gates, typed pages: what a page says beside its words, and what only looks like it."""

from __future__ import annotations

import makers
import pytest

from fanbook.errors import SourceError
from fanbook.model.draft import Draft, Kind
from fanbook.model.inlines import Emphasis, Strike, Strong
from fanbook.model.walk import plain, runs_of
from fanbook.read.dom import read_html
from fanbook.read.formats import read
from fanbook.read.gates import refuse_gate
from fanbook.read.rows import RULE
from fanbook.read.sheet import Given

TALE = (
    "<p>She carried the salt over the pass, and the mule carried her, and neither of them said a word.</p>"
    * 6
)


def page(body: str, head: str = "<title>x</title>") -> Draft:
    markup = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    draft = read(Given(markup.encode(), "page.html"))
    assert isinstance(draft, Draft)
    return draft


def dressed(draft: Draft) -> dict[str, type]:
    runs = [run for unit in draft.units if unit.block for run in runs_of(unit.block)]
    return {
        plain((one,)): type(one) for run in runs for one in run if isinstance(one, Emphasis | Strong | Strike)
    }


LOOKS = {
    ".c1{font-style:italic}": {"salt": Emphasis},
    "span.c1, .c2 { color: red; font-style : oblique }": {"salt": Emphasis, "mule": Emphasis},
    "#workskin .c2{font-weight:700}": {"mule": Strong},
    "@media screen { .c1 { text-decoration: line-through } }": {"salt": Strike},
    ".c1{font-style:normal;font-weight:400}": {},
    ".menu .c1{font-style:italic}": {},
    "body .c1:hover{font-style:italic}": {},
    "/* .c1{font-style:italic} */": {},
    ".all{font-style:italic}": {},
    ".c1{display:none}": {},
    ".c1{": {},
}  # fmt: skip


@pytest.mark.parametrize("sheet", LOOKS)
def test_a_class_is_worn(sheet: str) -> None:
    body = f'<div class="all"><p>The <span class="c1">salt</span> and the <span class="c2">mule</span>.</p>{TALE}</div>'
    draft = page(body, f"<style>{sheet}</style>")
    assert dressed(draft) == LOOKS[sheet]
    assert draft.lines[0] == "The salt and the mule."


ONE = '<p><img src="https://x.org/leaf.png" alt="{}"></p>'
ORNAMENTS = {
    "twice": (ONE.format("") + TALE + ONE.format(""), 2),
    "said to be one": (ONE.format("scene break") + TALE + ONE.format("divider"), 2),
    "once": (ONE.format(""), 0),
    "with words of its own": (ONE.format("A leaf") + TALE + ONE.format("A leaf"), 0),
    "beside words": (f"<p>Oh {ONE[3:-4].format('')}</p>{TALE}<p>Oh {ONE[3:-4].format('')}</p>", 0),
    "by its marks": (ONE.format("* * *"), 1),
    "by its name": (ONE.format("").replace("leaf", "divider"), 1),
    "in two boxes": (f"<p><center>{ONE[3:-4].format('~')}</center></p>", 1),
    "two pictures": (ONE.format("") + TALE + ONE.format("").replace("leaf", "tree"), 0),
}  # fmt: skip


@pytest.mark.parametrize("name", ORNAMENTS)
def test_a_picture_that_returns_parts_scenes(name: str) -> None:
    body, count = ORNAMENTS[name]
    assert sum(line == RULE for line in page(f"{TALE}{body}{TALE}").lines) == count


GATES = {
    "Adult Content Warning | Archive of Our Own": "This work could have adult content. If you continue, you have agreed.",
    "Just a moment...": "Checking if the site connection is secure. Enable JavaScript and cookies to continue",
    "404 Not Found": "The page that you asked for was not found.",
}


@pytest.mark.parametrize("title", GATES)
def test_a_gate_is_no_story(title: str) -> None:
    root, _, _ = read_html(
        f"<html><head><title>{title}</title></head><body>{GATES[title]}</body></html>".encode(), ""
    )
    with pytest.raises(SourceError, match="no story"):
        refuse_gate(root, "x.html")


@pytest.mark.parametrize("title", GATES)
def test_a_story_that_is_called_like_a_gate_is_a_story(title: str) -> None:
    assert page("<p>She waited for him at the gate, and he came.</p>", f"<title>{title}</title>").lines


def test_a_text_on_a_page_is_read_as_a_text() -> None:
    text = (
        "Title: The Salt Road\nAuthor: Quill\n\n"
        + "She carried the <i>salt</i> over the pass, and\nthe mule carried her.\n\n" * 5
    )
    draft = page(f'<h1>Old texts</h1><pre>{text}</pre><p><a href="/">Home</a></p>')
    assert "Title: The Salt Road" in draft.lines
    assert (
        "She carried the *salt* over the pass, and" in draft.lines
        or "She carried the _salt_ over the pass, and" in draft.lines
    )
    frame = {unit.text: label and label.kind for unit, label in zip(draft.units, draft.labels, strict=True)}
    assert frame["Old texts"] is frame["Home"] is Kind.DEBRIS


def test_a_piece_of_code_in_a_story_is_no_text_by_itself() -> None:
    draft = page(f"{TALE}<pre>{'ls -l ' * 45}</pre>{TALE}{TALE}")
    assert len(draft.units) == 19


def test_remarks_in_a_shared_document_are_left_out_and_words_stay() -> None:
    mark = '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>'
    remark = '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>love this</span></p></div>'
    draft = page(f"<p>Salt{mark} and sand.</p>{TALE}{remark}")
    said = {unit.text: label and label.kind for unit, label in zip(draft.units, draft.labels, strict=True)}
    assert said["Salt and sand."] is not Kind.DEBRIS
    assert said["[a]love this"] is Kind.DEBRIS


HEADINGS = {
    "<h1>x</h1><h2>Two</h2>": [Kind.TITLE, Kind.HEADING],
    "<h1>Part One</h1><h2>One</h2>{}<h2>Two</h2>": [Kind.HEADING] * 3,
    "<h1>Part One</h1><h2>One</h2>{}<h2>Two</h2>{}<h1>Part Two</h1><h2>Three</h2>": [Kind.HEADING] * 5,
    "<h1>Another</h1>{}<h2>Two</h2>": [Kind.TITLE],
}


@pytest.mark.parametrize("markup", HEADINGS)
def test_headings(markup: str) -> None:
    draft = page(markup.replace("{}", TALE) + TALE)
    assert [
        label.kind for label in draft.labels if label and label.kind in (Kind.TITLE, Kind.HEADING)
    ] == HEADINGS[markup]


NOTE = '<div class="{}"><p>Author\'s Note</p><p>Thank you all.</p></div>'
NOTES = {
    "authors-note": ["chapter-head", "chapter-end"],
    "author_note": ["chapter-head", "chapter-end"],
    "author": [],
    "notes": [],
}


@pytest.mark.parametrize("name", NOTES)
def test_a_box_that_is_called_a_note_is_one(name: str) -> None:
    note = NOTE.format(name)
    draft = page(f"<h1>x</h1><h2>One</h2>{note}{TALE}<h2>Two</h2>{TALE}{note}")
    told = [label.detail for label in draft.labels if label and label.kind is Kind.NOTE]
    assert told[::2] == NOTES[name]
    assert draft.lines.count("Thank you all.") == 2


@pytest.mark.parametrize("name", ["entry-content", "postbody", "userstuff"])
def test_a_page_of_several_posts_loses_none(name: str) -> None:
    post = f'<div class="{name}">{TALE}</div><p>Reply</p>'
    draft = page(f"<h1>x</h1>{post}{post}<div class='{name}'>Nice!</div>")
    told = [label and label.kind for label in draft.labels]
    assert len(told) - told.count(Kind.DEBRIS) == 12


def test_a_large_first_letter_is_part_of_its_word() -> None:
    capital = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>'
    rest = "<w:p><w:pPr/><w:r><w:t>he salt was wet.</w:t></w:r></w:p>"
    body = f"<w:document {makers._W}><w:body>{capital}{rest}{capital}</w:body></w:document>"
    draft = read(Given(makers.docx(extra={"word/document.xml": body}), "a.docx"))
    assert isinstance(draft, Draft)
    assert draft.lines == ("The salt was wet.", "T")
