"""Word and OpenDocument: rules that are borders or shapes, counted lists, titles by style, marks of notes."""

from __future__ import annotations

import makers
import pytest

from fanbook.model.blocks import ItemList, SceneBreak
from fanbook.model.draft import Draft, Kind
from fanbook.model.walk import block_texts
from fanbook.read.formats import read
from fanbook.read.rows import RULE
from fanbook.read.sheet import Given

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def word(*paragraphs: str, styles: str = "") -> Draft:
    body = "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    extra = {
        "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<?xml version="1.0"?><w:styles {W}>{styles}</w:styles>',
    }
    draft = read(Given(makers.docx(extra=extra), "a.docx"))
    assert isinstance(draft, Draft)
    return draft


def said(text: str, props: str = "") -> str:
    return f"<w:pPr>{props}</w:pPr><w:r><w:t>{text}</w:t></w:r>"


def border(*sides: str) -> str:
    lines = "".join(f'<w:{side} w:val="single" w:sz="6"/>' for side in sides)
    return f"<w:pBdr>{lines}</w:pBdr>"


RULED = {
    "an empty paragraph with a border": ["One.", f"<w:pPr>{border('bottom')}</w:pPr>", "Two."],
    "a border that Word put under the paragraph before": [said("One.", border("bottom")), "Two."],
    "a shape": ["One.", '<w:r><w:pict><v:rect style="height:1.5pt" o:hr="t"/></w:pict></w:r>', "Two."],
    "a style for rules": ["One.", '<w:pPr><w:pStyle w:val="Line"/></w:pPr>', "Two."],
}
STYLES = f'<w:style w:type="paragraph" w:styleId="Line"><w:name w:val="Horizontal Line"/><w:pPr>{border("bottom")}</w:pPr></w:style>'


@pytest.mark.parametrize("name", RULED)
def test_a_rule_in_word_is_a_rule(name: str) -> None:
    paragraphs = [one if one.startswith("<") else said(one) for one in RULED[name]]
    assert word(*paragraphs, styles=STYLES).lines == ("One.", RULE, "Two.")


@pytest.mark.parametrize(
    "paragraphs",
    [
        [said("One.", border("top", "left", "bottom", "right")), said("Two.")],
        [said("One.", '<w:pStyle w:val="Line"/>'), said("Two.")],
        [said("One.", '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'), said("Two.")],
    ],
    ids=["a box", "a style with a line", "no line"],
)
def test_what_only_dresses_words_is_no_rule(paragraphs: list[str]) -> None:
    assert word(*paragraphs, styles=STYLES).lines == ("One.", "Two.")


def test_the_mark_of_a_note_has_no_brackets() -> None:
    draft = read(Given(makers.docx(), "a.docx"))
    assert isinstance(draft, Draft)
    assert not any("[1]" in line for line in draft.lines)


ODF = """
<text:p text:style-name="Title">The Lantern</text:p>
<text:h text:outline-level="1">One</text:h><text:p>{0}</text:p>
<text:p text:style-name="P9"/><text:p>{0}</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>Bread</text:p>
<text:list><text:list-item><text:p>white</text:p></text:list-item></text:list></text:list-item></text:list>
<text:h text:outline-level="1">Two</text:h><text:p>{0}</text:p>
"""
ODF_STYLES = """
<style:style style:name="P9" style:parent-style-name="Horizontal_20_Line"/>
<style:style style:name="Horizontal_20_Line"><style:paragraph-properties fo:border-bottom="0.06pt solid #000"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>
<text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>
"""


def test_an_opendocument_text_says_more_than_its_words() -> None:
    names = makers._ODF
    body = ODF.format("They went on until the river, and nobody said a word about it. " * 3)
    content = f'<?xml version="1.0"?><office:document-content {names}><office:automatic-styles>{ODF_STYLES}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    draft = read(Given(makers.odt(extra={"content.xml": content}), "a.odt"))
    assert isinstance(draft, Draft)
    blocks = [unit.block for unit in draft.units]
    kinds = [label.kind if label else None for label in draft.labels]
    assert kinds[0] is Kind.TITLE
    assert kinds.count(Kind.HEADING) == 2
    assert sum(isinstance(block, SceneBreak) for block in blocks) == 1
    (listed,) = [block for block in blocks if isinstance(block, ItemList)]
    inner = listed.items[0][1]
    assert isinstance(inner, ItemList)
    assert (listed.ordered, inner.ordered) == (True, False)
    assert list(block_texts(inner)) == ["white"]
