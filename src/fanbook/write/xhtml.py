"""Content to XHTML: the one serialiser and the one escaper. Blocks in, well-formed markup out.

The fragments serve both EPUB and print. What differs between the two (`epub:type` attributes,
how a scene break is spelled) is a `Dialect`. No word is added to the body and none is lost: the
text of the output is the text that `model.walk.block_texts` yields, in its order. The label over
an author's note is the one exception; it stands in an element of class `note-label`.

Everything that engines without CSS or with a poor one must get right is in the markup: stamps,
senders and messages stand in reading order with spaces between them, a verse line is a box of
its own (a `<br/>` inside a block-level span is drawn twice by MuPDF), a stress is an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, assert_never

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
from fanbook.model.inlines import Image, Inline, LineBreak, Text
from fanbook.write.dialect import EPUB, PRINT, Dialect
from fanbook.write.xhtml_inlines import (
    attributes,
    clean,
    escape,
    footnote_id,
    footnote_ref_id,
    inlines_xhtml,
    is_picture,
    web_address,
)

__all__ = [
    "EPUB",
    "PRINT",
    "Dialect",
    "attributes",
    "block_xhtml",
    "blocks_xhtml",
    "clean",
    "escape",
    "inlines_xhtml",
    "language_tag",
    "script_class",
    "text_direction",
    "web_address",
]

DEEPEST_HEADING = 6
DEEPEST_INDENT = 6  # steps of a verse line that the style sheets know

# fmt: off
_RIGHT_TO_LEFT = frozenset((
    "ae", "ar", "arc", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "lrc", "mzn",
    "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi",
))
# fmt: on
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))
_IDEOGRAPHIC = frozenset(("cmn", "ja", "lzh", "yue", "zh"))
_NEWLINE = "\n"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def language_tag(tag: str) -> str:
    """The tag if it is well formed (BCP 47), else "und": validators reject anything else."""
    return tag if _LANGUAGE.match(tag) else "und"


def text_direction(tag: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written, from its tag; a script subtag decides."""
    language, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def script_class(tag: str) -> str:
    """The class, or classes, by which style sheets know a script that is set by rules of its own, or nothing.

    `rtl` is written from right to left; `cjk` has square characters: Chinese (`hanzi` too) and Japanese;
    `hangul` is Korean, which has spaces between words, and no italics either.
    """
    if text_direction(tag) == "rtl":
        return "rtl"
    language = tag.lower().split("-")[0]
    if language in _IDEOGRAPHIC:
        return "cjk" if language == "ja" else "cjk hanzi"
    return "hangul" if language == "ko" else ""


def blocks_xhtml(
    blocks: tuple[Block, ...], dialect: Dialect, *, heading: int = 3, after: Block | None = None
) -> str:
    """Blocks one under the other; `heading` is the level (2 to 6) of a subheading.

    A paragraph is flush left (class `first`) unless the block before it is a paragraph like it; `after`
    is the one before the first, if there is any.
    """
    out = []
    previous = after
    for block in blocks:
        is_first = not _is_prose(previous)
        out.append(block_xhtml(block, dialect, is_first=is_first, heading=heading))
        previous = block
    return "\n".join(out)


def block_xhtml(block: Block, dialect: Dialect, *, is_first: bool = False, heading: int = 3) -> str:
    """One block. `is_first` matters to paragraphs only, `heading` to subheadings only."""
    match block:
        case Paragraph(inlines):
            return _paragraph(inlines, dialect, _kind(block, is_first=is_first))
        case SceneBreak():
            return dialect.scene_break
        case Verse():
            return _verse(block, dialect)
        case Letter(parts):
            return _letter(parts, dialect)
        case Chat(messages):
            # Quoted, as a letter is: without a style sheet it is seen where the talk begins and ends.
            return _lines(
                '<blockquote class="chat">', (_message(said, dialect) for said in messages), "</blockquote>"
            )
        case Script(lines):
            return _lines(
                f'<div class="script"{_typed(dialect, "z3998:drama")}>',
                (_script_line(line, dialect) for line in lines),
                "</div>",
            )
        case Dateline(inlines):
            return _paragraph(inlines, dialect, "dateline")
        case PovCard(inlines):
            return _paragraph(inlines, dialect, "pov")
        case Subheading(inlines):
            level = min(heading, DEEPEST_HEADING)
            return f'<h{level} class="subheading">{inlines_xhtml(inlines, dialect)}</h{level}>'
        case Quote(inner):
            return _lines('<blockquote class="quote">', _inner(inner, dialect, heading), "</blockquote>")
        case ItemList():
            return _list(block, dialect, heading)
        case Table():
            return _table(block, dialect)
        case Footnote():
            return _footnote(block, dialect)
        case AuthorNote():
            return _note(block, dialect, heading)
        case EndMark(inlines):
            return _paragraph(inlines, dialect, "end-mark")
        case _:
            assert_never(block)


def _note(note: AuthorNote, dialect: Dialect, heading: int) -> str:
    """An author's note in a box of its own, which a screen reader announces by its label."""
    name = escape(note.title or dialect.note_label)
    # No <section>: named, it would be a landmark, and the names of landmarks must differ. A quotation's
    # element, because engines without style sheets set that in: it is seen where the note ends.
    return _lines(
        f'<blockquote class="note" role="note" aria-label="{name}">\n<p class="note-label">{name}</p>',
        _inner(note.blocks, dialect, heading),
        "</blockquote>",
    )


def _lines(opening: str, inner: Iterator[str], closing: str) -> str:
    return "\n".join((opening, *inner, closing))


def _paragraph(inlines: tuple[Inline, ...], dialect: Dialect, kind: str = "") -> str:
    words = inlines_xhtml(inlines, dialect)
    return f'<p class="{kind}">{words}</p>' if kind else f"<p>{words}</p>"


def _is_prose(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.align is Align.START and not is_picture(block.inlines)


def _kind(block: Paragraph, *, is_first: bool) -> str:
    if is_picture(block.inlines):
        return "picture"
    match block.align:
        case Align.CENTRE:
            return "centred"
        case Align.END:
            return "ranged-end"
        case Align.START:
            return "first" if is_first or _is_broken(block.inlines) else ""
        case _:
            assert_never(block.align)


def _is_broken(inlines: tuple[Inline, ...]) -> bool:
    """Does a line end that the author meant stand in it? Set in, its first line would hang over the others."""
    return any(
        isinstance(inline, LineBreak)
        or (not isinstance(inline, Text | Image) and _is_broken(inline.children))
        for inline in inlines
    )


def _inner(blocks: tuple[Block, ...], dialect: Dialect, heading: int) -> Iterator[str]:
    yield blocks_xhtml(blocks, dialect, heading=heading)


def _list(block: ItemList, dialect: Dialect, heading: int) -> str:
    name = "ol" if block.ordered else "ul"
    first = str(block.start) if block.ordered and block.start != 1 else ""
    # WeasyPrint does not heed `start`.
    counted = f"counter-reset: list-item {block.start - 1}" if first and not dialect.is_epub else ""
    opening = attributes(("class", "list"), ("start", first), ("style", counted))
    items = (f"<li>{blocks_xhtml(item, dialect, heading=heading)}</li>" for item in block.items if item)
    markup = _lines(f"<{name}{opening}>", items, f"</{name}>")
    return markup if any(block.items) else ""


def _table(block: Table, dialect: Dialect) -> str:
    rows = (f"<tr>{_NEWLINE.join(_cell(cell, dialect) for cell in row)}</tr>" for row in block.rows if row)
    return _lines('<table class="grid">', rows, "</table>") if any(block.rows) else ""


def _cell(cell: Cell, dialect: Dialect) -> str:
    name = "th" if cell.is_header else "td"
    across = str(cell.across) if cell.across > 1 else ""
    down = str(cell.down) if cell.down > 1 else ""
    opening = attributes(("colspan", across), ("rowspan", down))
    return f"<{name}{opening}>{inlines_xhtml(cell.inlines, dialect)}</{name}>"


def _footnote(block: Footnote, dialect: Dialect) -> str:
    """A footnote, its mark a link back: it opens over the text where readers can do that, by its type.

    No <aside>: some readers hide one that is called a footnote.
    """
    opening = attributes(
        ("id", footnote_id(block.key)),
        ("class", "footnote"),
        ("epub:type", "footnote" if dialect.is_epub else ""),
        ("role", "doc-footnote"),
    )
    back = attributes(("href", f"#{footnote_ref_id(block.key)}"), ("role", "doc-backlink"))
    label = f"<a{back}>{escape(block.label)}</a> " if block.label else ""
    first, *rest = block.paragraphs or ((),)
    return _lines(
        f"<div{opening}>",
        iter(
            (
                f'<p class="first">{label}{inlines_xhtml(first, dialect)}</p>',
                *(_paragraph(inlines, dialect) for inlines in rest),
            )
        ),
        "</div>",
    )


def _typed(dialect: Dialect, name: str) -> str:
    return f' epub:type="{name}"' if dialect.is_epub else ""


def _verse(block: Verse, dialect: Dialect) -> str:
    stanza = _stanza if dialect.is_epub else _boxed_stanza
    kind = "z3998:song" if block.is_song else "z3998:verse"
    return _lines(
        f'<blockquote class="verse"{_typed(dialect, kind)}>',
        (stanza(lines, dialect) for lines in block.stanzas if lines),
        "</blockquote>",
    )


def _stanza(lines: tuple[VerseLine, ...], dialect: Dialect) -> str:
    """A paragraph of broken lines: engines without style sheets keep stanzas apart and lines together.

    Style sheets make boxes of the lines. Each break stands at the end within its line, where it opens no line of its
    own in a box: between the boxes it would have to be hidden, which some engines cannot do.
    """
    words = [inlines_xhtml(line.inlines, dialect) for line in lines]
    breaks = (*("<br/>" for _ in words[1:]), "")
    rows = zip(lines, words, breaks, strict=True)
    spans = (f"<span{_line_class(line)}>{text}{end}</span>" for line, text, end in rows)
    return f'<p class="stanza">{_NEWLINE.join(spans)}</p>'


def _boxed_stanza(lines: tuple[VerseLine, ...], dialect: Dialect) -> str:
    boxes = (f"<div{_line_class(line)}>{inlines_xhtml(line.inlines, dialect)}</div>" for line in lines)
    return _lines('<div class="stanza">', boxes, "</div>")


def _line_class(line: VerseLine) -> str:
    step = min(max(line.indent, 0), DEEPEST_INDENT)
    return attributes(("class", f"line indent-{step}" if step else "line"))


def _letter(parts: tuple[LetterPart, ...], dialect: Dialect) -> str:
    before = (None, *(part.role for part in parts))
    return _lines(
        f'<blockquote class="letter"{_typed(dialect, "z3998:letter")}>',
        (_letter_part(part, role, dialect) for part, role in zip(parts, before, strict=False)),
        "</blockquote>",
    )


def _letter_part(part: LetterPart, before: LetterRole | None, dialect: Dialect) -> str:
    words = inlines_xhtml(part.inlines, dialect)
    match part.role:
        case LetterRole.BODY:
            return _paragraph(part.inlines, dialect, "" if before is LetterRole.BODY else "first")
        case LetterRole.HEADER:
            return f'<p class="letter-header">{words}</p>'
        case LetterRole.SALUTATION | LetterRole.VALEDICTION | LetterRole.SIGNATURE | LetterRole.POSTSCRIPT:
            name = part.role.value
            return f'<p class="{name}"{_typed(dialect, f"z3998:{name}")}>{words}</p>'
        case _:
            assert_never(part.role)


def _message(said: Message, dialect: Dialect) -> str:
    stamp = f'<span class="stamp">{escape(said.stamp)}</span>' if said.stamp else ""
    sender = f'<b class="sender">{escape(said.sender)}{_colon(said.sender)}</b>' if said.sender else ""
    words = inlines_xhtml(said.inlines, dialect)
    kind = "message" if said.sender else "message chat-voice"
    heads = (sender, stamp) if said.stamp_last else (stamp, sender)
    return f'<p class="{kind}">{" ".join(filter(None, (*heads, words)))}</p>'


def _script_line(line: ScriptLine, dialect: Dialect) -> str:
    words = inlines_xhtml(line.inlines, dialect)
    match line.role:
        case ScriptRole.SPEECH:
            persona = _typed(dialect, "z3998:persona")
            name = f'<b class="speaker"{persona}>{escape(line.speaker)}{_colon(line.speaker)}</b>'
            kind = "speech" if line.speaker else "speech speech-more"
            return f'<p class="{kind}">{" ".join(filter(None, (name if line.speaker else "", words)))}</p>'
        case ScriptRole.DIRECTION:
            return f'<p class="direction"{_typed(dialect, "z3998:stage-direction")}><i>{words}</i></p>'
        case ScriptRole.SLUG:
            return f'<p class="slug"><b>{words}</b></p>'
        case _:
            assert_never(line.role)


def _colon(sender: str) -> str:
    # Without style sheets the colon is what tells the name from the words.
    return "" if sender.rstrip()[-1:] in ":>.,;!?" else ":"
