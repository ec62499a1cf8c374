"""The linter of style sheets: what it lets pass, what it does not, and that our themes obey it."""

from __future__ import annotations

import pytest

from fanbook.check.css import lint_css, lint_style
from fanbook.resources import REPOSITORY, load_theme

THEMES = sorted(folder.parent.name for folder in (REPOSITORY / "templates").glob("*/theme.toml"))


@pytest.mark.parametrize("name", THEMES)
def test_the_epub_half_of_every_theme_is_plain(name):
    assert list(lint_css(load_theme(name).epub_css)) == []


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 0 1em; text-indent: -1.5em }",
        ".a .b, h1 + p.first, #x > em { color: inherit }",
        "hr { border-top: 1px solid; color: currentColor }",
        "img { max-height: 100%; max-height: 98vh }",
        "p::first-letter, a:link { font-size: 2em }",
        "@font-face { font-family: X; src: url(x.ttf) }",
        "p { background: none; background-color: transparent }",
        '.q:before { content: "“" }',
        "td { border-bottom: 1px dotted; border-collapse: collapse }",
        "/* nothing */",
    ],
)
def test_plain_css_passes(css):
    assert list(lint_css(css)) == []


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("@media print { p { margin: 0 } }", "@media"),
        ("@supports (display: grid) { p { margin: 0 } }", "@supports"),
        ("@namespace epub 'x'; p { margin: 0 }", "@namespace"),
        ("@import 'x.css';", "@import"),
        ("p { width: calc(1em + 2px) }", "calc()"),
        ("p { max-width: min(150px, 30vw) }", "min()"),
        ("p { margin: clamp(1em, 2em, 3em) }", "clamp()"),
        ("p { margin: var(--x) }", "var()"),
        (":root { --x: 1em }", "--x"),
        ("p { display: flex }", "flex"),
        ("p { display: grid }", "grid"),
        ("p { position: absolute }", "position"),
        ("p { opacity: 0.5 }", "opacity"),
        ("p { height: 90vh }", "without vh"),
        ("p { margin: 1rem }", "without rem"),
        ("p { font-size: 12px }", "px"),
        ("p { line-height: 14pt }", "pt"),
        ("body { font-family: serif }", "font-family"),
        ("body.x, p { line-height: 1.2 }", "line-height"),
        ("html { text-align: justify }", "text-align"),
        ("p:has(img) { margin: 0 }", ":has()"),
        ("p:not(.x) { margin: 0 }", ":not()"),
        ("p:nth-child(2) { margin: 0 }", ":nth-child()"),
        ("p:focus { margin: 0 }", ":focus"),
        ('[lang="fr"] { margin: 0 }', "attribute"),
        ("epub|a { margin: 0 }", "'|'"),
        ("p ~ p { margin: 0 }", "'~'"),
        ("* { margin: 0 }", "'*'"),
        ("p { margin 0 }", "cannot be read"),
        ("} p { margin: 0 }", "cannot be read"),
        ("{ margin: 0 }", "without a selector"),
        ("p { .q { margin: 0 } }", "cannot be read"),
    ],
)
def test_what_old_engines_choke_on(css, words):
    found = list(lint_css(css))
    assert [slip for slip in found if words in slip.message and not slip.is_night], found


@pytest.mark.parametrize(
    "css",
    [
        "body { background: #fff }",
        "p { background-color: white }",
        "p { color: black }",
        "p { color: #333 }",
        "p { color: rgb(1, 2, 3) }",
        "hr { border: 1px solid grey }",
        "hr { border-top-color: #ccc }",
        "td { border-left: 1px solid lightgray }",
    ],
)
def test_what_night_shows(css):
    assert [slip for slip in lint_css(css) if slip.is_night]


def test_slips_have_lines():
    assert [slip.line for slip in lint_css("p { margin: 0 }\n\np { opacity: 1;\n color: red }")] == [3, 4]


def test_a_style_attribute_is_held_to_the_same():
    assert [slip.is_night for slip in lint_style("color: red; display: flex", "p")] == [True, False]
    assert list(lint_style("text-align: center", "p")) == []
