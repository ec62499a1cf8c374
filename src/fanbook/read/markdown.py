"""Markdown, with or without front matter; with `markdown_notes` and `markdown_stress` the one door to markdown-it.

In: the file's text. Out: a `Draft` of blocks. Four spaces before a paragraph are somebody's indent and no
program's code. HTML inside passes through the same sieve as a page's. Words that only look like a link's
address ("[Thor]: hello", "[waves](sadly)") are words: the syntax would swallow them.
"""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from fanbook.model.draft import Draft
from fanbook.model.metadata import FIELDS
from fanbook.read.decode import decode
from fanbook.read.dom import Element, name_of, read_html, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.gallery import Gallery
from fanbook.read.html import report
from fanbook.read.markdown_notes import notes_behind
from fanbook.read.markdown_stress import stress
from fanbook.read.outline import put_story
from fanbook.read.sheet import Given, Sheet, aside

_FRONT = re.compile(
    r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<body>.*?)\n(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_ROW = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*)|\s*)$")
_ADDRESS = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*:|#|\?|\.{0,2}/|www\.)|\.[a-z]{2,5}(?:[/?#]|$)|/\w", re.IGNORECASE
)
_UNDERLINED = re.compile(
    r"(?m)(?:(?<=\n\n)|\A)(?P<head>[^\s#>*+-][^\n]{0,59}(?<![.!?,;:…\"'”’\s]))\n(?=[ \t]*-{3,}[ \t]*$)"
    r"|^([^\n]*\S)\n(?=[ \t]*-{3,}[ \t]*$)"
)
_NAMES = {"authors": "author", "creator": "author", "by": "author", "fandoms": "fandom", "pairings": "pairing", "ship": "pairing",
          "relationship": "pairing", "relationships": "pairing", "tags": "genre", "genres": "genre", "lang": "language",
          "description": "summary", "url": "source_url", "source": "source_url", "link": "source_url", "words": "word_count",
          "published": "date", "warning": "warnings", "character": "characters", "series index": "series_index", "part": "series_index",
          "word count": "word_count", "source url": "source_url"}  # fmt: skip
_MANY = frozenset(("author", "fandom", "pairing", "genre", "warnings", "characters"))


def _outside(node: Element) -> str:
    """Obsidian's remarks stand between double per cent signs."""
    said = text_of(node) if name_of(node) == "p" else ""
    is_remark = len(said) > 4 and said.startswith("%%") and said.endswith("%%")
    return "a remark to the writer herself" if is_remark else ""


def read_markdown(given: Given) -> Draft:
    """The draft of a Markdown file. Raises `SourceError` as `decode` does."""
    decoded = decode(given.data, given.path)
    sheet = Sheet("Markdown", encoding=decoded.encoding, doubts=list(decoded.diagnostics))
    text = _without_facts(decoded.text, sheet)
    root, _, _ = read_html(f"<body>{_rendered(_with_breaks(text))}</body>".encode(), given.path)
    gallery = Gallery(sheet)
    flow = Flow(show=gallery.show, outside=_outside)
    put_story(sheet, with_footnotes(flow.rows(root), sha256(given.data).hexdigest()[:8]))
    report(gallery, flow, sheet)
    return sheet.draft(given)


class _Parser(MarkdownIt):
    """A parser that takes for an address what is one."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name
        """Does this lead anywhere?"""
        return _ADDRESS.search(url) is not None and super().validateLink(url)


def _rendered(text: str) -> str:
    """The text as HTML, its footnotes as a list at the end."""
    # The parser drops what is nested deeper than it cares for; so it has to care, or to fail aloud.
    parser = _Parser("commonmark", {"html": True, "maxNesting": 10_000})
    parser.enable(["table", "strikethrough"]).disable("code")
    parser.inline.ruler.at("emphasis", stress)
    parser.use(footnote_plugin, move_to_end=False)
    env: dict[str, Any] = {}
    tokens = notes_behind(parser.parse(text, env), env)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _with_breaks(text: str) -> str:
    """Scene marks that Markdown would take for a heading's line: "---" right under a paragraph.

    Under a short line that stands alone and ends no sentence it is a heading's.
    """
    return _UNDERLINED.sub(lambda match: match[0] if match["head"] else f"{match[2]}\n\n", text)


def _without_facts(text: str, sheet: Sheet) -> str:
    """The text below its front matter; the facts in it are stated on the sheet."""
    match = _FRONT.match(text)
    if match is None:
        return text
    rows = _toml(match["body"]) if match["mark"] == "+++" else _yaml(match["body"])
    if not rows:
        return text
    for key, value in rows:
        name = key.strip().lower().replace("_", " ").replace("-", " ")
        field = _NAMES.get(name, name.replace(" ", "_"))
        parts = [part for part in value if part]
        if field in FIELDS:
            sheet.state(
                field, ", ".join(parts), sure=1.0, parts=parts if field in _MANY and len(parts) > 1 else ()
            )
        elif parts:
            sheet.facts.append(("other", aside(", ".join(parts), key.strip())))
    return text[match.end() :]


def _toml(body: str) -> list[tuple[str, list[str]]]:
    try:
        table: dict[str, Any] = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    return [
        (key, [str(part) for part in (value if isinstance(value, list) else [value])])
        for key, value in table.items()
        if not isinstance(value, dict)
    ]


def _yaml(body: str) -> list[tuple[str, list[str]]]:
    """The part of YAML that people write over their stories: values, lists, folded texts. No anchors, no types."""
    rows: list[tuple[str, list[str]]] = []
    folded = False
    for line in body.split("\n"):
        match = _ROW.match(line)
        if match and not line[:1].isspace():
            value = (match["value"] or "").strip()
            folded = value[:1] in ("|", ">") and len(value) <= 2
            rows.append((match["key"], [] if folded else _values(value)))
        elif rows and line.strip():
            item = line.strip()
            if folded:
                rows[-1] = (rows[-1][0], [" ".join([*rows[-1][1], item])])
            elif item.startswith("- "):
                rows[-1][1].append(_unquoted(item[2:]))
            elif rows[-1][1]:
                rows[-1][1][-1] += f" {item}"
    return rows


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        parts = re.findall(r"\s*(\"[^\"]*\"|'[^']*'|[^,]+)\s*(?:,|$)", value[1:-1])
        return [_unquoted(part) for part in parts if part.strip()]
    return [_unquoted(value)] if value else []


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
