"""A volume that was printed is pinned: what the build before put in it is written into `fanbook.toml`.

In: a library, its output folder, an anthology's name, which of its volumes. Out: the file that was written. The
report of the build before says what was printed; no story is read for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fanbook.emit import Earlier, read_earlier, write_whole
from fanbook.errors import ConfigError
from fanbook.library.config import CONFIG, Settings
from fanbook.library.pinning import Made, Printed, pinned_text
from fanbook.library.toml import shown
from fanbook.library.workspace import Library, name_of
from fanbook.planning import is_volume

ALL = "all"
HAND = "hand"


def freeze(library: Library, out: Path, name: str, which: str = ALL) -> tuple[Path, tuple[int, ...]]:
    """Write down the volumes of an anthology, those that are named as printed: the file, and their numbers.

    Raises `ConfigError` C033 where there is nothing to write down, C003 for numbers that are none.
    """
    one = _printed(read_earlier(out), name, library.settings)
    frozen = _numbers(which, [made.number for made in one.volumes])
    file = library.root / CONFIG
    text = file.read_text("utf-8") if file.is_file() else ""
    write_whole(file, pinned_text(text, one, frozen, name_of(file, library.root)).encode())
    return file, frozen


def _printed(earlier: Earlier, name: str, settings: Settings) -> Printed:
    """The anthology of that title or slug, as it was built."""
    rows = [row for row in earlier.books if row.get("kind") == "anthology" and is_volume(row.get("volume"))]
    wanted = name.casefold()
    found = [row for row in rows if wanted in (str(row.get("title")).casefold(), row["slug"])]
    families = {row["volume"]["family"] for row in found}
    if len(families) != 1:
        known = ", ".join(sorted({shown(row["slug"]) for row in rows if row["volume"]["number"] < 2}))
        message = f"several anthologies are called {shown(name)}" if families else f"no volume of {shown(name)} was built"  # fmt: skip
        hint = (
            f"name it by its slug: {known}"
            if known
            else "build it first: only what was made can have been printed"
        )
        raise ConfigError("C033", message, hint=hint)
    whole = sorted((row for row in rows if row["volume"]["family"] in families), key=_number)
    first = whole[0]
    if first["volume"]["by"] == HAND:
        hint = "write it into fanbook.toml as an [[anthology]], build it, and print that"
        raise ConfigError("C033", f"{shown(name)} was made by hand", hint=hint)
    by = str(first["volume"]["by"])
    is_recipe = by == "recipe"
    return Printed(
        str(first["title"]),
        str(first["slug"]),
        tuple(
            Made(_number(row), tuple(str(one["source"]) for one in row["volume"]["stories"])) for row in whole
        ),
        "" if is_recipe else by,
        "" if is_recipe else _shared(first["volume"], by),
        "" if is_recipe else settings.volumes,
    )


def _number(row: Mapping[str, Any]) -> int:
    return max(int(row["volume"]["number"]), 1)


def _shared(volume: Mapping[str, Any], by: str) -> str:
    """What its stories share, as the report says it of each: "pairing Robin Hood/Marian"."""
    return str(volume["stories"][0].get("why", "")).removeprefix(f"{by} ")


def _numbers(which: str, known: Sequence[int]) -> tuple[int, ...]:
    if which.strip().casefold() == ALL:
        return tuple(known)
    said = which.replace(",", " ").split()
    if not said or not all(one.isdecimal() and int(one) in known for one in said):
        hint = f"there are {', '.join(map(str, known))}; or say {ALL}"
        raise ConfigError("C003", f"{shown(which)} names no volumes", hint=hint)
    return tuple(sorted(set(map(int, said))))
