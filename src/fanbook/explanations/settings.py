"""What the codes about settings and sidecars mean: rows of `explanations.EXPLANATIONS`, kept here for length."""

from __future__ import annotations

SETTINGS = {
    "C020": (
        "A chapter pattern is too much",
        (
            "A pattern under `chapters` in a sidecar is too long, repeats too much, or takes too long to try on "
            'the lines of the story. Most headings need no regular expression: "Part *" will do.'
        ),
    ),
    "C021": (
        "Something in the settings is beyond all measure",
        (
            "A fanbook.toml or a sidecar is far larger, or one of its values far longer, than what it is for "
            "can need. Most often something else was saved or pasted there. The message names the place."
        ),
    ),
    "C022": (
        "A sidecar is a link that leads out",
        (
            "The sidecar or the fanbook.toml of a subfolder is a link to a file elsewhere. Nothing is read on a "
            "story's behalf outside the folders that were named: put a copy of that file in the link's place."
        ),
    ),
    "C001": (
        "Unknown key in the configuration",
        (
            "A key in fanbook.toml or a sidecar is not one that fanbook knows, most often a slip of "
            "spelling. The message names the nearest known one."
        ),
    ),
    "C002": (
        "The configuration cannot be read",
        "The file is not valid TOML, or a value has the wrong type. The message names the place.",
    ),
    "C003": (
        "Unknown option value",
        "A theme, trim size, format, style or other choice is not known. The message lists what is.",
    ),
    "C030": (
        "A query cannot be read",
        (
            'A query compares facts with values, as in `pairing = "Robin Hood/Marian" and rating <= "T" and '
            "words < 20000`, joined by `and`, `or`, `not` and brackets. The message shows the place where "
            "reading stopped and says what could stand there; docs/anthologies.md lists the facts."
        ),
    ),
    "C031": (
        "The editor's note of an anthology is not there",
        (
            "`note` in an [[anthology]] names a text file in the library, as seen from its fanbook.toml. There "
            "is none of that name, or it lies outside the library."
        ),
    ),
    "C033": (
        "A printed volume cannot be pinned",
        (
            "`fanbook anthology NAME --freeze` writes into fanbook.toml which stories each volume holds, as the build "
            "before made them. Nothing of that name was built, or by hand alone, or fanbook.toml is written in a way "
            "in which it had better be changed by you: then the lines to add are shown."
        ),
    ),
    "C032": (
        "An anthology takes no story",
        (
            "No story matches the query, or none of those that were named can be read. `fanbook inspect` tells "
            "what is known of each story; a sidecar with `anthology = false` keeps a story out."
        ),
    ),
    "N040": (
        "A pairing is a guess, and a volume depends on it",
        (
            "Nobody stated the pairing plainly. Where it is believed enough (pairing-floor in fanbook.toml, 0.5 "
            "unless you say otherwise) it files the story in that pairing's volume; where it is not, the story "
            "is held back. A line in the story's sidecar settles it either way."
        ),
    ),
    "N041": (
        "An anthology names a story that is not there",
        (
            "`stories` or `order` in an [[anthology]], or a volume that is settled, names a story by title or "
            "file, and no story of the library is called so, or its sidecar keeps it out of anthologies."
        ),
    ),
    "N042": (
        "An anthology has no stories",
        "Nothing in the library matches its query or is called what it names, and so no volume is made of it.",
    ),
}
