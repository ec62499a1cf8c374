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
from dataclasses import dataclass
from typing import Literal, assert_never
from urllib.parse import quote, urlsplit

from fanbook.model.blocks import (
    AuthorNote,
    Block,
    Chat,
    Dateline,
    EndMark,
    Letter,
    LetterPart,
    LetterRole,
    Message,
    Paragraph,
    PovCard,
    SceneBreak,
    Script,
    ScriptLine,
    ScriptRole,
    Subheading,
    Verse,
    VerseLine,
)
from fanbook.model.inlines import Emphasis, Inline, LineBreak, Strong, Text

DEEPEST_HEADING = 6
DEEPEST_INDENT = 6  # steps of a verse line that the style sheets know

# What XML 1.0 cannot carry. Reading has taken it out and said so; titles and labels that come
# from a sidecar have not been through there, and one such character would cost the whole book.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# fmt: off
_RIGHT_TO_LEFT = frozenset((
    "ae", "ar", "arc", "ary", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "lrc", "mzn",
    "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi",
))
# fmt: on
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))
_IDEOGRAPHIC = frozenset(("cmn", "ja", "lzh", "yue", "zh"))
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How XHTML is spelled for one kind of output.

    `is_epub` asks for `epub:type` and `xml:lang` attributes; `scene_break` is finished markup.
    """

    is_epub: bool
    scene_break: str
    note_label: str = "Author’s note"


# A real rule shows at night, in print and without any style sheet.
EPUB = Dialect(is_epub=True, scene_break='<hr class="scene-break"/>')
# A box, so that a style sheet can put an ornament into it.
PRINT = Dialect(is_epub=False, scene_break='<div class="scene-break" role="separator"></div>')


def clean(text: str) -> str:
    """The text without characters that XML 1.0 cannot carry."""
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Text as XML character data; safe inside a double-quoted attribute too."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def attributes(*pairs: tuple[str, str]) -> str:
    """` name="value"` for every pair that has a value, in the order given."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs if value)


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
    """The class by which style sheets know a script that is set by rules of its own, or nothing.

    `rtl` is written from right to left; `cjk` has square characters: Chinese and Japanese.
    """
    if text_direction(tag) == "rtl":
        return "rtl"
    return "cjk" if tag.lower().split("-")[0] in _IDEOGRAPHIC else ""


def web_address(url: str) -> str:
    """The URL, percent-encoded where needed, if it is one to link to (http or https); else empty."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.match(host) or "@" in parts.netloc:
        return ""
    path = _percent(parts.path, "/:@!$&'()*+,;=-._~")
    query = _percent(parts.query, "/:@!$&'()*+,;=-._~?")
    fragment = _percent(parts.fragment, "/:@!$&'()*+,;=-._~?")
    return (
        f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}"
        f"{'?' + query if query else ''}{'#' + fragment if fragment else ''}"
    )


def _percent(text: str, safe: str) -> str:
    # A "%" that begins an escape stays; one that does not becomes "%25".
    kept = re.split(r"(%[0-9A-Fa-f]{2})", clean(text))
    return "".join(part if at % 2 else quote(part, safe=safe) for at, part in enumerate(kept))


def inlines_xhtml(inlines: tuple[Inline, ...]) -> str:
    """Inline content; nothing is put between neighbours, so no word is split or joined."""
    out = []
    for inline in inlines:
        match inline:
            case Text(value):
                out.append(escape(value))
            case Emphasis(children):
                out.append(f"<em>{inlines_xhtml(children)}</em>")
            case Strong(children):
                out.append(f"<strong>{inlines_xhtml(children)}</strong>")
            case LineBreak():
                out.append("<br/>\n")  # the newline shows nowhere and keeps words apart in plain text
            case _:
                assert_never(inline)
    return "".join(out)


def blocks_xhtml(
    blocks: tuple[Block, ...], dialect: Dialect, *, heading: int = 3, after: Block | None = None
) -> str:
    """Blocks one under the other; `heading` is the level (2 to 6) of a subheading.

    A paragraph is flush left (class `first`) unless the block before it is a paragraph too; `after` is
    the one before the first, if there is any.
    """
    out = []
    previous = after
    for block in blocks:
        is_first = not isinstance(previous, Paragraph)
        out.append(block_xhtml(block, dialect, is_first=is_first, heading=heading))
        previous = block
    return "\n".join(out)


def block_xhtml(block: Block, dialect: Dialect, *, is_first: bool = False, heading: int = 3) -> str:
    """One block. `is_first` matters to paragraphs only, `heading` to subheadings only."""
    match block:
        case Paragraph(inlines):
            return _paragraph(inlines, "first" if is_first else "")
        case SceneBreak():
            return dialect.scene_break
        case Verse(stanzas):
            return _verse(stanzas, dialect)
        case Letter(parts):
            return _letter(parts, dialect)
        case Chat(messages):
            return _lines('<div class="chat">', map(_message, messages), "</div>")
        case Script(lines):
            return _lines(
                f'<div class="script"{_typed(dialect, "z3998:drama")}>',
                (_script_line(line, dialect) for line in lines),
                "</div>",
            )
        case Dateline(inlines):
            return _paragraph(inlines, "dateline")
        case PovCard(inlines):
            return _paragraph(inlines, "pov")
        case Subheading(inlines):
            level = min(heading, DEEPEST_HEADING)
            return f'<h{level} class="subheading">{inlines_xhtml(inlines)}</h{level}>'
        case AuthorNote(paragraphs):
            return note_xhtml(paragraphs, dialect.note_label)
        case EndMark(inlines):
            return _paragraph(inlines, "end-mark")
        case _:
            assert_never(block)


def note_xhtml(paragraphs: tuple[tuple[Inline, ...], ...], label: str) -> str:
    """An author's note in a box of its own, which a screen reader announces by its label."""
    name = escape(label)
    # No <section>: named, it would be a landmark, and the names of landmarks must differ.
    return _lines(
        f'<div class="note" role="note" aria-label="{name}">\n<p class="note-label">{name}</p>',
        paragraphs_xhtml(paragraphs),
        "</div>",
    )


def paragraphs_xhtml(paragraphs: tuple[tuple[Inline, ...], ...]) -> Iterator[str]:
    """Plain paragraphs, the first of them flush."""
    return (_paragraph(inlines, "" if at else "first") for at, inlines in enumerate(paragraphs))


def _lines(opening: str, inner: Iterator[str], closing: str) -> str:
    return "\n".join((opening, *inner, closing))


def _paragraph(inlines: tuple[Inline, ...], kind: str = "") -> str:
    return f'<p class="{kind}">{inlines_xhtml(inlines)}</p>' if kind else f"<p>{inlines_xhtml(inlines)}</p>"


def _typed(dialect: Dialect, name: str) -> str:
    return f' epub:type="{name}"' if dialect.is_epub else ""


def _verse(stanzas: tuple[tuple[VerseLine, ...], ...], dialect: Dialect) -> str:
    return _lines(
        f'<blockquote class="verse"{_typed(dialect, "z3998:verse")}>',
        (_lines('<div class="stanza">', map(_verse_line, lines), "</div>") for lines in stanzas),
        "</blockquote>",
    )


def _verse_line(line: VerseLine) -> str:
    step = min(max(line.indent, 0), DEEPEST_INDENT)
    kind = f"line indent-{step}" if step else "line"
    return f'<div class="{kind}">{inlines_xhtml(line.inlines)}</div>'


def _letter(parts: tuple[LetterPart, ...], dialect: Dialect) -> str:
    before = (None, *(part.role for part in parts))
    return _lines(
        f'<blockquote class="letter"{_typed(dialect, "z3998:letter")}>',
        (_letter_part(part, role, dialect) for part, role in zip(parts, before, strict=False)),
        "</blockquote>",
    )


def _letter_part(part: LetterPart, before: LetterRole | None, dialect: Dialect) -> str:
    words = inlines_xhtml(part.inlines)
    match part.role:
        case LetterRole.BODY:
            return _paragraph(part.inlines, "" if before is LetterRole.BODY else "first")
        case LetterRole.HEADER:
            return f'<p class="letter-header">{words}</p>'
        case LetterRole.SALUTATION | LetterRole.VALEDICTION | LetterRole.SIGNATURE | LetterRole.POSTSCRIPT:
            name = part.role.value
            return f'<p class="{name}"{_typed(dialect, f"z3998:{name}")}>{words}</p>'
        case _:
            assert_never(part.role)


def _message(said: Message) -> str:
    stamp = f'<span class="stamp">{escape(said.stamp)}</span>' if said.stamp else ""
    sender = f'<b class="sender">{escape(said.sender)}{_colon(said.sender)}</b>' if said.sender else ""
    words = inlines_xhtml(said.inlines)
    kind = "message" if said.sender else "message chat-voice"
    return f'<p class="{kind}">{" ".join(filter(None, (stamp, sender, words)))}</p>'


def _script_line(line: ScriptLine, dialect: Dialect) -> str:
    words = inlines_xhtml(line.inlines)
    match line.role:
        case ScriptRole.SPEECH:
            persona = _typed(dialect, "z3998:persona")
            name = f'<b class="speaker"{persona}>{escape(line.speaker)}{_colon(line.speaker)}</b>'
            kind = "speech" if line.speaker else "speech speech-more"
            return f'<p class="{kind}">{" ".join(filter(None, (name if line.speaker else "", words)))}</p>'
        case ScriptRole.DIRECTION:
            return f'<p class="direction"{_typed(dialect, "z3998:stage-direction")}>{words}</p>'
        case ScriptRole.SLUG:
            return f'<p class="slug">{words}</p>'
        case _:
            assert_never(line.role)


def _colon(sender: str) -> str:
    # Without style sheets the colon is what tells the name from the words.
    return "" if sender.rstrip()[-1:] in ":>.,;!?" else ":"
