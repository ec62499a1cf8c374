"""How each language sets its quotes and dashes: one frozen record a language.

In: a language tag (BCP 47). Out: its `Convention`, or None for scripts whose marks are not ours to
set. Sources: The Chicago Manual of Style (en), New Hart's Rules (en-GB), Lexique des règles
typographiques en usage à l'Imprimerie nationale (fr), Duden (de), Ortografía de la lengua
española (es); for the others the rules of their academies or, where those leave it open, what
their large publishers do.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from fanbook.enrich import elisions

NARROW = "\u202f"  # narrow no-break space, what French puts inside guillemets
NO_BREAK = "\u00a0"
Pair = tuple[str, str]


class Convention(Struct, frozen=True):
    """What typed marks become.

    `double` and `single` are the pairs for `"` and `'`; `within` says what a double quote becomes inside a
    pair with that closing mark, and with `nests` a single one there becomes the same. `chevrons` is
    what `<<` and `>>` stand for.
    """

    double: Pair = ("“", "”")
    single: Pair = ("‘", "’")
    within: tuple[tuple[str, Pair], ...] = ()
    nests: frozenset[str] = frozenset()  # closing marks inside which `'` is a quote of the second level
    chevrons: Pair | None = None
    dash: str = "—"  # what `--` becomes
    spaced_dash: str = " – "  # what a dash between two spaces becomes, spaces included
    closes_up: bool = False  # a dash swallows the spaces around it, one or two
    parts_words: bool = True  # a dash between two words gets spaces
    interrupts: bool = False  # `But I-"` is speech cut off
    ranges: bool = True  # `10-12` takes an en dash
    speech: Pair | None = None  # the dash that begins a turn of dialogue, and the space after it
    hugs: bool = False  # dashes stand close to what they enclose: `—Ven —dijo—. Ya.`
    high: str = ""  # marks that take a space before them
    adds_spaces: bool = False  # ... also where none was typed
    elided: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()

    def pair_within(self, closing: str) -> Pair:
        """The pair for a double quote inside one that ends with `closing`."""
        return dict(self.within).get(closing, self.double)


_CURLY: Pair = ("“", "”")
_GUILLEMETS: Pair = ("«", "»")
_LOW: Pair = ("„", "“")
_LOW_HIGH: Pair = ("„", "”")
_EM: Pair = ("—", " ")
_EN: Pair = ("–", " ")

_AMERICAN = Convention(
    spaced_dash="—",
    closes_up=True,
    parts_words=False,
    interrupts=True,
    elided=frozenset(elisions.ENGLISH),
    doubtful=frozenset(elisions.ENGLISH_DOUBTFUL),
)
_BRITISH = replace(_AMERICAN, spaced_dash=" – ", closes_up=False, parts_words=True)
_FRENCH = Convention(
    double=(f"«{NARROW}", f"{NARROW}»"),
    within=((f"{NARROW}»", _CURLY), ("»", _CURLY)),
    nests=frozenset((f"{NARROW}»", "»")),
    chevrons=_GUILLEMETS,
    ranges=False,
    speech=("—", NO_BREAK),
    high=";:!?",
    adds_spaces=True,
    elided=frozenset(elisions.FRENCH),
)
_GERMAN = Convention(
    double=_LOW,
    single=("‚", "‘"),
    within=(("«", ("›", "‹")),),
    nests=frozenset("«"),
    chevrons=("»", "«"),
    dash="–",
    interrupts=True,
    elided=frozenset(elisions.GERMAN),
)
_SWISS = replace(
    _GERMAN,
    double=_GUILLEMETS,
    single=("‹", "›"),
    within=(("»", _CURLY),),
    nests=frozenset(),
    chevrons=_GUILLEMETS,
)
_SPANISH = Convention(
    within=(("»", _CURLY),),
    chevrons=_GUILLEMETS,
    parts_words=False,
    ranges=False,
    speech=("—", ""),
    hugs=True,
    elided=frozenset(elisions.SPANISH),
)
_ITALIAN = Convention(
    chevrons=_GUILLEMETS,
    ranges=False,
    speech=_EN,
    elided=frozenset(elisions.ITALIAN),
)
_PORTUGUESE = Convention(
    chevrons=_GUILLEMETS,
    spaced_dash=" — ",
    ranges=False,
    speech=_EM,
    elided=frozenset(elisions.PORTUGUESE),
)
_DUTCH = Convention(chevrons=_GUILLEMETS, elided=frozenset(elisions.DUTCH))
_POLISH = Convention(
    double=_LOW_HIGH,
    within=(("”", _GUILLEMETS),),
    nests=frozenset("”"),
    chevrons=_GUILLEMETS,
    speech=_EN,
)
_RUSSIAN = Convention(
    double=_GUILLEMETS, within=(("»", _LOW),), chevrons=_GUILLEMETS, spaced_dash=" — ", speech=_EM
)
_CZECH = Convention(double=_LOW, single=("‚", "‘"), chevrons=("»", "«"), speech=_EN)
_NORDIC = Convention(double=("”", "”"), single=("’", "’"), speech=_EN)  # the same mark on either side
_NORWEGIAN = Convention(double=_GUILLEMETS, chevrons=_GUILLEMETS, speech=_EN)
_OTHER = Convention(parts_words=False)

CONVENTIONS: dict[str, Convention | None] = {
    "en": _AMERICAN,
    **dict.fromkeys(("en-gb", "en-ie", "en-au", "en-nz", "en-za", "en-in"), _BRITISH),
    "fr": _FRENCH,
    "fr-ca": replace(_FRENCH, high=":"),
    "de": _GERMAN,
    **dict.fromkeys(("de-ch", "de-li"), _SWISS),
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    **dict.fromkeys(("pl", "ro"), _POLISH),
    "hu": replace(_POLISH, within=(("”", ("»", "«")),)),
    **dict.fromkeys(("ru", "uk", "be"), _RUSSIAN),
    **dict.fromkeys(("cs", "sk"), _CZECH),
    **dict.fromkeys(("sv", "fi"), _NORDIC),
    **dict.fromkeys(("nb", "no", "nn"), _NORWEGIAN),
    # Marks of their own, or (he: צה"ל) a straight mark that is part of a word.
    **dict.fromkeys(("zh", "ja", "ko", "yue", "ar", "fa", "he", "ur", "yi"), None),
}


def convention(language: str) -> Convention | None:
    """The convention for a tag: the whole tag, then its language, then curly quotes and no more."""
    tag = language.strip().lower().replace("_", "-")
    if tag in CONVENTIONS:
        return CONVENTIONS[tag]
    return CONVENTIONS.get(tag.partition("-")[0], _OTHER)
