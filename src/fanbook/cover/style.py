"""A cover style as data: its grid, its type and the rules of its colours.

In: the text of a `style.toml`. Out: a `Style`. The file says *what* is allowed (sizes, faces, cloths,
foils, what words do to a colour); the drawing code says where things stand. Unknown keys are errors.
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from fanbook.cover.colour import Colour


class Voice(Struct, frozen=True):
    """How a line of words is set: face, weight, letter space in ems, OpenType features."""

    face: str
    weight: int
    track: float = 0.0
    features: tuple[str, ...] = ()


class Span(Struct, frozen=True):
    """The smallest and the largest size of a kind of words."""

    low: int
    high: int


class TypeRules(Struct, frozen=True):
    """Sizes by what the words are, and the voices a title may have."""

    title: Span
    author: Span
    small: Span
    note: Span
    leading: float
    voices: tuple[tuple[Voice, float], ...]
    plain: Voice
    byline: Voice
    aside: Voice  # pairing, subtitle
    label: Voice  # fandom, series
    comfort: int  # a title this large needs no more height
    gaps: tuple[tuple[str, float], ...]  # above each kind of words; "rule" is the one below the title


class GroundRule(Struct, frozen=True):
    """A kind of cloth: how often it is taken, how it departs from the dyes, which foils it bears."""

    name: str
    share: float
    foils: tuple[str, ...]
    dyes: tuple[Colour, ...] = ()  # its own cloths; none: the common ones


class MoodRule(Struct, frozen=True):
    """What a group of words does to the colour."""

    words: frozenset[str]
    hue: tuple[float, float] | None = None  # towards which, how far
    chroma: float = 0.0
    lightness: float = 0.0
    grounds: tuple[tuple[str, float], ...] = ()


class SchemeRule(Struct, frozen=True):
    """A set of colours by role, each given whole or by its distance from the book's own hue.

    A hue is a number, or "+30" from the book's hue, or "accent": the hue of the accent that was taken.
    """

    name: str
    ground: str  # the kind that moods favour: deep, pale, bright, black
    share: float
    colours: tuple[tuple[str, tuple[float, float, float | str]], ...]
    arc: tuple[float, float] = (0.0, 360.0)  # the hues it is fine at; the whole circle is laid along them


class Suits(Struct, frozen=True):
    """Which books a style is offered to, and how often it comes first."""

    share: float = 1.0
    longest: int = 400  # characters of title
    word: int = 40  # of its longest word
    kinds: tuple[str, ...] = ("story", "anthology")
    writing: str = "any"  # "any", "spaced" (not Chinese or Japanese), "cjk"
    series: bool = True  # every volume's title will fit, so that volumes match
    needs: tuple[str, ...] = ()  # what the brief must have: "motif", "setting", "pairing"


class Style(Struct, frozen=True):
    """Everything a `style.toml` says."""

    name: str
    about: str
    width: int
    height: int
    safe: int
    type: TypeRules
    suits: Suits
    moods: tuple[MoodRule, ...]
    cloths: tuple[Colour, ...] = ()
    grounds: tuple[GroundRule, ...] = ()
    foils: tuple[tuple[str, Colour], ...] = ()
    schemes: tuple[SchemeRule, ...] = ()
    accents: tuple[Colour, ...] = ()
    composer: str = ""  # the style that its folder inherits from in the end, and whose code draws it


_TYPE_KEYS = frozenset("title author small note leading voices plain byline aside label comfort gaps".split())


def _voice(table: dict[str, Any]) -> Voice:
    return Voice(table["face"], table["weight"], table["track"], tuple(table["features"]))


def _type(table: dict[str, Any]) -> TypeRules:
    if unknown := table.keys() - _TYPE_KEYS:
        raise ValueError(f"[type] has {', '.join(sorted(unknown))}")
    spans: dict[str, Any] = {key: Span(*table[key]) for key in ("title", "author", "small", "note")}
    voices = tuple((_voice(entry), float(entry["share"])) for entry in table["voices"])
    more: dict[str, Any] = {key: _voice(table[key]) for key in ("plain", "byline", "aside", "label")}
    gaps = tuple((key, float(value)) for key, value in table["gaps"].items())
    return TypeRules(
        **spans, **more, leading=table["leading"], voices=voices, comfort=table["comfort"], gaps=gaps
    )


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


def _scheme(table: dict[str, Any]) -> SchemeRule:
    colours = tuple((role, tuple(value)) for role, value in table["colours"].items())
    return SchemeRule(**{**table, "colours": colours, "arc": tuple(table.get("arc", (0.0, 360.0)))})


def _suits(table: dict[str, Any]) -> Suits:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    return Suits(**values)


def _cloth(table: dict[str, float]) -> Colour:
    return Colour(**table)


def parse_style(text: str, moods: str = "") -> Style:
    """A style from its TOML text and that of the moods all styles share.

    Raises ValueError naming what is missing or unknown.
    """
    return style_of(tomllib.loads(text), moods_in(moods))


def moods_in(text: str) -> tuple[MoodRule, ...]:
    """The moods in their TOML text. Raises `ValueError` or `KeyError` where it is not well-formed."""
    return tuple(_mood(entry) for entry in tomllib.loads(text).get("mood", ()))


def style_of(said: Mapping[str, Any], moods: tuple[MoodRule, ...] = ()) -> Style:
    """The same from what its file, laid over those it inherits from, says."""
    try:
        table = dict(said)
        page = table.pop("page")
        style = Style(
            **page,
            type=_type(table.pop("type")),
            suits=_suits(table.pop("suits", {})),
            moods=moods,
            cloths=tuple(_cloth(entry) for entry in table.pop("cloth", ())),
            grounds=tuple(_ground(entry) for entry in table.pop("ground", ())),
            foils=tuple((name, Colour(*values)) for name, values in table.pop("foil", {}).items()),
            schemes=tuple(_scheme(entry) for entry in table.pop("scheme", ())),
            accents=tuple(Colour(*values) for values in table.pop("accents", ())),
            **table,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"cover style not well-formed: {error}") from error
    return style
