"""What a file is, by its content; its name counts only where content cannot say.

In: a file's first bytes, all of them for archives, and its name. Out: a `Format`. Nothing heavy is loaded here:
the folder walk and the pipeline ask this before anything is parsed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import PurePosixPath
from shlex import quote


class Format(StrEnum):
    """A kind of file. The values are words that a report can use."""

    PLAIN = "plain text"
    FANFICFARE_TEXT = "FanFicFare text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    MHT = "web archive"
    MAIL = "mail"
    EPUB = "EPUB"
    DOCX = "Word document"
    ODT = "OpenDocument text"
    RTF = "RTF"
    PDF = "PDF"
    WATTPAD = "Wattpad JSON"
    JSON = "JSON"
    ZIPPED = "story in an archive"
    ZIP = "archive"
    TAR = "tar archive"
    SEVEN_ZIP = "7-Zip archive"
    RAR = "RAR archive"
    KINDLE = "Kindle book"
    PALM = "Palm book"
    LIT = "Microsoft Reader book"
    DOC = "old Word document"


HEAD = 65536  # bytes that are looked at
# What another program has to convert first.
CONVERTED = frozenset((Format.KINDLE, Format.PALM, Format.LIT, Format.DOC))

# What a person has to unpack first, and how: with what follows her prompt. `{0}` is the file, `{1}` a new folder.
_UNPACK = {
    Format.ZIP: "unzip {0} -d {1}",
    Format.TAR: "mkdir {1} && tar -xf {0} -C {1}",
    Format.SEVEN_ZIP: "7z x {0} -o{1}",
    Format.RAR: "unrar x {0} {1}/",
}
_MAGIC = (
    (b"\x1f\x8b", Format.TAR),  # gzip
    (b"BZh", Format.TAR),
    (b"\xfd7zXZ\0", Format.TAR),
    (b"7z\xbc\xaf\x27\x1c", Format.SEVEN_ZIP),
    (b"Rar!\x1a\x07", Format.RAR),
)
_MARKDOWN_NAMES = (".md", ".markdown", ".mkd", ".mdown")
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(?:[\w -]{1,40}\s*[:=]|#)")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|body[\s>])", re.IGNORECASE)
_BLOCKS = re.compile(rb"<(?:p|br|div|h[1-6]|center|blockquote)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_MAIL = re.compile(rb"^MIME-Version:|^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
# A mail whose text is not as it reads: its letters stand for others, or it has several parts.
_HEADERS = re.compile(rb"(?:From \S+[^\n]*\n)?(?:[A-Z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_PACKED_MAIL = re.compile(
    rb"^Content-(?:Transfer-Encoding:\s*(?:quoted-printable|base64)|Type:\s*(?:multipart/|text/html))",
    re.IGNORECASE | re.MULTILINE,
)


def detect(data: bytes, name: str = "") -> Format:
    """The format of a file."""
    head = data[:HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    if head[60:68] == b"BOOKMOBI":
        return Format.KINDLE
    if head[60:68] == b"TEXtREAd":
        return Format.PALM
    if head.startswith(b"ITOLITLS"):
        return Format.LIT
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Format.DOC
    if head[257:262] == b"ustar":
        return Format.TAR
    packed = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    return packed or _text(head, name.lower())


def unpacking(kind: Format, name: str) -> str:
    """The command that unpacks the file of that name into a folder beside it; empty for what is no archive."""
    path = PurePosixPath(name)
    folder = str(path.with_name(path.name.partition(".")[0] or "unpacked"))
    return _UNPACK.get(kind, "").format(quote(name), quote(folder))


def _text(head: bytes, name: str) -> Format:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _MAIL.search(head[:2000]) and b"multipart/related" in head[:4000].lower():
        return Format.MHT
    if _HEADERS.match(bare) and _PACKED_MAIL.search(head[:8000]):
        return Format.MAIL
    if name.endswith(_MARKDOWN_NAMES) or _FRONT_MATTER.match(head):
        return Format.MARKDOWN
    if bare[:1] in (b"{", b"[") and (name.endswith(".json") or _is_wattpad(head)):
        return Format.WATTPAD if _is_wattpad(head) else Format.JSON
    if _is_page(bare, name):
        return Format.HTML
    if b"TABLE OF CONTENTS" in head and re.search(rb"^(?:Packaged|Story URL):", head, re.MULTILINE):
        return Format.FANFICFARE_TEXT
    return Format.PLAIN


def _is_page(head: bytes, name: str) -> bool:
    """A page, or a piece of one: a text file full of paragraph tags is one whatever it is called."""
    if _PAGE.search(head[:4096]) or head[:5].lower() == b"<?xml":
        return True
    tags = len(_BLOCKS.findall(head))
    named = name.endswith((".html", ".htm", ".xhtml", ".xht", ".php", ".asp", ".aspx"))
    return (tags > 0 and head[:1] == b"<") or tags > (0 if named else 4)


_PARTS = re.compile(rb'"parts"\s*:\s*\[\s*[{\]]')


def _is_wattpad(head: bytes) -> bool:
    return (
        bool(_PARTS.search(head))
        and b'"title"' in head
        and (b"wattpad" in head.lower() or b'"mature"' in head)
    )


def _archive(data: bytes) -> Format:
    if b"mimetypeapplication/epub+zip" in data[:120]:
        return Format.EPUB
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]:
        return Format.ODT
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.filename for entry in archive.infolist()[:20_000]}
    except (zipfile.BadZipFile, ValueError, OverflowError, EOFError, RuntimeError):
        return Format.EPUB if b"META-INF/container.xml" in data else Format.ZIP
    if "META-INF/container.xml" in names:
        return Format.EPUB
    if any(name.endswith(".opf") for name in names):  # a damaged EPUB, or what calibre calls HTMLZ or TXTZ
        return Format.ZIPPED if only_story(names).endswith(".txt") else Format.EPUB
    if "word/document.xml" in names:
        return Format.DOCX
    if "content.xml" in names and "meta.xml" in names:
        return Format.ODT
    return Format.ZIPPED if only_story(names) else Format.ZIP


_TOLD = tuple(".html .htm .xhtml .txt .text .md .markdown .epub .docx .odt .rtf .pdf .mht .mhtml".split())
_BESIDE = tuple(".png .jpg .jpeg .gif .webp .svg .ico .css .js .ttf .otf .woff .woff2 .opf .ds_store".split())


def only_story(names: Iterable[str]) -> str:
    """The one file in an archive that could be a story; empty where there are more than it and its pictures."""
    files = [name for name in names if not name.endswith("/") and not name.startswith("__MACOSX/")]
    others = [name for name in files if not name.lower().endswith(_BESIDE)]
    return others[0] if len(others) == 1 and others[0].lower().endswith(_TOLD) else ""
