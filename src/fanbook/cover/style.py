"""A cover style as data: its grid, its type and the rules of its colours.

In: the text of a `style.toml`. Out: a `Style`. The file says *what* is allowed (sizes, faces, cloths,
foils, what words do to a colour); the drawing code says where things stand. Unknown keys are errors.
"""

import tomllib
from dataclasses import dataclass
from typing import Any

from fanbook.cover.colour import Colour


@dataclass(frozen=True, slots=True)
class Voice:
    """How a line of words is set: face, weight, letter space in ems, OpenType features."""

    face: str
    weight: int
    track: float = 0.0
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The smallest and the largest size of a kind of words."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class TypeRules:
    """Sizes by what the words are, and the voices a title may have."""

    title: Span
    author: Span
    small: Span
    note: Span
    leading: float
    voices: tuple[tuple[Voice, float], ...]
    plain: Voice


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A kind of cloth: how often it is taken, how it departs from the dyes, which foils it bears."""

    name: str
    share: float
    foils: tuple[str, ...]
    dyes: tuple[Colour, ...] = ()  # its own cloths; none: the common ones


@dataclass(frozen=True, slots=True)
class MoodRule:
    """What a group of words does to the colour."""

    words: frozenset[str]
    hue: tuple[float, float] | None = None  # towards which, how far
    chroma: float = 0.0
    lightness: float = 0.0
    grounds: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """Everything a `style.toml` says."""

    name: str
    about: str
    width: int
    height: int
    safe: int
    type: TypeRules
    cloths: tuple[Colour, ...]
    grounds: tuple[GroundRule, ...]
    foils: tuple[tuple[str, Colour], ...]
    moods: tuple[MoodRule, ...]


def _voice(table: dict[str, Any]) -> Voice:
    return Voice(table["face"], table["weight"], table["track"], tuple(table["features"]))


def _type(table: dict[str, Any]) -> TypeRules:
    spans = {key: Span(*table[key]) for key in ("title", "author", "small", "note")}
    voices = tuple((_voice(entry), float(entry["share"])) for entry in table["voices"])
    return TypeRules(**spans, leading=table["leading"], voices=voices, plain=_voice(table["plain"]))


def _ground(table: dict[str, Any]) -> GroundRule:
    dyes = tuple(Colour(*values) for values in table.get("dyes", ()))
    return GroundRule(**{**table, "foils": tuple(table["foils"]), "dyes": dyes})


def _mood(table: dict[str, Any]) -> MoodRule:
    table = {**table, "words": frozenset(table["words"].split())}
    if "hue" in table:
        table["hue"] = tuple(table["hue"])
    if "grounds" in table:
        table["grounds"] = tuple(table["grounds"].items())
    return MoodRule(**table)


def _cloth(table: dict[str, float]) -> Colour:
    return Colour(**table)


def parse_style(text: str) -> Style:
    """A style from its TOML text. Raises ValueError naming what is missing or unknown."""
    try:
        table = tomllib.loads(text)
        page = table.pop("page")
        style = Style(
            **page,
            type=_type(table.pop("type")),
            cloths=tuple(_cloth(entry) for entry in table.pop("cloth")),
            grounds=tuple(_ground(entry) for entry in table.pop("ground")),
            foils=tuple((name, Colour(*values)) for name, values in table.pop("foil").items()),
            moods=tuple(_mood(entry) for entry in table.pop("mood")),
            **table,
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"cover style not well-formed: {error}") from error
    return style
