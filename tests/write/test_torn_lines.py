"""WeasyPrint 70 can break the first line of a page where it likes; the page is then set in another way."""

from __future__ import annotations

import pytest
from printed import print_book, printed
from samples import one_piece

from fanbook.resources import find_typefaces
from fanbook.write import pdf_unit
from fanbook.write.pdf_lines import is_torn
from fanbook.write.pdf_press import press
from fanbook.write.print_faces import cover, face_rules
from fanbook.write.print_setting import Room, fitted

WORDS = (
    "I find I am afraid. It is an odd thing, I had supposed that it was only for other people. But she wrote to me "
    "that she is, too, and that we should be so in the same key, and might see where it went."
)
RULES = "p { font: 11pt/14pt 'EB Garamond'; margin: 0; orphans: 1; widows: 1; text-align: justify } .tail { white-space: nowrap }"  # fmt: skip


@pytest.mark.parametrize(("width", "torn"), [(156, True), (158, False), (260, True), (270, False)])
def test_a_line_that_is_hardly_begun_is_seen(width: int, torn: bool) -> None:
    coverage = cover(WORDS, tuple(find_typefaces()), ("en",), "")
    with press(coverage.faces, face_rules(coverage) + RULES, []) as ready:
        kept = fitted(f"<p>{WORDS}</p>", Room(20, 1))
        assert "tail" in kept
        sheet = f"@page {{ size: {width}pt 68pt; margin: 20pt }}"
        document = ready.set(f"<html lang='en'><body>{kept}</body></html>", sheet, ())
        assert is_torn(document.pages) is torn


def test_words_are_not_kept_together_then(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(pdf_unit, "is_torn", lambda pages: seen.append(len(pages)) or True)
    assert fitted("<p>where it went so.</p>", Room(20, 1, tails=False)) == "<p>where it went so.</p>"
    result = print_book(one_piece())
    assert seen
    assert result.count == printed("one_piece").count
