"""Stories to Cast: who is who across a library, within a fandom.

Names are completed from the library's own stories ("Clark" is "Clark Kent" where one Clark is
known), aliases come from `fanbook.toml`. Nothing is ever joined across fandoms.
"""

from fanbook.reconcile.cast import Cast, make_cast
from fanbook.reconcile.copies import Copy, Gathered, gather_stories
from fanbook.reconcile.folders import author_by_folder, fandom_folder, in_folders, is_filed, known_from
from fanbook.reconcile.pairings import PairingKey, couples_meant, fandom_of, key_of, primary_of, settled
from fanbook.reconcile.parts import join_parts
from fanbook.reconcile.worlds import in_world

__all__ = [
    "Cast",
    "Copy",
    "Gathered",
    "PairingKey",
    "author_by_folder",
    "couples_meant",
    "fandom_folder",
    "fandom_of",
    "gather_stories",
    "in_folders",
    "in_world",
    "is_filed",
    "join_parts",
    "key_of",
    "known_from",
    "make_cast",
    "primary_of",
    "settled",
]
