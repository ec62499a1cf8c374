"""The words of chapter headings, in every language that we know: what is counted, and what has a name instead of a number.

In: nothing. Out: parts of patterns, and what kind of chapter each word heads. Those of Chinese, Japanese and Korean, which stand
in other places of the line, are in `headings_east`.
"""

from __future__ import annotations

WORD = (
    r"(?P<word>chapter|chap|ch|part|pt|book|volume|vol|episode|ep|act|scene|section|day|night|week|letter|canto|verse|"
    r"chapitre|partie|acte|livre|tome|capítulo|capitulo|parte|acto|libro|livro|kapitel|teil|akt|buch|capitolo|atto|hoofdstuk|deel|"
    r"глава|часть|том|книга|rozdział|rozdzial|część|księga)"
)
# What follows an ordinal: "Erstes Kapitel", "Первая глава".
AFTER_ORDINAL = (
    r"chapter|part|book|act|chapitre|partie|acte|capítulo|capitulo|parte|acto|capitolo|atto|kapitel|teil|akt|buch|"
    r"глава|часть|rozdział|część"
)
NAMED = (
    r"prologue|prolog|prólogo|prologo|epilogue|epilog|épilogue|epílogo|epilogo|interlude|intermission|interlud|interludio|interlúdio|"
    r"interludium|zwischenspiel|entr['’]acte|coda|preface|teaser|introduction|postlude|prelude|afterword|пролог|эпилог|интерлюдия"
)
# After these a title begins with a capital and goes on in small letters: "Capítulo 1. O vento".
IN_SENTENCE_CASE = frozenset(
    "chapitre partie acte capítulo capitulo parte acto capitolo atto hoofdstuk deel kapitel teil глава часть rozdział rozdzial część".split()
)
# Heading words that a diary or a narrator uses as well: "Day 12: still no rain." is a sentence.
EVERYDAY = frozenset(
    "day night week letter verse scene section act book livre libro livro книга księga".split()
)
KINDS = (
    dict.fromkeys(
        "prologue prolog prólogo prologo prelude teaser preface introduction пролог".split(), "prologue"
    )
    | dict.fromkeys(
        "epilogue epilog épilogue epílogo epilogo coda postlude afterword эпилог".split(), "epilogue"
    )
    | dict.fromkeys(
        "part pt volume vol tome partie parte teil deel buch book livre libro livro часть том книга część księga".split(),
        "part",
    )
)
