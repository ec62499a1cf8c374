"""How each language sets its quotes and dashes: one frozen record a language.

In: a language tag (BCP 47). Out: its `Convention`, or None for scripts whose marks are not ours to
set. Sources: The Chicago Manual of Style (en), New Hart's Rules (en-GB), Lexique des règles
typographiques en usage à l'Imprimerie nationale (fr), Duden (de), Ortografía de la lengua
española (es).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fanbook.enrich import elisions

NARROW = "\u202f"  # narrow no-break space, what French puts inside guillemets
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Convention:
    """What straight marks become.

    `double`, `inner` (a double quote inside a double quote) and `single` are pairs; `dash` is what
    `--` becomes, `spaced_dash` what a dash between two spaces becomes, spaces included.
    """

    double: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("“", "”")
    single: tuple[str, str] = ("‘", "’")
    dash: str = "—"
    spaced_dash: str = " – "
    closes_up: bool = False  # a dash swallows the spaces around it, one or two
    parts_words: bool = False  # a dash between two letters gets spaces
    interrupts: bool = False  # `But I-"` is speech cut off
    french_spaces: bool = False
    opens_speech: bool = False  # a hyphen at the start of a paragraph is a dialogue dash
    hugs_speech: bool = False  # ... and stands close to its words, before and after an aside
    elided: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


_AMERICAN = Convention(
    spaced_dash="—",
    closes_up=True,
    interrupts=True,
    elided=frozenset(elisions.ENGLISH),
    doubtful=frozenset(elisions.ENGLISH_DOUBTFUL),
)
_BRITISH = replace(_AMERICAN, spaced_dash=" – ")
_FRENCH = Convention(
    double=(f"«{NARROW}", f"{NARROW}»"),
    french_spaces=True,
    opens_speech=True,
    elided=frozenset(elisions.FRENCH),
)
_GERMAN = Convention(
    double=("„", "“"),
    inner=("„", "“"),
    single=("‚", "‘"),
    dash="–",
    parts_words=True,
    elided=frozenset(elisions.GERMAN),
)
_SWISS = replace(_GERMAN, double=("«", "»"), inner=("“", "”"), single=("‹", "›"))
_SPANISH = Convention(opens_speech=True, hugs_speech=True, elided=frozenset(elisions.SPANISH))
_OTHER = Convention()

CONVENTIONS: dict[str, Convention | None] = {
    "en": _AMERICAN,
    **dict.fromkeys(("en-gb", "en-ie", "en-au", "en-nz", "en-za", "en-in"), _BRITISH),
    "fr": _FRENCH,
    "de": _GERMAN,
    **dict.fromkeys(("de-ch", "de-li"), _SWISS),
    "es": _SPANISH,
    # Marks of their own, or (he: צה"ל) a straight mark that is part of a word.
    **dict.fromkeys(("zh", "ja", "ko", "yue", "ar", "fa", "he", "ur", "yi"), None),
}


def convention(language: str) -> Convention | None:
    """The convention for a tag: the whole tag, then its language, then curly quotes and no more."""
    tag = language.strip().lower().replace("_", "-")
    if tag in CONVENTIONS:
        return CONVENTIONS[tag]
    return CONVENTIONS.get(tag.partition("-")[0], _OTHER)
