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
    "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
    "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "dieci": 10, "undici": 11,
    "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "десять": 10,
    "jeden": 1, "dwa": 2, "trzy": 3, "cztery": 4, "pięć": 5, "sześć": 6, "siedem": 7, "osiem": 8, "dziewięć": 9, "dziesięć": 10,
}  # fmt: skip
# Feminine and masculine in one cell; German as it stands before and after its noun.
_FOREIGN_ORDINALS = (
    "premier première primero primera primer primo prima primeiro primeira erstes erster erste первая первый pierwszy pierwsza",
    "deuxième second seconde segundo segunda secondo seconda zweites zweiter zweite вторая второй drugi druga",
    "troisième tercero tercera tercer terzo terza terceiro terceira drittes dritter dritte третья третий trzeci trzecia",
    "quatrième cuarto cuarta quarto quarta viertes vierter vierte четвёртая четвертая четвёртый czwarty czwarta",
    "cinquième quinto quinta fünftes fünfter fünfte пятая пятый piąty piąta",
    "sixième sexto sexta sesto sesta sechstes sechster sechste шестая шестой szósty szósta",
    "septième séptimo séptima settimo settima sétimo sétima siebtes siebter siebte siebentes седьмая седьмой siódmy siódma",
    "huitième octavo octava ottavo ottava oitavo oitava achtes achter achte восьмая восьмой ósmy ósma",
    "neuvième noveno novena nono nona neuntes neunter neunte девятая девятый dziewiąty dziewiąta",
    "dixième décimo décima decimo decima zehntes zehnter zehnte десятая десятый dziesiąty dziesiąta",
    "onzième undécimo undicesimo elftes elfter elfte одиннадцатая jedenasty",
    "douzième duodécimo dodicesimo zwölftes zwölfter zwölfte двенадцатая dwunasty",
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
# Chinese numerals, as China, Japan and Korea write them, and those of banknotes.
_HAN = {"〇": 0, "零": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "兩": 2, "贰": 2, "貳": 2, "弐": 2, "三": 3, "叁": 3, "參": 3, "参": 3, "四": 4, "肆": 4,
        "五": 5, "伍": 5, "六": 6, "陆": 6, "陸": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9}  # fmt: skip
_HAN_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000}
EASTERN = rf"[{''.join(_HAN)}{''.join(_HAN_TENS)}]{{1,7}}"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def value_of(number: str) -> int | None:
    """What a number is worth; None where it is none."""
    folded = number.casefold()
    if folded.replace(".", "", 1).isdigit():
        return int(float(folded))
    if folded in WORDS:
        return WORDS[folded]
    if folded and folded[0] in _HAN | _HAN_TENS:
        return _han(folded)
    if folded and set(folded) <= set(_ROMAN):
        digits = [_ROMAN[char] for char in folded]
        return sum(-d if d < max(digits[i:], default=0) else d for i, d in enumerate(digits))
    return None


def _han(number: str) -> int | None:
    """What Chinese numerals are worth: 十二 is 12, 一百零五 is 105, 二〇 is 20."""
    if not any(sign in _HAN_TENS for sign in number):
        return (
            int("".join(str(_HAN[sign]) for sign in number)) if all(map(_HAN.__contains__, number)) else None
        )
    total = digit = 0
    for sign in number:
        if sign in _HAN_TENS:
            total += max(digit, 1) * _HAN_TENS[sign]
            digit = 0
        elif sign in _HAN:
            digit = _HAN[sign]
        else:
            return None
    return total + digit
