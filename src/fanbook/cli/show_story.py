"""A story on the terminal: its facts, its lines with their kinds in the margin, its doubts.

In: the public JSON object of a story and the source's lines. What stands on the screen is for people;
colour only adds to it, no row is wider than the terminal, and nothing from the story can command it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from msgspec import Struct
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from fanbook.cli.terminal import number_of, safe, show_row
from fanbook.doubt import from_json

Json = Mapping[str, Any]

NARROW = 64  # columns; below, what does not fit beside a line stands under it
_KIND = 12  # columns of a kind in the margin
_RUNNERS_UP = 2  # couples that are named though they are not believed
_FEW = 4  # lines of a block that are shown before the rest is only counted
_INDENT = 8  # columns of an author's indent that are kept
_COLOURS = {"debris": "red", "heading": "bold", "title": "bold", "note": "magenta", "scene_break": "yellow",
            "prose": "dim", "metadata": "cyan", "pov": "cyan", "dateline": "cyan", "end_mark": "yellow"}  # fmt: skip
_ORIGINS = {
    "header": "header",
    "heading": "heading",
    "markup": "markup",
    "sidecar": "you said so",
    "folder": "folder",
    "inferred": "a guess",
    "filename": "the file’s name",
    "fallback": "a stand-in",
}
_LAYOUTS = {
    "paragraph-per-line": "a line a paragraph",
    "single-newline": "paragraphs without blank lines",
    "wrapped": "lines wrapped at column {}",
    "indented": "indented paragraphs",
}
_ASKED_ABOUT = {"N001", "N002", "N014"}  # remarks that stand among the doubts


def show_story(shown: Json, lines: Sequence[str], path: Path, *, full: bool = False) -> None:
    """Print one story."""
    console = Console(highlight=False)
    width = max(console.width, 20)
    rows = [*_head(shown, width), *_facts(shown, width), *_stories(shown, width), Text()]
    rows += _margin(shown, lines, width, full=full)
    rows += _doubts(shown, path, width)
    for row in rows:
        console.print(row, soft_wrap=True)
    for remark in shown["diagnostics"]:
        if remark["code"] not in _ASKED_ABOUT:
            show_row(remark, shown["source"])


def _stories(shown: Json, width: int) -> Iterator[Text]:
    """Where the stories of a file begin, if there are several."""
    for n, one in enumerate(shown.get("stories", ()), 1):
        title, author = (one["metadata"].get(name, {}).get("value", "") for name in ("title", "author"))
        words = f"story {n}, lines {one['start']}-{one['end']}: {safe(title)}" + (
            f", {safe(author)}" if author else ""
        )
        yield fitted(Text(" ".join(words.split()), "bold"), width)


def fitted(text: Text, width: int) -> Text:
    """The text on one row of the terminal, its end cut off where there is no room."""
    text.truncate(max(width, 1), overflow="ellipsis")
    return text


def plain_line(line: str) -> str:
    """A source's line without what a terminal would obey; of a long indent a part stays."""
    words = safe(" ".join(line.split()))
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
    return " " * min(indent, _INDENT) + words


def _head(shown: Json, width: int) -> Iterator[Text]:
    yield fitted(Text(safe(shown["source"]), "bold"), width)
    layout, _, column = shown["layout"].partition("wrapped-")
    layout = _LAYOUTS["wrapped"].format(column) if column else _LAYOUTS.get(layout, shown["layout"])
    facts = [shown["encoding"].upper(), layout, f"language {shown['language']}", *counts(shown)]
    if shown.get("library"):
        where = "this folder" if shown["library"] == "." else safe(shown["library"])
        facts.append(f"names known in {where}")
    yield from wrapped(" · ".join(facts), width, "dim")
    yield Text()


def counts(shown: Json) -> list[str]:
    """How long a story is, in words for people."""
    chapters = [row for row in shown["chapters"] if row["kind"] != "story"]
    scenes, words = len(shown["scene_breaks"]), shown["words"]
    return [
        *([number_of(len(chapters), "chapter")] if chapters else []),
        *([number_of(scenes, "scene break")] if scenes else []),
        number_of(words, "word"),
    ]


def wrapped(text: str, width: int, style: str = "", first: str = "", rest: str = "") -> list[Text]:
    """The text over as many rows as it needs, none wider than the terminal."""
    room = max(width - max(cell_len(first), cell_len(rest)), 8)
    parts = Text(text, style).wrap(Console(width=room), room) or [Text()]
    for n, part in enumerate(parts):
        part.rstrip()
        parts[n] = Text(rest if n else first) + part
    return list(parts)


def _facts(shown: Json, width: int) -> Iterator[Text]:
    rows = [(name, row) for name, row in shown["metadata"].items() if name != "other"]
    rows += list(shown["metadata"].get("other", {}).items())
    column = max((cell_len(safe(name)) for name, _ in rows), default=0)
    column = min(column, max(width // 4, 8))
    for name, row in rows:
        label = Text(safe(" ".join(name.replace("_", " ").split())), "cyan")
        label.truncate(column, overflow="ellipsis", pad=True)
        yield from _fact(label, safe(" ".join(row["value"].split())), _origin(row, shown["unit"]), width)
    if "pairing" not in shown["metadata"]:
        column = max(column, len("pairing"))
        for name, row in _guesses(shown["pairing"]):
            label = Text(name, "cyan")
            label.truncate(column, overflow="ellipsis", pad=True)
            yield from _fact(
                label, safe("/".join(row["members"])), f"a guess · {row['confidence']:.0%}", width
            )


def _guesses(pairing: Json) -> Iterator[tuple[str, Json]]:
    """The couple that the text speaks for, and those that it speaks for less."""
    yield from (("pairing", row) for row in pairing["romantic"] + pairing["platonic"])
    yield from (("perhaps", row) for row in pairing["candidates"][:_RUNNERS_UP])


def _origin(row: Json, unit: str) -> str:
    line = f", {unit} {row['lines'][0]}" if row.get("lines") else ""
    return f"{_ORIGINS.get(row['origin'], row['origin'])}{line} · {row['confidence']:.0%}"


def _fact(label: Text, value: str, origin: str, width: int) -> Iterator[Text]:
    """A fact's name, its wording, and at the right where it is from; on a narrow screen below it."""
    indent = "  "
    left = len(indent) + cell_len(label.plain) + 2
    value = value if len(value) <= 400 else value[:399] + "…"
    beside = width >= NARROW
    room = width - left - (30 if beside else 0)
    rows = wrapped(value, room)
    first = Text(indent) + label + Text("  ") + rows[0]
    if beside:
        first.append(" " * (width - 28 - cell_len(first.plain)))
        first.append(origin, "dim")
    yield fitted(first, width)
    for row in rows[1:]:
        yield Text(" " * left) + row
    if not beside:
        yield fitted(Text(" " * left) + Text(origin, "dim"), width)


class _Page(Struct, frozen=True):
    """What the rows of one story share: its lines, the columns of a line number and of a row."""

    lines: Sequence[str]
    digits: int
    width: int
    full: bool

    def more(self, words: str) -> Text:
        """A row that stands for what is not shown."""
        gap = _KIND + 4 if self.width >= NARROW else 3
        return fitted(Text(f"{'⋮':>{self.digits}}{'':{gap}}{words}", "dim"), self.width)


def _margin(shown: Json, lines: Sequence[str], width: int, *, full: bool) -> Iterator[Text]:
    """The source's lines, each with its number, and with its kind where one begins."""
    page = _Page(lines, len(str(len(lines))), width, full)
    asked = [doubt for row in shown["doubts"] if (doubt := from_json(row)).kind or doubt.otherwise]
    unsure = {place.start for doubt in asked for place in doubt.places}
    folded: list[Json] = []
    for block in shown["blocks"]:
        if not full and folded and block["kind"] == "prose" and block["start"] not in unsure:
            folded.append(block)
            continue
        yield from _rest(folded, page)
        folded = [block] if block["kind"] == "prose" else []
        yield from _block(block, page, unsure=block["start"] in unsure)
    yield from _rest(folded, page)


def _rest(folded: Sequence[Json], page: _Page) -> Iterator[Text]:
    """How many paragraphs of prose follow the one that was shown."""
    if len(folded) > 1:
        yield page.more(f"{len(folded) - 1:,} more to line {folded[-1]['end']}")


def _block(block: Json, page: _Page, *, unsure: bool) -> Iterator[Text]:
    numbers = [n for n in range(block["start"], block["end"] + 1) if page.lines[n - 1].strip()]
    is_prose = block["kind"] == "prose"
    most = len(numbers) if page.full or len(numbers) <= _FEW + 1 else _FEW
    most = 1 if is_prose and not page.full else most
    why = "" if is_prose and not unsure else f"{block['confidence']:.0%} {block['why']}"
    below: list[Text] = []
    for n in numbers[:most]:
        first = n == numbers[0]
        margin = Text(f"{n:>{page.digits}} ", "dim")
        margin.append("? " if unsure and first else "  ", "bold yellow")
        margin.append(block["kind"].replace("_", " ") if first else "", _COLOURS.get(block["kind"], "green"))
        words = Text(plain_line(page.lines[n - 1]))
        if page.width < NARROW:
            yield from _stacked(margin, words, why if first else "", page)
        elif first and why and (row := _beside(margin, words, why, page, cut=not unsure)):
            yield row
        else:
            yield fitted(_padded(margin, page) + words, page.width)
            below += [_padded(Text(), page) + Text(f"╰ {why}", "dim")] if first and why else []
    if most < len(numbers) and not is_prose:
        yield page.more(f"{len(numbers) - most} more to line {block['end']}")
    yield from (fitted(row, page.width) for row in below)


def _padded(margin: Text, page: _Page) -> Text:
    return margin + Text(" " * (page.digits + _KIND + 4 - cell_len(margin.plain)))


def _stacked(margin: Text, words: Text, why: str, page: _Page) -> Iterator[Text]:
    """On a narrow screen: kind and reason, and the words below them."""
    if why or margin.plain.strip(" ?0123456789"):
        yield fitted(margin + Text(f"  {why}", "dim"), page.width)
    yield fitted(Text(" " * (page.digits + 3)) + words, page.width)


def _beside(margin: Text, words: Text, why: str, page: _Page, *, cut: bool) -> Text | None:
    """Words with their reason at the right; None where there is no room. `cut`: half the words may go."""
    margin = _padded(margin, page)
    room = page.width - cell_len(margin.plain) - cell_len(why) - 2
    if cell_len(words.plain) > room and not (cut and room > cell_len(why)):
        return None
    words = fitted(words, room)
    return margin + words + Text(" " * (room + 2 - cell_len(words.plain))) + Text(why, "dim")


def _doubts(shown: Json, path: Path, width: int) -> Iterator[Text]:
    """What wants a person's word, and how it is given."""
    doubts = [from_json(row) for row in shown["doubts"]]
    yield Text()
    if not doubts:
        yield Text("No doubts.", "green")
        return
    yield Text(number_of(len(doubts), "doubt"), "bold yellow")
    for doubt in doubts:
        places = ", ".join(str(place.start) for place in doubt.places[:_FEW])
        more = "" if len(doubt.places) <= _FEW else " …"
        unit = f"{shown['unit']}s" if len(doubt.places) > 1 else shown["unit"]
        where = f" ({unit} {places}{more})" if places else ""
        yield from wrapped(safe(f"{doubt.question}{where}"), width, first="? ", rest="  ")
        yield from wrapped(safe(doubt.why), width, "dim", first="  ", rest="  ")
    settles = "settles it, with one key." if len(doubts) == 1 else "settles them, with a key each."
    yield from wrapped(f"fanbook review {safe(_typed(path))} {settles}", width)


def _typed(path: Path) -> str:
    """A path as somebody here would type it."""
    here = Path.cwd()
    name = str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
    return f'"{name}"' if " " in name else name


class Shelf:
    """Many stories, a row each, as they come."""

    def __init__(self, names: Sequence[str]) -> None:
        self.console = Console(highlight=False)
        # On a pipe no row is cut: whoever searches in them wants all of them.
        self.width = max(self.console.width, 20) if sys.stdout.isatty() else 0
        longest = max((cell_len(safe(name)) for name in names), default=0)
        self.column = min(longest, self.width // 3) if self.width else 0
        self.stories = self.doubtful = 0

    def show(self, shown: Json) -> None:
        """Print one row: how many doubts, the file, what was found."""
        doubts = len(shown["doubts"])
        self.stories += 1
        self.doubtful += bool(doubts)
        row = Text(f"{doubts}? " if doubts else "   ", "bold yellow")
        row.pad_left(max(4 - cell_len(row.plain), 0))
        name = safe(shown["source"])
        if self.width and cell_len(name) > self.column:
            while cell_len(name) >= self.column:
                name = name[1:]
            name = f"…{name}"
        row.append(name, "dim").append(" " * max(self.column - cell_len(name), 0) + "  ")
        row.append_text(_told(shown))
        self.console.print(fitted(row, self.width) if self.width else row, soft_wrap=True)

    def sum_up(self) -> None:
        """Say how many stories want a person's word."""
        if not self.stories:
            return
        said = f"{self.doubtful} of {number_of(self.stories, 'story')}"
        typer.echo(
            f"{said} with doubts (?): fanbook review settles them." if self.doubtful else "No doubts.",
            err=True,
        )


def _told(shown: Json) -> Text:
    """Title, author, pairing and length."""
    facts = shown["metadata"]
    title, author = facts["title"], facts.get("author", {"value": ""})["value"]
    stand_in = title["origin"] in ("filename", "fallback")
    row = Text(safe(" ".join(title["value"].split())), "italic" if stand_in else "bold")
    row.append(f", {safe(author)}" if author else ", author unknown")
    pairing = facts.get("pairing", {"value": ""})["value"]
    told = [*([safe(" ".join(pairing.split()))] if pairing else []), *counts(shown)]
    return row.append(f"  {' · '.join(told)}", "dim")
