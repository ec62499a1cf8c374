"""Mails as a program keeps them: one, or a box of them, with letters that stand for others.

In: a file of mails. Out: the `Draft` of their text, decoded, under the headers as they stand there; a mail that is only
a page is read as one. What is no mail after all is read as it is.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from hashlib import sha256

from msgspec.structs import replace

from fanbook.model.draft import Draft
from fanbook.read.html import read_page
from fanbook.read.plain import read_plain
from fanbook.read.sheet import Given

_BETWEEN = re.compile(rb"^From \S+ [^\n]*\d{4}[^\n]*\n(?=[A-Z][\w-]+:)", re.MULTILINE)
_ENCODING = re.compile(r"^(?:Content|MIME)-[\w-]+:.*(?:\n[ \t].*)*\n?", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(r"\n[ \t]+")
_AS_WINDOWS = frozenset(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"))
_MOST = 5_000  # mails in one file


def read_mail(given: Given) -> Draft:
    """The draft of a mail or several."""
    data = given.data.replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf \t\n")
    mails = [part for part in _BETWEEN.split(data) if part.strip()][:_MOST]
    texts: list[str] = []
    for mail in mails:
        text, page = _said(mail)
        if not text and page and len(mails) == 1:
            return _as_file(read_page(replace(given, data=page, source=given.data)), given)
        texts.append(text or mail.decode("utf-8", "replace"))
    return _as_file(read_plain("\n\n".join(texts).encode("utf-8", "replace"), given.path, given.told), given)


def _as_file(draft: Draft, given: Given) -> Draft:
    """The draft, as one of the file that it was found in."""
    data = given.source or given.data
    return replace(draft, source=replace(draft.source, sha256=sha256(data).hexdigest(), size=len(data)))


def _said(mail: bytes) -> tuple[str, bytes]:
    """A mail's headers and its words; and the page that it has, if it has one."""
    try:
        message = message_from_bytes(mail, policy=policy.default)
        parts = [
            part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()
        ]
        words = [_words(part) for part in parts if part.get_content_type() == "text/plain"]
        pages = [part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html"]
    except (MessageError, ValueError, LookupError, AttributeError):
        return "", b""
    head = _FOLD.sub(" ", mail.partition(b"\n\n")[0].decode("utf-8", "replace"))
    text = "\n\n".join(filter(None, words))
    page = next((page for page in pages if isinstance(page, bytes)), b"")
    said = _ENCODING.sub("", head + "\n") + "\n" + text
    return said if text.strip() else "", page


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _words(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        if charset in _AS_WINDOWS:
            charset = "utf-8" if _is_utf8(raw) else "cp1252"
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return raw.decode("cp1252", "replace")
