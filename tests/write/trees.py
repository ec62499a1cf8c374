"""Random trees of content for property tests: every block kind, every seam, text that bites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hypothesis import strategies as st

from fanbook.model.blocks import (
    Align,
    AuthorNote,
    Block,
    Cell,
    Chat,
    Dateline,
    EndMark,
    Footnote,
    ItemList,
    Letter,
    LetterPart,
    LetterRole,
    Message,
    NotePlace,
    Paragraph,
    PovCard,
    Quote,
    SceneBreak,
    Script,
    ScriptLine,
    ScriptRole,
    Subheading,
    Table,
    Verse,
    VerseLine,
)
from fanbook.model.inlines import (
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)

BITING = (
    "&amp;",
    "<b>",
    "</p>",
    "]]>",
    "<!--",
    "-->",
    "{{ 7*7 }}",
    "{% if %}",
    "“",
    "’",
    "\u202e",
    "\u00a0",
    "🏹",
)
URLS = ("https://example.org/a?b=1&c=2", "http://example.org/ü", "javascript:alert(1)", "")
# What reading lets through: no controls, no surrogates, no noncharacters, no line breaks.
_letters = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029")
words = st.lists(st.one_of(st.text(_letters, max_size=12), st.sampled_from(BITING)), max_size=4).map(" ".join)


def _nest(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    inner = st.lists(children, max_size=3).map(tuple)
    dressed = (inner.map(kind) for kind in (Emphasis, Strong, Strike, Superscript, Subscript))
    return st.one_of(*dressed, st.builds(Link, inner, st.sampled_from(URLS)))


_leaf: st.SearchStrategy[Inline] = st.one_of(
    words.map(Text), st.just(LineBreak()), st.builds(Image, st.just("flag.png"), words)
)
inlines = st.lists(st.recursive(_leaf, _nest, max_leaves=6), max_size=5).map(tuple)

_lines = st.lists(st.builds(VerseLine, inlines, st.integers(-1, 9)), max_size=4).map(tuple)
_parts = st.lists(st.builds(LetterPart, st.sampled_from(LetterRole), inlines), max_size=5).map(tuple)
_messages = st.lists(st.builds(Message, inlines, words, words), max_size=4).map(tuple)
_script_lines = st.lists(st.builds(ScriptLine, inlines, st.sampled_from(ScriptRole), words), max_size=4).map(
    tuple
)
_paragraphs = st.lists(inlines, max_size=3).map(tuple)

block_kinds: dict[type, st.SearchStrategy[Block]] = {
    Paragraph: st.builds(Paragraph, inlines, align=st.sampled_from(Align)),
    SceneBreak: st.builds(SceneBreak, words),
    Verse: st.builds(Verse, st.lists(_lines, max_size=3).map(tuple)),
    Letter: st.builds(Letter, _parts),
    Chat: st.builds(Chat, _messages),
    Script: st.builds(Script, _script_lines),
    Dateline: st.builds(Dateline, inlines),
    PovCard: st.builds(PovCard, inlines, words),
    Subheading: st.builds(Subheading, inlines),
    EndMark: st.builds(EndMark, inlines),
    Footnote: st.builds(Footnote, st.uuids().map(lambda key: key.hex), words, _paragraphs),
    Table: st.builds(
        Table,
        st.lists(
            st.lists(st.builds(Cell, inlines, st.booleans(), st.integers(1, 3)), max_size=3).map(tuple),
            max_size=3,
        ).map(tuple),
    ),
}
_leaves = st.lists(st.one_of(*block_kinds.values()), max_size=3).map(tuple)
block_kinds[AuthorNote] = st.builds(AuthorNote, _leaves, st.sampled_from(NotePlace))
block_kinds[Quote] = st.builds(Quote, _leaves)
block_kinds[ItemList] = st.builds(
    ItemList, st.lists(_leaves, max_size=3).map(tuple), st.booleans(), st.integers(0, 9)
)


def _footnotes(found: Iterable[Block]) -> Iterator[Footnote]:
    for block in found:
        match block:
            case Footnote():
                yield block
            case Quote(blocks=inner) | AuthorNote(blocks=inner):
                yield from _footnotes(inner)
            case ItemList(items=items):
                for item in items:
                    yield from _footnotes(item)
            case _:
                pass


def _marked(found: list[Block]) -> tuple[Block, ...]:
    """The blocks with a mark for every footnote: a story has none without (recognise.footnotes)."""
    notes = {note.key: note for note in _footnotes(found)}
    marks = tuple(FootnoteRef((Text(note.label),), note.key) for note in notes.values())
    return (Paragraph(marks), *found) if marks else tuple(found)


def _keys_differ(found: list[Block]) -> bool:
    keys = [note.key for note in _footnotes(found)]
    return len(set(keys)) == len(keys)


blocks = st.lists(st.one_of(*block_kinds.values()), max_size=8).filter(_keys_differ).map(_marked)

_WORD = re.compile(r"[^\W_]+")


def words_of(texts: Iterable[str]) -> list[str]:
    """Runs of letters and digits, in order; texts do not run into each other."""
    return _WORD.findall("\n".join(texts))
