"""What a file is, by its content; its name counts only where content cannot say.

In: a file's first bytes, all of them for archives, and its name. Out: a `Format`. Nothing heavy is loaded here:
the folder walk and the pipeline ask this before anything is parsed.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum


class Format(StrEnum):
    """A kind of file. The values are words that a report can use."""

    PLAIN = "plain text"
    FANFICFARE_TEXT = "FanFicFare text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    MHT = "web archive"
    EPUB = "EPUB"
    DOCX = "Word document"
    ODT = "OpenDocument text"
    RTF = "RTF"
    PDF = "PDF"
    WATTPAD = "Wattpad JSON"
    JSON = "JSON"
    ZIPPED = "page in an archive"
    ZIP = "archive"
    KINDLE = "Kindle book"
    DOC = "old Word document"


HEAD = 65536  # bytes that are looked at
# What another program has to convert first.
CONVERTED = frozenset((Format.KINDLE, Format.DOC))

_MARKDOWN_NAMES = (".md", ".markdown", ".mkd", ".mdown")
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*\r?\n(?:[\w -]{1,40}\s*[:=]|#)")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|body[\s>])", re.IGNORECASE)
_BLOCKS = re.compile(rb"<(?:p|br|div|h[1-6]|center|blockquote)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_MAIL = re.compile(rb"^MIME-Version:|^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def detect(data: bytes, name: str = "") -> Format:
    """The format of a file."""
    head = data[:HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    if head[60:68] in (b"BOOKMOBI", b"TEXtREAd"):
        return Format.KINDLE
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Format.DOC
    return _text(head, name.lower())


def _text(head: bytes, name: str) -> Format:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _MAIL.search(head[:2000]) and b"multipart/related" in head[:4000].lower():
        return Format.MHT
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
    if "META-INF/container.xml" in names or any(name.endswith(".opf") for name in names):
        return Format.EPUB
    if "word/document.xml" in names:
        return Format.DOCX
    if "content.xml" in names and "meta.xml" in names:
        return Format.ODT
    pages = [name for name in names if name.lower().endswith((".html", ".htm", ".xhtml"))]
    others = any(name.lower().endswith((".epub", ".txt", ".docx", ".zip", ".md")) for name in names)
    return Format.ZIPPED if len(pages) == 1 and not others else Format.ZIP
