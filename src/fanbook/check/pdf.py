"""Preflight of a PDF: is it sound, will it print, and how well is it set?

`RULES` is the whole list, a literal tuple, and `SHEET_RULES` what holds for a cover or sheets: each rule looks at a `File` and yields what it finds. Rules
about the file itself are in `pdf_rules`, those about what is printed on the pages in `pdf_setting`, those of print
shops in `pdf_press`.
"""

from __future__ import annotations

import io
import re

import pikepdf

from fanbook.check import pdf_press as shop
from fanbook.check import pdf_rules as file
from fanbook.check import pdf_setting as setting
from fanbook.check.pdf_file import File
from fanbook.check.subject import Subject
from fanbook.check.verdict import Options, Verdict
from fanbook.diagnostics import Diagnostic, Severity

RULES = (
    file.syntax,
    file.sizes,
    file.origin,
    file.fonts_embedded,
    file.fonts_readable,
    file.fonts_fallen_back,
    file.missing_glyphs,
    file.colours,
    file.images,
    file.claims,
    file.actions,
    file.links,
    file.outline,
    file.about,
    file.tags,
    file.count,
    setting.folios,
    setting.margins,
    setting.small_type,
    setting.stranded,
    setting.spreads,
    setting.hyphens,
    setting.spaces,
    shop.page_count,
    shop.bleed,
    shop.screen_only,
    shop.safe_area,
)

# Of a printed cover and its labels, and of pages laid out on sheets to fold: their sizes differ, a cover is in colour
# and in faces under names of its own, and neither is read from front to back.
SHEET_RULES = (
    file.syntax,
    file.fonts_embedded,
    file.fonts_readable,
    file.missing_glyphs,
    file.images,
    file.claims,
    file.actions,
    file.links,
)
_SHEETS = re.compile(r"\.(?:cover|folded(?:-\d+)?)\.pdf$", re.IGNORECASE)


def check_pdf(subject: Subject) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in one PDF."""
    return examine(subject.data, subject.name, subject.options).found


def examine(data: bytes, name: str, options: Options) -> Verdict:
    """The same for a file whose size is known, with what was measured on the way."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return _unread("P021", "the file is locked with a password", name, "save it without one")
    except pikepdf.PdfError as fault:
        return _unread("P020", f"the file cannot be read as a PDF: {fault}", name, "make it again")
    read = File(pdf, data, options)
    found = [
        Diagnostic(one.code, one.severity, one.message, hint=one.hint, source=name)
        for rule in (SHEET_RULES if _SHEETS.search(name) else RULES)
        for one in rule(read)
    ]
    return Verdict(name, tuple(found), read.text.measures() if read.has_text else {})


def _unread(code: str, message: str, name: str, hint: str) -> Verdict:
    return Verdict(name, (Diagnostic(code, Severity.ERROR, message, hint=hint, source=name),))
