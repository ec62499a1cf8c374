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
}
