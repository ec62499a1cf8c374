"""How words are fitted to paper, apart from any book."""

from __future__ import annotations

from fanbook.write.print_faces import Coverage, family_rules
from fanbook.write.print_words import with_latin


def test_an_apostrophe_of_a_latin_word_among_chinese_is_set_apart() -> None:
    assert with_latin("他说“Let’s go”") == '他说“Let<span class="latin">’</span>s go”'
    assert with_latin('<a title="l’a">‘好’</a>') == '<a title="l’a">‘好’</a>'


def test_a_han_face_comes_first_in_its_own_language_alone() -> None:
    coverage = Coverage((), ("EB Garamond", "Noto Serif SC", "Amiri"), {}, ())
    rules = family_rules(coverage, ("zh-Hant", "en"))
    assert ':lang(zh) { font-family: "Noto Serif SC", "EB Garamond", "Amiri" }' in rules
    assert ':lang(en) { font-family: "EB Garamond", "Noto Serif SC", "Amiri" }' in rules
    assert ":lang" not in family_rules(coverage, ("en", "ja"))
