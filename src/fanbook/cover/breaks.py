"""Where a line may end, and how gladly.

In: a title or a list of names, in any writing. Out: `Atom`s: pieces that stay whole, each with the price
of ending a line after it. Prices are in units of the raggedness that `fit` adds up: 0.06 is a weak word
left dangling, a negative price is a good place.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from fanbook.cover.fonts import clusters, is_cjk

if TYPE_CHECKING:
    from budoux import Parser

_WEAK = frozenset(
    "a an the of to in on and or for at by with my your his her our their its is as but from into than that "
    "nor so if no not i le la les de du des un une et à au aux en el los las y o con por der die das den dem "
    "und ein eine von zu im il lo gli di e da het een van и в на с к о по у за не की का के में से को और पर ने है في من على إلى و ה של את על".split()
)
_TITLES = frozenset("mr mrs ms miss dr st mme m herr frau sir lady lord dame".split())
# Kinsoku: what may not begin and what may not end a line (JIS X 4051, the part titles meet).
_NO_START = frozenset(
    "、。，．・：；！？」』）〕］｝〉》】”’…‥ー～〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ,.!?:;)]}%"
)
_NO_END = frozenset("「『（〔［｛〈《【“‘([{$¥")
_CLAUSE_END = frozenset("、。，！？：；・」』）》】…")
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")  # Thai and Lao: written first in the syllable
_NEVER = 50.0
_PARTED = 0.4  # between the words of one name


class Atom(Struct, frozen=True):
    """A piece that stays whole; `space` follows it within a line, a hyphen where it is cut from its word."""

    text: str
    space: bool
    price: float
    hyphen: bool = False


def atoms(text: str, *, hyphenate: bool = False) -> tuple[Atom, ...]:
    """A text in pieces. With `hyphenate`, words too long for a line may be cut, at a price."""
    words = [word for word in text.split(" ") if word]
    out: list[Atom] = []
    for index, word in enumerate(words):
        last = index == len(words) - 1
        pieces = list(_pieces(word, hyphenate=hyphenate))
        price = 0.0 if last else _price(word, words[index + 1])
        out += (*pieces[:-1], Atom(pieces[-1].text, not last, price))
    return tuple(out)


def name_atoms(names: Sequence[str]) -> tuple[Atom, ...]:
    """The parts of a byline, names and what joins them: no joint of a pen name is a place to break it.

    Only a name of several words may be parted, between them, at the price of a word cut.
    """
    out: list[Atom] = []
    for index, name in enumerate(names):
        words = name.split(" ")
        last = index == len(names) - 1
        price = 0.0 if last else 0.08 if is_weak(name) or name == "&" else -0.05
        out += (Atom(word, space=True, price=_PARTED) for word in words[:-1])
        out.append(Atom(words[-1], space=not last and name[-1] != "、", price=price))
    return tuple(out)


def is_weak(word: str) -> bool:
    """Whether a word is one of those that only join others."""
    return _bare(word) in _WEAK


def _bare(word: str) -> str:
    return word.strip("“”‘’\"'()[],.;:!?…—–").casefold()


def _price(word: str, following: str) -> float:
    """What it costs to end a line with a word."""
    bare = _bare(word)
    if bare in _TITLES:
        return 4.0  # “Mr.” does not stand apart from its name
    if following[0] in "&+/×|-–—" and len(following) == 1:
        return 0.4  # a mark that joins stands at the end of a line, not at the start
    if word[-1] in ",;:—–…!?.|-":
        return -0.05
    return 0.08 if bare in _WEAK else 0.0


def _pieces(word: str, *, hyphenate: bool) -> Iterator[Atom]:
    """A word at its own joints: hyphens and strokes, phrases of CJK and Thai, and at need anywhere."""
    rest = ""
    parts = clusters(word)
    phrases = _phrase_ends(word)
    place = 0
    for index, part in enumerate(parts):
        rest += part
        if index == len(parts) - 1:
            break
        place += len(part)
        price, hyphen = _joint(parts, index, hyphenate=hyphenate)
        if phrases and 0 <= price < _NEVER:
            # Where a phrase is longer than a line, it still breaks better between two ways of writing.
            price = 0.01 if place in phrases else 3.0 + 4 * max(price, 0.0)
        elif place in phrases and _is_unspaced(part[0]):
            price = 0.05
        if price < _NEVER:
            yield Atom(rest, space=False, price=price, hyphen=hyphen)
            rest = ""
    yield Atom(rest, space=False, price=0.0)


def _joint(parts: tuple[str, ...], index: int, *, hyphenate: bool) -> tuple[float, bool]:
    """The price of cutting a word after one of its clusters, and whether a hyphen shows it."""
    here, after = parts[index], parts[index + 1]
    if is_cjk(here[0]) or is_cjk(after[0]):
        return _cjk_price(here, after), False
    if here[0] in "-–—/_·|\\" and after[0].isalnum() and index > 0:
        return (0.12 if here[0] == "-" else 0.02), False
    if after[0] in _LEADING_VOWELS:
        return 0.12, False
    if unicodedata.category(here[0]) == "So" or unicodedata.category(after[0]) == "So":
        return 0.03, False  # between emoji
    if _is_unspaced(here[0]):  # a syllable mostly begins with a cluster that carries a vowel or tone
        return (0.35 if len(after) > 1 else 0.9, False) if hyphenate else (_NEVER, False)
    if not hyphenate or len(parts) < 8 or index < 2 or index > len(parts) - 4:
        return _NEVER, False
    return _cut(here, after, parts[index + 2])


@cache
def _parser(name: str) -> "Parser":
    import budoux  # noqa: PLC0415 - loads an HTML parser; most titles need none of it

    return {
        "ja": budoux.load_default_japanese_parser,
        "zh": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }[name]()


def _phrase_ends(word: str) -> frozenset[int]:
    """Where phrases end in Japanese, Chinese and Thai, which have no spaces: by a small learned model."""
    kana = any(0x3040 <= ord(char) <= 0x30FF for char in word)
    han = any(0x3400 <= ord(char) <= 0x9FFF for char in word)
    thai = any(0x0E00 <= ord(char) <= 0x0E7F for char in word)
    if not (kana or han or thai) or len(word) < 3:
        return frozenset()
    ends, place = set(), 0
    for phrase in _parser("ja" if kana else _chinese(word) if han else "th").parse(word):
        place += len(phrase)
        ends.add(place)
    return frozenset(ends)


def _chinese(word: str) -> str:
    """Simplified or traditional Chinese, by what the old character sets of either side could write."""
    for name, encoding in (("zh", "gb2312"), ("zh-hant", "big5")):
        if word.encode(encoding, "ignore").decode(encoding) == word:
            return name
    return "zh"


def _is_unspaced(char: str) -> bool:
    """Whether a script runs its words together: Thai and Lao, Myanmar, Khmer."""
    return any(
        low <= ord(char) <= high for low, high in ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
    )


def _cut(here: str, after: str, beyond: str) -> tuple[float, bool]:
    """A word cut where it has no joint: before a consonant that a vowel follows, as most syllables begin."""
    if not (here[0].isalpha() and after[0].isalpha()):
        return (0.2 if not here[0].isalnum() else 0.5), False
    if is_joined(here[0]):
        return _NEVER, False
    if here[0].islower() and after[0].isupper():
        return 0.03, False  # CamelCase has joints of its own
    if (
        not _is_vowel(after[0])
        and _is_vowel(beyond[0])
        and f"{here[0]}{after[0]}".casefold() not in _DIGRAPHS
    ):
        return 0.2, True
    return 1.0, True


_DIGRAPHS = frozenset({"ch", "ck", "ph", "th", "sh", "gh", "qu", "wh", "rh"})


def _is_vowel(char: str) -> bool:
    return unicodedata.normalize("NFD", char)[0].casefold() in "aeiouyаеиоуыэюяёαεηιουω"


def is_joined(char: str) -> bool:
    """Whether a script joins its letters, so that a cut would change their form."""
    return any(name in unicodedata.name(char, "") for name in ("ARABIC", "SYRIAC", "MONGOLIAN", "NKO"))


def _cjk_price(here: str, after: str) -> float:
    """Between two CJK characters: never against kinsoku, gladly after a clause, else by the writing."""
    if after[0] in _NO_START or here[0] in _NO_END:
        return _NEVER
    if here[-1] in _CLAUSE_END:
        return -0.5
    one, two = _writing(here[0]), _writing(after[0])
    if here[0] in "的の":
        return 0.01
    if after[0] in "的のをはがにへとでも了":
        return 0.6
    if one == "hiragana" and two != "hiragana":
        return 0.02  # a phrase mostly begins with a content word
    if one == two == "katakana" or "other" in (one, two):
        return 0.35
    if one == two == "hiragana":
        return 0.12 if here[0] in "はがをにでとも" else 0.6
    return {"han": 0.15, "hangul": 0.3}.get(one, 0.1) if one == two else 0.14


_WRITINGS = (
    (0x3041, 0x309F, "hiragana"),
    (0x30A0, 0x30FF, "katakana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "hangul"),
)


def _writing(char: str) -> str:
    return next((name for low, high, name in _WRITINGS if low <= ord(char) <= high), "other")
