"""PDF: the text as well as it can be had; the one door to pypdf.

In: a PDF. Out: the `Draft` of its text, read as a plain text with pages is, and a doubt: a PDF holds letters in
places, not paragraphs.
"""

from __future__ import annotations

import io
import logging

from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import SourceError
from fanbook.model.draft import Draft
from fanbook.model.metadata import Fact, Origin
from fanbook.read.plain import read_plain
from fanbook.read.sheet import Given

_MOST_PAGES = 5_000
_FAULTS = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    AssertionError,
    ZeroDivisionError,
)


def read_pdf(given: Given) -> Draft:
    """The draft of a PDF's text. Raises `SourceError` R033 (damaged), R035 (locked), R039 (pictures only)."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    texts, title = _texts(given)
    if not any(text.strip() for text in texts):
        hint = "it may be a scan: run it through text recognition (OCR) first"
        raise SourceError("R039", "the PDF holds pictures of pages and no text", at=given.path, hint=hint)
    words = "\f".join(text.replace("\f", "\n").encode("utf-8", "ignore").decode() for text in texts)
    draft = read_plain(words.encode(), given.path, given.told)
    doubt = Diagnostic(
        "R044",
        Severity.WARNING,
        "a PDF holds letters in places and no paragraphs: breaks, stress and notes may be wrong",
        "read the book before you print it; any other format of the story is better",
        given.path,
    )
    facts = (("title", Fact(title.strip(), Origin.MARKUP, 0.5)),) if title.strip() else ()
    source = replace(draft.source, encoding="pdf")
    return replace(draft, source=source, facts=facts, diagnostics=(*draft.diagnostics, doubt))


def _texts(given: Given) -> tuple[list[str], str]:
    """The text of each page, and the title that the file states."""
    try:
        reader = PdfReader(io.BytesIO(given.data))
        is_locked = bool(reader.is_encrypted) and not reader.decrypt("")
        count = 0 if is_locked else len(reader.pages)
        texts = [page.extract_text() for page in reader.pages] if 0 < count <= _MOST_PAGES else []
        title = (reader.metadata.title if texts and reader.metadata else "") or ""
    except _FAULTS as fault:
        raise SourceError(
            "R033", f"the PDF is damaged: {fault}", at=given.path, hint="save it again"
        ) from fault
    if is_locked:
        hint = "save it without its password"
        raise SourceError("R035", "the PDF is locked by a password", at=given.path, hint=hint)
    if count > _MOST_PAGES:
        raise SourceError("R034", f"this PDF is no story: {count:,} pages", at=given.path, hint="split it")
    return texts, title
