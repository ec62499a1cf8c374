"""Chapter titles without a number: bold lines, capitals, ornamented or underlined lines.

One such line proves nothing: a shout, a sign on a door. A family of one shape does, where each
has story below it, no two are the same, and the first one opens the story. Where chapters have
numbers, only the title that stands on the line below a number is looked for.
"""

from __future__ import annotations

import re
from collections import defaultdict

from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.datelines import is_dateline
from fanbook.recognise.dress import without_dress
from fanbook.recognise.endings import is_end_mark
from fanbook.recognise.headings import opens_story
from fanbook.recognise.notes import note_text
from fanbook.recognise.plain_titles import even_sections, set_off_titles, title_places
from fanbook.recognise.pov import read_pov
from fanbook.recognise.stamps import stamp_at
from fanbook.recognise.telegrams import is_wire
from fanbook.recognise.titles import COUNTED, is_title_case

_SHAPES = (
    ("bold", re.compile(r"^(?:\*\*|__)(?P<title>[^*_\s][^*_]{0,68})(?:\*\*|__)$")),
    ("hash", re.compile(r"^#{1,5} +(?P<title>[^#\s][^#]{0,78}?)\s*#*$")),
    ("tilde", re.compile(r"^~+\*?~?\s*(?P<title>[^~*\s][^~*]{0,58}?)\s*~?\*?~+$")),
    ("dash", re.compile(r"^[-–—]+\s*(?P<title>[^-–—\s][^-–—]{0,58}?)\s*[-–—]+$")),
    ("equal", re.compile(r"^=+\s*(?P<title>[^=\s][^=]{0,58}?)\s*=+$")),
    ("counted", re.compile(COUNTED)),
    ("bracket", re.compile(r"^\[\s*(?P<title>[^\[\]\s][^\[\]]{0,58}?)\s*\]$")),
    ("quoted", re.compile(r"^[\"“](?P<title>[^\"“”]{2,58})[\"”]$")),
)
_IN_SIGNS = ("italic", "ornate")  # dressed in signs of any other kind
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,}|~{3,}|\*{3,})$")
_FLASH = re.compile(
    r"\bflash\s?-?(?:back|forward)s?\b|^\W*(?:note|notes|summary|warnings?)\W*$", re.IGNORECASE
)
_LEAST_WORDS = 25  # of story under a title, by the median


def recognise_chapter_titles(draft: Draft) -> Draft:
    """Label families of titles in the body."""
    if draft.has_headings():
        return _titles_below_numbers(draft)
    headings = [i for i in range(draft.front, draft.back) if draft.kind(i) is Kind.HEADING]
    if any(not _is_named(draft, i) for i in headings):
        return _titles_below_numbers(draft)
    families: defaultdict[str, list[int]] = defaultdict(list)
    titles: dict[int, str] = {}
    stamped = 0  # the end of a stamp of place and time
    for i, unit in draft.unclaimed(draft.front, draft.back):
        stamped = max(stamped, i + stamp_at(draft, i))
        if i < stamped:
            continue
        shape, title = _shape(draft, i, unit)
        if shape:
            families[shape].append(i)
            titles[i] = title
    for shape in (*(name for name, _ in _SHAPES), *_IN_SIGNS, "underlined", "capitals"):
        members = _set_off(draft, families[shape])
        if _is_family(draft, members, titles, shape, headings):
            return _claimed(draft, members, titles, shape)
    plain = (
        (("below notes", title_places(draft)), ("even lengths", even_sections(draft))) if not headings else ()
    )
    for shape, members in (*plain, ("set off", set_off_titles(draft, headings))):
        if members and (shape != "set off" or _has_story(draft, members)):
            named = {i: draft.units[i].text.strip("*_~ ") for i in members}
            return _claimed(draft, members, named, shape)
    return draft


def _shape(draft: Draft, i: int, unit: Unit) -> tuple[str, str]:
    text = unit.text.strip()
    if unit.end > unit.start or len(text) > 90 or not _is_apart(draft, i) or _is_other(text):
        return "", ""
    for name, pattern in _SHAPES:
        if match := pattern.match(text):
            title = match["title"].strip()
            cased = name != "quoted" or is_title_case(title)
            return (name, title) if name == "counted" or (cased and _could_head(title)) else ("", "")
    if (inner := without_dress(text)) and len(inner) <= 58 and _could_head(inner):
        if text[0] in "*_" and text[1] not in "*_~":  # a thought or a line of a song may be in italic too
            return ("italic", inner) if is_title_case(inner) else ("", "")
        return "ornate", inner
    if i + 1 < draft.back and draft.units[i + 1].blanks == 0 and _UNDERLINE.match(draft.units[i + 1].text):
        return ("underlined", text) if _could_head(text) else ("", "")
    if _is_shouted(text) and _could_head(text):
        return "capitals", text
    return "", ""


def _is_shouted(text: str) -> bool:
    """In capitals, but for what stands in brackets: "THE LOG (continued)"."""
    plain = re.sub(r"\([^()]*\)", "", text)
    return plain.isupper() and sum(map(str.isalpha, plain)) >= 3


def undressed(text: str) -> str:
    """A title without the marks that set it off."""
    match = next((found for _, pattern in _SHAPES if (found := pattern.match(text.strip()))), None)
    return match["title"].strip() if match else text.strip()


def _is_other(text: str) -> bool:
    return (
        is_mark(text)
        or is_dateline(text)
        or is_end_mark(text)
        or is_wire(text)
        or read_pov(text) is not None
        or note_text(text) is not None
        or bool(_FLASH.search(text))
    )


def _could_head(title: str) -> bool:
    return (
        any(char.isalpha() for char in title)
        and len(title.split()) <= 10
        and title[-1:] not in '.,;:!"”»'
        and title[:1] not in '"“«—'
    )


def _is_apart(draft: Draft, i: int) -> bool:
    """A blank line above, where this file has blank lines."""
    return draft.units[i].blanks > 0 or i == draft.front or draft.layout.norm == 0


def _set_off(draft: Draft, members: list[int]) -> list[int]:
    """Where paragraphs stand close, titles have a gap above them; a shout among the paragraphs has none."""
    gapped = [i for i in members if draft.units[i].blanks > 0]
    return gapped if draft.layout.norm == 0 and len(gapped) > 1 else members


def _is_named(draft: Draft, i: int) -> bool:
    """A prologue or the like: what stands between them may have titles of its own."""
    label = draft.labels[i]
    return label is not None and label.field in ("prologue", "epilogue", "interlude") and not label.detail


def _is_family(
    draft: Draft, members: list[int], titles: dict[int, str], shape: str, named: list[int]
) -> bool:
    if shape == "hash" and members:
        return True
    if len(members) < (3 if shape == "counted" else 2) or len({titles[i].casefold() for i in members}) < len(
        members
    ):
        return False
    opens = opens_story(draft, members[0]) or (named and opens_story(draft, named[0]))
    if not opens and not (shape in ("bold", "underlined") and len(members) > 2):
        return False
    return _has_story(draft, members, least=1 if shape == "counted" else _LEAST_WORDS)


def _has_story(draft: Draft, members: list[int], least: int = _LEAST_WORDS) -> bool:
    """Are there words below every one of them, and as a rule `least`? What is counted says itself how long it is."""
    words = [draft.words(i + 1, end) for i, end in zip(members, [*members[1:], draft.back], strict=True)]
    return min(words) > 0 and sorted(words)[len(words) // 2] >= least


def _claimed(draft: Draft, members: list[int], titles: dict[int, str], shape: str) -> Draft:
    found = {}
    for i in members:
        found[i] = Label(Kind.HEADING, 0.8, f"one of a family of titles ({shape})", field="chapter",
                         value=f"\t{titles[i]}")  # fmt: skip
        if shape == "underlined":
            found[i + 1] = Label(Kind.HEADING, 0.8, "the line under a title", joined=True)
    return draft.claim(found)


def _titles_below_numbers(draft: Draft) -> Draft:
    """Bare "Chapter One" with its title on the next line, as most of this file's chapters have it."""
    bare = [
        i for i in range(draft.front, draft.back) if draft.kind(i) is Kind.HEADING and not _title_of(draft, i)
    ]
    titled = [i for i in bare if _is_title_below(draft, i + 1)]
    close = [i for i in titled if draft.units[i + 1].blanks == 0 and draft.layout.norm > 0]
    if len(titled) * 2 <= len(bare) or (len(titled) < 2 and not close):
        return draft
    found: dict[int, Label] = {}
    for i in titled:
        label, text = draft.labels[i], draft.units[i + 1].text
        if label is not None:
            name = label.value.partition("\t")[0]
            found[i] = Label(
                Kind.HEADING, label.confidence, label.why, label.field, f"{name}\t{text}", label.detail
            )
            found[i + 1] = Label(Kind.HEADING, 0.8, "a title below a number", joined=True)
    return draft.claim(found, force=True)


def _title_of(draft: Draft, i: int) -> str:
    label = draft.labels[i]
    return label.value.partition("\t")[2] if label else ""


def _is_title_below(draft: Draft, i: int) -> bool:
    if i + 1 >= draft.back or draft.labels[i] is not None or draft.kind(i + 1) is Kind.HEADING:
        return False
    unit = draft.units[i]
    text = unit.text.strip("*_~- ")
    if (
        unit.end > unit.start
        or len(text) > 70
        or not text
        or _is_other(unit.text)
        or text[-1:] in '.,;:!?…"”'
    ):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return text[:1].isupper() and text[:1] not in '"“«—' and capitals * 2 > len(words)
