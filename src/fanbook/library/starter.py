"""What a new library begins with: folders, a commented configuration, one sample story of our own."""

from __future__ import annotations

_CONFIG = """\
# How the books of this library are made. Every line is a default: take off the "#" to change it.

[build]
{purpose}
# out = "dist"
# format = ["epub", "pdf"]
# trim = "half-letter"        # or a5, 5x8, 6x9, a6, quarter-letter, 148x210mm
# bundle = ["pairing"]        # anthologies by pairing, fandom, author, series, character, tag, rating, year; or none
# all-pairings = false        # a story in the anthology of each of its pairings, not of the first alone
# friendships = false         # anthologies of friends too
# volumes = ""                # how thick a printed volume may be: "auto", "150000 words", "400 pages"
# pad = 0                     # blank pages at the end of a PDF, to a multiple of this: 16
# tagged = false              # PDFs that a screen reader can find its way in
# embed-fonts = false         # EPUBs that bring their typefaces along, for readers that show them
# press = ""                  # the print shop whose rules the PDF keeps: kdp, lulu, ingram
# bleed = false               # with press: pages with the shop's bleed, for a theme or pictures that run to the edge
# notes = "keep"              # author's notes: keep, end, appendix, drop
# keep-duplicates = false     # true: a book of each copy of a story that was saved twice

[aliases]
# What you call people and pairings, for bundling:
# Johnlock = "John Watson/Sherlock Holmes"

[binder]
# name = ""                   # who made the copy: stands in the colophon
# imprint = ""                # what you call your bindery: stands on the title page as well
# year = ""                   # when it was made
# copy = ""                   # which of how many: "2 of 5"
# dedication = ""             # for whom: a page of its own
"""

_STORY = """\
Title: The Lantern at the Ford
Author: A. Sample
Fandom: Robin Hood
Pairing: Robin/Marian
Rating: G
Summary: The ford is up, the lantern is out, and somebody has to hold the rope.

The river had come up in the night, and by morning there was no ford at all, only a brown road of water \
that went by in a hurry and did not look at anybody.

"We could wait," said Robin.

"You could," said Marian. She had already tied the rope to the alder, and was looking at the other bank as \
if it owed her money. "I have a lantern to light."

* * *

It took an hour. When it was done there was a small yellow light on the far side, and a wet woman under it, \
and a man on the near side who had held the rope so hard that it had printed itself on both his hands.

"Well?" she called across.

"I was *thinking*," he called back, "that next time we might build a bridge."

The End
"""


def starter(purpose: str = "") -> dict[str, str]:
    """Path below the library to its text; a path that ends in "/" is a folder."""
    what = (
        f'for = "{purpose}"' if purpose else '# for = "kobo"            # or kindle, phone, binding, archive'
    )
    return {
        "seeds/": "",
        "covers/": "",
        "templates/": "",
        "fanbook.toml": _CONFIG.replace("{purpose}", what),
        "seeds/the-lantern-at-the-ford.txt": _STORY,
    }
