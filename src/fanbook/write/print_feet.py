"""Footnotes taken from the end of a section to be put at the feet of its pages.

In: the markup of a section, and notes that shall stay where they are. Out: `Feet`: the markup without the
others, and these, by key, as markup that may stand within a line. `with_feet` puts each behind its mark,
where a style sheet floats it to the foot of that page; `standing` puts them one under the other, to be measured.
A note whose mark stands in no line of the text, or in several, stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping

from msgspec import Struct, field

from fanbook.write.xhtml_inlines import footnote_id, footnote_ref_id

FOOT = "data-foot"
SIZE, INDENT = 0.86, 1.35  # em: of their type; of a second paragraph, in its own size
WORDS = re.compile(r'<span class="foot-words ([^"]*)">(.*?)</span>', re.DOTALL)
_NOTE = re.compile(rf'<div id="{footnote_id("")}([^"]+)" class="footnote"[^>]*>(.*?)</div>\n?', re.DOTALL)
_MARK = re.compile(rf'<a id="{footnote_ref_id("")}([^"]+)" class="footnote-ref"[^>]*>.*?</a>', re.DOTALL)
_PARAGRAPH = re.compile(r'<p(?: class="([^"]*)")?>')

# A foot begins anew whatever stands around its mark; how it looks is a theme's.
FEET_RULES = f"""
.foot {{ float: footnote; display: block; font-size: {SIZE}rem; line-height: {SIZE}rlh; white-space: normal;
  text-indent: 0; font-style: normal; font-weight: normal; font-variant-caps: normal; letter-spacing: 0;
  text-transform: none }}
.feet {{ height: 0 }}
.feet .foot {{ float: none }}
.foot-words {{ display: block }}
.foot-words + .foot-words {{ text-indent: {INDENT}em }}
.foot::footnote-call, .foot::footnote-marker {{ content: none; vertical-align: baseline; line-height: 0 }}
@page {{ @footnote {{ margin: 0 }} }}
"""


class Feet(Struct, frozen=True):
    """A section without the notes that go to the feet of pages, and those notes by key, in order."""

    markup: str
    notes: Mapping[str, str] = field(default_factory=dict)


def take(markup: str, staying: Container[str] = ()) -> Feet:
    """The section without its footnotes, but for those that stay."""
    marks = Counter(_MARK.findall(_NOTE.sub("", markup)))
    notes: dict[str, str] = {}

    def move(match: re.Match[str]) -> str:
        key = match[1]
        if marks[key] != 1 or key in staying or key in notes:
            return match[0]
        notes[key] = _foot(key, match[2])
        return ""

    return Feet(_NOTE.sub(move, markup), notes)


def _foot(key: str, words: str) -> str:
    words = _PARAGRAPH.sub(lambda match: f'<span class="foot-words {match[1] or ""}">', words.strip())
    words = words.replace("</p>", "</span>").replace("\n", "")
    return f'<span id="{footnote_id(key)}" class="foot" role="doc-footnote" {FOOT}="{key}">{words}</span>'


def with_feet(markup: str, notes: Mapping[str, str]) -> str:
    """The section with each of these notes behind its mark."""
    return _MARK.sub(lambda match: match[0] + notes.get(match[1], ""), markup) if notes else markup


def standing(notes: Mapping[str, str]) -> str:
    """The notes one under the other."""
    return f'<div class="feet">{"".join(notes.values())}</div>' if notes else ""


def marked_lines(markup: str) -> Mapping[str, int]:
    """In which line (from 0) of a planned paragraph the mark of each note stands."""
    return {match[1]: markup.count("\n", 0, match.start()) for match in _MARK.finditer(markup)}
