"""`fanbook.toml`: what it may say, and what is said of what it may not."""

from __future__ import annotations

import pytest

from fanbook.errors import ConfigError
from fanbook.library.config import Settings, begins_library, checked, read_config, read_defaults
from fanbook.library.starter import starter


def test_an_empty_file_says_nothing():
    assert read_config("", "fanbook.toml") == Settings()


def test_every_key():
    settings = read_config(
        """
        [build]
        out = "books"
        format = "pdf, epub"
        theme = "classic"
        trim = "a5"
        cover-style = "clothbound"
        bundle = ["author,series", "fandom"]
        notes = "appendix"
        typography = "off"
        cover = false
        name = "{author} - {title}"
        jobs = 2
        sidecars = "facts"
        [aliases]
        Clana = "Clark Kent/Lana Lang"
        [binder]
        name = "A. Binder"
        year = 2024
        """,
        "fanbook.toml",
    )
    assert settings == Settings(
        "books", ("pdf", "epub"), "classic", "a5", "clothbound", ("author", "series", "fandom"), "appendix",
        typography=False, cover=False, name="{author} - {title}", jobs=2, sidecars="facts",
        aliases={"Clana": "Clark Kent/Lana Lang"}, binder={"name": "A. Binder", "year": "2024"},
    )  # fmt: skip


def test_a_purpose_stands_for_settings_that_single_keys_beat():
    assert read_config('[build]\nfor = "binding"', "").format == ("pdf",)
    assert read_config('[build]\nfor = "binding"', "").bundle == ()
    assert read_config('[build]\nfor = "binding"\nformat = ["epub"]', "").format == ("epub",)


@pytest.mark.parametrize("purpose", ["", "kobo", "binding"])
def test_what_init_writes_can_be_read(purpose):
    text = starter(purpose)["fanbook.toml"]
    assert read_config(text, "fanbook.toml").format == {"kobo": ("kepub",), "binding": ("pdf",)}.get(
        purpose, ("epub", "pdf")
    )
    bare = "\n".join(
        line[2:] if line.startswith("# ") and " = " in line else line for line in text.split("\n")
    )
    assert read_config(bare, "fanbook.toml").aliases == {"Johnlock": "John Watson/Sherlock Holmes"}


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("[buidl]", "C001", "did you mean 'build'?"),
        ('[build]\nforamt = "epub"', "C001", "did you mean 'format'?"),
        ('[binder]\nnmae = "x"', "C001", "did you mean 'name'?"),
        ('[binder]\ncopy = "6 of 5"', "C003", 'copy = "2 of 5"'),
        ('[defaults]\nfandon = "x"', "C001", "did you mean 'fandom'?"),
        ("build = 3", "C002", "[build]"),
        ("aliases = 3", "C002", "[aliases]"),
        ("[build", "C002", "mend"),
        ("[build]\njobs = 'many'", "C002", ""),
        ("[build]\njobs = true", "C002", ""),
        ("[build]\njobs = -1", "C003", ""),
        ("[build]\nbleed = true", "C003", "--press kdp"),
        ("[build]\nformat = [1]", "C002", "format"),
        ("[build]\nformat = []", "C003", "epub"),
        ('[build]\nformat = "epubb"', "C003", "did you mean 'epub'?"),
        ('[build]\nbundle = "pairings"', "C003", "did you mean 'pairing'?"),
        ('[build]\nnotes = "nowhere"', "C003", "appendix"),
        ('[build]\ntypography = "yes"', "C002", ""),
        ('[build]\nfor = "koboo"', "C003", "did you mean 'kobo'?"),
        ('[build]\nname = "{autor}"', "C003", "{author}"),
        ('[build]\nname = "{title"', "C003", "example"),
        ('[build]\nname = "{title!r}"', "C003", "{author}"),
        ('[build]\nname = "{title:>99999999999}"', "C003", "{author}"),
        ('[build]\nname = "{title.__class__}"', "C003", "{author}"),
        ("x = " + "[" * 5000 + "]" * 5000, "C002", "mend"),
    ],
)
def test_what_cannot_be_is_said(text, code, hint):
    with pytest.raises(ConfigError) as caught:
        read_config(text, "fanbook.toml")
    assert caught.value.code == code
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_none_is_no_bundle():
    assert checked(Settings(bundle=("none",))).bundle == ()


def test_defaults_of_a_folder():
    assert read_defaults('[defaults]\nauthor = "hollin"\nfandom = "Robin Hood"', "") == {
        "author": "hollin",
        "fandom": "Robin Hood",
    }
    with pytest.raises(ConfigError):
        read_defaults('[default]\nauthor = "hollin"', "")


def test_defaults_alone_begin_no_library():
    assert not begins_library('[defaults]\nauthor = "hollin"', "")
    assert begins_library("", "")
    assert begins_library('[defaults]\nauthor = "hollin"\n[build]', "")


def test_a_number_without_end_is_an_error_with_its_place():
    with pytest.raises(ConfigError) as caught:
        read_config("[build]\njobs = " + "9" * 5000, "fanbook.toml")
    assert (caught.value.code, caught.value.at) == ("C002", "fanbook.toml")
