"""Plain text to Draft: decode, split at LF, find the layout, cut into units."""

from __future__ import annotations

from hashlib import sha256

from fanbook.model.draft import Draft, Instructions
from fanbook.model.story import Source
from fanbook.read.decode import decode
from fanbook.read.layout import find_layout, find_units


def read_plain(data: bytes, path: str, instructions: Instructions | None = None) -> Draft:
    """The draft of a plain text file.

    `path` names the source in diagnostics and reports. Raises `SourceError` as `decode` does.
    """
    decoded = decode(data, path)
    lines = tuple(decoded.text.split("\n"))
    layout = find_layout(lines)
    units = find_units(lines, layout)
    return Draft(
        source=Source(path, sha256(data).hexdigest(), len(data), decoded.encoding, decoded.newline),
        lines=lines,
        layout=layout,
        units=units,
        labels=(None,) * len(units),
        back=len(units),
        instructions=instructions or Instructions(),
        diagnostics=decoded.diagnostics,
    )
