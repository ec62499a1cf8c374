"""What the makers of readers ask for: Amazon of an EPUB that is sent to a Kindle, Kobo of a KEPUB.

In: an opened package and its `Subject`. Out: diagnostics. The rules are those of the makers' own pages
as far as they are about files like ours; no device has been asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanbook.check.package import Package
from fanbook.check.subject import Subject
from fanbook.diagnostics import Diagnostic, Severity

KEPUB = ".kepub.epub"
MAIL_BYTES = 50 * 10**6  # what Send-to-Kindle takes by mail
WEB_BYTES = 200 * 10**6  # what it takes at all
_KINDLE_PICTURES = frozenset(("image/jpeg", "image/png", "image/gif", "image/svg+xml"))
_KINDLE_UNKNOWN = ("script", "form", "input", "iframe", "audio", "video", "object", "embed")
_KINDLE_LEVELS = 2
_KOBO_BYTES = 10 * 2**20
_SELF_CLOSED = re.compile(rb"<([a-zA-Z][\w]*)(?:\s[^<>]*)?/>")
_VOID = frozenset(
    (b"area", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source", b"wbr")
)
_KOBO_NAME = re.compile(r"[A-Za-z0-9._/-]+\Z")


def device_faults(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    """A KEPUB by Kobo's rules, any other EPUB by Amazon's."""
    rules = _kobo if subject.name.lower().endswith(KEPUB) else _kindle
    for severity, message, hint in rules(package, subject):
        code = "E042" if rules is _kobo else "E041"
        yield Diagnostic(code, severity, message, hint, subject.name)


Remark = tuple[Severity, str, str]


def _kindle(package: Package, subject: Subject) -> Iterator[Remark]:
    size = len(subject.data)
    if size > WEB_BYTES:
        yield Severity.WARNING, f"Kindle: {size // 10**6} MB are too many to send", "build smaller volumes"
    elif size > MAIL_BYTES:
        yield Severity.NOTE, f"Kindle: {size // 10**6} MB are too many for mail", "send it from the website"
    if "META-INF/encryption.xml" in package.files:
        yield (
            Severity.WARNING,
            "Kindle: files that hide anything are refused",
            "build it without scrambled fonts",
        )
    strange = sorted(
        {item.type for item in package.items if item.type.startswith("image/")} - _KINDLE_PICTURES
    )
    if strange:
        yield (
            Severity.WARNING,
            f"Kindle: pictures of these kinds are lost: {', '.join(strange)}",
            "use JPEG or PNG",
        )
    for page in package.documents():
        body = page.body()
        found = sorted(
            {
                name
                for name in _KINDLE_UNKNOWN
                if body is not None and body.find(f".//{{*}}{name}") is not None
            }
        )
        if found:
            yield (
                Severity.WARNING,
                f"Kindle: {page.path} has what it does not show: {', '.join(found)}",
                "take it out",
            )
    depth = _depth(package)
    if depth > _KINDLE_LEVELS:
        yield Severity.NOTE, f"Kindle: the contents are {depth} levels deep; it shows {_KINDLE_LEVELS}", ""


def _depth(package: Package) -> int:
    if package.ncx is None or package.ncx.root is None:
        return 0
    points = package.ncx.root.iter("{*}navPoint")
    return max((1 + sum(1 for _ in point.iterancestors("{*}navPoint")) for point in points), default=0)


def _kobo(package: Package, _: Subject) -> Iterator[Remark]:
    again = "build it again"
    for page in package.spine:
        body = page.body()
        if body is None:
            continue
        if body.find(".//{*}div[@id='book-inner']") is None:
            yield Severity.WARNING, f"Kobo: {page.path} lacks the wrappers its columns are set in", again
        has_text = page is not package.nav and "".join(body.itertext()).strip()
        if has_text and body.find(".//{*}span[@class='koboSpan']") is None:
            yield Severity.WARNING, f"Kobo: {page.path} has no spans, so no place in it is kept", again
        if closed := _closed(package.files[page.path]):
            yield Severity.WARNING, f"Kobo: {page.path} swallows text behind {closed}", again
        if page.size > _KOBO_BYTES:
            yield Severity.WARNING, f"Kobo: {page.path} has more than 10 MB", "part the chapter"
    for item in package.items:
        if not _KOBO_NAME.match(item.path):
            yield (
                Severity.WARNING,
                f"Kobo: {item.path!r} should be plain letters and digits",
                "give it another name",
            )


def _closed(data: bytes) -> str:
    """An element that may have content and is closed in its own tag, or nothing."""
    names = {name for name in _SELF_CLOSED.findall(data) if name.lower() not in _VOID}
    return ", ".join(f"<{name.decode()}/>" for name in sorted(names))
