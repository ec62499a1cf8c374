"""Files that hold a page and its pictures: a web archive (MHT), a ZIP file.

In: the bundle. Out: the `Draft` of the page inside, with the pictures that lie beside it.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from fanbook.errors import SourceError
from fanbook.model.draft import Draft
from fanbook.read.archive import Archive, joined
from fanbook.read.dom import read_html
from fanbook.read.html import read_bodies
from fanbook.read.sheet import Given


def read_mht(given: Given) -> Draft:
    """The page in a web archive. Raises `SourceError` R033 where there is none."""
    try:
        message = message_from_bytes(given.data, policy=policy.default)
        parts = [
            part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()
        ]
        page = next(
            (part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")),
            None,
        )
        data = page.get_payload(decode=True) if page is not None else None
    except (MessageError, ValueError, LookupError, AttributeError) as fault:
        raise SourceError(
            "R033", f"the web archive is damaged: {fault}", at=given.path, hint="save it again"
        ) from fault
    if not isinstance(data, bytes) or page is None:
        raise SourceError("R033", "the web archive holds no page", at=given.path, hint="save it again")
    charset = page.get_content_charset()
    if charset and b"charset" not in data[:2048]:
        data = f'<meta charset="{charset}">'.encode() + data
    found: dict[str, bytes] = {}
    for part in parts:
        raw = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if isinstance(raw, bytes):
            for name in (part.get("Content-Location"), part.get("Content-ID")):
                if name:
                    found[str(name).strip("<> ")] = raw
    root, encoding, notes = read_html(data, given.path)
    for node in root.iter("img"):
        address = (node.get("src") or "").removeprefix("cid:")
        node.set("src", f"inside:{address}" if address in found else node.get("src") or "")
    sheet = read_bodies([root], given, lambda address: found.get(address.removeprefix("inside:")))
    sheet.encoding = encoding
    sheet.doubts[:0] = notes
    return sheet.draft(given)


def read_zipped_page(given: Given, archive: Archive, name: str) -> Draft:
    """The page of that name in a ZIP file, with the pictures that lie beside it."""
    root, encoding, notes = read_html(archive.need(name), given.path)
    for node in root.iter("img"):
        address = node.get("src") or ""
        if not address.startswith("data:") and "://" not in address:
            node.set("src", joined(name, address) or "nowhere:")
    sheet = read_bodies([root], given, archive.get)
    sheet.encoding = encoding
    sheet.doubts[:0] = notes
    return sheet.draft(given)
