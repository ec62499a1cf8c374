"""RTF: its control words followed as far as a story needs them.

In: the bytes. Out: a `Draft` of blocks: paragraphs and headings with slant, weight, strike, raised and lowered
characters, links and alignment; lists, tables, pictures and footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from fanbook.errors import SourceError
from fanbook.model.blocks import Align
from fanbook.model.draft import Draft
from fanbook.read.footnotes import with_footnotes
from fanbook.read.gallery import Gallery
from fanbook.read.outline import put_story
from fanbook.read.rtf_page import Page
from fanbook.read.runs import Style
from fanbook.read.sheet import Given, Sheet

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|'(?P<hex>[0-9a-fA-F]{2})|(?P<symbol>[^a-zA-Z']))"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
# Groups that hold no text of the story.
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info object header headerl headerr headerf footer footerl footerr footerf "
    "generator listtable listoverridetable rsidtbl themedata colorschememapping latentstyles datastore xmlnstbl "
    "bkmkstart bkmkend annotation atnid atnauthor revtbl filetbl template nonshppict pntxta pntxtb ftnsep ftnsepc ftncn "
    "aftnsep aftnsepc aftncn".split()
)
# Groups whose text is something else than the story's, and what.
_SINKS = {"fldinst": "field", "pict": "picture", "listtext": "bullet", "pntext": "bullet"}
_UNSTARRED = frozenset(("shppict", "footnote", *_SINKS))  # what a star does not make an aside
_LINK = re.compile(r'HYPERLINK\s+"(https?://[^"\s]{1,2000})"')
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
          "tab": " ", "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "\u2011", "-": "", "\\": "\\", "{": "{", "}": "}"}  # fmt: skip
_STYLES = {"i": "em", "b": "strong", "strike": "s", "striked": "s", "ul": "em", "super": "sup", "sub": "sub"}
_CODEPAGES = {0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
              163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_DEEPEST = 500


class _State(Struct, frozen=True):
    """What is in force inside a group. `sink` is where its text goes, empty for the story."""

    styles: tuple[Style, ...] = ()
    align: Align = Align.START
    level: int = 0  # of a heading
    in_table: bool = False
    skipped: bool = False
    sink: str = ""
    opens_note: bool = False
    unicode: int = 1  # how many characters stand in for one of Unicode
    codepage: str = ""

    def is_link(self) -> bool:
        """Is the text that of a link?"""
        return any(name == "a" for name, _ in self.styles)


def read_rtf(given: Given) -> Draft:
    """The draft of an RTF file. Raises `SourceError` R031 (too deep), R002 (no text)."""
    sheet = Sheet("RTF")
    reader = _Reader(given, sheet)
    rows = reader.read().rows()
    if not rows:
        raise SourceError("R002", "the document holds no text", at=given.path, hint="save the story again")
    put_story(sheet, with_footnotes(rows, sha256(given.data).hexdigest()[:8]))
    reader.gallery.report()
    return sheet.draft(given)


class _Reader:
    """One pass over the tokens, with a stack of groups."""

    def __init__(self, given: Given, sheet: Sheet) -> None:
        self._given = given
        self._picture = b""
        self.gallery = Gallery(sheet, lambda _: self._picture)
        self._page = Page()
        self._state = _State()
        self._stack: list[_State] = []
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._in_fonts = 0
        self._pending = b""
        self._aside: list[str] = []
        self._skip = 0
        self._starred = False

    def read(self) -> Page:
        """All that the file holds."""
        for token in self._tokens():
            if token["hex"]:
                self._byte(bytes([int(token["hex"], 16)]))
                continue
            if token["text"] is not None:
                self._text(token["text"])
                continue
            self._settle()
            if token["brace"]:
                self._brace(token["brace"])
            elif token["word"]:
                self._word(token["word"].decode(), token["number"])
            elif token["symbol"]:
                self._symbol(token["symbol"].decode("latin-1"))
        self._settle()
        return self._page

    def _tokens(self) -> Iterator[re.Match[bytes]]:
        """The tokens; raw bytes, which a `bin` counts, are passed over."""
        data, at = self._given.data, 0
        while token := _TOKEN.search(data, at):
            yield token
            at = token.end() + (max(int(token["number"] or 0), 0) if token["word"] == b"bin" else 0)

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._stack) > _DEEPEST:
                raise SourceError(
                    "R031", "its groups are nested too deep", at=self._given.path, hint="save it again"
                )
            self._stack.append(self._state)
            self._state = replace(self._state, opens_note=False)
        elif self._stack:
            self._close(self._state, self._stack.pop())
            if len(self._stack) < self._in_fonts:
                self._in_fonts = 0
        self._starred = False

    def _close(self, inner: _State, outer: _State) -> None:
        """A group's end: what was gathered beside the story is put where it belongs."""
        self._state = outer
        if inner.opens_note:
            self._page.end_note()
        if not inner.sink or outer.sink or inner.skipped:
            return
        words = "".join(self._aside)
        self._aside.clear()
        if inner.sink == "bullet":
            self._page.bullet = words.strip()
        elif inner.sink == "field":
            # The words of the link come in the next group of the field.
            link = _LINK.search(words)
            kept = _without(outer.styles, "a")
            self._state = replace(outer, styles=(*kept, ("a", link[1])) if link else kept)
        elif inner.sink == "picture":
            self._show(words)

    def _show(self, digits: str) -> None:
        """The picture that these digits are the bytes of."""
        digits = "".join(digits.split())
        try:
            self._picture = bytes.fromhex(digits)
        except ValueError:
            self._picture = b""
        image = self.gallery.show("inside:", "")
        self._picture = b""
        if image is not None:
            self._page.show(image, self._state.styles)

    def _byte(self, raw: bytes) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._pending += raw

    def _text(self, raw: bytes) -> None:
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        self._pending += raw[skipped:]

    def _settle(self) -> None:
        """Bytes that have run up are characters of the code page in force."""
        raw, self._pending = self._pending, b""
        if raw and not self._state.skipped:
            self._put(raw.decode(self._state.codepage or self._codepage, "replace"))

    def _put(self, text: str) -> None:
        if not text or self._state.skipped:
            return
        if self._state.sink:
            self._aside.append(text)
        else:
            self._page.put(text, self._state.styles)

    def _symbol(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._end_paragraph()
        else:
            self._put(_SIGNS.get(sign, ""))

    def _word(self, word: str, number: bytes | None) -> None:
        value = int(number) if number else None
        starred, self._starred = self._starred, False
        if word in _ASIDE or (starred and word not in _UNSTARRED):
            self._state = replace(self._state, skipped=True)
        if word == "fonttbl":
            self._in_fonts = len(self._stack)
        if word in _SINKS and not self._state.sink:
            self._state = replace(self._state, sink=_SINKS[word])
        elif not (self._state.skipped or self._state.sink) and self._placed(word):
            return
        if not (self._formatted(word, value) or self._encoded(word, value)) and word in _SIGNS:
            self._put(_SIGNS[word])

    def _placed(self, word: str) -> bool:
        """A word that ends or begins something on the page."""
        match word:
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "line":
                self._page.break_line()
            case "cell":
                self._page.end_cell()
            case "row":
                self._page.end_row()
            case "chftn":
                self._page.mark(self._state.styles)
            case "footnote" if not self._page.in_note:
                self._page.begin_note()
                self._state = replace(self._state, styles=(), opens_note=True)
            case _:
                return False
        return True

    def _formatted(self, word: str, value: int | None) -> bool:
        """A word that says how what follows looks."""
        state = self._state
        match word:
            case "pard":
                self._state = replace(state, align=Align.START, level=0, in_table=False)
            case "plain":
                self._state = replace(state, styles=tuple(style for style in state.styles if style[0] == "a"))
            case "intbl":
                self._state = replace(state, in_table=True)
            case "outlinelevel" if value is not None:
                self._state = replace(state, level=value + 1 if 0 <= value < 6 else 0)
            case "qc" | "qr" | "ql" | "qj":
                align = {"qc": Align.CENTRE, "qr": Align.END}.get(word, Align.START)
                self._state = replace(state, align=align)
            case "nosupersub":
                self._state = replace(state, styles=_without(state.styles, "sup", "sub"))
            case "ulnone":
                self._state = replace(state, styles=_without(state.styles, "em"))
            case "ul" if state.is_link():
                pass  # a link is underlined for being one
            case _ if word in _STYLES:
                self._style(_STYLES[word], is_on=value != 0)
            case _:
                return False
        return True

    def _encoded(self, word: str, value: int | None) -> bool:
        """A word that says what the bytes mean."""
        match word:
            case "u" if value is not None:
                self._unicode(value)
            case "uc" if value is not None:
                self._state = replace(self._state, unicode=min(max(value, 0), 8))
            case "ansicpg" if value is not None:
                self._codepage = _known(f"cp{value}")
            case "mac":
                self._codepage = "mac-roman"
            case "f" if value is not None:
                self._set_font(value)
            case "fcharset" if value is not None and self._in_fonts:
                self._fonts[self._font] = _CODEPAGES.get(value, "")
            case _:
                return False
        return True

    def _unicode(self, value: int) -> None:
        self._put(chr(value % 65536))
        self._skip = self._state.unicode

    def _set_font(self, value: int) -> None:
        self._font = value
        if not self._in_fonts:
            self._state = replace(self._state, codepage=self._fonts.get(value, ""))

    def _style(self, name: str, *, is_on: bool) -> None:
        kept = _without(self._state.styles, name)
        self._state = replace(self._state, styles=(*kept, (name, "")) if is_on else kept)

    def _end_paragraph(self) -> None:
        state = self._state
        self._page.end_paragraph(state.align, state.level, in_table=state.in_table)


def _without(styles: tuple[Style, ...], *names: str) -> tuple[Style, ...]:
    return tuple(style for style in styles if style[0] not in names)


def _known(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return "utf-8" if name == "cp65001" else "cp1252"
    return name
