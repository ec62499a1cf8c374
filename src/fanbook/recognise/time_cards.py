"""What a line of words alone says of time: "Hours later", "The night before", "Meanwhile, back in Metropolis".

In: a line. Out: whether it is such a card, or one that names a place. Every word stands for its class (a count, a unit, a part of the day ...),
and the classes in order make one of a few forms: so a handful of short patterns does for three thousand phrases, in
four languages. A word of no class is a name or a place, and few of those are let in.
"""

from __future__ import annotations

import re
from functools import cache

# One letter a class. A word in two classes takes the later one.
_CLASSES = {
    "n": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty "
    "sixty ninety hundred thousand dozen few several many some couple half another countless "
    "deux trois quatre cinq sept huit neuf dix quelques plusieurs zwei drei vier fünf sechs sieben acht neun zehn einige wenige "
    "dos tres cuatro cinco seis siete ocho nueve diez once doce unos unas algunos algunas due tre pochi",
    "a": "a an un une ein eine einen einem einer una uno",
    "t": "the le la les el los las der die das den dem il lo",
    "f": "first third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th",
    "s": "that this same next following previous very last other même suivant suivante selben gleichen nächsten folgenden nächster "
    "esa ese esta este aquella aquel misma mismo siguiente stessa stesso",
    "q": "about almost nearly only just over exactly barely around approximately roughly precisely approx",
    "u": "age aged second minute hour week fortnight month year decade century moment seconds minutes hours days nights weeks fortnights months "
    "years decades centuries moments weekends summers winters ages heure heures d'heure demi-heure quart jours nuits semaine semaines mois an ans années "
    "stunde stunden tage tagen nächte woche wochen monate monaten jahr jahre jahren minuten uhr hora horas días noches semana "
    "semanas mes meses año años minutos ore giorni settimane mesi anni",
    "b": "while time bit times zeit temps tiempo",
    "p": "day night morning evening afternoon noon midnight midday dawn dusk daybreak sunrise sunset nightfall tonight weekend breakfast "
    "lunch dinner supper teatime summer autumn fall winter spring jour soir soirée matin nuit minuit midi aube tag abend morgen "
    "nacht mittag nachmittag mitternacht morgens abends nachts noche tarde mañana día medianoche mediodía anochecer amanecer "
    "atardecer mattina sera notte giorno",
    "l": "again later earlier ago old after before afterward afterwards hence until till since tard tôt später früher danach zuvor vorher "
    "después antes après avant dopo prima",
    "d": "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "christmas easter halloween thanksgiving hogmanay yule january february march april june july august september october "
    "november december",
    "w": "meanwhile elsewhere somewhere back",
    "r": "at chez over under above below across off beyond behind beneath in on aboard of near outside inside by from into to dans à au aux am im um zur an al en por um bei in",
    "e": "still early late much long shortly soon not sometime little short brief more plus más più full whole entire",
    "o": "and y et und e",
}  # fmt: skip
_CLASS_OF = {word: letter for letter, words in _CLASSES.items() for word in words.split()}
_FORMS = (
    r"q*[nae]*[ubpd](?:o?[nae]+[ubpdx])*lr?(?:r?[ts]+[up]|[ts]?[ts]?rt?[xp]{1,3})?",  # "Three days and four hours later"
    r"e+n?lr?(?:r?[ts]+[up])?",  # "Much later that night", "Not long after"
    r"lr|[el]+r?[ts]+[pu]p?",  # "Later on", "Early the next morning", "Later in the evening"
    r"r?t?(?:s+|f)(?:[pd]p?|u)(?:r[ta]?[xp]{1,3})?|t?ps|a?tps|[rw]?r?t?sb",  # "The next day at school", "At the same time"
    r"t[pu]l|t[pu]r[ta]?[xpd]{1,4}",  # "The night before", "The day of the wedding"
    r"q*[na]+u+l[tas]?[xpds]{1,4}|q*[nae]*u+ls",  # "Six months after the war"
    r"[qle]*[rql]t?p|[re]d|dp|rt?p[rn]+",  # "Just before dawn", "Christmas morning", "In the summer of 1981"
    r"ww?r[ta]?[xpb]{1,4}(?:r[ta]?x{1,3})?",  # "Meanwhile, back in Metropolis"
    r"[pu]n(?:[ro][tan]?x{1,3})?",  # "Day three of the flood"
    r"q*[na]+u+e[lp]",  # "Unas horas más tarde", "Un quart d'heure plus tard"
    r"[na]x{1,2}d(?:r[xd])?|t?p[xr]n|t?u[up]p?|nbl[tr]?p|dl|t[pu]l[ta]?[xpd]{1,3}",  # "A wet Tuesday in March", "The summer of 1895", "The day after the ball"
    r"r?[na]p[rx]d",  # "One evening in May", "un soir de novembre"
)
_CLOCK = re.compile(r"a las? |\d{1,2}(?:[.:]\d\d)? ?(?:uhr|h\b)")
# What follows may be anything: a funeral, the battle of somewhere.
_EVENT = re.compile(r"q*[na]+[up]+l[xpdstarn]{1,7}")
_HOURS = re.compile(
    r"^(?:day|night|week) \d{1,3}$|^\d{3,4} ?(?:hours|hrs)$|^\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?$"
)
_LATER = frozenset(("much later", "later still", "later", "still later", "the same"))
_ALONE = frozenset("later earlier afterwards afterward midnight noon dawn dusk sunrise sunset nightfall mitternacht medianoche minuit "
                   "anochecer amanecer atardecer".split())  # fmt: skip
_TOLD = frozenset("he she they i we it you was were had is are has did would could will said there".split())
_TIME_SKIP = re.compile(r"^(?:time ?skip|time ?jump|fast forward)\b")
_EDGES = "*_[](){}<>~=#+|-–—:.…, "
_MOST_WORDS = 10


_PLACES = frozenset("farm house street hall castle palace office hospital school apartment flat room manor road station kitchen library hotel "
                    "bridge mansion barn loft cave ship deck garden church forest woods city town village inn tavern pub bar café cottage abbey "
                    "tower cell prison dungeon court square park beach harbour harbor pier docks lake river island airport lab laboratory "
                    "warehouse headquarters hq gym cafeteria diner restaurant theatre theater opera university college dormitory dorm "
                    "cemetery graveyard battlefield camp tent field hill cabin chapel cathedral temple court attic cellar basement roof "
                    "rooftop balcony corridor hallway lounge parlour parlor study bedroom bathroom stables ballroom residence avenue lane "
                    "planet base bridge quarters sickbay infirmary estate ranch stables market mill forge".split())  # fmt: skip
_NOW = frozenset("now then before after present past today earlier home yesterday".split())


@cache
def _form() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in _FORMS))


def is_time_card(text: str) -> bool:
    """Does the line say when, and with it perhaps where, and nothing else? One that ends as a sentence does not."""
    bare = text.strip(_EDGES)
    if not bare or len(bare) > 60 or _is_sentence(text):
        return False
    return says_when(bare)


def says_when(bare: str) -> bool:
    """The same of words that stand between signs, such as "The lake, later that night"."""
    folded = bare.casefold().replace("’", "'")
    words = folded.replace(",", " ").split()
    if not words or len(words) > _MOST_WORDS or any(sign in folded for sign in '";!?') or ". " in folded:
        return False
    if len(words) == 1:
        return words[0] in _ALONE
    if _TIME_SKIP.match(folded) or _CLOCK.match(folded):
        return True
    classes = "".join(map(_class_of, words))
    if not classes.strip("x") or not _form().fullmatch(classes):
        return False
    # Behind a name's comma, or with a verb in it, the sentence goes on: "Back in the kitchen, Lois laughed".
    named = "x" in classes and "," in folded.removeprefix(f"{words[0]},")
    return not named and _TOLD.isdisjoint(words)


def is_event_card(text: str) -> bool:
    """In brackets or italic: so long before or after something of the story: "(Two nights after the killing of the suitors)"."""
    dressed = text.strip()
    if len(dressed) > 70 or dressed[:1] + dressed[-1:] not in ("()", "[]", "**", "__", "{}", "<>"):
        return False
    words = dressed.strip(_EDGES).casefold().split()
    if any(word[-1:] in ".,;:!?" for word in words) or not _TOLD.isdisjoint(words):
        return False
    return bool(_EVENT.fullmatch("".join(map(_class_of, words))))


def is_stopped_card(text: str, *, heads: bool) -> bool:
    """A place and a time with full stops between: "CAMELOT. THE GREAT HALL. THAT NIGHT.", "Lofoten. Six months after.".

    Such fragments may be a story's own too: but where the line stands at a scene's head (`heads`), in capitals or in
    a dress, or where it counts the time, it is a card.
    """
    bare = text.strip().strip("*_[](){}<>~")
    if len(text) > 70 or bare[-1:] in '!?;,:"”':
        return False
    if ". " not in bare:
        return False
    parts = [part.strip() for part in re.split(r"[.,;] +|\.$", bare) if part.strip()]
    if not 2 <= len(parts) <= 4 or any(len(part.split()) > 5 for part in parts):
        return False
    whens = [_tells_time(part) for part in parts]
    if not any(whens) or any(not _TOLD.isdisjoint(part.casefold().split()) for part in parts):
        return False
    named = [part for when, part in zip(whens, parts, strict=True) if not when]
    placed = all(part[:1].isupper() or part[:1].isdecimal() for part in named)
    heads = heads and all(len(part.split()) > 1 for part in named)  # "Monday. Nothing."
    dressed = bare.isupper() or bare != text.strip()
    counted = any(when and _counts(part) for when, part in zip(whens, parts, strict=True))
    return placed and (heads or dressed or counted)


def _tells_time(part: str) -> bool:
    folded = part.casefold()
    return (
        bool(_HOURS.match(folded)) or _class_of(folded) in ("p", "d") or folded in _LATER or says_when(part)
    )


def _counts(part: str) -> bool:
    """Does it say how long after, or at which hour?"""
    classes = "".join(map(_class_of, part.casefold().split()))
    return bool(_HOURS.match(part.casefold())) or ("u" in classes and bool(set(classes) & set("na")))


def _class_of(word: str) -> str:
    if word.isdecimal():
        return "n"
    return _CLASS_OF.get(word) or "x"


def _is_sentence(text: str) -> bool:
    """Does it end with a full stop, and only one, or with a sign that a card does not have?"""
    ending = text.rstrip("*_)]~ ")
    if ending.endswith(("..", "…")):
        return False
    return ending[-1:] in '!?;,"”' or (
        ending[-1:] == "." and "later" not in ending[-7:].casefold() and "ago" not in ending[-5:]
    )


def is_relative(text: str) -> bool:
    """Does it count from what was told before: "Two days later", "The next morning", "Meanwhile"?"""
    classes = set(map(_class_of, text.strip(_EDGES).casefold().replace(",", " ").split()))
    return bool(classes & {"l", "w", "s"}) and is_time_card(text)


def is_place_card(text: str) -> bool:
    """Is it a place and nothing else, as it may stand at a scene's head: "Kent Farm", "Smallville, Kansas"?

    Also "Now" and "Then". Anywhere else such words may be a title, a sign or a shout.
    """
    bare = text.strip(_EDGES)
    words = bare.replace(",", " ").split()
    if not 1 <= len(words) <= 6 or not bare[:1].isupper() | bare[:1].isdecimal() or _is_sentence(text):
        return False
    if len(words) == 1:
        return words[0].casefold() in _NOW
    if (
        text.rstrip("*_)]~ ").endswith(".")
        or not _TOLD.isdisjoint(bare.casefold().split())
        or not _is_named(bare)
    ):
        return False
    last = {part.split()[-1].casefold() for part in bare.split(",") if part.strip()}
    pair = bare.count(",") == 1 and all(part.strip()[:1].isupper() for part in bare.split(","))
    return not _PLACES.isdisjoint(last) or pair


def _is_named(bare: str) -> bool:
    """Do its words begin with capitals, all but small ones and those behind an article?"""
    words = bare.replace(",", " ").split()
    if words[0] in ("The", "At", "In", "Outside", "Inside", "A", "On"):
        return True
    return all(not word[:1].islower() or len(word) <= 3 for word in words)
