"""Codes of what only a whole library shows, as rows of the table in `explanations`."""

from __future__ import annotations

LIBRARY: dict[str, tuple[str, str]] = {
    "N025": (
        "The fandom was told from the people",
        (
            "The story states no fandom, but several of its people are those of one fandom of your library, and of no other. "
            "It is filed there, the about-page shows the fandom as a guess, and it stands on no cover. If it is right, say so "
            'in the sidecar; `fandom = ""` there says that it has none.'
        ),
    ),
    "N024": (
        "A story was saved more than once",
        (
            "Two files or more hold the same story: another download, another site, another format, or an earlier state "
            "of it. The fullest is built, and the report names the others under `skipped`. To have a book of each, build "
            "with `--keep-duplicates`, or write `keep-duplicates = true` under [build] in fanbook.toml."
        ),
    ),
    "N043": (
        "Tags of a board were read",
        (
            "The text holds tags such as [i]never[/i] or <b>No</b>. They were read as the emphasis that they stand for; "
            "what only arranged a page, a colour or a centred line, was taken away."
        ),
    ),
    "N044": (
        "Marks of a text browser's links were left out",
        (
            "A page that lynx or elinks wrote out has a number in brackets before each link, and the addresses in a list "
            "at its end. The numbers are no words of the story; the list is left out, and the report has its lines."
        ),
    ),
}
