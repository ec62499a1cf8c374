"""Sidecars: what they may say, and that writing one never costs a person's words."""

from __future__ import annotations

import re
import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fanbook.doubt import Settlement
from fanbook.errors import ConfigError
from fanbook.library.config import read_defaults
from fanbook.library.sidecars import (
    pinned_id,
    read_sidecar,
    settled_defaults,
    settled_text,
    sidecar_text,
)
from fanbook.library.toml import safe
from fanbook.model.draft import Kind
from fanbook.model.metadata import FIELDS, Fact, Metadata, Origin
from fanbook.model.story import Source, Story

SOURCE = Source("seeds/tide.txt", "0" * 64, 1, "utf-8", "lf")


def story(**facts: str | Fact) -> Story:
    rows = {name: fact if isinstance(fact, Fact) else Fact(fact) for name, fact in facts.items()}
    return Story(SOURCE, Metadata(tuple(rows.items())), ())


def test_everything_the_contract_shows():
    told = read_sidecar(
        """
        id = "kiss"
        slug = "kiss-me"
        title = "Kiss Me Goodbye"
        series_index = 2
        date = 2019-03-02
        pairing = ["Clark Kent/Lois Lane", "Lana & Chloe"]
        chapters = ["Part *", "/[IVX]+\\\\./"]
        anthology = false
        [lines]
        "96-97 He suddenly" = "verse"
        "12" = "debris"
        [[fix]]
        find = "adsorbing"
        replace = " absorbing "
        [[fix]]
        find = "teh "
        """,
        "kiss.fanbook.toml",
    )
    assert told.facts == (("title", "Kiss Me Goodbye"), ("series_index", "2"), ("date", "2019-03-02"))
    assert told.pairings == ("Clark Kent/Lois Lane", "Lana & Chloe")
    assert [bool(pattern.fullmatch("Part Two")) for pattern in told.headings] == [True, False]
    assert [bool(pattern.fullmatch("IV.")) for pattern in told.headings] == [False, True]
    assert told.lines == ((96, 97, Kind.VERSE, "He suddenly"), (12, 12, Kind.DEBRIS, ""))
    assert told.fixes == (("adsorbing", " absorbing "), ("teh ", ""))
    assert (told.id, told.slug, told.anthology) == ("kiss", "kiss-me", False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('titel = "x"', "C001"),
        ('title = ""', "C002"),
        ('anthology = "no"', "C002"),
        ("pairing = [1]", "C002"),
        ('chapters = ["/(/"]', "C003"),
        ("lines = 3", "C002"),
        ('[lines]\nten = "verse"', "C003"),
        ('[lines]\n"0" = "verse"', "C003"),
        ('[lines]\n"9-3" = "verse"', "C003"),
        ('[lines]\n"3" = "poem"', "C003"),
        ('[lines]\n"3" = ["verse"]', "C003"),
        ("fix = 3", "C002"),
        ('[[fix]]\nreplace = "x"', "C002"),
        ('[[fix]]\nfind = "x"\nreplace = 3', "C002"),
        ('[[fix]]\nfind = """a\nb"""', "C002"),
        ('[[fix]]\nfind = "x"\nwith = "y"', "C001"),
        ('slug = "../up"', "C003"),
        ('slug = "CON"', "C003"),
        ("[title]", "C002"),
        ("title = ", "C002"),
    ],
)
def test_what_cannot_be_is_said(text, code):
    with pytest.raises(ConfigError) as caught:
        read_sidecar(text, "tide.fanbook.toml")
    assert (caught.value.code, caught.value.at) == (code, "tide.fanbook.toml")


def test_single_brackets_make_one_fix():
    assert read_sidecar('[fix]\nfind = "a"\nreplace = "b"', "").fixes == (("a", "b"),)


def test_no_value_holds_what_a_book_cannot():
    told = read_sidecar('title = "a\\u0000b\\u001bc"\n[[fix]]\nfind = "x"\nreplace = "\\u0007y"', "")
    assert told.facts == (("title", "abc"),)
    assert told.fixes == (("x", "y"),)


def test_a_new_sidecar_pins_the_id_and_only_comments_the_findings():
    written = sidecar_text(story(title="The Tide", pairing="A/B", summary='One\n"two" \\ three'), "path:x")
    assert tomllib.loads(written) == {"id": "path:x", "slug": "the-tide"}
    uncommented = tomllib.loads(re.sub("^# ", "", written, flags=re.MULTILINE))
    assert uncommented["title"] == "The Tide"
    assert uncommented["pairing"] == ["A/B"]
    assert uncommented["summary"] == 'One\n"two" \\ three'


@pytest.mark.parametrize("origin", [Origin.FALLBACK, Origin.FILENAME])
def test_a_stand_in_title_pins_no_file_name(origin):
    assert "slug" not in tomllib.loads(sidecar_text(story(title=Fact("Tide", origin)), "x"))
    assert "slug" not in tomllib.loads(sidecar_text(story(title=Fact("Tide", confidence=0.6)), "x"))


MINE = """\
# My own notes.
title = "Mine"   # I know better
[lines]
"3 He said" = "verse"
"""


def test_what_a_person_wrote_stays_to_the_letter():
    written = sidecar_text(story(title="Found", author="hollin"), "path:x", MINE)
    assert written.endswith(MINE)
    assert tomllib.loads(written) == {"id": "path:x", "slug": "found", **tomllib.loads(MINE)}
    assert "# title" not in written
    assert '# author = "hollin"' in written


def test_writing_again_renews_the_findings_and_changes_nothing_else():
    first = sidecar_text(story(title="Found", author="hollin"), "path:x", MINE)
    assert sidecar_text(story(title="Found", author="hollin"), "path:x", first) == first
    again = sidecar_text(story(title="Found", author="yew"), "path:y", first)
    assert "hollin" not in again
    assert tomllib.loads(again) == tomllib.loads(first)
    taken_over = first.replace('# author = "hollin"', 'author = "me"')
    assert 'author = "me"' in sidecar_text(story(author="yew"), "path:y", taken_over)


def test_line_ends_are_the_persons():
    windows = MINE.replace("\n", "\r\n")
    written = sidecar_text(story(author="hollin"), "path:x", windows)
    assert written.endswith(windows)
    assert written.count("\n") == written.count("\r\n")


def test_a_text_that_looks_like_a_finding_stays():
    tricky = 'summary = """\n# title = "x"  # header, 100%\n"""\n'
    assert (
        tomllib.loads(sidecar_text(story(title="T"), "i", tricky))["summary"]
        == tomllib.loads(tricky)["summary"]
    )


_text = st.text(max_size=40) | st.sampled_from(
    ['"""', "\\", '"', "'''", "\n[lines]\n", "# x", "\ud800", "\x00", "\x7f"]
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), _text), _text)
def test_whatever_the_values_hold_it_stays_valid(values, name):
    written = sidecar_text(story(**values), f"path:{name}", MINE)
    assert tomllib.loads(written).items() >= tomllib.loads(MINE).items()
    assert sidecar_text(story(**values), f"path:{name}", written) == written
    read_sidecar(written, "")


def test_the_id_is_pinned_or_the_path():
    assert pinned_id(story()) == "path:seeds/tide.txt"
    assert pinned_id(replace(story(), pinned="mine")) == "mine"


# --- What a person answered ----------------------------------------------------------------------

SAID = Settlement(
    facts=(("title", 'The "Tide"'), ("pairing", "A/B; C & D"), ("author", "")),
    lines=((3, 3, Kind.NOTE, "He said"), (8, 9, Kind.HEADING, 'Part "Two"')),
    anthology=False,
)


@pytest.mark.parametrize(
    "existing",
    ["", MINE, "# only words\n", MINE.replace("\n", "\r\n"), '[[fix]]\nfind = "a"\nreplace = "b"\n'],
)
def test_an_answer_is_taken_up_and_all_else_stays(existing):
    written = settled_text(existing, SAID)
    told = tomllib.loads(written)
    before = tomllib.loads(existing)
    assert told == {
        **before,
        "title": 'The "Tide"',
        "pairing": ["A/B", "C & D"],
        "author": "",
        "anthology": False,
        "lines": {**before.get("lines", {}), "3 He said": "note", '8-9 Part "Two"': "heading"},
    }
    assert set(re.findall("#.*", existing)) <= set(re.findall("#.*", written))
    assert ("\r\n" in existing) == ("\r\n" in written)
    assert settled_text(written, SAID) == written


def test_what_was_said_is_read_again():
    told = read_sidecar(settled_text("", SAID), "")
    assert dict(told.facts) == {"title": 'The "Tide"', "author": ""}
    assert told.pairings == ("A/B", "C & D")
    assert told.lines == SAID.lines
    assert not told.anthology
    assert set(told.said()) == {"title", "author", "pairing"}


def test_no_pairing_is_an_answer():
    told = read_sidecar(settled_text("", Settlement(facts=(("pairing", " ; "),))), "")
    assert told.said() == ("pairing",)
    assert told.pairings == ("",) or not any(told.pairings)


@pytest.mark.parametrize("existing", ["lines = 3", "title = ", '[title]\na = "b"', "lines = []"])
def test_what_cannot_take_an_answer_up_is_an_error_and_never_harmed(existing):
    with pytest.raises(ConfigError):
        settled_text(existing, SAID)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([name for name in FIELDS if name != "pairing"]), _text)), _text)
def test_whatever_is_answered_a_sidecar_can_be_read(facts, words):
    said = Settlement(
        facts=tuple((name, value or "x") for name, value in facts),
        lines=((1, 2, Kind.VERSE, safe(words).strip()),),
    )
    try:
        told = read_sidecar(settled_text(MINE, said), "")
    except ConfigError:
        assert any(not safe(value or "x").strip() for name, value in facts if name == "title")
        return
    last = dict(said.facts)
    assert all(dict(told.facts).get(name) == safe(value).strip() for name, value in last.items())


def test_a_folder_s_defaults_take_an_answer_up():
    mine = '# mine\n[aliases]\nClana = "Clark/Lana"  # ship\n'
    written = settled_defaults(mine, Settlement(facts=(("author", "hollin"), ("fandom", ""))))
    assert written.startswith(mine)
    assert read_defaults(written, "") == {"author": "hollin", "fandom": ""}
    assert settled_defaults(written, Settlement(facts=(("author", "hollin"),))) == written
    with pytest.raises(ConfigError):
        settled_defaults("defaults = 3", Settlement(facts=(("author", "hollin"),)))


# --- What is beyond measure ----------------------------------------------------------------------

BEYOND_MEASURE = {
    "endless number": ('[lines]\n"' + "9" * 5000 + ' x" = "verse"', "C003"),
    "endless end": ('[lines]\n"1-' + "9" * 20 + '" = "verse"', "C003"),
    "many lines": ("[lines]\n" + "\n".join(f'"{n}" = "prose"' for n in range(1, 9000)), "C021"),
    "many fixes": ("\n".join(f'[[fix]]\nfind = "a{n}"' for n in range(6000)), "C021"),
    "5,000 names": ('pairing = "' + "/".join(f"Anna{n} Berg" for n in range(5000)) + '"', "C021"),
    "5,000 characters": ('characters = "' + ", ".join(f"Anna{n} Berg" for n in range(5000)) + '"', "C021"),
    "long title": ('title = "' + "word " * 40_000 + '"', "C021"),
    "long summary": ('summary = "' + "word " * 40_000 + '"', "C021"),
    "long slug": ('slug = "' + "a" * 4000 + '"', "C003"),
    "long kind": ('[lines]\n"3" = "' + "a" * 4000 + '"', "C003"),
    "long key": ("t" * 200_000 + " = 1", "C001"),
    "deep list": ("title = " + "[" * 100_000, "C002"),
    "list in a list": ('title = [["a"]]', "C002"),
    "deep key": (".".join("a" * 100_000) + " = 1", "C021"),
    "deep quoted key": (" . ".join(['"a"'] * 10_000) + " = 1", "C021"),
    "deep header": ("[" + ".".join("a" * 10_000) + "]", "C021"),
    "endless hexadecimal": ("series_index = 0x" + "f" * 100_000, "C021"),
    "endless decimal": ("series_index = " + "9" * 100_000, "C002"),
    "large": ("# " + "a" * 2_000_000, "C021"),
}


@pytest.mark.parametrize(("text", "code"), BEYOND_MEASURE.values(), ids=BEYOND_MEASURE)
def test_what_is_beyond_measure_is_said_at_once(text, code):
    start = time.process_time()
    with pytest.raises(ConfigError) as caught:
        read_sidecar(text, "tide.fanbook.toml")
    assert (caught.value.code, caught.value.at) == (code, "tide.fanbook.toml")
    assert caught.value.hint
    assert len(caught.value.message) < 300
    assert time.process_time() - start < 2


def test_a_summary_with_many_sentences_is_no_key():
    words = "No. " * 60 + "Never ever.Not once. " * 200
    assert read_sidecar(f"summary = '''{words}'''", "").facts == (("summary", words.strip()),)
