"""Who says "I" in a story that nobody in it tells: its author.

In: a draft. Out: the units, outside speech and thoughts, that say "I" although the story around them is told of others.
How it is told is asked of paragraphs that hold speech as well: whoever tells the story says "I said" in some of
them, while letters, diaries and notes hold hardly any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind
from fanbook.recognise.datelines import is_dateline
from fanbook.recognise.salutations import opens_letter

_SPEECH = re.compile(r"[\"“„][^\"“”„]{0,2000}(?:[\"”“]|$)|«[^«»]{0,2000}»|»[^«»]{0,2000}«")
_THOUGHT = re.compile(r"([*_]{1,3})(?=\w)[^*_]{1,400}\1")
_FIRST = re.compile(
    r"\b(?:[Ii]|[Ii]['’](?:m|ve|ll|d)|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ii]ch|[Mm]ein\w{0,2}|mich|mir|[Jj]e|[Jj]['’]|moi)\b"
)
_ENGLISH = re.compile(
    r"\b(?:the|and|it|to|you|that|please|if)\b", re.IGNORECASE
)  # "me" is a word elsewhere too
_ANSWERED = re.compile(r"^[*_]{0,2}[\w.’'@-]{2,24}(?: [\w.’'@-]{1,20})?[*_]{0,2}\s?:\s")
_SPEECH_SIGNS = '"“„«»'
_SPOKEN = re.compile(r"[,.!?…—–-][*_]?[\"”“«»]|[«»„]")  # speech ends in a sign; a word in quotes does not
_TOLD_BESIDE = re.compile(r"[\"”»][*_]? \w|[^\"“”«»\s][\"“«]?$")
_OPENS_SPEECH = _SPEECH_SIGNS + "'‘/<>-–—~"
_SAMPLE, _LEAST = 200, 5  # paragraphs with speech: how many are asked, and how many there must be
_FEW = 3  # paragraphs with speech that will do where none of them says it
_SHARE = 8  # one in so many may say "I" for all that
_LONG = 4000  # letters of a paragraph that are looked at
_THIN = 50  # words of a paragraph to one that speaks of the work: a narrator has readers too
_LINE, _LETTER = 45, 12  # letters of a paragraph that is no line of a song; units of a letter
# What somebody who says "I" says only of a story, in a line however short.
_AUTHORS = Late(
    r"\bI(?:['’]m|['’]ll|['’]ve| am| will| have| had| do| really| totally| swear)* (?:so |not |just )?(?:apologi[sz]e|promise|lied|swear|regret\w*|wrote|own|posted|updat\w+|blame|sorry)\b"
)
# What authors speak of, and people in stories hardly ever: the work, its readers, where it was posted. A thought whose
# italics are lost says "I" too.
_OF_THE_WORK = re.compile(
    r"\b(?:fics?|fan ?fics?|fan ?fiction|ficlets?|(?:this|that|next|last|each|every|new|the|a) chapters?|chapters? (?:\d|is|was|will|has|are)|sequels?|prequels?|drabbles?"
    r"|one-?shots?|prompts|(?:the|this|my) prompt|beta\w*|reviews|reviewers?|reviewing|comments|kudos|feedback|concrit|readers|(?:this|my) (?:story|stories|one|part|series)|the series"
    r"|(?:writ(?:e|ing|ten)|wrote) (?:this|it|that|these|them|in|for|about|on|a)"
    r"|post(?:ed|ing)? (?:this|it|that|these|more|again|soon|here|on|the next|the rest|new)|since I posted|updat\w+|canon\w*|ooc|au|fandoms?|episodes?|season (?:\d|one|two|three|four|five|six|seven|finale)"
    r"|characters|pairings?|shippers?|shipping|my muse|plot (?:bunn|hole)\w*|typos?|translations?|research\w*|google\w*|wikipedia|lyrics|(?:the|my) title"
    r"|hope (?:you|u|y'all|everyone)(?: all| guys)? (?:like|enjoy|had|have)\w*|thanks (?:to|for)|thank you (?:for|to|so)|sorry (?:for|about) (?:the|any|this|that|all)|apolog\w+ (?:for|to) (?:the|any|all|everyone)"
    r"|enjoy[!.]|enjoyed (?:this|it|writing)|lol|haha\w*|xd|geschichte|kapitel|histoire|chapitre|capítulo|historia)\b|:\)|<3|;\)",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"\b(?:he|she|they) (?:thought|said|whispered|told|wondered|decided|knew|added|realized|realised)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:he|she|they|said|thought|wrote)\b", re.IGNORECASE)
_CHAPTER = 60  # units of a chapter that are looked at, up and down
_WORDS = 7  # fewer are a scrap of the story's


class Outsiders(Struct):
    """The units that say "I" in a story told of others; none where nobody can tell how it is told.

    Only those that somebody asks about are looked at, and how the story is told only with the first of them.
    """

    draft: Draft
    others: bool | None = None  # not asked yet

    def __contains__(self, i: int) -> bool:
        return self.draft.labels[i] is None and says_i(self.draft.units[i].text) and self._is_told_of_others()

    def _is_told_of_others(self) -> bool:
        if self.others is None:
            rows = zip(self.draft.units, self.draft.labels, strict=True)
            texts = [unit.text for unit, label in rows if label is None and unit.text[:1] not in "[("]
            spoken = _is_of_others(filter(_SPOKEN.search, texts), least=_LEAST)
            # Where hardly anybody speaks every paragraph is asked.
            self.others = bool(_is_of_others(texts, least=2 * _LEAST) if spoken is None else spoken)
        return self.others


def _is_of_others(texts: Iterable[str], *, least: int) -> bool | None:
    """Does hardly one of these paragraphs say "I"? None where there are too few to tell."""
    asked = said = 0
    for text in texts:
        if text[:1] in _SPEECH_SIGNS and not _TOLD_BESIDE.search(text):
            continue  # speech and nothing else
        asked += 1
        said += _FIRST.search(text) is not None and _FIRST.search(_told(text)) is not None
        if asked == _SAMPLE:
            break
    if asked >= least:
        return said * _SHARE <= asked
    return True if asked >= _FEW and not said else None


def is_authors(draft: Draft, i: int, outside: Outsiders) -> bool:
    """Is unit `i` the author's own word by that: a paragraph of some length, and in no letter and no song?"""
    text = draft.units[i].text
    if i not in outside or (len(text) < _LINE and not _is_short_word(text)):
        return False
    spoken_of = len(_OF_THE_WORK.findall(text[:_LONG]))
    if spoken_of * _THIN < len(text[:_LONG].split()) or _TAGGED.search(text[:_LONG]):
        return False
    first = i
    while first > 0 and first - 1 in outside:
        first -= 1
    above = draft.units[first - 1].text if first else ""
    if first == 0 or above.rstrip("*_ ").endswith((":", ",", "—")) or is_dateline(above):
        return False  # what somebody in the story writes
    if any(opens_letter(draft.units[j].text) for j in range(max(first - _LETTER, 0), i)):
        return False
    return _chapter_is_of_others(draft, i, outside)


def _chapter_is_of_others(draft: Draft, i: int, outside: Outsiders) -> bool:
    """Is most of the chapter about unit `i` told of others? One in a story may be somebody's own."""
    start, end = i, i + 1
    while start > draft.front and i - start < _CHAPTER and not _opens_chapter(draft, start):
        start -= 1
    while end < draft.back and end - i < _CHAPTER and not _opens_chapter(draft, end):
        end += 1
    own = [j for j in range(start, end) if draft.labels[j] is None]
    return 2 * sum(j in outside for j in own) < len(own)


def _opens_chapter(draft: Draft, j: int) -> bool:
    return draft.kind(j) in (Kind.HEADING, Kind.POV)


def says_i(text: str) -> bool:
    """Does a paragraph that opens with no speech say "I", outside quotes and what stands in italic?"""
    if text.lstrip("*_([ ")[:1] in _OPENS_SPEECH or _FIRST.search(text[:_LONG]) is None:
        return False
    if (len(text.split()) < _WORDS and not _is_short_word(text)) or _ANSWERED.match(text):
        return False  # a scrap, a chat's line, or an answer to somebody
    found = {match.casefold() for match in _FIRST.findall(_told(text))}
    return bool(found - {"me"}) or (bool(found) and _ENGLISH.search(text) is not None)


def _is_short_word(text: str) -> bool:
    return _AUTHORS.search(text) is not None and _TELLS.search(text) is None


def _told(text: str) -> str:
    """What is left without what somebody says or thinks."""
    return _THOUGHT.sub(" ", _SPEECH.sub(" ", text[:_LONG]))
