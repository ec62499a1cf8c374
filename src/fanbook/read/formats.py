"""The readers, one for each kind of file: bytes to Draft.

In: `Given`. Out: a `Draft`. This module loads every parser, and so is loaded in the child process that reads what
strangers wrote, and nowhere else (see `fanbook.reading`).
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from msgspec.structs import replace

from fanbook.errors import SourceError
from fanbook.model.draft import Draft
from fanbook.read.archive import Archive
from fanbook.read.bundles import read_mht, read_zipped_page
from fanbook.read.detect import Format, detect, only_story, unpacking
from fanbook.read.docx import read_docx
from fanbook.read.epub import read_epub
from fanbook.read.fanficfare import read_fanficfare_text
from fanbook.read.html import read_page
from fanbook.read.mail_file import read_mail
from fanbook.read.markdown import read_markdown
from fanbook.read.odt import read_odt
from fanbook.read.pdf import read_pdf
from fanbook.read.plain import read_plain
from fanbook.read.rtf import read_rtf
from fanbook.read.sheet import Given
from fanbook.read.wattpad import read_wattpad_json

_AGAIN = "save it as EPUB, HTML or plain text"


def _plain(given: Given) -> Draft:
    return read_plain(given.data, given.path, given.told)


def _no_story(given: Given) -> Draft:
    raise SourceError("R036", "this file is no story that fanbook knows", at=given.path, hint=_AGAIN)


def _zipped(given: Given) -> Draft:
    """The one story in a ZIP file, whatever it is; what counts as its file is the archive."""
    archive = Archive(given.data, given.path)
    name = only_story(archive.names())
    data = archive.need(name)
    kind = detect(data, name)
    if kind is Format.HTML:
        return read_zipped_page(given, archive, name)
    if kind in _PACKED:
        return _packed(given)
    draft = _READERS.get(kind, _no_story)(replace(given, data=data))
    return replace(
        draft, source=replace(draft.source, sha256=sha256(given.data).hexdigest(), size=len(given.data))
    )


def _packed(given: Given) -> Draft:
    kind = detect(given.data, given.path)
    if kind is Format.ZIP:
        Archive(given.data, given.path)  # a damaged one, or a bomb, says so
    command = unpacking(kind, given.path)
    hint = f"unpack it, and give fanbook the folder: {command}" if command else _AGAIN
    raise SourceError("R036", "this archive holds several files", at=given.path, hint=hint)


READERS: tuple[tuple[Format, Callable[[Given], Draft]], ...] = (
    (Format.EPUB, read_epub),
    (Format.HTML, read_page),
    (Format.MARKDOWN, read_markdown),
    (Format.DOCX, read_docx),
    (Format.ODT, read_odt),
    (Format.RTF, read_rtf),
    (Format.PDF, read_pdf),
    (Format.WATTPAD, read_wattpad_json),
    (Format.FANFICFARE_TEXT, read_fanficfare_text),
    (Format.MHT, read_mht),
    (Format.MAIL, read_mail),
    (Format.ZIPPED, _zipped),
    (Format.ZIP, _packed),
    (Format.TAR, _packed),
    (Format.SEVEN_ZIP, _packed),
    (Format.RAR, _packed),
    (Format.JSON, _no_story),
    (Format.PLAIN, _plain),
)
_READERS = dict(READERS)
_PACKED = (Format.ZIPPED, Format.ZIP, Format.TAR, Format.SEVEN_ZIP, Format.RAR)


def read(given: Given) -> Draft:
    """The draft in a file of any kind.

    Raises `SourceError`; every code from R001 to R045 is one of reading.
    """
    reader = _READERS.get(detect(given.data, given.path), _no_story)
    try:
        return reader(given)
    except RecursionError as fault:
        raise SourceError("R031", "its parts are nested too deep", at=given.path, hint=_AGAIN) from fault
    except MemoryError as fault:
        raise SourceError(
            "R038", "reading it takes more memory than it may", at=given.path, hint=_AGAIN
        ) from fault
