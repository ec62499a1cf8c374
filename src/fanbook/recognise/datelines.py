"""Datelines: short lines of their own that say when or where ("Winter 2009", "Two days later...")."""

from __future__ import annotations

import re
from functools import lru_cache

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.documents import is_document_head
from fanbook.recognise.time_cards import (
    is_event_card,
    is_place_card,
    is_stopped_card,
    is_time_card,
    says_when,
)

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    "aug|sept?|oct|nov|dec"
)
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_SEASONS = (
    r"spring|summer|autumn|fall|winter|midsummer|midwinter|christmas(?: eve| day)?|yule|candlemas|michaelmas|martinmas|lammas|twelfth night|easter|whitsun|halloween|thanksgiving|new year(?:['’]s(?: eve| day)?)?|(?:st\.?|saint) \w+['’]s (?:day|eve|night)|all (?:hallows|saints|souls)['’]?(?: day| eve)?"
    r"|(?:michaelmas|hilary|trinity|lent|easter|summer|spring|autumn|fall|winter) (?:term|semester)|(?:boxing|may|lady|midsummer|valentine['’]s|independence|market|wash) (?:day|night|eve)"
    r"|shrove tuesday|ash wednesday|good friday|palm sunday|hallowe['’]en|(?:burns|bonfire|guy fawkes|walpurgis) night"
)
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|twentieth"
_UNITS = r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade|centur(?:y|ies)|season|moment|summer|winter|spring|fall)s?"
_COUNT = (
    r"(?:(?:about|around|some|almost|nearly|only|just|over|exactly|barely)\s+)?(?:an?|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a few|few|several|many|a couple(?: of)?|some|half an?|\d[\d,.]*)"
)
_WHEN = re.compile(
    rf"^[\W_]*(?:{_COUNT}(?:[\s-]+(?:long|short|and a half|more|hundred|thousand))*[\s-]+{_UNITS}\s+(?:later|earlier|ago|before|after|on|hence|from now)"
    rf"|(?:the\s+)?(?:next|following|previous|same|very next)\s+(?:day|morning|evening|night|afternoon|week|month|year|spring|summer|"
    rf"autumn|fall|winter|{_DAYS})(?:\s+(?:morning|evening|night|afternoon))?"
    rf"|(?:later|earlier)\s+(?:that|the same)\s+(?:day|morning|evening|night|afternoon|week)|later|meanwhile|elsewhere|"
    rf"(?:back )?(?:in the )?present(?: day)?|(?:end|start|begin)?\s*(?:of )?flash\s?-?(?:back|forward)s?(?:\s+(?:ends?|begins?|starts?|over))?|"
    rf"(?:opening\W+)?(?:flash\s?back|flash\s?forward)\s+(?:to|of)\s+[\w ,'’]{{2,40}})[\W_]*$",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"^[\W_]*(?:(?:{_DAYS})\W+)?(?:(?:early|late|mid)[\s-]+)?(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|d)?(?:\s+of)?\s+)?(?:{_MONTHS}|{_SEASONS})"
    rf"(?:\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|d)?|{_ORDINALS}))?(?:\s*,?\s*(?:of\s+)?(?:\d{{3,4}}|'\d\d))?[\W_]*$"
    rf"|^[\W_]*(?:{_DAYS})(?:,?\s+(?:late |early )?(?:morning|afternoon|evening|night|noon|midnight|dawn))?(?:,?\s+(?:\d[\w:.]*(?:\s?[ap]\.?m\.?)?|the \d\w+|(?-i:[A-Z])\w+)){{0,3}}(?:(?<!day)\.|[^\w.]*)$"
    rf"|^[\W_]*\d{{1,2}}[:.]\d{{2}}\s*(?:[ap]\.?m\.?|hours|o['’]clock)?[\W_]*$"
    rf"|^[\W_]*\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}[\W_]*$",
    re.IGNORECASE,
)
# Set off by marks on both sides: "::dream::", "***end of memory***".
_MARKED_OFF = re.compile(
    r"^[\W_]{2,}(?:(?:end|begin|start)s?\s+(?:of\s+)?)?(?:dream|memory|vision|nightmare)(?:\s(?:ends?|begins?|starts?|sequence|over))?[\W_]{2,}$",
    re.IGNORECASE,
)
_MONTHS_ABROAD = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    "noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
)
_DAYS_ABROAD = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_COUNT_ABROAD = (
    "une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quelques|plusieurs|ein(?:en?|e)?|zwei|drei|vier|fünf|sechs|sieben|acht|"
    "neun|zehn|einige|wenige|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|unos|unas|algunos|algunas|due|tre|"
    r"quattro|pochi|alcuni|\d{1,3}"
)
_UNIT_ABROAD = (
    "secondes?|minutes?|heures?|jours?|nuits?|semaines?|mois|ans?|années?|stunden?|tage?|nächte|wochen?|monate?|jahre?|minuten?|"
    "horas?|días?|noches?|semanas?|mes(?:es)?|años?|minutos?|ore|giorni|settimane|mesi|anni"
)
# "Trois jours plus tard", "Am nächsten Morgen", "Tres días después", "Marseille, octobre 1838".
_ABROAD = re.compile(
    rf"^[\W_]*(?:(?:{_COUNT_ABROAD})\s+(?:{_UNIT_ABROAD})\s+(?:plus tard|auparavant|avant|après|später|zuvor|vorher|danach|después|antes|"
    rf"más tarde|dopo|prima|più tardi)|(?:le lendemain|am nächsten|am anderen|al día siguiente|a la mañana siguiente|il giorno dopo)"
    rf"(?:\s+(?:matin|soir|jour|midi|morgen|abend|tag|mattina|sera))?|plus tard|später|más tarde|au même moment|zur selben zeit|"
    rf"(?=.*\d)(?:(?-i:[A-ZÀ-Þ])[\w’'. -]{{1,40}},?\s+)?(?:le |am |el |il |den )?(?:(?:{_DAYS_ABROAD}),?\s*)?(?:\d{{1,2}}(?:er|\.|º)?\s+(?:de\s+)?)?"
    rf"(?:{_MONTHS_ABROAD})(?:\s+(?:de\s+|del\s+)?(?:1\d|20)\d\d)?)[\W_]*$",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"^[\W_]*(?:[A-Z][\w’'.-]+(?:[ ,]+(?:of|the|and|de|[A-Z][\w’'.-]+|\d+[\w]*))*),?\s+(?:(?:c\.|circa|AD|BC)\s*)?(?:1[0-9]|20)\d\d(?: (?:AD|BC|CE|BCE))?[\W_]*$"
)
# One part of a line such as "Cheyenne Mountain, 0600 hours" or "Hogwarts - 3rd of May": a time, or a place.
_TIME_PART = re.compile(
    rf"^(?:(?:about|around|circa|c\.)\s+)?(?:(?:very |quite |too |rather )?(?:early|late)|(?:the )?same (?:place|time|day|room|night|evening|hour)|(?:closing|opening|dinner|tea|supper|lunch|bed|breakfast)[ -]?time|\w+ o['’]clock(?: sharp)?|(?:half|(?:a )?quarter|five|ten|twenty|twenty-five)(?: minutes)? (?:past|to|after|before) (?:\w+)|\d{{1,2}}[:.]?\d{{2}}\s*(?:hours|hrs|h|[ap]\.?m\.?|zulu|gmt|local(?: time)?|est|pst)\.?"
    rf"|\d{{1,2}}\s*(?:[ap]\.?m\.?|o['’]clock)|\d{{1,2}}[:.]\d{{2}}|stardate:? [\d.]+|(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th|d)(?: (?:of )?[A-Z]\w+)?(?: \d{{2,4}})?"
    rf"|(?:{_DAYS})(?:\s+(?:morning|afternoon|evening|night))?|(?:(?:early|late|mid)[\s-]+)?(?:{_MONTHS}|{_SEASONS})\.?(?:\s+(?:\d{{1,2}}(?:st|nd|rd|th|d)?|\d{{4}}))?(?:\s+\d{{4}})?"
    rf"|\d{{1,2}}\.? (?:{_MONTHS}|{_MONTHS_ABROAD})(?: \d{{2,4}})?|(?:1\d|20)\d\d(?: (?:AD|BC|CE|BCE))?|[A-Z]\.?A\.? \d{{1,4}}|year \w+|(?:that|the same|next|the next) (?:day|morning|afternoon|evening|night)"
    rf"|(?:mid)?(?:day|night|noon|morning|evening|dawn|dusk|sunrise|sunset|nightfall)|(?:later|earlier) that (?:day|morning|afternoon|evening|night))$",
    re.IGNORECASE,
)
_PLACE_PART = Late(
    r"^(?:the |near |at |in |aboard |somewhere (?:in|near) |outside )?[A-Z0-9][\w’'.&-]*(?: (?:of|the|and|de|la|du|los|las|el|del|der|am|an|von|on|near|[A-Z0-9][\w’'.&-]*)){0,5}$"
)
_WHERE = Late(
    r"^(?i:in|at|on|aboard|on board|by|near|off|outside|inside|over|under|behind|beyond|beneath|somewhere (?:in|on|at|near|off|over|under|between)) "
    r"(?:(?i:the|my|our|his|her|a) )[\w’' -]{2,36}$"
)
# "An hour and a brandy later", "Twenty minutes, one bath and three cups of tea later", "Eight days out of Portsmouth"
_AND_LATER = re.compile(
    rf"^[\W_]*{_COUNT}[\s-]+{_UNITS}(?:(?:,| and)\s[\w’', -]{{2,60}} (?:later|earlier|afterwards)|\s(?:out (?:of|from)|into|short of|off)\s(?!.*\b(?:he|she|they|i|it|we|you|was|were|had)\b)[\w’' -]{{2,40}})[\W_]*$"
    rf"|^[\W_]*t[ -]?minus \w+ {_UNITS}[\W_]*$|^[\W_]*sol \d{{1,4}}[\W_]*$",
    re.IGNORECASE,
)
# A card in labels: the place and the time over a scene.
_LABELLED = re.compile(
    r"^[*_\[(]{0,2}(?:time|date|location|place|setting|when|where|year)\s?[:=]\s?(?P<value>[^\s:][^!?\"“”]{1,50})$",
    re.IGNORECASE,
)
_PAIRS = {
    "then": "now",
    "now": "then",
    "before": "after",
    "after": "before",
    "past": "present",
    "present": "past",
}
_LETTERED = re.compile(
    r"^(?P<sign>[xXoO0]{2,9}) (?P<text>\S.{2,60}?) (?P=sign)$"
)  # "xXx Two weeks later xXx"
_PARTS = re.compile(r"\s*[,;|@/]\s*|\s+[-–—~]+\s+|\s*[–—]\s*|:\s+")
# "6 July. Varna.", "16 July, off Cape Matapan", "Tuesday the 4th, late", "Day 12, still at sea"
_ENTRY = re.compile(
    rf"^[\W_]*(?:(?:{_DAYS})\W+)?(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th|d)?(?: of)? (?:{_MONTHS})\b|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th|d)?\b"
    rf"|(?:{_DAYS}),? the \d{{1,2}}(?:st|nd|rd|th|d)|day \d{{1,3}}\b)(?:,? (?:1\d|20)?\d\d)?(?:[.,:;–—-]+\s*[\w’'.,:;–— -]{{0,44}})?[\W_]*$",
    re.IGNORECASE,
)
# In a diary any short line apart that holds a time heads an entry: "14/11, Yokohama", "Later, the same".
_TIMED = re.compile(
    rf"\b(?:{_MONTHS}|{_DAYS}|{_SEASONS}|mon|tues?|wed|thurs?|fri|sat|sun|morning|afternoon|evening|night|midnight|noon|dawn|dusk|later|yesterday"
    rf"|today|tomorrow|o['’]clock|\d{{1,2}}(?:st|nd|rd|th|d))\b|\b\d{{1,2}}[/.:]\d{{1,2}}\b|\b1[0-9]\d\d\b|\b20\d\d\b",
    re.IGNORECASE,
)
_PLACE_FIRST = Late(r"^[A-Z][\w’'-]+(?: [\w’'-]+){0,2}[.,] (?P<rest>.+)$")
_NUMERAL_DATE = Late(r"\b\d{1,2}\.? ?(?:[ivx]{1,4})\b\.?|\b\d{1,2}[./]\d{1,2}\b", re.IGNORECASE)
_ENTRY_START = re.compile(_ENTRY.pattern.partition("(?:[.,:;–—-]+")[0], re.IGNORECASE)
_DAY_STOP = re.compile(rf"^(?:{_DAYS})\.$", re.IGNORECASE)
# "Captain's log, stardate 4523.3", "Journal Entry #1", "Log entry: 3 May"
_LOGGED = re.compile(
    r"^[\W_]*(?:[\w’']+['’]s? |personal |ship['’]?s |medical )?(?:log|journal|diary)(?: entry)?\b(?=.*\d)(?:[^.!?\"“”]|\.(?=\d)){0,48}$",
    re.IGNORECASE,
)
_DAY_PART = re.compile(rf"^(?:{_DAYS}|(?:mon|tues?|weds?|thurs?|fri|sat|sun)\.?)$", re.IGNORECASE)
_SHORT_DAY = re.compile(
    r"^(?:mon|tues?|weds?|thurs?|fri|sat|sun)\.?(?: \d{1,2}(?:st|nd|rd|th|d)?)?$", re.IGNORECASE
)
_ARTICLES = frozenset("The My Our His Her A An El La Los Las Le Les Der Die Das".split())
_WRAPPED = re.compile(r"^([*_])(?!\1)(?P<text>[^*_]{2,40})\1$")


def is_dateline(text: str) -> bool:
    """Does the line say when or where, and nothing else?"""
    text = text.strip()
    return len(text) <= 70 and text[:1] not in '"“«' and _says_when_or_where(text)


@lru_cache(maxsize=4096)
def _says_when_or_where(text: str) -> bool:
    """The same of a short line; many rooms ask it of the same one."""
    if lettered := _LETTERED.match(text):
        text = lettered["text"]
    forms = (_WHEN, _AND_LATER, _DATE, _PLACED, _ABROAD, _MARKED_OFF, _LOGGED)
    return any(form.match(text) for form in forms) or is_time_card(text) or _in_parts(text)


def _in_parts(text: str) -> bool:
    """A time alone, or times and places with commas or dashes between: "Portsmouth, 3rd of May"."""
    parts = [part for part in _PARTS.split(text.strip("*_[]()~-–—. ")) if part]
    if len(parts) == 1 and text.endswith(".") and not any(map(str.isdigit, text)):
        return False  # "Tuesday." is a sentence
    if len(parts) == 1 and text.isupper() and not any(map(str.isdigit, text)):
        return says_when(parts[0])  # "SIX O'CLOCK" may be a title
    times = [_is_time(part) for part in parts]
    if not any(times) or len(parts) > 5:
        return False
    if all(
        when or _PLACE_PART.match(part) or _WHERE.match(part) for when, part in zip(times, parts, strict=True)
    ):
        return True
    ended = text[-1:] in ".!?" and not text.endswith(("..", ".m.", ".M."))
    return (
        not ended
        and len(parts) > 1
        and all(
            when or _is_loose_place(part, first=n == 0, after_day=n == 1 and bool(_DAY_PART.match(parts[0])))
            for n, (when, part) in enumerate(zip(times, parts, strict=True))
        )
    )


def _is_loose_place(part: str, *, first: bool, after_day: bool) -> bool:
    """A place in small letters ("The lake", "El pozo"), or what a diary says behind its day ("Wed., after school")."""
    words = part.split()
    if len(words) > 5 or not all(
        word.replace("’", "").replace("'", "").replace("-", "").isalnum() for word in words
    ):
        return False
    article = words[0] if first else words[0].capitalize()
    return (
        (article in _ARTICLES and words[0] not in ("a", "an") and len(words) > 1)
        or bool(_PLACE_PART.match(part))
        or (after_day and part[:1].islower())
    )


def _is_time(part: str) -> bool:
    return bool(_TIME_PART.match(part) or _WHEN.match(part) or _SHORT_DAY.match(part)) or says_when(part)


def _entries(draft: Draft) -> dict[int, Label]:
    """The dates of a diary or a log: lines of one kind, each at the head of its entry."""
    lines = [
        i
        for i, unit in draft.unclaimed(draft.front, draft.back)
        if unit.end == unit.start
        and len(unit.text) <= 64
        and not _is_number(unit.text)
        and _is_apart(draft, i)
    ]
    dated = [i for i in lines if _ENTRY.match(draft.units[i].text)]
    days = [i for i in lines if _DAY_STOP.match(draft.units[i].text.strip())]
    if len(days) > 2:  # one alone is a sentence
        dated = sorted({*dated, *days})
    begun = sum(bool(_ENTRY_START.match(unit.text)) for _, unit in draft.unclaimed(draft.front, draft.back))
    in_letters = sum(
        label is not None and label.kind is Kind.LETTER and not label.joined for label in draft.labels
    )
    if len(dated) * 3 < begun * 2 and in_letters < 2:  # most entries run on behind their date
        return {}
    sure = {
        i
        for i in lines
        if is_dateline(text := draft.units[i].text) and _holds_day(text) and not _is_number(text)
    } | set(dated)
    if len(sure) < 2 and in_letters < 2:
        return {}
    timed = [i for i in lines if _heads_entry(draft, i) or (in_letters > 1 and _is_placed(draft, i))]
    return {
        i: Label(Kind.DATELINE, 0.85 if i in sure else 0.7, "one of a diary's dates")
        for i in (*dated, *timed)
    }


def _holds_day(text: str) -> bool:
    """Does it name a day, as a diary does, and not just "Later"?"""
    return bool(_TIMED.search(text)) and any(map(str.isdigit, text))


def _heads_entry(draft: Draft, i: int) -> bool:
    """Does the line hold a time, no sentence of the story's, and stand over running text?"""
    unit = draft.units[i]
    text = unit.text.strip()
    if not _TIMED.search(text) or len(text.split()) > 13 or not text[:1].isalnum() or text[:1].islower():
        return False
    if i + 1 >= draft.back or len(draft.units[i + 1].text) < 80 or text[-1:] in '?!…,;"”':
        return False
    # What ends with a full stop may be a short sentence of the story: it must begin with its time.
    begins = _TIMED.search(text.split(",")[0].split(".")[0])
    return text[-1:] != "." or (begins is not None and len(text.split()) <= 7)


def _is_placed(draft: Draft, i: int) -> bool:
    """Among letters: a place or a book, and then a time, over running text or a salutation: "Lambton, Tues. evg."."""
    below = draft.units[i + 1] if i + 1 < draft.back else None
    text = draft.units[i].text.strip()
    if below is None or not (
        len(below.text) >= 80 or draft.kind(i + 1) is Kind.LETTER or below.text.endswith(",")
    ):
        return False
    match = _PLACE_FIRST.match(text)
    return (
        match is not None
        and len(text.split()) <= 8
        and bool(_TIMED.search(match["rest"]) or _NUMERAL_DATE.search(match["rest"]))
    )


def recognise_datelines(draft: Draft) -> Draft:
    """Label datelines in the body; in italic alone at the head of a scene a short line is one too."""
    draft = draft.claim(_entries(draft))
    found: dict[int, Label] = {}
    turns = _turns(draft)
    numbers = sum(_is_number(unit.text) for _, unit in draft.unclaimed(draft.front, draft.back))
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if unit.end > unit.start or len(unit.text) > 70:
            continue
        if _is_number(unit.text) and numbers < 2 and not _opens_scene(draft, i):
            continue
        if (is_dateline(unit.text) or i in turns) and _is_apart(draft, i):
            found[i] = Label(Kind.DATELINE, 0.85, "says when or where")
        elif (
            i - 1 in found
            and unit.blanks == 0
            and draft.layout.norm
            and _PLACE_PART.match(unit.text.strip("*_"))
        ):
            found[i] = Label(Kind.DATELINE, 0.75, "a place under a date")
        elif (_is_apart(draft, i) or i - 1 in found) and _is_other_card(draft, i):
            found[i] = Label(Kind.DATELINE, 0.75, "says when and where, or whose words follow")
        elif (match := _LABELLED.match(unit.text)) and _is_labelled_card(draft, i, match["value"]):
            found[i] = Label(Kind.DATELINE, 0.75, "a card's label with a place or a time")
        elif _opens_scene(draft, i) and unit.blanks and is_place_card(unit.text):
            found[i] = Label(Kind.DATELINE, 0.75, "a place at the head of a scene")
        elif _opens_scene(draft, i) and (match := _WRAPPED.match(unit.text)) and _is_card(match["text"]):
            found[i] = Label(Kind.DATELINE, 0.7, "a short line in italic at the head of a scene")
    return draft.claim(found)


def _turns(draft: Draft) -> frozenset[int]:
    """The words "Then" and "Now", "Before" and "After": the two of a pair, each alone on its line, over a story told in turns."""
    lone: dict[str, list[int]] = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if (
            len(unit.text) <= 14
            and (word := unit.text.strip("*_[]()~-–—=:.… ").casefold()) in _PAIRS
            and _is_apart(draft, i)
        ):
            lone.setdefault(word, []).append(i)
    return frozenset(i for word, lines in lone.items() if _PAIRS[word] in lone for i in lines)


def _is_labelled_card(draft: Draft, i: int, value: str) -> bool:
    """Is the value a time or a place, and the line apart?"""
    if not (_is_apart(draft, i) or draft.labels[i - 1] is not None):
        return False
    placed = value[:1].isupper() and value[-1:] not in ".,;:" and len(value.split()) <= 5
    return is_dateline(value) or is_place_card(value) or placed


def _is_other_card(draft: Draft, i: int) -> bool:
    """A card with full stops, one that tells the time by an event, or the head of a document."""
    text = draft.units[i].text
    heads = _opens_scene(draft, i) or _heads_stamp(draft, i)
    return is_stopped_card(text, heads=heads) or is_event_card(text) or (heads and _heads_document(draft, i))


def _heads_document(draft: Draft, i: int) -> bool:
    """The name of a paper, or the date right under it."""
    text, above = draft.units[i].text, draft.units[i - 1].text if i else ""
    return is_document_head(text) or (is_document_head(above) and bool(_ENTRY.match(text)))


def _heads_stamp(draft: Draft, i: int) -> bool:
    """The first of two short lines at a scene's head, or the second under a document's name."""
    if i + 1 >= draft.back or draft.units[i].indent != draft.units[i + 1].indent:
        return False
    first = i if i == draft.front or draft.labels[i - 1] is not None else i - 1
    upper, lower = draft.units[first].text, draft.units[first + 1].text
    dated = is_dateline(lower) or _ENTRY.match(lower) or is_stopped_card(lower, heads=True)
    return is_document_head(upper) and bool(dated)


def _is_number(text: str) -> bool:
    """A year and nothing else: one alone may be any number."""
    return text.strip("*_[]() .").isdecimal()


def _is_apart(draft: Draft, i: int) -> bool:
    """Not a line among others: at most one line more stands close to it."""
    if draft.layout.norm == 0:
        return True
    near = 0
    for j in (i + 1, i + 2):
        if j >= draft.back or draft.units[j].blanks:
            break
        near += 1
    return near < 2 and (draft.units[i].blanks > 0 or draft.labels[i - 1] is not None or i == draft.front)


def _opens_scene(draft: Draft, i: int) -> bool:
    if i + 1 < draft.back and draft.units[i + 1].blanks == 0 and draft.layout.norm:
        return False
    return i == draft.front or draft.kind(i - 1) in (Kind.HEADING, Kind.SCENE_BREAK, Kind.POV)


def _is_card(text: str) -> bool:
    return len(text.split()) <= 5 and text[:1].isupper() and text.rstrip()[-1:] not in ".?!…"
