"""Bytes to text: the encoding found, encoding damage repaired, what XML cannot carry removed.

In: a file's bytes. Out: its text with LF line ends, and diagnostics for everything that was
changed or guessed. No letter or digit is ever removed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from msgspec import Struct

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import SourceError
from fanbook.read.marks import MOST, heap_at, unheaped

MAX_BYTES = 64 * 1024 * 1024

# BOMs, longest first: the UTF-32 mark begins with the UTF-16 one.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The first bytes of things that people keep beside their stories.
_NOT_TEXT = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format", "a database"),
    (b"\x7fELF", "a program"),
)

# What the XML 1.0 Char production leaves out, and the BOM where it is no BOM.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
# Form feeds and their like part words; taken away they would join them.
_SEPARATORS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")  # `str.translate` takes ten times as long
_CP1252_MARKS = frozenset(b"\x85\x91\x92\x93\x94\x96\x97")
# An old Macintosh's apostrophe between letters, or its quote before a word: in cp1252 these would
# be capitals with accents in the midst of small letters.
_MAC_QUOTES = re.compile(rb"[a-z]\xd5[a-z]|(?:^|[\s\xd0\xd1])\xd2[A-Za-z]")
# Sheets that hold other letters where cp1252 has those of the West.
_LIKE_CP1252 = frozenset(
    "cp1250 cp1254 cp1257 cp1258 iso8859_2 iso8859_3 iso8859_4 iso8859_9 iso8859_10 iso8859_13 iso8859_14 iso8859_16".split()
)
_LITTLE_WORDS = tuple(
    frozenset(words.encode().split())
    for words in (
        "le la les des une dans qui que pour avec sur elle",
        "der die das und nicht ein eine mit ist sich auf den",
        "el los las una que con por para como del pero se",
        "il la che non per una con sono della si di e",
        "que uma com para os as do da mas por se em",
    )
)
# What every fifth letter of Chinese is one of; in another language's bytes, read as if they were Chinese, hardly any is.
_CHINESE = frozenset("的一是不了在人有我他这這个個们們来來到时時大地为為子中你说說她")
_POLISH = frozenset("się że był jest była który która przez już".split())
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


class Decoded(Struct, frozen=True):
    """A source's text and how it was written.

    `newline` is "lf", "crlf" or "cr"; `feeds` are the numbers of the lines in which a form feed stood.
    """

    text: str
    encoding: str
    newline: str
    diagnostics: tuple[Diagnostic, ...] = ()
    feeds: frozenset[int] = frozenset()


def decode(data: bytes, path: str = "") -> Decoded:
    """The text in `data`.

    Raises `SourceError`: R002 (empty), R003 (no text), R005 (too large).
    """
    _refuse(data, path)
    text, encoding, notes = _read(data, path)
    newline = _newline(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, repaired = _repair(text)
    if repaired:
        notes.append(_note("R010", f"{repaired} lines of damaged encoding were repaired", path))
    feeds = frozenset(_feeds(text)) if "\f" in text else frozenset[int]()
    text, removed = _UNSAFE.subn("", _SEPARATORS.sub(" ", text))
    if removed:
        notes.append(_note("R011", f"{removed} control characters were removed", path))
    whole, text = text, unheaped(text)
    if len(whole) > len(text):
        notes.append(_heap(whole, len(whole) - len(text), path))
    if not text.strip():
        raise SourceError("R002", "the file holds no text", at=path, hint="save the story again")
    return Decoded(text, encoding, newline, tuple(notes), feeds)


def _feeds(text: str) -> Iterator[int]:
    """The lines that a form feed opens; one that ends a line opens the next."""
    for number, line in enumerate(text.split("\n"), 1):
        if "\f" in line:
            yield number + (not line.rpartition("\f")[2].strip() and bool(line.partition("\f")[0].strip()))


def _note(code: str, message: str, path: str) -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, message, source=path)


def _heap(text: str, cut: int, path: str) -> Diagnostic:
    line = text.count("\n", 0, heap_at(text)) + 1
    message = f"{cut} combining marks were removed: no letter carries more than {MOST}"
    return Diagnostic("R020", Severity.WARNING, message, "look at that line", path, line)


def _refuse(data: bytes, path: str) -> None:
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError("R002", "the file is empty", at=path, hint="save the story again")
    if len(data) > MAX_BYTES:
        raise SourceError(
            "R005",
            f"the file has {len(data) // 2**20} MB; a text of more than {MAX_BYTES // 2**20} MB is no story",
            at=path,
            hint="split it, or check what it is",
        )
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise SourceError(
                "R003", f"this is {what}, not plain text", at=path, hint="save it as plain text"
            )


def _read(data: bytes, path: str) -> tuple[str, str, list[Diagnostic]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return text, encoding.removesuffix("-le").removesuffix("-be"), []
    if encoding := _utf16_without_bom(data):
        return data.decode(encoding, "replace"), encoding, []
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    _refuse_binary(data, path)
    encoding = _legacy(data)
    text = data.decode(encoding, "replace")
    guess = Diagnostic(
        "R012",
        Severity.NOTE,
        f"the file is not UTF-8; it was read as {encoding}",
        hint="save it as UTF-8 if accents look wrong",
        source=path,
    )
    return text, encoding, [guess]


def _utf16_without_bom(data: bytes) -> str:
    """UTF-16 shows as a NUL in every second byte of mostly Latin text."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _refuse_binary(data: bytes, path: str) -> None:
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) * 0.02:
        raise SourceError("R003", "this is no text in any encoding", at=path, hint="save it as plain text")


def _legacy(data: bytes) -> str:
    """The old encoding whose quotes and dashes the high bytes are, else what charset-normalizer finds."""
    high = [byte for byte in data[:200_000] if byte >= 0x80]
    marks = sum(byte in _CP1252_MARKS for byte in high)
    if marks * 2 >= len(high) and _decodes(data, "cp1252"):
        return "cp1252"
    if _MAC_QUOTES.search(data[:200_000]):
        return "mac-roman"
    if _is_chinese(data[:60_000]):
        return "gb18030"
    if polish := _polish(data[:60_000]):
        return polish
    from charset_normalizer import from_bytes  # noqa: PLC0415 - seldom needed, slow to import

    best = from_bytes(data[:200_000]).best()
    if best is not None and _decodes(data, best.encoding):
        eastern = best.encoding in _LIKE_CP1252 and _is_western(data, high) and _decodes(data, "cp1252")
        return "cp1252" if eastern else best.encoding.replace("_", "-")
    return "cp1252" if _decodes(data, "cp1252") else "latin-1"


def _is_chinese(data: bytes) -> bool:
    """Is it Chinese in the encoding of the mainland? It reads other encodings without complaint, as rare letters."""
    text = data.decode("gb18030", "replace")
    han = [letter for letter in text if "\u4e00" <= letter <= "\u9fff"]
    common = [letter for letter in han if letter in _CHINESE]
    return (
        len(common) * 14 >= max(len(han), 1)
        and len(set(common)) >= 6
        and text.count("\ufffd") * 500 <= len(text)
    )


def _polish(data: bytes) -> str:
    """Which of its two encodings Polish is in, by its own letters; nothing where it is another language."""
    texts = {name: data.decode(name, "replace").lower() for name in ("cp1250", "iso8859-2")}
    best = max(texts, key=lambda name: sum(map(texts[name].count, "ąćęłńóśźż")))
    return best if len(_POLISH.intersection(texts[best].split())) >= 3 else ""


def _is_western(data: bytes, high: list[int]) -> bool:
    """Is it French, German, Spanish, Italian or Portuguese, whose accents stand where other sheets have others?"""
    words = set(re.findall(rb"[a-z]+", data[:60_000].lower()))
    told = any(len(words & language) * 4 >= len(language) * 3 for language in _LITTLE_WORDS)
    return told and sum(byte >= 0xC0 or byte in _CP1252_MARKS for byte in high) * 10 >= len(high) * 9


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _newline(text: str) -> str:
    crlf = text.count("\r\n")
    counts = {"crlf": crlf, "lf": text.count("\n") - crlf, "cr": text.count("\r") - crlf}
    return max(counts, key=lambda name: (counts[name], name == "lf"))


# What UTF-8 read as cp1252 or Latin-1 begins with. Lines without it are left alone, unseen by ftfy.
_DAMAGE = re.compile("[\u00c2\u00c3\u00e2\u00c5\u00ce\u00cf\u00d0\u00d1\u00ef\u00f0]")


def _repair(text: str) -> tuple[str, int]:
    """Lines that were decoded wrongly once or more, put right. Nothing else is touched."""
    if not _DAMAGE.search(text):
        return text, 0
    import ftfy  # noqa: PLC0415 - seldom needed, slow to import

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    lines, repaired = text.split("\n"), 0
    for i, line in enumerate(lines):
        if _DAMAGE.search(line):
            fixed = ftfy.fix_encoding(line, config).replace("\n", " ")
            repaired += fixed != line
            lines[i] = fixed
    return "\n".join(lines), repaired
