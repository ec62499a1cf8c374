"""Sidecars: what a person says about one story, `NAME.fanbook.toml` beside `NAME.txt`.

In: its text. Out: `Instructions` for the recognisers. `sidecar_text` writes one with the findings
as comments, so that a wrong guess is not pinned by accident.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sized
from typing import TYPE_CHECKING, Any

from fanbook.assemble.identity import slug_of
from fanbook.errors import ConfigError
from fanbook.late import Late
from fanbook.library.config import read_defaults
from fanbook.library.patterns import read_patterns
from fanbook.library.toml import check_keys, parse, safe, shown, table_of, text_of, texts_of
from fanbook.model.covering import DRESSES, Covering
from fanbook.model.draft import Instructions, Kind, LineRule
from fanbook.model.metadata import FIELDS, Origin
from fanbook.model.story import Story

if TYPE_CHECKING:
    from fanbook.doubt import Settlement

_KEYS = frozenset(
    {
        *FIELDS,
        "id",
        "slug",
        "chapters",
        "anthology",
        "digest",
        "lines",
        "fix",
        "cover",
        "cover-dress",
        "cover-style",
    }
)
_LINES = re.compile(r"^(?P<start>\d{1,9})(?:-(?P<end>\d{1,9}))?(?:\s+(?P<guard>.+))?$", re.DOTALL)
_SURE = 0.9
_MOST_LINES, _MOST_FIXES = 5_000, 5_000


def read_sidecar(text: str, path: str) -> Instructions:
    """What a sidecar says. Raises `ConfigError` C001, C002 or C003 with the place."""
    table = parse(text, path)
    check_keys(table, _KEYS, path)
    facts = tuple(
        (name, text_of(table, name, path)) for name in FIELDS if name in table and name != "pairing"
    )
    if ("title", "") in facts:
        raise ConfigError("C002", "'title' says nothing", at=path, hint='title = "..."')
    return Instructions(
        facts=facts,
        pairings=texts_of(table, "pairing", path),
        headings=read_patterns(texts_of(table, "chapters", path), path),
        lines=_lines(table_of(table, "lines", path), path),
        fixes=_fixes(table.get("fix", []), path),
        id=text_of(table, "id", path) if "id" in table else "",
        slug=_slug(table, path),
        anthology=_switch(table, "anthology", path),
        digest=_switch(table, "digest", path),
        covering=_covering(table, path),
    )


def _switch(table: Mapping[str, Any], key: str, path: str) -> bool:
    """`anthology` and `digest` hold unless they are said to be false."""
    value = table.get(key, True)
    if not isinstance(value, bool):
        raise ConfigError("C002", f"{key!r} must be true or false", at=path)
    return value


def _covering(table: Mapping[str, Any], path: str) -> Covering:
    said = {key: text_of(table, key, path) for key in ("cover", "cover-dress", "cover-style") if key in table}
    dress = said.get("cover-dress", "")
    if dress and dress not in DRESSES:
        known = ", ".join(DRESSES)
        raise ConfigError("C003", f"{dress!r} is no way to dress a cover", at=path, hint=f"known: {known}")
    return Covering(said.get("cover", ""), dress, said.get("cover-style", ""))


def _slug(table: Mapping[str, Any], path: str) -> str:
    slug = text_of(table, "slug", path) if "slug" in table else ""
    if slug and slug_of(slug) != slug:
        hint = f"such as {slug_of(slug)!r}: small letters, digits and hyphens"
        raise ConfigError("C003", f"{shown(slug)} cannot be the name of a book's files", at=path, hint=hint)
    return slug


def _few(rows: Sized, most: int, what: str, path: str) -> None:
    if len(rows) > most:
        message = f"{len(rows):,} {what} are more than {most:,}"
        raise ConfigError("C021", message, at=path, hint="correct the story itself, or split it")


def _lines(table: Mapping[str, Any], path: str) -> tuple[LineRule, ...]:
    _few(table, _MOST_LINES, "rules under [lines]", path)
    rows = []
    for key, value in table.items():
        match = _LINES.match(key)
        start = int(match["start"]) if match else 0
        end = int(match["end"] or start) if match else 0
        if match is None or not 1 <= start <= end:
            raise ConfigError(
                "C003", f"[lines] {shown(key)} names no lines", at=path, hint='"96-97 He suddenly" = "verse"'
            )
        if value not in list(Kind):
            known = ", ".join(Kind)
            raise ConfigError(
                "C003", f"[lines] {shown(value)} is no kind of line", at=path, hint=f"known: {known}"
            )
        rows.append((start, end, Kind(value), (match["guard"] or "").strip()))
    return tuple(rows)


def _fixes(value: object, path: str) -> tuple[tuple[str, str], ...]:
    # A [fix] with single brackets is one.
    rows = value if isinstance(value, list) else [value]
    _few(rows, _MOST_FIXES, "[[fix]]es", path)
    return tuple(_fix(row, path) for row in rows)


def _fix(row: object, path: str) -> tuple[str, str]:
    if not isinstance(row, dict) or not isinstance(row.get("find"), str) or not row["find"]:
        hint = 'find = "adsorbing" and replace = "absorbing"'
        raise ConfigError("C002", "a [[fix]] needs `find` and `replace`", at=path, hint=hint)
    check_keys(row, ("find", "replace"), path, " in a [[fix]]")
    replacement = row.get("replace", "")
    if not isinstance(replacement, str) or "\n" in row["find"]:
        hint = "both are texts, and `find` keeps to one line"
        raise ConfigError("C002", f"a [[fix]] of {shown(row['find'])} cannot be made", at=path, hint=hint)
    return row["find"], safe(replacement)


def pinned_id(story: Story) -> str:
    """The id that pins a story to its books: the one it has, else one from its path."""
    return story.pinned or f"path:{story.source.key()}"


def sidecar_text(story: Story, identifier: str, existing: str = "") -> str:
    """The sidecar's text: what a person wrote stays to the letter; findings stand above it as comments.

    Comments that an earlier run wrote give way to the new ones. Above, since below a table a line
    would read as part of it once its "#" is taken off.
    """
    written = parse(existing, "") if existing else {}
    kept = "".join(line for line in _LINE.findall(existing) if not _FOUND.match(line))
    if existing and parse(kept, "") != written:
        kept = existing  # a line of a person's own text looks like ours
    rows = []
    for name, fact in story.metadata.in_order():
        if name not in written:
            value = f"[{quoted(fact.value)}]" if name == "pairing" else quoted(fact.value)
            rows.append(f"# {name} = {value}  # {fact.origin}, {fact.confidence:.0%}")
    if "id" not in written:
        rows.append(f"id = {quoted(identifier)}")
    if "slug" not in written and _is_named(story):
        rows.append(f"slug = {quoted(slug_of(story.title()))}")
    newline = "\r\n" if "\r\n" in existing else "\n"
    return "".join(f"{row}{newline}" for row in rows) + kept


def settled_text(existing: str, settlement: Settlement, path: str = "") -> str:
    """A sidecar that also says what a person answered; all else in it stays to the letter.

    What it said of the same fact or the same lines gives way: the answer is the later word. Raises
    `ConfigError` C002 where the text is no TOML, or cannot take it up.
    """
    import tomlkit  # noqa: PLC0415 - only answers are written, and builds should start soon

    read_sidecar(existing, path)
    document = tomlkit.parse(existing)
    for name, value in settlement.facts:
        document[name] = _written(name, safe(value).strip())
    if settlement.anthology is not None:
        document["anthology"] = settlement.anthology
    if settlement.lines:
        lines = document.setdefault("lines", tomlkit.table())
        for start, end, kind, words in settlement.lines:
            place = f"{start}-{end}" if end > start else str(start)
            lines[f"{place} {words}".rstrip()] = str(kind)
    text = _text_of(document.as_string(), existing)
    read_sidecar(text, path)  # never written where it could not be read again
    return text


def settled_defaults(existing: str, settlement: Settlement, path: str = "") -> str:
    """A folder's `fanbook.toml` that also says under [defaults] what a person answered for its stories.

    Raises as `settled_text` does.
    """
    import tomlkit  # noqa: PLC0415

    read_defaults(existing, path)
    document = tomlkit.parse(existing)
    defaults = document.setdefault("defaults", tomlkit.table())
    for name, value in settlement.facts:
        defaults[name] = safe(value).strip()
    text = _text_of(document.as_string(), existing)
    read_defaults(text, path)
    return text


def _text_of(text: str, existing: str) -> str:
    is_windows = existing.count("\n") == existing.count("\r\n") > 0
    return re.sub("(?<!\r)\n", "\r\n", text) if is_windows else text


def _written(name: str, value: str) -> str | list[str]:
    if name != "pairing":
        return value
    return [part.strip() for part in value.split(";") if part.strip()] or ""


def _is_named(story: Story) -> bool:
    """Is its title sure enough to call files by it for good?"""
    title = story.metadata.get("title")
    return title is not None and not title.is_stand_in() and title.confidence >= _SURE


_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # only LF ends a line of TOML
# As `sidecar_text` writes it, to the end.
_FOUND = Late(
    rf"# (?:{'|'.join(FIELDS)}) = \[?\"(?:[^\"\\]|\\.)*\"\]?  # (?:{'|'.join(Origin)}), \d+%\r?\n?$"
)


def quoted(value: str) -> str:
    """The value as TOML writes a text."""
    escaped = safe(value).replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c for c in escaped)
    return f'"{escaped}"'
