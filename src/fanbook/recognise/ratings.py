"""Ratings of every site and age on one scale.

In: what an author wrote ("PG-13", "K+", "NC-17"). Out: a step of the Archive's scale.
"""

from __future__ import annotations

import re

_RATINGS = (
    ("Explicit", r"nc-?1[78]|explicit|x|adult|ma|xxx|e"),
    ("Mature", r"mature|r|m|frm|frao|18\+?"),
    ("Teen", r"teen(?: and up.*)?|pg-?1[35]|t|frt|12\+?|13\+?"),
    ("General", r"general(?: audiences)?|g|pg|k\+?|k plus|frc|all ages|gen"),
    ("Not rated", r"not rated|none|unrated|nr"),
)
_RATING = tuple(
    (name, re.compile(rf"^\W*(?:fiction )?(?:rated )?(?:{words})(?![\w+])", re.IGNORECASE))
    for name, words in _RATINGS
)


def read_rating(value: str) -> str:
    """The step of the scale that a rating means ("PG-13": "Teen"); empty for one that is none."""
    return next((step for step, pattern in _RATING if pattern.match(value)), "")
