"""Style sheets held to what the oldest engines know and the night mode of any engine survives.

In: a style sheet's text. Out: `Slip` records with lines. Engines that meet what they do not know do
not always pass over it: Adobe's, in every Kobo that opens an .epub, has been seen to drop the sheet
for an at-rule and the whole book for a function. A colour or a background that a book brings along
is still there when the reader turns the page black.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from msgspec import Struct

# fmt: off
PROPERTIES = frozenset((
    "border", "border-bottom", "border-bottom-style", "border-bottom-width", "border-collapse", "border-left",
    "border-left-style", "border-left-width", "border-right", "border-right-style", "border-right-width",
    "border-spacing", "border-style", "border-top", "border-top-style", "border-top-width", "border-width",
    "break-after", "break-before", "break-inside", "caption-side", "clear", "color", "content", "direction",
    "display", "empty-cells", "float", "font", "font-family", "font-feature-settings", "font-size", "font-style",
    "font-variant", "font-weight", "height", "hyphens", "letter-spacing", "line-height", "list-style",
    "list-style-position", "list-style-type", "margin", "margin-bottom", "margin-left", "margin-right",
    "margin-top", "max-height", "max-width", "min-height", "min-width", "orphans", "overflow-wrap", "padding",
    "padding-bottom", "padding-left", "padding-right", "padding-top", "page-break-after", "page-break-before",
    "page-break-inside", "quotes", "src", "table-layout", "text-align", "text-decoration", "text-indent",
    "text-transform", "unicode-bidi", "vertical-align", "visibility", "white-space", "widows", "width",
    "word-spacing", "word-wrap",
    "-webkit-hyphens", "-epub-hyphens", "-moz-hyphens", "adobe-hyphenate",
))
# What a reader has set for herself, and no book should take from her.
_READERS_OWN = frozenset(("font", "font-family", "font-size", "line-height", "text-align"))
_FIXED_UNITS = frozenset(("px", "pt", "cm", "mm", "in", "pc"))
_NEW_UNITS = frozenset(("vh", "vw", "vmin", "vmax", "rem", "ch", "lh"))
_NO_COLOURS = frozenset(("inherit", "currentcolor", "transparent", "none", "initial"))
_DISPLAYS = frozenset((
    "block", "inline", "inline-block", "none", "list-item", "table", "table-row", "table-cell", "table-caption",
    "table-row-group", "table-header-group", "table-footer-group", "table-column", "table-column-group", "inherit",
))
_PLAIN_PSEUDO = frozenset(("first-letter", "first-line", "link", "visited", "hover", "active", "before", "after", "first-child"))
# fmt: on
_PLAIN_AT = frozenset(("font-face", "page", "charset"))
_COLOUR_NAME = re.compile(
    r"(?:black|white|gr[ae]y|silver|red|blue|green|navy|maroon|brown|\w*(?:gr[ae]y|blue|red))\Z"
)


class Slip(Struct, frozen=True):
    """One thing that a style sheet should not say; `is_night`: it shows when the page is black."""

    line: int
    message: str
    is_night: bool = False


def lint_css(text: str) -> Iterator[Slip]:
    """What is wrong with a style sheet, in order."""
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            yield Slip(rule.source_line, f"this cannot be read: {rule.message}")
        elif rule.type == "at-rule":
            yield from _at_rule(rule)
        else:
            yield from _selector(rule)
            selector = tinycss2.serialize(rule.prelude).strip()
            yield from _declarations(rule.content, selector)


def lint_style(text: str, element: str) -> Iterator[Slip]:
    """The same for an element's `style` attribute."""
    return _declarations(tinycss2.parse_component_value_list(text), element)


def _at_rule(rule: Any) -> Iterator[Slip]:  # noqa: ANN401 - tinycss2 has no types
    name = rule.lower_at_keyword
    if name not in _PLAIN_AT:
        yield Slip(rule.source_line, f"@{name}: old engines drop the whole sheet for it")
    elif rule.content is not None:
        yield from _declarations(rule.content, f"@{name}")


def _selector(rule: Any) -> Iterator[Slip]:  # noqa: ANN401
    words = tinycss2.serialize(rule.prelude).strip()
    if not words:
        yield Slip(rule.source_line, "a rule without a selector")
    tokens = list(rule.prelude)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "error":
            yield Slip(rule.source_line, f"{words}: this cannot be read: {token.message}")
        elif token.type == "[] block":
            yield Slip(rule.source_line, f"{words}: old engines know no selectors by attribute")
        elif token.type == "function":
            yield Slip(rule.source_line, f"{words}: old engines know no :{token.lower_name}()")
        elif token.type == "literal" and token.value in "~|*":
            yield Slip(rule.source_line, f"{words}: old engines do not know {token.value!r} in a selector")
        elif _is_colon(before) and token.type == "ident" and token.lower_value not in _PLAIN_PSEUDO:
            yield Slip(rule.source_line, f"{words}: old engines do not know :{token.value}")


def _is_colon(token: Any) -> bool:  # noqa: ANN401
    return token is not None and token.type == "literal" and token.value == ":"


def _declarations(content: Iterable[Any], selector: str) -> Iterator[Slip]:
    known: set[str] = set()
    for row in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if row.type != "declaration":
            message = row.message if row.type == "error" else "a rule within a rule"
            yield Slip(row.source_line, f"{selector}: this cannot be read: {message}")
            continue
        yield from _declaration(row, selector, known)
        known.add(row.lower_name)


def _declaration(row: Any, selector: str, known: set[str]) -> Iterator[Slip]:  # noqa: ANN401
    name, value = row.lower_name, tinycss2.serialize(row.value).strip()
    said = f"{selector} {{ {row.name}: {value} }}"
    if name.startswith("background"):
        if value.lower() not in _NO_COLOURS:
            yield Slip(
                row.source_line, f"{said}: a background stays when the page turns black", is_night=True
            )
        return
    if name not in PROPERTIES and not name.startswith("border-") and selector != "@font-face":
        yield Slip(row.source_line, f"{said}: old engines do not know this property")
        return
    if _sets_colour(name, row.value):
        yield Slip(row.source_line, f"{said}: a colour stays when the page turns black", is_night=True)
    if name == "display" and value.lower() not in _DISPLAYS:
        yield Slip(row.source_line, f"{said}: old engines know no {value}")
    if _is_body(selector) and name in _READERS_OWN:
        yield Slip(row.source_line, f"{said}: the reader's own choice of {name} is overruled")
    yield from _value(row, said, known, selector)


def _value(row: Any, said: str, known: set[str], selector: str) -> Iterator[Slip]:  # noqa: ANN401
    for token in row.value:
        if token.type == "function" and not (selector == "@font-face" or row.lower_name == "content"):
            yield Slip(row.source_line, f"{said}: {token.name}() has cost whole books")
        elif token.type == "dimension":
            unit = token.lower_unit
            if unit in _FIXED_UNITS and row.lower_name.startswith(("font", "line-height")):
                yield Slip(row.source_line, f"{said}: a size in {unit} does not follow the reader's")
            if unit in _NEW_UNITS and row.lower_name not in known:
                yield Slip(row.source_line, f"{said}: give a size before it for engines without {unit}")


def _sets_colour(name: str, value: Iterable[Any]) -> bool:
    if name != "color" and not name.startswith("border"):
        return False
    words = [token for token in value if token.type in ("ident", "hash", "function")]
    if name == "color":
        return any(token.type != "ident" or token.lower_value not in _NO_COLOURS for token in words)
    return any(token.type != "ident" or _COLOUR_NAME.match(token.lower_value) for token in words)


def _is_body(selector: str) -> bool:
    return any(part.strip().split(".")[0] in ("body", "html") for part in selector.split(","))
