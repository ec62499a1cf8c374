"""Front and back matter: the pages around a story, from its facts.

In: a story. Out: pages of `model.book`. Displayed facts get the typography of the story's
language; their wording stays the author's. A guess is marked as one and stands on no title page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from fanbook.assemble.binder import imprint, maker
from fanbook.enrich.dress import dress
from fanbook.model.book import About, AboutRow, Colophon, NotesPage, Notice, TitlePage
from fanbook.model.metadata import LABELS, Fact
from fanbook.model.picture import Picture
from fanbook.model.story import Story
from fanbook.model.wording import Wording, wording
from fanbook.reconcile.cast import fold_fandom

# What is written where there is nothing to warn of.
_NO_WARNINGS = frozenset((
    "none", "n/a", "na", "no", "nothing", "no archive warnings apply", "creator chose not to use archive warnings",
    "keine", "aucun", "aucune", "ninguna", "ninguno", "nessuno", "nessuna", "nenhum", "nenhuma", "brak", "нет", "отсутствуют",
    "无", "無", "なし", "無し", "特になし", "없음",
))  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def display_title(story: Story) -> str:
    """The title as it is set."""
    return dress(story.title(), story.language)


def is_stand_in(story: Story) -> bool:
    """Does the story go by a name that nobody gave it?"""
    title = story.metadata.get("title")
    return title is None or title.is_stand_in()


def stated(story: Story, name: str) -> str:
    """A fact's wording if somebody stated it; a guess stands on no cover and no title page."""
    fact = story.metadata.get(name)
    return dress(fact.value, story.language) if fact and not fact.is_guess() else ""


def stated_pairing(story: Story) -> str:
    """The primary romantic or platonic pairing with the author's own sign and order, if she states one."""
    fact = story.metadata.get("pairing")
    return story.pairings[0].label() if fact and not fact.is_guess() and story.pairings else ""


def stated_pairings(story: Story) -> tuple[str, ...]:
    """All pairings, if it is the author who names them."""
    fact = story.metadata.get("pairing")
    return tuple(pairing.label() for pairing in story.pairings) if fact and not fact.is_guess() else ()


def stated_fandoms(story: Story) -> tuple[str, ...]:
    """The fandoms, each by itself, if somebody states them."""
    fact = story.metadata.get("fandom")
    known = story.metadata.parsed("fandom") if fact and not fact.is_guess() else ()
    return tuple(dress(name, story.language) for name in known)


def stated_series(story: Story) -> str:
    """The first series that somebody says the story belongs to: a guess makes no family of covers."""
    fact = story.metadata.get("series")
    return "".join(story.metadata.parsed("series")[:1]) if fact and not fact.is_guess() else ""


def pictures(stories: Iterable[Story]) -> tuple[Picture, ...]:
    """The pictures of these stories, each once, by name."""
    found = {picture.name: picture for story in stories for picture in story.pictures}
    return tuple(found[name] for name in sorted(found))


def title_page(story: Story, binder: Mapping[str, str]) -> TitlePage:
    """The title page of a book of one story."""
    return TitlePage(
        display_title(story),
        story.authors(),
        stand_in=is_stand_in(story),
        fandom=stated(story, "fandom"),
        pairing=stated_pairing(story),
        imprint=imprint(binder),
    )


def about(story: Story) -> About | None:
    """All that a header says, and the length; None of a story that says nothing of itself."""
    rows = list(_rows(story))
    summary = story.metadata.value("summary")
    warnings = dress(story.metadata.value("warnings"), story.language) if content_warnings(story) else ""
    if not (rows or summary or warnings):
        return None
    if story.words:
        words = wording(story.language)
        rows.append(AboutRow(words.words, words.count(story.words)))
    return About(display_title(story), story.authors(), tuple(rows), dress(summary, story.language), warnings)


def content_warnings(story: Story) -> tuple[str, ...]:
    """What the author warns of; nothing where she says that there is nothing."""
    found = story.metadata.parsed("warnings")
    return tuple(warning for warning in found if warning.casefold().strip(" .!") not in _NO_WARNINGS)


def _rows(story: Story) -> Iterable[AboutRow]:
    whole = {fact.label: fact for fact in story.metadata.other}
    words = wording(story.language)
    for name, fact in story.metadata.in_order():
        if name in LABELS and not _is_elsewhere(name, fact, story):
            shown = whole.pop("Pairings", fact) if name == "pairing" else fact
            yield _row(words.label(name), shown, story)
    if story.metadata.get("pairing") is None and story.pairings and story.pairings[0].is_believed():
        yield AboutRow(words.label("pairing"), story.pairings[0].label(), guess=True)
    for fact in story.metadata.other:
        if fact.label in whole:
            yield _row(fact.label, fact, story)


def _is_elsewhere(name: str, fact: Fact, story: Story) -> bool:
    """Warnings stand apart on the page; a language's tag is for machines."""
    return (name == "warnings" and bool(content_warnings(story))) or (
        name == "language" and _TAG.fullmatch(fact.value) is not None
    )


def _row(label: str, fact: Fact, story: Story) -> AboutRow:
    return AboutRow(label, dress(fact.value, story.language), fact.is_guess())


def notice(stories: tuple[Story, ...], news: str = "") -> Notice:
    """What this is, whose it is, where it is from, what it is not.

    `news` is what there is to say of a volume's stories.
    """
    paragraphs = [_credit(story) for story in stories] if len(stories) == 1 else [_credits(stories)]
    paragraphs += [news] if news else []
    words = wording(stories[0].language) if len(stories) == 1 else Wording()
    paragraphs.append(_no_claim(stories, words))
    paragraphs.append(words.personal)
    urls = [story.metadata.value("source_url") for story in stories]
    return Notice(tuple(paragraphs), urls[0] if len(stories) == 1 else "")


def _no_claim(stories: tuple[Story, ...], words: Wording) -> str:
    """Whose the characters and the worlds are."""
    named = {fold_fandom(name): name for story in reversed(stories) if (name := stated(story, "fandom"))}
    fandoms = list(reversed(named.values()))
    named_worlds = words.worlds if len(fandoms) > 1 else words.world
    own = words.own_world if len(stories) == 1 else "their worlds"
    world = named_worlds.format(fandoms=words.listed(map(words.cited, fandoms))) if fandoms else own
    said = words.fiction.format(world=world)
    return said if len(stories) == 1 else said.replace("It is a work", "They are works", 1)


def _credit(story: Story) -> str:
    words = wording(story.language)
    said = words.credit if story.authors() else words.uncredited
    return said.format(title=words.named(display_title(story)), names=words.listed(story.authors()))


_MOST_CREDITED = 12  # stories that a page has room for; of more, the contributors are named by themselves


def _credits(stories: tuple[Story, ...]) -> str:
    if len(stories) > _MOST_CREDITED:
        count = len({name for story in stories for name in story.authors()})
        by = f" by {count} authors" if count > 1 else ""
        return (
            f"This volume holds {len(stories)} stories{by}. Each story is its author’s own work; who wrote it "
            "stands on its title page."
        )
    rows = [
        f"“{display_title(story).strip('“”')}” by {Wording().listed(story.authors()) or 'an author who is not named'}"
        for story in stories
    ]
    return f"This volume holds {Wording().listed(rows)}. Each story is its author’s own work."


def notes_page(story: Story, *, is_front: bool) -> NotesPage | None:
    """The story's notes at its head or its end, or None where it has none."""
    notes = story.head_notes if is_front else story.end_notes
    return NotesPage(wording(story.language).note, notes, is_front=is_front) if notes else None


def colophon(
    version: str, binder: Mapping[str, str], stories: tuple[Story, ...], paper: str = ""
) -> Colophon:
    """How the book was made, and by whom where that is said; its typefaces are known once it is set."""
    if len(stories) == 1:
        words = wording(stories[0].language)
        made, enjoyed = words.made.format(version=version), words.enjoyed
    else:
        made = f"This book was made from saved copies of its {len(stories)} stories with fanbook {version}."
        enjoyed = "If you enjoyed a story, tell its author."
    return Colophon(tuple(filter(None, (made, maker(binder), enjoyed))), paper)
