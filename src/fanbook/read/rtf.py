"""RTF: its control words followed as far as a story needs them.

In: the bytes. Out: a `Draft` of blocks: paragraphs with slant, weight, strike, raised and lowered characters,
alignment; footnotes, which Word keeps in place, become paragraphs in brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fanbook.errors import SourceError
from fanbook.model.blocks import Align, Paragraph
from fanbook.model.draft import Draft
from fanbook.read.flow import Row
from fanbook.read.outline import put_story
from fanbook.read.runs import BREAK, Segment, Style, is_blank, paragraphs
from fanbook.read.sheet import Given, Sheet

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|'(?P<hex>[0-9a-fA-F]{2})|(?P<symbol>[^a-zA-Z']))"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
# Groups that hold no text of the story.
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    "generator listtable listoverridetable rsidtbl themedata colorschememapping latentstyles datastore xmlnstbl "
    "fldinst bkmkstart bkmkend annotation atnid atnauthor revtbl filetbl template nonshppict pntext pntxta pntxtb".split()
)
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
          "tab": " ", "emspace": " ", "enspace": " ", "~": "\u00a0", "_": "\u2011", "-": "", "\\": "\\", "{": "{", "}": "}"}  # fmt: skip
_STYLES = {"i": "em", "b": "strong", "strike": "s", "striked": "s", "ul": "em", "super": "sup", "sub": "sub"}
_CODEPAGES = {0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
              163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_DEEPEST = 500
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@dataclass(frozen=True, slots=True)
class _State:
    """What is in force inside a group."""

    styles: tuple[Style, ...] = ()
    align: Align = Align.START
    skipped: bool = False
    unicode: int = 1  # how many characters stand in for one of Unicode
    codepage: str = ""


def read_rtf(given: Given) -> Draft:
    """The draft of an RTF file. Raises `SourceError` R031 (too deep), R002 (no text)."""
    sheet = Sheet("RTF")
    rows = _Reader(given).rows()
    if not rows:
        raise SourceError("R002", "the document holds no text", at=given.path, hint="save the story again")
    put_story(sheet, rows)
    return sheet.draft(given)


class _Reader:
    """One pass over the tokens, with a stack of groups."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._state = _State()
        self._stack: list[_State] = []
        self._run: list[Segment] = []
        self._rows: list[Row] = []
        self._blanks = 0
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._in_fonts = 0
        self._pending = b""
        self._skip = 0
        self._starred = False

    def rows(self) -> list[Row]:
        for token in _TOKEN.finditer(self._given.data):
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
        self._end_paragraph()
        return self._rows

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._stack) > _DEEPEST:
                raise SourceError(
                    "R031", "its groups are nested too deep", at=self._given.path, hint="save it again"
                )
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()
            if len(self._stack) < self._in_fonts:
                self._in_fonts = 0
        self._starred = False

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
        if text and not self._state.skipped:
            self._run.append(Segment(text, self._state.styles))

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
        if word in _ASIDE or (starred and word != "shppict"):
            self._state = replace(self._state, skipped=True)
        if word == "fonttbl":
            self._in_fonts = len(self._stack)
        match word:
            case "par" | "row" | "sect" | "page":
                self._end_paragraph()
            case "line":
                self._run.append(BREAK)
            case "cell":
                self._put(" ")
            case "pard":
                self._state = replace(self._state, align=Align.START)
            case "plain":
                self._state = replace(self._state, styles=())
            case "qc" | "qr" | "ql" | "qj":
                align = {"qc": Align.CENTRE, "qr": Align.END}.get(word, Align.START)
                self._state = replace(self._state, align=align)
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
            case "nosupersub":
                self._state = replace(self._state, styles=_without(self._state.styles, "sup", "sub"))
            case "ulnone":
                self._state = replace(self._state, styles=_without(self._state.styles, "em"))
            case _ if word in _STYLES:
                self._style(_STYLES[word], is_on=value != 0)
            case _ if word in _SIGNS:
                self._put(_SIGNS[word])
            case _:
                pass

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
        self._settle()
        run, self._run = self._run, []
        if is_blank(run):
            self._blanks += 1
            return
        whole = [replace(part, text=_paired(part.text)) for part in _whole(run)]
        for content, blanks in paragraphs(whole):
            if content:
                gap = 1 + self._blanks + blanks
                self._rows.append(Row(Paragraph(content, align=self._state.align), gap))
                self._blanks = 0
        self._blanks = max(self._blanks, 0)


def _whole(run: list[Segment]) -> list[Segment]:
    """Neighbours of one dress put together, so that halves of a character meet."""
    out: list[Segment] = []
    for part in run:
        if out and out[-1].styles == part.styles and BREAK.text not in (out[-1].text, part.text):
            out[-1] = replace(out[-1], text=out[-1].text + part.text)
        else:
            out.append(part)
    return out


def _paired(text: str) -> str:
    joined = _SURROGATES.sub(
        lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text
    )
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]", "", joined)


def _without(styles: tuple[Style, ...], *names: str) -> tuple[Style, ...]:
    return tuple(style for style in styles if style[0] not in names)


def _known(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return "utf-8" if name == "cp65001" else "cp1252"
    return name
