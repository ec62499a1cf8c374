"""A library of any size that is like a real one, and the truth about it; the same bytes for the same seed.

    python bench/synthetic.py OUT --stories 1000 [--words 2000] [--seed 4]

Five fandoms with shared first names, forty pairings in every spelling, 5 % gen, 5 % that state no pairing,
3 % saved twice. Stories go to OUT/seeds, the truth about each to OUT/truth.json.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from html import escape
from pathlib import Path

from synthetic_world import (
    ADJECTIVES,
    BOTH,
    FRIENDS,
    LOVE,
    NOUNS,
    OTHER,
    PLAIN,
    POEM,
    VERBS,
    WHENS,
    WORLDS,
    World,
)  # fmt: skip

GEN, UNSTATED, COPIES = 0.05, 0.05, 0.03
BOILERPLATE = (
    "Disclaimer: None of these people are mine; they belong to their makers, and I make no money from them "
    "at all, not a penny, only the pleasure of their company for an evening or two."
)


@dataclass(frozen=True)
class Made:
    """One file. `pair` holds full names, in order; empty for gen. `copy_of` names the file that it repeats."""

    path: str
    text: str = field(repr=False)
    title: str
    fandom: str
    pair: tuple[str, ...]
    is_stated: bool
    habit: str
    copy_of: str = ""

    def truth(self) -> dict[str, object]:
        row = asdict(self)
        del row["text"]
        return row


Spelling = Callable[[random.Random, World, str, str], str]


def _name(dice: random.Random, world: World, name: str) -> str:
    """The full name, or a short one that is nobody else's."""
    return dice.choice([name, *world.short(name)])


def _signed(sign: str) -> Spelling:
    def spelled(dice: random.Random, world: World, one: str, other: str) -> str:
        return f"{_name(dice, world, one)}{sign}{_name(dice, world, other)}"

    return spelled


def _blend(dice: random.Random, world: World, one: str, other: str) -> str:
    """A ship name, if it can be made so that no other pair of the fandom gives it."""
    made = _ships(world).get((one, other), ())
    return dice.choice(made) if made else f"{one}/{other}"


@cache
def _ships(world: World) -> dict[tuple[str, str], list[str]]:
    """For each pair the blends of a beginning and an end that nobody else's names give.

    The beginning and the end have three letters at least, and every couple of people is tried.
    """
    owners: dict[str, set[frozenset[str]]] = {}
    people = world.people()
    for one in people:
        for other in people:
            if one != other:
                for word in _blends(one, other, least=2):
                    owners.setdefault(word, set()).add(frozenset((one, other)))
    return {
        pair: [word for word in sorted(_blends(*pair, least=3)) if owners[word] == {frozenset(pair)}][:12]
        for pair in world.pairs
    }


def _blends(one: str, other: str, least: int) -> Iterator[str]:
    for head in one.split():
        for tail in other.split():
            for n in range(least, len(head)):
                for m in range(least, len(tail)):
                    yield (head[:n] + tail[-m:]).capitalize()


def _background(dice: random.Random, world: World, one: str, other: str) -> str:
    rest = dice.choice([pair for pair in world.pairs if one not in pair and other not in pair])
    form = dice.choice(("{}, background {}", "{}; {} (background)", "{} (past {})", "{}, {}"))
    return form.format(f"{one}/{other}", "/".join(rest))


def _swapped(spelling: Spelling) -> Spelling:
    return lambda dice, world, one, other: spelling(dice, world, other, one)


SPELLINGS: dict[str, Spelling] = {
    "slash": _signed("/"),
    "slash spaced": _signed(" / "),
    "swapped": _swapped(_signed("/")),
    "x": _signed(" x "),
    "times": _signed(" × "),
    "comma": _signed(", "),
    "and": _signed(" and "),
    "lower case": lambda *given: _signed("/")(*given).lower(),
    "upper case": lambda *given: _signed("/")(*given).upper(),
    "several": _background,
    "ship name": _blend,
    "remark": lambda *given: _signed("/")(*given) + " (eventually)",
}
LABELS = ("Pairing", "Pairings", "Relationship", "Relationships", "Pairing(s)", "**Pairing**", "Ship")
BOTH_LABELS = (
    "Characters/Pairings",
    "Pairing/Characters",
)  # nobody could tell a couple in them without a sign
SIGN = re.compile(r"/| [x×] ")
GENS = ("none", "gen", "None (gen)", "no pairing")


def library(stories: int = 1000, words: int = 2000, seed: int = 4) -> list[Made]:
    """The files of a library with so many stories, copies among them."""
    dice = random.Random(f"{seed}-{stories}-{words}")
    copies = round(stories * COPIES)
    kinds = ["gen"] * round(stories * GEN) + ["unstated"] * round(stories * UNSTATED)
    kinds += ["stated"] * (stories - copies - len(kinds))
    dice.shuffle(kinds)
    made = [_story(random.Random(f"{seed}-{n}"), n, kind, words) for n, kind in enumerate(kinds)]
    for n, first in enumerate(dice.sample(made, copies)):
        made.append(_copy(random.Random(f"{seed}-copy-{n}"), first, n))
    return made


def _story(dice: random.Random, n: int, kind: str, words: int) -> Made:
    world = WORLDS[n % len(WORLDS)]
    one, other = world.pairs[n // len(WORLDS) % len(world.pairs)]
    title = f"The {dice.choice(ADJECTIVES).title()} {dice.choice(NOUNS).title()} of {_name(dice, world, one)} ({n})"
    title = title.replace(" (", " No. ").rstrip(")")
    body = list(_paragraphs(dice, world, (one, other), words, loving=kind != "gen"))
    habit = {"gen": "gen", "unstated": "unstated"}.get(kind) or dice.choice(list(SPELLINGS))
    pairing = ""
    if kind == "gen":
        pairing = dice.choice((*GENS, f"{one} & {other}"))
    elif kind == "stated":
        pairing = SPELLINGS[habit](dice, world, one, other)
    # A ship name or half a name says little where not even the fandom is named; some say it all the same.
    fandom = (
        "" if dice.random() < 0.05 and habit not in ("ship name", "gen") else dice.choice(world.spellings)
    )
    form = dice.choice((_labelled, _labelled, _starred, _compact, _markdown, _ao3))
    if form is _compact and habit in ("comma", "and", "several", "ship name", "remark"):
        form = _labelled  # nobody could tell these from other words where no label stands
    if form is _ao3 and habit in ("comma", "and", "x", "times", "several"):
        pairing = f"{one}/{other}"  # an archive's tags have one form
    text, ending = form(dice, title, fandom, pairing, body)
    return Made(
        f"{_folder(dice)}{_stem(title)}{ending}", text, title, world.spellings[0],
        (one, other) if kind != "gen" else (), kind == "stated" or bool(pairing), habit,
    )  # fmt: skip


def _folder(dice: random.Random) -> str:
    return dice.choice(("", "", "saved/", "2009/", "to read/"))


def _stem(title: str) -> str:
    return re.sub(r"\W+", "_", title)


def _sentence(dice: random.Random, form: str, world: World, pair: tuple[str, str]) -> str:
    one, other = pair if dice.random() < 0.5 else pair[::-1]
    third = dice.choice([name for name in world.people() if name not in pair])
    names = {key: _called(dice, world, name) for key, name in (("a", one), ("b", other), ("c", third))}
    is_man, is_his = (name.split()[0] in world.men for name in (one, other))
    return form.format(
        **names,
        his="his" if is_man else "her", him="him" if is_man else "her", her="his" if is_his else "her",
        noun=dice.choice(NOUNS), noun2=dice.choice(NOUNS), verb=dice.choice(VERBS), verb2=dice.choice(VERBS),
        adjective=dice.choice(ADJECTIVES), adjective2=dice.choice(ADJECTIVES),
        place=dice.choice(world.places), when=dice.choice(WHENS), n=dice.randint(3, 99),
    )  # fmt: skip


def _called(dice: random.Random, world: World, name: str) -> str:
    """In a story people go by their first names; where two share one, by the whole."""
    return dice.choice([*world.short(name)[:1] * 5, name])


def _paragraphs(
    dice: random.Random, world: World, pair: tuple[str, str], words: int, *, loving: bool
) -> Iterator[str]:
    written, warm = 0, LOVE if loving else FRIENDS
    while written < words:
        rooms = dice.choices((PLAIN, BOTH, OTHER, warm), (12, 4, 3, 1), k=dice.randint(2, 6))
        forms = [dice.choice(room) for room in rooms]
        paragraph = " ".join(_sentence(dice, form, world, pair) for form in forms)
        paragraph = paragraph[0].upper() + paragraph[1:]
        written += len(paragraph.split())
        yield paragraph
    if dice.random() < 0.1:
        yield POEM  # many stories quote one poem


# --- Shapes ---------------------------------------------------------------------------------------


def _labelled(dice: random.Random, title: str, fandom: str, pairing: str, body: list[str]) -> tuple[str, str]:
    rows = [f"Title: {title}", f"Author: {_author(dice)}"]
    rows += [f"Fandom: {fandom}"] if fandom else []
    labels = LABELS + (BOTH_LABELS if SIGN.search(pairing) else ())
    rows += [f"{dice.choice(labels)}: {pairing}"] if pairing else []
    rows += [f"Rating: {dice.choice(('G', 'PG', 'PG-13', 'T'))}", BOILERPLATE]
    return "\n".join(rows) + "\n\n" + "\n\n".join(body) + "\n", ".txt"


def _starred(dice: random.Random, title: str, fandom: str, pairing: str, body: list[str]) -> tuple[str, str]:
    text, _ = _labelled(dice, title, fandom, pairing, body)
    head, _, rest = text.partition("\n\n")
    return f"{head}\n\n*****\n\n{rest}\n\nThe End\n", ".txt"


def _compact(dice: random.Random, title: str, fandom: str, pairing: str, body: list[str]) -> tuple[str, str]:
    facts = ", ".join(filter(None, (fandom, pairing, dice.choice(("G", "PG", "PG-13")))))
    return f"{title} by {_author(dice)}\n{facts}\n\n" + "\n\n".join(body) + "\n", ".txt"


def _markdown(dice: random.Random, title: str, fandom: str, pairing: str, body: list[str]) -> tuple[str, str]:
    rows = [f"**Author:** {_author(dice)}"]
    rows += [f"**Fandom:** {fandom}"] if fandom else []
    rows += [f"**Pairing:** {pairing}"] if pairing else []
    verse = [part.replace("\n", "  \n") for part in body]
    return f"# {title}\n\n" + "  \n".join(rows) + "\n\n---\n\n" + "\n\n".join(verse) + "\n", ".md"


def _ao3(dice: random.Random, title: str, fandom: str, pairing: str, body: list[str]) -> tuple[str, str]:
    author = _author(dice)

    def row(label: str, *values: str) -> str:
        tags = (f'<a href="https://archiveofourown.org/tags/x">{escape(value)}</a>' for value in values)
        return f"<dt>{label}:</dt><dd>{', '.join(tags)}</dd>\n"

    rows = row("Rating", "General Audiences") + row("Archive Warning", "No Archive Warnings Apply")
    rows += row("Fandom", fandom) if fandom else ""
    rows += row("Relationship", *re.split(r"[,;] (?:background )?(?=[^()]*/)", pairing)) if pairing else ""
    text = "".join(f"<p>{escape(part, quote=False).replace(chr(10), '<br/>')}</p>\n" for part in body)
    return (
        f"<!DOCTYPE html><html><head><title>{title} - {author} - {escape(fandom)}</title></head><body>\n"
        f'<div id="preface"><h2 class="toc-heading">Preface</h2><p class="message"><b>{title}</b><br/>Posted originally '
        'on the <a href="http://archiveofourown.org/">Archive of Our Own</a> at '
        f'<a href="http://archiveofourown.org/works/{dice.randint(10**5, 10**7)}">a work</a>.</p>'
        f'<div class="meta"><dl class="tags">{rows}</dl><h1>{title}</h1>'
        f'<div class="byline">by <a rel="author" href="https://archiveofourown.org/users/x">{author}</a></div></div></div>\n'
        f'<div id="chapters" class="userstuff"><h2 class="toc-heading">{title}</h2>\n<div class="userstuff">{text}</div></div>\n'
        '<div id="afterword"><p class="message">Please <a href="http://archiveofourown.org/">drop by the Archive and '
        "comment</a> to let the creator know if you enjoyed their work!</p></div></body></html>\n"
    ), ".html"


def _author(dice: random.Random) -> str:
    return f"{dice.choice(ADJECTIVES)}{dice.choice(NOUNS)}{dice.randint(1, 60)}"


# --- Copies ---------------------------------------------------------------------------------------


def _copy(dice: random.Random, first: Made, n: int) -> Made:
    """The same story saved again: the same file, from elsewhere with other quotes, or longer by a chapter."""
    stem, _, ending = first.path.rpartition(".")
    how = n % 3
    if how == 0:
        return replace(first, path=f"{stem} (1).{ending}", copy_of=first.path)
    body = _body_of(first)
    plain = [part.replace("“", '"').replace("”", '"').replace("'", "’") for part in body]
    if how == 1:  # another site's copy, in another format
        text, ending = (_ao3 if ending != "html" else _labelled)(
            dice, first.title, first.fandom, _said(first), plain
        )
        return replace(
            first, path=f"elsewhere/{Path(stem).name}.{ending.strip('.')}", text=text, copy_of=first.path
        )
    # The later save of a work in progress: half as long again.
    world = next(world for world in WORLDS if world.spellings[0] == first.fandom)
    pair = (first.pair or world.pairs[0])[:2]
    more = list(_paragraphs(dice, world, (pair[0], pair[1]), 700, loving=bool(first.pair)))
    text, ending = _labelled(dice, first.title, first.fandom, _said(first), [*plain, *more])
    return replace(first, path=f"elsewhere/{Path(stem).name}_new{ending}", text=text, copy_of=first.path)


def _said(first: Made) -> str:
    return "/".join(first.pair) if first.is_stated and first.pair else "none" if first.is_stated else ""


def _body_of(made: Made) -> list[str]:
    if made.path.endswith(".html"):
        inner = made.text.rpartition('<div class="userstuff">')[2]
        return [
            part.replace("<br/>", "\n")
            for part in re.findall(r"<p>(.*?)</p>", inner.partition("</div>")[0], re.DOTALL)
        ]
    if made.path.endswith(".md"):
        return made.text.partition("---\n\n")[2].replace("  \n", "\n").strip().split("\n\n")
    parts = made.text.strip().split("\n\n")[1:]
    return [part for part in parts if part not in ("*****", "The End")]


def write(made: list[Made], folder: Path) -> None:
    """The stories into FOLDER/seeds, and what is true of them into FOLDER/truth.json."""
    for one in made:
        file = folder / "seeds" / one.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(one.text, "utf-8")
    rows = [one.truth() for one in made]
    (folder / "truth.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--stories", type=int, default=1000)
    asked.add_argument("--words", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=4)
    given = asked.parse_args()
    write(library(given.stories, given.words, given.seed), given.out)


if __name__ == "__main__":
    main()
