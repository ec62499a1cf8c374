"""Nothing lost: every word of a source is in its books, in order, or in what was left out."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import witness
from hypothesis import HealthCheck, assume, given, settings

import stories
from fanbook.assemble.single import without_notes
from fanbook.errors import SourceError
from fanbook.resources import find_typefaces, load_theme
from fanbook.write.pdf import write_pdf
from fanbook.write.trim import find_trim

SOURCES = witness.sources()
COLOPHON = "Thisbookwasmadefromasavedcopy"
_few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
_many = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def check(data: bytes, *, typography: bool) -> None:
    try:
        found = witness.recognised(data, typography=typography)
    except SourceError:  # nothing but header, or no text at all: said in the report, and no book
        assume(condition=False)
        raise
    assert witness.complaints(found) == []


@pytest.mark.slow
@_few
@given(stories.sources())
def test_as_written(data: bytes) -> None:
    check(data, typography=False)


@pytest.mark.slow
@_few
@given(stories.sources())
def test_typography_changes_no_word(data: bytes) -> None:
    check(data, typography=True)


@pytest.mark.slow
@_many
@given(stories.sources())
def test_as_written_at_length(data: bytes) -> None:
    check(data, typography=False)


@pytest.mark.slow
@_many
@given(stories.sources())
def test_typography_changes_no_word_at_length(data: bytes) -> None:
    check(data, typography=True)


@pytest.mark.slow
@pytest.mark.parametrize("typography", [False, True], ids=["as-written", "typography"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda file: file.name)
def test_every_story_at_hand(source: Path, typography: bool) -> None:
    assert (
        witness.complaints(witness.recognised(source.read_bytes(), source.name, typography=typography)) == []
    )


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES, ids=lambda file: file.name)
@pytest.mark.parametrize("notes", ["end", "appendix", "drop"])
def test_wherever_notes_go(source: Path, notes: str) -> None:
    found = witness.recognised(source.read_bytes(), source.name)
    kept, moved = witness.told(witness.epub_of(found)), witness.told(witness.epub_of(found, notes=notes))
    assert moved.body == kept.body
    if notes == "drop":
        assert moved.notes == []
        listed = [row.text for row in without_notes(found.story).left_out if "dropped" in row.why]
        assert sorted(witness.words("\n".join(listed))) == sorted(kept.notes)
    else:
        assert sorted(moved.notes) == sorted(kept.notes)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("One two three.\n\nFour five six.\n", "three"),
        ("One two three.\n\n* * *\n\nFour five six.\n", "five"),
        ("Title: Aye\nAuthor: B\n\nOne two.\n\nThree four.\n", "Aye"),
    ],
)
def test_a_missing_word_is_noticed(text: str, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = witness.recognised(text.encode())
    assert witness.complaints(found) == []
    monkeypatch.setattr(witness, "told", lambda epub, told=witness.told: _without(told(epub), named))
    assert witness.complaints(found) != []


def _without(told: witness.Told, word: str) -> witness.Told:
    for part in (told.body, told.notes, told.other):
        while word in part:
            part.remove(word)
    return told


# --- On paper ------------------------------------------------------------------------------------


def check_print(data: bytes, trim: str, *, typography: bool) -> None:
    found = witness.recognised(data, typography=typography)
    page = find_trim(trim)
    pdf = write_pdf(witness.book_of(found), load_theme(), page, find_typefaces()).pdf
    printed = witness.printed_words(pdf, page.top, page.bottom)
    body = witness.body_words(witness.epub_of(found))
    letters = "".join(body)
    ends, seen = _ends(body), "".join(printed)
    # On paper the colophon, which comes last, says more.
    letters, seen = letters[: letters.rindex(COLOPHON)], seen[: seen.rindex(COLOPHON)]
    assert seen.endswith(letters)
    # At a line end pdfium does not tell the author's own hyphen from the printer's.
    before = len(seen) - len(letters)
    assert {end - before for end in _ends(printed) if before < end <= len(seen)} <= ends


def _ends(row: list[str]) -> set[int]:
    """Where in the row of letters a word ends."""
    return set(itertools.accumulate(map(len, row)))


@pytest.mark.slow
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(stories.latin_sources())
def test_in_print(data: bytes) -> None:
    check_print(data, "a6", typography=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["the_greenwood_oath", "the_cartographer_of_ithaca", "asgard_group_chat"])
@pytest.mark.parametrize("typography", [False, True], ids=["as-written", "typography"])
def test_our_stories_in_print(name: str, typography: bool) -> None:
    source = Path(__file__).parents[2] / "seeds" / f"{name}.txt"
    check_print(source.read_bytes(), "half-letter", typography=typography)
