"""An EPUB looked through: everything that epubcheck passes and a reader would stumble over.

In: a `Subject`. Out: diagnostics, each with the document and the line. The kinds of trouble are a
literal list; each is a function from the opened package to diagnostics.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from fanbook.check.css import Slip, lint_css, lint_style
from fanbook.check.epub_contents import contents_faults
from fanbook.check.epub_devices import device_faults
from fanbook.check.epub_text import lost_text, text_faults
from fanbook.check.package import Element, Package, Page, Unreadable, open_package
from fanbook.check.subject import Subject
from fanbook.diagnostics import Diagnostic, Severity

__all__ = ["check_epub"]

LONGEST = 300 * 1024  # bytes of a document; older readers turn pages slowly, or not at all, above it
_NOT_ALT = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
_FEATURES = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")
_PICTURE_STARTS = {"image/jpeg": b"\xff\xd8", "image/png": b"\x89PNG", "image/gif": b"GIF8"}


def check_epub(subject: Subject) -> Iterator[Diagnostic]:
    """All there is to say about an EPUB or KEPUB."""
    try:
        package = open_package(subject.data)
    except Unreadable as fault:
        yield Diagnostic("E001", Severity.ERROR, str(fault), "build it again", subject.name)
        return
    for look in _LOOKS:
        yield from look(package, subject)
    yield from lost_text(package, subject)


def _broken(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    for path in package.missing:
        yield Diagnostic(
            "E003", Severity.ERROR, f"{path} is listed and not there", "build it again", subject.name
        )
    pages = (*package.documents(), *filter(None, (package.ncx,)))
    for page in pages:
        if page.root is None and page.path not in package.missing:
            message = f"this is no XML: {page.fault}"
            yield Diagnostic("E002", Severity.ERROR, message, "no reader opens it", _at(subject, page))


def _long(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    for page in package.spine:
        if page.size > LONGEST:
            message = f"the document has {page.size // 1024} kB; old readers want less than {LONGEST // 1024}"
            yield Diagnostic("E040", Severity.WARNING, message, "part the chapter", _at(subject, page))


def _pictures(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    for page in package.documents():
        body = page.body()
        if body is None:
            continue
        for picture in body.iter("{*}img", "{http://www.w3.org/2000/svg}svg"):
            if message := _unsaid(picture):
                hint = 'say what is to be seen, or alt="" for a mere ornament'
                yield Diagnostic(
                    "E030", Severity.WARNING, message, hint, _at(subject, page), picture.sourceline or 0
                )


def _unsaid(picture: Element) -> str:
    """What is wrong with a picture's words, or nothing."""
    if picture.get("role") == "presentation" or picture.get("aria-hidden") == "true":
        return ""
    if picture.tag.endswith("}svg"):
        is_named = (
            picture.get("aria-label")
            or picture.get("aria-labelledby")
            or picture.find("{*}title") is not None
        )
        return "" if is_named else "a drawing has no title for those who cannot see it"
    alt = picture.get("alt")
    if alt is None:
        return f"the picture {picture.get('src', '')} has no words for those who cannot see it"
    return f"the picture's words are a file name: {alt}" if alt.strip().lower().endswith(_NOT_ALT) else ""


def _cover(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    cover = package.cover()
    if cover is None:
        message, hint = "the book has no cover that readers would find", "build it without --no-cover"
        yield Diagnostic("E031", Severity.WARNING, message, hint, subject.name)
        return
    data = package.files.get(cover.path, b"")
    start = _PICTURE_STARTS.get(cover.type)
    if start is None or not data.startswith(start):
        message = f"the cover {cover.path} is no {cover.type} that every reader shows"
        yield Diagnostic("E031", Severity.WARNING, message, "use a JPEG", subject.name)
    elif "cover-image" not in cover.properties and package.root.get("version", "").startswith("3"):
        message = 'the cover is not marked as one (properties="cover-image"): a Kobo shows none'
        yield Diagnostic("E031", Severity.WARNING, message, "build it again", subject.name)


def _access(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    lost = [name for name in _FEATURES if not package.meta(name)]
    if lost:
        message = f"nothing is said about accessibility: {', '.join(lost)}"
        yield Diagnostic("E033", Severity.WARNING, message, "build it again", subject.name)
    if "alternativeText" in package.meta("schema:accessibilityFeature"):
        pictures = [
            p for page in package.documents() if page.root is not None for p in page.root.iter("{*}img")
        ]
        if any(picture.get("alt") is None for picture in pictures):
            message = "it claims that every picture is described, and one is not"
            yield Diagnostic("E033", Severity.WARNING, message, "describe it", subject.name)


def _styles(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    for item in package.items:
        if item.type == "text/css" and item.path in package.files:
            text = package.files[item.path].decode("utf-8", "replace")
            yield from _slips(lint_css(text), f"{subject.name}: {item.path}")
    for page in package.documents():
        if page.root is None:
            continue
        for style in page.root.iter("{http://www.w3.org/1999/xhtml}style"):
            yield from _slips(lint_css(style.text or ""), _at(subject, page), style.sourceline or 0)
        for element in page.root.xpath("//*[@style]"):
            slips = lint_style(element.get("style"), _local(element))
            yield from _slips(slips, _at(subject, page), element.sourceline or 0)
        yield from _painted(page, subject)


def _slips(slips: Iterator[Slip], place: str, base: int = 0) -> Iterator[Diagnostic]:
    """Each kind of slip once a file, with the count."""
    found = list(slips)
    counts = Counter((slip.message, slip.is_night) for slip in found)
    lines = {slip.message: slip.line + max(base - 1, 0) for slip in reversed(found)}
    for (message, is_night), count in counts.items():
        often = f" ({count} times)" if count > 1 else ""
        hint = "leave colours to the reader" if is_night else "say it in plain CSS 2.1"
        line = lines[message]
        if is_night:
            yield Diagnostic("E021", Severity.WARNING, f"{message}{often}", hint, place, line)
        else:
            yield Diagnostic("E020", Severity.WARNING, f"{message}{often}", hint, place, line)


def _painted(page: Page, subject: Subject) -> Iterator[Diagnostic]:
    """Colours from before there were style sheets."""
    for element in page.root.xpath("//*[@bgcolor or @color or @text]") if page.root is not None else ():
        message = f"<{_local(element)}> brings its own colour, which stays when the page turns black"
        line = element.sourceline or 0
        yield Diagnostic(
            "E021", Severity.WARNING, message, "leave colours to the reader", _at(subject, page), line
        )


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _at(subject: Subject, page: Page) -> str:
    return f"{subject.name}: {page.path}"


Look = Callable[[Package, Subject], Iterator[Diagnostic]]
_LOOKS: tuple[Look, ...] = (
    _broken, text_faults, contents_faults, _long, _pictures, _cover, _access, _styles, device_faults,
)  # fmt: skip
