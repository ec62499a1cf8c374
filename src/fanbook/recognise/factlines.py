"""Single lines of front matter: every way in which an author states facts on one line.

In: a line. Out: `Labelled` values, or nothing. Beside "Label: value" there are FanFiction.net's
rating line, labels without a sign ("Rating PG"), and the compact line of a journal post
("Merlin/Arthur, PG-13, ~2000 words"). Like labels, these mean something only at a story's edges.
"""

from __future__ import annotations

import re

from fanbook.recognise.labels import Labelled, bare_label, field_of, fold, is_weak, read_fields

# Facts that hardly any line of a story could be taken for, where the label is no everyday word.
CORE = frozenset({"title", "author", "fandom", "pairing", "characters", "rating", "warnings", "spoilers", "genre",
                  "category", "summary", "disclaimer", "archive", "feedback", "word_count", "beta", "series",
                  "status", "stats"})  # fmt: skip
_BYLINE = re.compile(
    r"^\W{0,3}(?:(?:written|posted|story|fic|a (?:story|fic|fanfic|fan fiction))\s+)?(?P<by>by|por|par|von)\b:?\s+"
    r"(?P<name>@?\S.{0,60}?)\W{0,3}$",
    re.IGNORECASE,
)
_TITLE_BY = re.compile(
    r"^[\"“*_]*(?P<title>[^\"“”]{2,120}?)[\"”*_]*,?\s+by(?P<colon>:)?\s+(?P<name>@?[\w.'’ -]{2,40}?)[*_]*$",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"^(?:rated:?\s*)?(?:fiction\s+)?(?P<rating>K\+?|T|M|MA)\s+-\s+(?P<language>[A-Z]\w+)(?:\s+-\s+(?P<genre>[\w/ ]+?))?"
    r"(?:\s+-\s+(?P<characters>[^-]+?))?(?P<counts>\s+-\s+(?:chapters|words|reviews|favs|follows|updated|published|status|id)\b.*)?$",
    re.IGNORECASE,
)
_SCALE = (
    r"(?:NC-?1[78]|PG-?1[35]|PG|FR[MTC]|FRAO|FRT-?13|K\+?|MA|Teen(?: and Up)?|Mature|Explicit|General|All Ages"
    r"|[GRTMXE])"
)
_RATING = re.compile(rf"^(?:rated:?\s+|rating:?\s+)?{_SCALE}(?:\s+\([^()]{{0,40}}\))?$", re.IGNORECASE)
_SIGNLESS = (
    ("rating", re.compile(rf"^(?P<label>rated|rating)\s+(?P<value>{_SCALE}(?:[\s,;(/].{{0,60}})?)$", re.IGNORECASE)),
    ("pairing", re.compile(r"^(?P<label>pairings?|ships?|couples?)\s+(?P<value>[A-Z][^.!?]{0,40}(?:/|\sx\s)[^.!?]{1,40})$")),
    ("fandom", re.compile(r"^(?P<label>fandom)\s+(?P<value>[A-Z][^.!?]{1,60})$", re.IGNORECASE)),
    ("spoilers", re.compile(r"^(?P<label>spoilers?)\s+(?P<value>(?:for|through|up to)\s.{2,80})$", re.IGNORECASE)),
)  # fmt: skip
_COUPLE = re.compile(
    r"^[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3}(?:\s?/\s?|\s+x\s+)[A-Z][\w.'’]*(?:[ /][A-Z][\w.'’]*){0,4}$"
)
_LENGTH = re.compile(
    r"^(?:~|about |approx\.? |c\. )?[\d.,]+\s?k?\s*words?$|^(?:drabble|one-?shot|ficlet)s?$", re.IGNORECASE
)
_KIND_OF_FIC = re.compile(
    r"^\W*an? (?P<fandom>(?-i:[A-Z])[^,.!?]{1,60}?) (?:fan ?fic(?:tion)?|fic|one-?shot|drabble|ficlet|songfic|story|poem)\W*$",
    re.IGNORECASE,
)


def read_facts_on(text: str) -> tuple[Labelled, ...]:
    """Every fact that the line states; none where it is no line of facts."""
    plain = text.strip().strip("*_[]() ")
    short = len(plain) <= 300
    if short and (match := _RATED.match(plain)):
        return _rating_line(match)
    if facts := read_fields(text):
        return facts
    if not short:
        return ()
    for name, pattern in _SIGNLESS:
        if match := pattern.match(plain):
            return (Labelled(name, match["label"], match["value"]),)
    return _compact(plain)


def _rating_line(match: re.Match[str]) -> tuple[Labelled, ...]:
    """FanFiction.net's own line: unlabelled facts in a fixed order, then labelled counts."""
    known = ("rating", "language", "genre", "characters")
    facts = [Labelled(name, name, match[name].strip()) for name in known if match[name]]
    for part in re.split(r"\s+-\s+", match["counts"] or ""):
        name, _, value = part.partition(":")
        if value:
            word = name.strip()
            field = "other" if word.casefold() == "reviews" else field_of(word) or "other"
            facts.append(Labelled(field, word[:1].upper() + word[1:], value.strip()))
    return tuple(facts)


def _compact(text: str) -> tuple[Labelled, ...]:
    """The compact line, known by two kinds of facts or more on it."""
    pieces = [piece.strip() for piece in re.split(r"[,|•·;]|\s-\s", text) if piece.strip()]
    if not 2 <= len(pieces) <= 8 or len(text) > 140 or re.search(r"[()\[\]:\"“”]", text):
        return ()
    facts = [Labelled(_field_of_piece(piece), "", piece) for piece in pieces]
    known = {fact.field for fact in facts if fact.field}
    if len(known) < 2:
        return ()
    if not facts[0].field:
        facts[0] = Labelled("fandom", "", facts[0].value)
    return tuple(fact if fact.field else Labelled("genre", "", fact.value) for fact in facts)


def _field_of_piece(piece: str) -> str:
    if _RATING.match(piece):
        return "rating"
    if _COUPLE.match(piece):
        return "pairing"
    return "word_count" if _LENGTH.match(piece) else ""


def is_core(text: str) -> bool:
    """Does the line state a fact that no line of a story would?"""
    facts = read_facts_on(text)
    bare = bare_label(text)
    return any(_is_core_fact(fact) for fact in facts) or (bare is not None and _is_core_fact(bare))


def _is_core_fact(fact: Labelled) -> bool:
    return fact.field in CORE and not is_weak(fold(fact.label))


def core_fields(text: str) -> frozenset[str]:
    """The core fields that the line states."""
    bare = bare_label(text)
    facts = (*read_facts_on(text), *((bare,) if bare else ()))
    return frozenset(fact.field for fact in facts if _is_core_fact(fact))


def read_byline(text: str) -> str:
    """The pen name in "by Somebody", or nothing."""
    match = _BYLINE.match(text.replace("**", "")) if len(text) <= 120 else None
    if match is None:
        return ""
    name = match["name"].strip("*_ ")
    return name if _is_name(name) and (match["by"].casefold() == "by" or name[:1].isupper()) else ""


def _is_name(name: str) -> bool:
    """One word, or a few of which most begin with a capital."""
    words = name.split()
    if len(words) == 1:
        return True
    capitals = sum(not word[:1].islower() for word in words)
    return len(words) <= 8 and capitals * 2 >= len(words) and name[-1:] not in ",;:"


def read_title_by(text: str) -> tuple[str, str] | None:
    """Title and pen name in “"The Title" by Somebody”."""
    match = _TITLE_BY.match(text)
    if match is None or not (match["colon"] or _is_name(match["name"].strip())):
        return None
    return match["title"].strip(), match["name"].strip()


def read_kind_of_fic(text: str) -> str:
    """The fandom in "A Star Trek fanfic", or nothing."""
    match = _KIND_OF_FIC.match(text) if len(text) <= 90 else None
    return match["fandom"] if match else ""


def read_post_title(text: str) -> tuple[Labelled, ...]:
    """The subject of a post as title and facts: "FIC: Salt (PotC, Will/Elizabeth, PG-13)"."""
    match = re.match(r"^(?:\[?(?:fic|fanfic|ficlet|drabble)\]?\s*[:\-]\s*)?(?P<title>[^()\[\]]{2,80}?)\s*[(\[](?P<rest>[^()\[\]]+)[)\]]$",
                     text.strip(), re.IGNORECASE)  # fmt: skip
    facts = _compact(match["rest"]) if match else ()
    if match and not facts and (fandom := read_kind_of_fic(match["rest"])):
        facts = (Labelled("fandom", "", fandom),)
    return (Labelled("title", "", match["title"].strip('"“”* ')), *facts) if match and facts else ()
