"""A saved page of FanFiction.net, one chapter of a story: header, chapter's name, text.

In: the page, of the desktop site or the mobile one, of any year. Out: a `Sheet`. The header's line is told apart
by what each part is, since language, genre and characters have no labels and any of them may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from fanbook.read.dom import Element, classes, name_of, text_of, with_id
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.rows import Row, words_in
from fanbook.read.sheet import Sheet, folded

_GENRES = (
    "Adventure Angst Crime Drama Family Fantasy Friendship General Horror Humor Hurt/Comfort Mystery Parody Poetry "
    "Romance Sci-Fi Spiritual Supernatural Suspense Tragedy Western"
).split()
_GENRE = re.compile(
    rf"^(?:{'|'.join(map(re.escape, _GENRES))})(?:/(?:{'|'.join(map(re.escape, _GENRES))}))?$"
)
_LABELLED = re.compile(
    r"^(?P<label>Rated|Chapters|Words|Reviews|Favs|Follows|Updated|Published|Status|id|Complete)\b:?\s*(?P<value>.*)$"
)
_FIELDS = {
    "Rated": "rating",
    "Words": "word_count",
    "Updated": "updated",
    "Published": "date",
    "Status": "status",
}
_PAIR = re.compile(r"\[([^\[\]]+)\]")
_TITLE = re.compile(
    r"^(?P<title>.+?)(?: Chapter (?P<n>\d+)(?:: (?P<name>.+?))?)?, an? (?P<fandom>.+?) fanfic \| FanFiction$"
)
_SHELF = re.compile(r"^(?:https?://[\w.]*)?/(?:anime|book|cartoon|comic|game|misc|movie|play|tv)/[^/]+/?$")
_MOBILE = re.compile(
    r"Rated: (?P<rating>[^,]+)(?:, (?P<rest>(?:(?!(?:Chapters|Words|Favs|Follows|Published|Updated):).)*?))?"
    r",? (?=(?:Chapters|Words|Favs|Follows|Published):).*?(?=« Prev|Next »|Chapter \d|$)"
)
_DATED = re.compile(r"(Published|Updated): (\w{3} \d{1,2}, \d{4}|\d{1,2}/\d{1,2}(?:/\d{2,4})?)")
_DISCLAIMER = re.compile(r"^\W*(?P<label>disclaimer)\s*[:\-–—]\s*(?P<said>\S.*)$", re.IGNORECASE | re.DOTALL)
_AGAIN = re.compile(r"^\W*(?:chapter|ch\.?|part)\W+\w+", re.IGNORECASE)
_TOP, _LONGEST = 5, 400  # rows, and letters in one of them
_OPTION = re.compile(r"^(?P<n>\d+)\.\s*(?P<name>.*)$")


def is_fanfiction_net(root: Element) -> bool:
    """Is this a chapter's page?"""
    return _text(root) is not None and (
        with_id(root, "profile_top") is not None or "FanFiction" in text_of(_title(root))
    )


def _title(root: Element) -> Element | None:
    return next(root.iter("title"), None)


def _text(root: Element) -> Element | None:
    for name in ("storytext", "storycontent", "storytextp"):
        if (found := with_id(root, name)) is not None:
            return found
    return None


def read_fanfiction_net(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The chapter, on the sheet. Returns the elements that it was read from."""
    root = bodies[0]
    taken = [
        node for node in (with_id(root, "profile_top"), with_id(root, "pre_story_links")) if node is not None
    ]
    _read_header(root, sheet)
    head = with_id(root, "content")
    if not taken and head is not None and not any(node is _text(root) for node in head.iter("*")):
        _read_mobile(head, sheet)
        taken.append(head)
    said = _TITLE.match(text_of(_title(root)))
    if said:
        sheet.state("title", said["title"], sure=0.95)
        sheet.state("fandom", said["fandom"], sure=0.7)
    heading = _chapter(root) or (f"{said['n']}. {said['name']}" if said and said["name"] else "")
    sheet.is_zoned = True
    if heading:
        sheet.heading(heading, "the page's list of chapters")
    text = _text(root)
    if text is not None:
        _put_text(with_footnotes(flow.rows(text), prefix), heading, sheet)
        taken.append(text)
    _count_chapters(root, sheet)
    return taken


def _put_text(rows: Sequence[Row], heading: str, sheet: Sheet) -> None:
    """The chapter's text; its first lines may say the heading again, or whose the people are."""
    name = folded(heading.partition(".")[2])
    for n, row in enumerate(rows):
        words = words_in(row)
        said = folded(words)
        if n < _TOP and len(words) < _LONGEST and (match := _DISCLAIMER.match(words)):
            sheet.fact("disclaimer", words, match["said"], label=match["label"])
        elif n < _TOP and said and name and _AGAIN.match(words) and said.endswith(name) and len(words) < 90:
            sheet.debris([row], "the chapter's heading again")
        else:
            sheet.story([row])


def _chapter(root: Element) -> str:
    """What the list of chapters calls this one; a story in one piece has no list."""
    for select in root.iter("select"):
        for option in select.iter("option"):
            if option.get("selected") is not None and (match := _OPTION.match(text_of(option))):
                name = match["name"].strip()
                return f"{match['n']}. {name}" if name else f"Chapter {match['n']}"
    return ""


def _count_chapters(root: Element, sheet: Sheet) -> None:
    count = max(
        (
            sum(1 for _ in select.iter("option"))
            for select in root.iter("select")
            if select.get("id") == "chap_select"
        ),
        default=0,
    )
    if count > 1:
        sheet.doubt(
            "R041",
            f"the story has {count} chapters, and this page holds one of them",
            "save the others beside it, or get the whole story with FanFicFare",
        )


def _read_header(root: Element, sheet: Sheet) -> None:
    top = with_id(root, "profile_top")
    if top is not None:
        for node in top.iter("*"):
            kinds = classes(node)
            if name_of(node) == "b" and "xcontrast_txt" in kinds:
                sheet.fact("title", text_of(node))
            elif name_of(node) == "a" and (node.get("href") or "").find("/u/") >= 0 and text_of(node):
                sheet.fact("author", f"By: {text_of(node)}", text_of(node), parts=[text_of(node)])
            elif name_of(node) == "div" and "xcontrast_txt" in kinds and text_of(node):
                sheet.fact("summary", text_of(node))
            elif name_of(node) == "span" and "xgray" in kinds:
                _read_line(node, sheet)
    links = with_id(root, "pre_story_links")
    if links is not None:
        names = [text_of(a) for a in links.iter("a") if text_of(a)]
        if names:
            fandom = re.sub(r"\s+Crossover$", "", names[-1])
            parts = fandom.split(" + ") if names[-1] != fandom else [fandom]
            sheet.fact("fandom", " > ".join(names), ", ".join(parts), parts=parts)


def _read_line(node: Element, sheet: Sheet) -> None:
    """The line "Rated: Fiction T - English - Drama - [A, B] C - Chapters: 2 - Words: ..", part by part."""
    dates = [span.get("data-xutime") or "" for span in node.iter("span") if span.get("data-xutime")]
    line = text_of(node)
    sheet.fact("other", line, line, label="FanFiction.net")
    unlabelled = []
    for part in _parts(line):
        match = _LABELLED.match(part)
        if match is None:
            unlabelled.append(part)
        elif match["label"] == "Complete":
            sheet.state("status", "Complete")
        elif field := _FIELDS.get(match["label"]):
            value = match["value"]
            if field in ("date", "updated") and dates:
                value = _date(dates.pop(0)) or value
            sheet.state(field, value.removeprefix("Fiction ").strip())
        elif match["label"] == "id":
            sheet.state("source_url", f"https://www.fanfiction.net/s/{match['value'].strip()}/1/")
    _read_unlabelled(unlabelled, sheet)


def _read_mobile(head: Element, sheet: Sheet) -> None:
    """The mobile site's header: title, author, the way to the fandom, and one line with commas."""
    title = next((text_of(node) for node in head.iter("b") if text_of(node)), "")
    if title:
        sheet.fact("title", title)
    for link in head.iter("a"):
        href, text = link.get("href") or "", text_of(link)
        if "/u/" in href and text:
            sheet.fact("author", f"By: {text}", text, parts=[text])
        elif _SHELF.search(href) and text:
            sheet.fact("fandom", text, parts=[text])
    line = _MOBILE.search(text_of(head))
    if line is None:
        return
    sheet.fact("other", line.group(), line.group(), label="FanFiction.net")
    sheet.state("rating", line["rating"])
    unlabelled = [part.strip() for part in (line["rest"] or "").split(",") if part.strip()]
    for n, part in enumerate(unlabelled[:2]):
        genre = part.replace(" & ", "/")
        unlabelled[n] = genre if _GENRE.match(genre) else part
    known = 1 + (len(unlabelled) > 1 and bool(_GENRE.match(unlabelled[1])))
    _read_unlabelled([*unlabelled[:known], *filter(None, [", ".join(unlabelled[known:])])], sheet)
    for name, value in _DATED.findall(line.group()):
        sheet.state(_FIELDS[name], value)


def _parts(line: str) -> Iterator[str]:
    yield from (part.strip() for part in re.split(r"\s+-\s+", line) if part.strip())


def _read_unlabelled(parts: list[str], sheet: Sheet) -> None:
    """Language, genres, characters: in this order, each of them optional but the first."""
    if parts and not _GENRE.match(parts[0]):
        sheet.state("language", parts.pop(0))
    if parts and _GENRE.match(parts[0]):
        genres = re.sub(r"Hurt/Comfort", "Hurt\\\\Comfort", parts.pop(0)).split("/")
        names = [genre.replace("\\", "/") for genre in genres]
        sheet.state("genre", ", ".join(names), parts=names)
    people = " - ".join(parts)
    if not people:
        return
    pairs = [group.replace(" & ", ", ").split(", ") for group in _PAIR.findall(people)]
    rest = _PAIR.sub(",", people).replace(" & ", ", ")
    names = [*(name for pair in pairs for name in pair), *filter(None, map(str.strip, rest.split(",")))]
    sheet.state("characters", ", ".join(names), parts=names)
    if pairs:
        tags = ["/".join(pair) for pair in pairs]
        sheet.state("pairing", ", ".join(tags), parts=tags)


def _date(stamp: str) -> str:
    return (
        datetime.fromtimestamp(int(stamp), UTC).date().isoformat()
        if stamp.isdigit() and len(stamp) < 11
        else ""
    )
