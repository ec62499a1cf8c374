"""Inline content to XHTML, and the one escaper: characters, attributes, addresses.

In: inlines, text. Out: well-formed markup. Nothing is put between neighbours, so no word is split
or joined.
"""

from __future__ import annotations

import re
from typing import assert_never
from urllib.parse import quote, urlsplit

from fanbook.model.inlines import (
    Code,
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Strike,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
)
from fanbook.model.walk import images, plain
from fanbook.write.dialect import Dialect
from fanbook.write.epub_pictures import shown_name

# What XML 1.0 cannot carry. Reading has taken it out and said so; titles and labels that come
# from a sidecar have not been through there, and one such character would cost the whole book.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VOICE = 3  # words; nobody stresses so many
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\Z")


def clean(text: str) -> str:
    """The text without characters that XML 1.0 cannot carry."""
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Text as XML character data; safe inside a double-quoted attribute too."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def attributes(*pairs: tuple[str, str]) -> str:
    """` name="value"` for every pair that has a value, in the order given."""
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs if value)


def web_address(url: str) -> str:
    """The URL, percent-encoded where needed, if it is one to link to (http or https); else empty."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.match(host) or "@" in parts.netloc:
        return ""
    path = _percent(parts.path, "/:@!$&'()*+,;=-._~")
    query = _percent(parts.query, "/:@!$&'()*+,;=-._~?")
    fragment = _percent(parts.fragment, "/:@!$&'()*+,;=-._~?")
    return (
        f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}"
        f"{'?' + query if query else ''}{'#' + fragment if fragment else ''}"
    )


def _percent(text: str, safe: str) -> str:
    # A "%" that begins an escape stays; one that does not becomes "%25".
    kept = re.split(r"(%[0-9A-Fa-f]{2})", clean(text))
    return "".join(part if at % 2 else quote(part, safe=safe) for at, part in enumerate(kept))


def footnote_id(key: str) -> str:
    """The id of a footnote."""
    return f"note-{key}"


def footnote_ref_id(key: str) -> str:
    """The id of the mark that leads to a footnote."""
    return f"mark-{key}"


def is_picture(inlines: tuple[Inline, ...]) -> bool:
    """Is this a picture, or several, and not a word?"""
    return any(images(inlines)) and not plain(inlines).strip()


def inlines_xhtml(inlines: tuple[Inline, ...], dialect: Dialect, *, in_link: bool = False) -> str:
    """Inline content. A link inside a link (`in_link`), which XHTML forbids, is left as its words."""
    out = []

    def inner(inline: Styled) -> str:
        leads = in_link or isinstance(inline, Link | FootnoteRef)
        return inlines_xhtml(inline.children, dialect, in_link=leads)

    for inline in inlines:
        match inline:
            case Text(value):
                out.append(escape(value))
            case LineBreak():
                out.append("<br/>\n")  # the newline shows nowhere and keeps words apart in plain text
            case Image(name, alt):
                # An empty alt says that the picture shows nothing that the words do not.
                file = dialect.pictures + (shown_name(name) if dialect.is_epub else name)
                out.append(f'<img src="{escape(file)}" alt="{escape(alt)}"/>')
            case Link() | FootnoteRef() if in_link:
                out.append(inner(inline))
            case Link(url=url):
                words, address = inner(inline), web_address(url)
                out.append(f'<a href="{escape(address)}">{words}</a>' if address and words else words)
            case FootnoteRef(key=key):
                opening = attributes(
                    ("id", footnote_ref_id(key)),
                    ("class", "footnote-ref"),
                    ("href", f"#{footnote_id(key)}"),
                    ("role", "doc-noteref"),
                    ("epub:type", "noteref" if dialect.is_epub else ""),
                )
                out.append(f"<a{opening}>{inner(inline)}</a>")
            case Emphasis() if dialect.is_epub and _is_voice(inline):
                out.append(f"<i>{inner(inline)}</i>")
            case Emphasis() | Strong() | Strike() | Superscript() | Subscript() | Code():
                name = _TAGS[type(inline)]
                out.append(f"<{name}>{inner(inline)}</{name}>")
            case _:
                assert_never(inline)
    return "".join(out)


def _is_voice(said: Emphasis) -> bool:
    """Is this a thought, a title, words of another voice, and no stress on a word? To HTML that is <i>."""
    return len(plain(said.children).split()) >= _VOICE


_TAGS = {
    Emphasis: "em", Strong: "strong", Strike: "s", Superscript: "sup", Subscript: "sub", Code: "code",
}  # fmt: skip
