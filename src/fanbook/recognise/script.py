"""Scripts inside a story: plays, screenplays, transcripts.

In: a draft whose marks and notes are labelled. Out: speeches, stage directions and slug lines
labelled. A line alone proves nothing ("NOTE:", "CUT TO:", a name in capitals): lines of one habit
are judged together, over the file and run by run. What stands between the lines of a run is a
direction where the run is plainly a script and nobody is quoted in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.blocks import ScriptRole
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.chat import MORE, is_chat_voice, read_message
from fanbook.recognise.headings import read_heading
from fanbook.recognise.labels import field_of, fold, is_weak
from fanbook.recognise.stage import direction, fill_scenes, goes_on, is_quoting


class Habit(StrEnum):
    """How a script writes who speaks, or what else a line of it is."""

    CAPITALS = "names in capitals before the words"
    PLAIN = "names before the words, and directions"
    OVER = "names over the words"
    SLUG = "lines that say where a scene plays"
    CUT = "the words of a screenplay"
    DIRECTION = "stage directions"


class Cue(Struct, frozen=True):
    """One line of a script. `words` are what is left of a speech; `size` counts its units."""

    habit: Habit
    at: int
    size: int = 1
    speaker: str = ""
    words: str = ""
    acted: bool = False  # the speech holds a direction
    ended: bool = True  # the speech ends as a sentence does


Run = list[Cue]

_HEAD = 90  # a name, its direction and its sign stand in the first few words
_CAPS = r"(?!\d)[^\W\d_a-zß-öø-ÿ][^\W_a-zß-öø-ÿ]*(?:(?:[ .’'/&#-]|, )+[^\W_a-zß-öø-ÿ]+){0,4}"
_ASIDE = r"(?:(?:,| ?[*_]*[(\[])[^:()\[\]]{1,50}?[)\]]?[*_]*)?"
_SAYS = re.compile(
    rf"^[*_]*(?P<name>{_CAPS})[*_]*(?P<aside>{_ASIDE})[*_]*\s?(?P<sign>[:：]|\.? ?[–—]|\.(?= ?[*_(\[]*[^\W\d_a-z¿¡«\"“]| [(\[]\w|\s?[¿¡«]))"
    r"[*_]*\s*(?P<words>\S.*)$",
    re.DOTALL,
)
_SAYS_PLAIN = re.compile(
    r"^[*_]*(?P<name>[^\W\d_a-zß-öø-ÿ][\w’'-]*(?: (?:of |the |and |& )?[^\W_a-zß-öø-ÿ][\w.’'-]*){0,2})[*_]*"
    r"(?P<aside>(?: ?[*_]*[(\[][^:()\[\]]{1,50}?[)\]][*_]*)?)[*_]*\s?(?P<sign>[:：])[*_]*\s*(?P<words>\S.*)$",
    re.DOTALL,
)
_NAME = re.compile(rf"^[*_]*(?P<name>{_CAPS})(?: ?\([^()]{{1,30}}\))*[*_]*[:.]?[*_]*$")
_BOLD_NAME = re.compile(
    r"^(?:\*\*|__)(?P<name>[^\W\d_a-zß-öø-ÿ][\w’'-]*(?: (?:of |the |and |& )?[^\W_a-zß-öø-ÿ][\w.’'-]*){0,2}[:.]?)(?:\*\*|__)[:.]?$"
)
_SLUG = re.compile(
    r"^[\[*_#\s]*(?:\d{1,3}[A-Z]?\.?\s+)?(?:INT|EXT|EST|I/E|INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT)(?:\.\s?|:\s?|\s+(?=[A-Z]))[A-Z\d“\"].*$"
    r"|^[\[*_\s]*(?i:int|ext)\. \S.{1,50} [–—-]{1,2} \S.{1,30}$"
)
_CUT = re.compile(
    r"^[\[(*_>\s]*(?:(?:(?:SMASH|MATCH|JUMP|HARD|QUICK|SLOW)\s)?(?:CUT|FADE|DISSOLVE|WIPE|IRIS)(?:\s?-?(?:TO|IN|OUT|BACK|UP|ON|AWAY|FROM)\b.{0,40})"
    r"|BLACKOUT|BLACK OUT|CURTAIN|END CREDITS|(?:OPENING|CLOSING|ROLL) (?:CREDITS|TITLES)|COMMERCIAL BREAK|TITLE CARD.{0,60}|SUPER(?:IMPOSE)?: .{1,60}|BACK TO SCENE|INTERCUT(?: WITH)?(?:\W.{0,40})?|LIGHTS (?:UP|DOWN|OUT|FADE)(?:\W.{0,40})?"
    r"|MONTAGE(?:\W.{0,40})?|END (?:OF )?MONTAGE|FLASH (?:CUT|TO)\b.{0,40}|TELÓN|RIDEAU|VORHANG|END (?:OF )?(?:ACT|SCENE|TEASER)(?: \w+)?)[\])*_.:\s]*$"
)
_ACTS = re.compile(
    r"^(?:Re-?enter|Enter|Exit|Exeunt|Exits|Manet|Aparte|Entra|Sale|Salen|Entrent?|Sort|Sortent)\b(?! (?:the|through|here|only|at|code|strategy)\b).{0,120}$"
    r"|^(?:A |Long )?(?:[Pp]ause|[Bb]eat|[Ss]ilence|[Cc]urtain|[Bb]lackout)\.$"
)
_STAMP = re.compile(r"^[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+(?=[*_A-Z])")
_WRAPPED = re.compile(r"^[*_]*(?:\([^()]*\)|\[[^\[\]]*\])[.]?[*_]*$|^\*[^*]+\*$|^_[^_]+_$")
_ACTED = re.compile(
    r"^\s*[*_]*[(\[][^()\[\]]{2,}[)\]]|^\s*\*[^*]{2,80}\*|[(\[][^()\[\]]{2,80}[)\]]\W{0,3}$|\*[^*]{2,80}\*\W?$"
)
_PARENTHESIS = re.compile(r"^[*_]*\([^()]*\)?[*_]*$")
_SOUNDS = frozenset({"SOUND", "SFX", "FX", "MUSIC", "GRAMS", "AMBIENCE"})
_SETS = frozenset({"SCENE", "SETTING", "AT RISE", "THE SCENE", "SET", "PLACE", "TIME"})
_NOBODY = frozenset("note notes warning a/n an ps p.s nb n.b re to from cc subject date title author ok okay yes no stop end fin fine the end "
                    "pov tbc ooc q.e.d monday tuesday wednesday thursday friday saturday sunday then now before after".split())  # fmt: skip
_TOLD = re.compile(
    r"\b(?:script(?:[ -]?fic|s)?|screen ?play|transcript|stage ?play|play in \w+ acts?)\b", re.IGNORECASE
)
_GAP = 3  # units between two lines of a run; after a slug line the scene is set at more length
_SLUG_GAP = 6
_HABIT = 4  # speeches that show how a script writes its names
_SHORT = 240  # letters of what is said under a name that is bold and not in capitals


def recognise_script(draft: Draft) -> Draft:
    """Label scripts in the body."""
    told = any(_TOLD.search(unit.text[:2000]) for unit in draft.units[: draft.front])
    cues = _returning(draft, _cues(draft, stamped=told))
    if not any(cue.habit is not Habit.DIRECTION for cue in cues):
        return draft
    runs = _runs(draft, cues)
    known = _speakers(cues)
    sure = [run for run in runs if _is_script(run, known, told=told)]
    if not sure:
        return draft
    speakers = {cue.speaker for run in sure for cue in run if cue.speaker}
    screen = any(cue.habit in (Habit.SLUG, Habit.OVER) for run in sure for cue in run)
    sure += [run for run in runs if run not in sure and _belongs(run, speakers, screen=screen)]
    return draft.claim(_labels(draft, sorted(sure, key=lambda run: run[0].at)))


def _cues(draft: Draft, *, stamped: bool) -> list[Cue]:
    """Every line that could be a script's, in order; a name over words takes them with it.

    `stamped`: a time may stand before a name, as in a transcript.
    """
    cues: list[Cue] = []
    i = draft.front
    while i < draft.back:
        cue = _cue_at(draft, i, stamped=stamped) if draft.labels[i] is None else None
        if cue is not None:
            cues.append(cue)
        i += cue.size if cue else 1
    return cues


def _cue_at(draft: Draft, i: int, *, stamped: bool) -> Cue | None:
    text = draft.units[i].text
    if stamped and (stamp := _STAMP.match(text)):
        cue = _said_on(i, text[stamp.end() :])
        return cue and replace(cue, words=f"{stamp[0].strip()} {cue.words}")
    if len(text) <= _HEAD and _SLUG.match(text):
        return Cue(Habit.SLUG, i)
    if len(text) <= _HEAD and _CUT.match(text):
        return Cue(Habit.CUT, i)
    if _is_name(text):
        over = _over(draft, i)
        if over is not None:
            return over
    if _ACTS.match(text) or (len(text) <= 600 and _WRAPPED.match(text)):
        return Cue(Habit.DIRECTION, i)
    return _said_on(i, text)


def _said_on(i: int, text: str) -> Cue | None:
    """A name and what it says on one line."""
    for habit, pattern in ((Habit.CAPITALS, _SAYS), (Habit.PLAIN, _SAYS_PLAIN)):
        if (match := pattern.match(text[:_HEAD])) and (habit is Habit.PLAIN or match["name"].isupper()):
            return _speech(habit, i, text, match)
    return None


def _speech(habit: Habit, i: int, text: str, match: re.Match[str]) -> Cue | None:
    name = match["name"].strip(" *_.")
    if habit is Habit.CAPITALS and name in _SOUNDS:
        return Cue(Habit.DIRECTION, i)
    if habit is Habit.CAPITALS and name in _SETS:
        return Cue(Habit.SLUG if "SCENE" in name else Habit.DIRECTION, i)
    if (
        name.casefold() in _NOBODY
        or not _is_speaker(name)
        or read_heading(name)
        or (len(name) < 2 and match["sign"] != ":")
    ):
        return None
    words = text[match.start("words") :]
    aside = match["aside"].strip(" *_")
    acted = bool(aside) or bool(_ACTED.search(words[:200])) or bool(_ACTED.search(words[-100:]))
    if aside.startswith(","):
        name, aside = f"{name}{aside}", ""
    return Cue(habit, i, 1, name, f"{aside} {words}".strip(), acted, words.rstrip("*_) ")[-1:] in '.!?…—-”"]')


def _is_speaker(name: str) -> bool:
    """Could somebody be called so? A label of a story's header is nobody."""
    return any(char.isalpha() for char in name) and (not field_of(name) or is_weak(fold(name)))


def _over(draft: Draft, i: int) -> Cue | None:
    """A name alone, its words under it: close to it, or a blank line away where every line is."""
    name = _bare_name(draft.units[i].text)
    bare = re.sub(r"\s*\(.*", "", name)
    if bare.casefold() in _NOBODY or not _is_speaker(bare):
        return None
    j = i + 1
    while _may_follow(draft, j) and _PARENTHESIS.match(draft.units[j].text):
        j += 1
    if not _may_follow(draft, j) or _is_name(draft.units[j].text):
        return None
    unit = draft.units[j]
    j += 1
    while _may_follow(draft, j) and draft.units[j].blanks == 0 and _same_column(draft, j, unit.indent):
        j += 1
    if not _is_capital_name(draft.units[i].text) and len(unit.text) > _SHORT:
        return None
    spaced = any(draft.units[k].blanks for k in range(i + 1, j))
    quoted = any(draft.units[k].text[:1] in '"“«' for k in range(i + 1, j))
    if quoted or (spaced and draft.units[i + 1].blanks > draft.layout.norm):
        return None
    return Cue(Habit.OVER, i, j - i, bare, name, acted=not spaced)


def _is_name(text: str) -> bool:
    return len(text) <= 48 and bool(_is_capital_name(text) or _BOLD_NAME.match(text))


def _is_capital_name(text: str) -> bool:
    """In capitals; where a script has none, the name has its colon."""
    if not (match := _NAME.match(text)):
        return False
    return match["name"].isupper() or text.rstrip("*_ ").endswith((":", "："))


def _bare_name(text: str) -> str:
    return text.strip("*_ ").rstrip(":.").strip("*_ ")


def _may_follow(draft: Draft, j: int) -> bool:
    return j < draft.back and draft.labels[j] is None and draft.units[j].blanks <= max(draft.layout.norm, 0)


def _same_column(draft: Draft, j: int, column: int) -> bool:
    """Does the unit go on with a speech that stands at this column?"""
    text = draft.units[j].text
    if _is_name(text):
        return False
    if column > 2:
        return abs(draft.units[j].indent - column) <= 8
    return draft.layout.norm > 0


def _runs(draft: Draft, cues: Sequence[Cue]) -> list[Run]:
    """Lines with little between them. A heading ends a run; so does a chat's message."""
    runs: list[Run] = []
    for cue in cues:
        if runs and _near(draft, runs[-1][-1], cue):
            runs[-1].append(cue)
        else:
            runs.append([cue])
    trimmed = (_trimmed(run) for run in runs)
    return [run for run in trimmed if any(cue.habit is not Habit.DIRECTION for cue in run)]


def _near(draft: Draft, last: Cue, cue: Cue) -> bool:
    reach = _SLUG_GAP if last.habit in (Habit.SLUG, Habit.CUT) else _GAP
    between = range(last.at + last.size, cue.at)
    if len(between) > reach + 2:
        return False
    if any(draft.kind(i) in (Kind.HEADING, Kind.TITLE, Kind.METADATA) for i in between):
        return False
    open_ = [i for i in between if draft.labels[i] is None]
    return len(open_) <= reach and not any(_is_said(draft, i) for i in open_)


def _is_said(draft: Draft, i: int) -> bool:
    """A chat's own line, which no script has."""
    text = draft.units[i].text
    message = read_message(text)
    return is_chat_voice(text) or (message is not None and message.sure)


def _trimmed(run: Run) -> Run:
    """The run without directions at its ends that only happen to stand near."""
    start, end = 0, len(run)
    while start < end and run[start].habit is Habit.DIRECTION and not _touches(run[start], run, start + 1):
        start += 1
    while end > start and run[end - 1].habit is Habit.DIRECTION and not _touches(run[end - 2], run, end - 1):
        end -= 1
    return run[start:end]


def _touches(cue: Cue, run: Run, after: int) -> bool:
    return 0 < after < len(run) and cue.at + cue.size == run[after].at


def _speakers(cues: Sequence[Cue]) -> Counter[str]:
    return Counter(_folded(cue.speaker) for cue in cues if cue.speaker)


def _returning(draft: Draft, cues: Sequence[Cue]) -> list[Cue]:
    """The cues without names over others' words that come only once: "THE SONG.", or a play's title where
    names stand before the words.
    """
    known = _speakers(cues)
    before = sum(cue.habit is Habit.CAPITALS and known[_folded(cue.speaker)] > 1 for cue in cues)

    def is_once(cue: Cue) -> bool:
        dotted = draft.units[cue.at].text.rstrip("*_ ").endswith(".")
        return cue.habit is Habit.OVER and (dotted or before >= _HABIT) and known[_folded(cue.speaker)] < 2

    return [cue for cue in cues if not is_once(cue)]


def _folded(speaker: str) -> str:
    return speaker.partition(",")[0].casefold()


def _is_script(run: Run, known: Counter[str], *, told: bool) -> bool:
    """Is the run by itself a script?"""
    habits = Counter(cue.habit for cue in run)
    staged = habits[Habit.SLUG] + habits[Habit.CUT]
    played = staged + habits[Habit.DIRECTION]
    if habits[Habit.SLUG] >= 2 or (
        habits[Habit.SLUG] and staged + habits[Habit.CAPITALS] + habits[Habit.OVER] >= 3
    ):
        return True
    speeches = [cue for cue in run if cue.speaker]
    names = {_folded(cue.speaker) for cue in speeches}
    back = sum(known[_folded(cue.speaker)] > 1 for cue in speeches)
    if len(speeches) < 2 or len(names) < 2 or back * 2 < len(speeches):
        return False
    over = [cue for cue in speeches if cue.habit is Habit.OVER]
    if len(over) * 2 > len(speeches):
        close = sum(cue.acted for cue in over)
        bold = sum(not cue.speaker.isupper() for cue in over)
        if bold * 2 > len(over) and not (told or played or len(over) > 5):
            return False
        return len(over) >= (3 if close == len(over) else 5) or staged > 0
    capitals = habits[Habit.CAPITALS]
    if capitals * 2 > len(speeches):
        return capitals >= 3 or played > 0
    acted = sum(cue.acted for cue in speeches) + habits[Habit.DIRECTION]
    ended = sum(cue.ended for cue in speeches)
    if ended * 3 < len(speeches) * 2 or len(speeches) < 3:
        return False
    return told or staged > 0 or (acted >= 2 and acted * 4 >= len(speeches))


def _belongs(run: Run, speakers: set[str], *, screen: bool) -> bool:
    """A run too short to tell by itself, in a file that holds a script: by who speaks, or by its words."""
    if screen and any(cue.habit in (Habit.SLUG, Habit.CUT) for cue in run):
        return True
    speeches = [cue for cue in run if cue.speaker]
    return bool(speeches) and all(
        cue.speaker in speakers and cue.habit is not Habit.PLAIN for cue in speeches
    )


def _labels(draft: Draft, runs: Sequence[Run]) -> dict[int, Label]:
    found: dict[int, Label] = {}
    for run in runs:
        found |= _run_labels(draft, run)
    slugs = any(cue.habit is Habit.SLUG for run in runs for cue in run)
    speakers = frozenset(cue.speaker for run in runs for cue in run if cue.speaker)
    found = dict(sorted((found | fill_scenes(draft, found, speakers, reach=2 if slugs else 0)).items()))
    for i, label in found.items():
        if i - 1 in found:
            above = draft.units[i - 1].text
            more = _is_direction(label) and _is_direction(found[i - 1]) and not draft.units[i].blanks
            wrapped = more and goes_on(above, draft.units[i].text)
            found[i] = replace(label, detail=MORE if wrapped else label.detail, joined=True)
    return found


def _is_direction(label: Label) -> bool:
    return label.detail in (f"{ScriptRole.DIRECTION}\t", MORE) and bool(label.value)


def _run_labels(draft: Draft, run: Run) -> dict[int, Label]:
    found: dict[int, Label] = {}
    screen = any(cue.habit is Habit.OVER for cue in run)
    for cue in run:
        found |= _cue_labels(draft, cue, screen=screen)
    span = range(run[0].at, run[-1].at + run[-1].size)
    inside = [i for i in span if draft.labels[i] is None]
    staged = any(cue.habit in (Habit.SLUG, Habit.CUT) for cue in run)
    if len(found) * (3 if staged else 2) >= len(inside):
        for i in inside:
            if i not in found and not is_quoting(draft.units[i].text):
                found[i] = direction(draft.units[i].text, 0.75)
    return found


def _cue_labels(draft: Draft, cue: Cue, *, screen: bool) -> dict[int, Label]:
    text, why = draft.units[cue.at].text, str(cue.habit)
    match cue.habit:
        case Habit.SLUG:
            return {cue.at: Label(Kind.SCRIPT, 0.95, why, value=text, detail=f"{ScriptRole.SLUG}\t")}
        case Habit.CUT | Habit.DIRECTION:
            return {cue.at: direction(text, 0.9, why)}
        case Habit.OVER:
            name = {cue.at: Label(Kind.SCRIPT, 0.95, why, detail=f"{ScriptRole.SPEECH}\t{_bare_name(text)}")}
            rest = range(cue.at + 1, cue.at + cue.size)
            return name | {
                i: Label(Kind.SCRIPT, 0.9, why, value=draft.units[i].text, detail=MORE) for i in rest
            }
        case _:
            if (
                screen and " " in cue.speaker
            ):  # where names stand over the words, this is a thing that is read
                return {cue.at: direction(text, 0.8)}
            detail = f"{ScriptRole.SPEECH}\t{cue.speaker}"
            return {cue.at: Label(Kind.SCRIPT, 0.9, why, value=cue.words, detail=detail)}
