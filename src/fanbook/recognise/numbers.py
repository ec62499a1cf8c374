"""Numbers as headings write them: digits, roman numerals, words in the languages we know.

In: the text of a number. Out: its value. `NUMBER` is the pattern of one, in a group called `num`.
"""

from __future__ import annotations

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]  # fmt: skip
_FOREIGN = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
    "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "once": 11, "doce": 12,
    "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
# Feminine and masculine in one cell; German as it stands before and after its noun.
_FOREIGN_ORDINALS = (
    "premier première primero primera primer primo prima primeiro primeira erstes erster erste",
    "deuxième second seconde segundo segunda secondo seconda zweites zweiter zweite",
    "troisième tercero tercera tercer terzo terza terceiro terceira drittes dritter dritte",
    "quatrième cuarto cuarta quarto quarta viertes vierter vierte",
    "cinquième quinto quinta fünftes fünfter fünfte",
    "sixième sexto sexta sesto sesta sechstes sechster sechste",
    "septième séptimo séptima settimo settima sétimo sétima siebtes siebter siebte siebentes",
    "huitième octavo octava ottavo ottava oitavo oitava achtes achter achte",
    "neuvième noveno novena nono nona neuntes neunter neunte",
    "dixième décimo décima decimo decima zehntes zehnter zehnte",
    "onzième undécimo undicesimo elftes elfter elfte",
    "douzième duodécimo dodicesimo zwölftes zwölfter zwölfte",
)
_ORDINALS_ABROAD = {word: n for n, cell in enumerate(_FOREIGN_ORDINALS, 1) for word in cell.split()}
ALL_ORDINALS = (*ORDINALS, *(word for word in _ORDINALS_ABROAD if word not in ORDINALS))
WORDS = (
    {word: n for n, word in enumerate(ONES)}
    | {word: 10 * n for n, word in enumerate(TENS, 2)}
    | {f"{ten}{dash}{one}": 10 * t + o for t, ten in enumerate(TENS, 2) for o, one in enumerate(ONES[1:10], 1)
       for dash in "- "}
    | _ORDINALS_ABROAD
    | _FOREIGN
    | {word: n for n, word in enumerate(ORDINALS, 1)}
)  # fmt: skip
# "seventy-three" is put together here: a pattern that lists every such word takes long to compile.
_SIMPLE = sorted((word for word in WORDS if word.isalpha()), key=len, reverse=True)
NUMBER = (
    r"(?P<num>\d{1,4}(?:\.\d{1,2})?|(?=[ivxlcIVXLC])[ivxlIVXL]*[ivxlcIVXLC]+(?![\w'’])|"
    rf"(?:{'|'.join(TENS)})[- ](?:{'|'.join(sorted(ONES[1:10], key=len, reverse=True))})|{'|'.join(_SIMPLE)})"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def value_of(number: str) -> int | None:
    """What a number is worth; None where it is none."""
    folded = number.casefold()
    if folded.replace(".", "", 1).isdigit():
        return int(float(folded))
    if folded in WORDS:
        return WORDS[folded]
    if folded and set(folded) <= set(_ROMAN):
        digits = [_ROMAN[char] for char in folded]
        return sum(-d if d < max(digits[i:], default=0) else d for i, d in enumerate(digits))
    return None
