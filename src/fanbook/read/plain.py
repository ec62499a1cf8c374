"""Plain text to Draft: decode, split at LF, find the layout, cut into units."""

from __future__ import annotations

from hashlib import sha256

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.draft import Draft, Instructions
from fanbook.model.story import Source
from fanbook.read.decode import decode
from fanbook.read.layout import find_layout, find_units


def read_plain(data: bytes, path: str, instructions: Instructions | None = None) -> Draft:
    """The draft of a plain text file.

    `path` names the source in diagnostics and reports. Raises `SourceError` as `decode` does.
    """
    instructions = instructions or Instructions()
    decoded = decode(data, path)
    text, doubts = _mended(decoded.text, instructions.fixes, path)
    lines = tuple(text.split("\n"))
    layout = find_layout(lines)
    units = find_units(lines, layout)
    return Draft(
        source=Source(path, sha256(data).hexdigest(), len(data), decoded.encoding, decoded.newline),
        lines=lines,
        layout=layout,
        units=units,
        labels=(None,) * len(units),
        back=len(units),
        instructions=instructions,
        diagnostics=(*decoded.diagnostics, *doubts),
    )


def _mended(text: str, fixes: tuple[tuple[str, str], ...], path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with a person's [[fix]]es made; one that finds nothing is a warning.

    A fix keeps to its line, so that line numbers stay those of the source.
    """
    doubts = []
    for find, replacement in fixes:
        if find not in text:
            message = f"a [[fix]] looks for “{find}”, which is not in the story"
            doubts.append(Diagnostic("N022", Severity.WARNING, message, "check its spelling", path))
        text = text.replace(find, replacement.replace("\n", " "))
    return text, tuple(doubts)
