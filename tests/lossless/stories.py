"""Stories put together at random from what fan fiction is made of, well-formed or not."""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

# Letters that a careless step would change, join or drop: ligatures, full width, marks that combine,
# emoji, right-to-left, soft hyphens, joiners, spaces of all widths, what looks like markup or an entity.
_ODD = (
    "ﬁnd", "Ｆｕｌｌ", "e\u0301tude", "n\u0303", "naïve", "İstanbul", "straße", "Ǆ", "½", "x²", "№5", "ⅷ", "™",
    "\U0001f469\u200d\U0001f680", "שלום", "مرحبا", "日本語", "한국어", "co\u00adoperate", "zero\u200bwidth", "no\u00a0break",
    "thin\u2009space", "line\u2028sep", "tab\there", "nel\x85nel", "<b>bold</b>", "&amp;", "&#65;", "a<b", "]]>", "<!--", "__init__",
    "snake_case", "*", "**", "_", "*half", "half*", "*whole*", "_under_", "**strong**", "*two words*", "a*b*c",
    "Ω", "ſ", "𝔉", "२०", "C:\\fic", "https://example.org/a_b?c=d", "reader@example.org", "#tag", "10/10", "1,000",
)  # fmt: skip
_PLAIN = (
    "she said that the lantern was out and nobody had seen it go over the wall again before morning "
    "Robin Marian Clark Lois gate river \"Wait,\" \"Well?\" don't 'tis rock-'n'-roll I you 3 4 1999 chapter note The End"
).split()
_word = st.one_of(
    st.sampled_from(_PLAIN), st.sampled_from(_PLAIN), st.sampled_from(_ODD), st.text(min_size=1, max_size=6)
)
_words = st.lists(_word, min_size=1, max_size=14).map(" ".join)
_sentence = st.tuples(
    _words, st.sampled_from([".", "...", "?", "!", '."', ",", "", " --", "-", ":", ";)"])
).map("".join)
_prose = st.lists(_sentence, min_size=1, max_size=5).map(" ".join)
_name = st.sampled_from(["thor", "Loki", "Mr. Darcy", "x_y", "Zoë", "[xX_dark_Xx]", "M", "the goose"])

_FIXED = (
    "Chapter 1", "Chapter Two: The Gate", "CHAPTER THREE", "1.", "2", "IV", "Part 1 of 3", "(1/2)", "Prologue", "Epilogue",
    "**The Gate**", "## Two", "~*~", "* * *", "-----", "***", "oOo", "#", "x", "____________________", "Robin's POV", "[Marian]",
    "Winter, two years later", "Nottingham, 1194", "The End", "fin.", "TBC", "To be continued...", "END", ">", "|",
    "1.4K Reads 96 Votes 3 Part Story", "Share", "Next Chapter", "Reply", "Previous Entry | Next Entry", "[COMPLETED]",
    "P.S. I love you", "Summary", "Notes:", "Disclaimer:", "Title:", ": Robin", "A/N", "Author's note", "---------- Original Message ----------",
    "From: a@example.org (Ann Real)", "Subject: FIC: The Gate (1/2)", "Newsgroups: alt.fan", "--", "-- ", "Page 3 of 4",
)  # fmt: skip
_fixed = st.sampled_from(_FIXED)
_label = st.sampled_from(
    ["Title", "Author", "By", "Fandom", "Pairing", "Rating", "Summary", "Disclaimer", "Notes", "A/N", "Warnings", "Series",
     "Words", "Spoilers", "**Title", "Feedback", "Mood", "Archive", "Date", "Characters", "Relationship", "Beta"]
)  # fmt: skip
_fact = st.tuples(_label, st.sampled_from([": ", ":", " - "]), _sentence).map("".join)
_note = st.tuples(st.sampled_from(["A/N: ", "Author's Note: ", "(A/N: ", "AN: ", "*Note: "]), _prose).map(
    "".join
)
_chat = st.lists(
    st.tuples(_name, st.sampled_from([": ", " : ", ">> "]), _sentence).map("".join), min_size=1, max_size=6
).map("\n".join)
_stamped = st.lists(
    st.tuples(st.just("[12:03] "), _name, st.just(": "), _sentence).map("".join), min_size=2, max_size=5
).map("\n".join)
_verse = st.lists(_words, min_size=2, max_size=6).map(lambda rows: "\n".join(f"  {row[:40]}" for row in rows))
_letter = st.tuples(_name, _prose, _name).map(
    lambda row: f"Dear {row[0]},\n\n{row[1]}\n\nYours ever,\n{row[2]}"
)
_quoted = _prose.map(lambda text: f"> {text}")
_block = st.one_of(
    _prose, _prose, _prose, _fixed, _fixed, _fact, _note, _chat, _stamped, _verse, _letter, _quoted
)
_gap = st.sampled_from(["\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n\n\n\n\n", "\n \n", "\r\n\r\n"])


@st.composite
def sources(draw: st.DrawFn) -> bytes:
    """The bytes of a text file."""
    blocks = [*draw(st.lists(_fact, max_size=4)), *draw(st.lists(_block, min_size=1, max_size=14))]
    text = "".join(block + draw(_gap) for block in blocks)
    if draw(st.booleans()):
        text = f"{text}\n\nIt was a long way home, and nobody said a word until the river.\n\nThey went on."
    if draw(st.sampled_from([False, False, True])):
        text = "\n".join(textwrap.fill(line, 64, break_long_words=False) for line in text.split("\n"))
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))
    return text.encode(encoding, "ignore")


_latin = st.lists(
    st.sampled_from([*_PLAIN, "naïve", "Zoë", "well-known", "antidisestablishmentarianism"]),
    min_size=8,
    max_size=60,
)
_set = st.one_of(
    _latin.map(" ".join).map("{}.".format),
    st.sampled_from(["Chapter 1", "Chapter 2: The Gate", "* * *", "A/N: thank you for reading this story!", "The End"]),
    st.lists(_latin.map(lambda row: " ".join(row[:5])), min_size=2, max_size=5).map("\n".join),
)  # fmt: skip


@st.composite
def latin_sources(draw: st.DrawFn) -> bytes:
    """Stories in Latin letters, whose text can be had back from a PDF."""
    blocks = draw(st.lists(_set, min_size=4, max_size=12))
    return "\n\n".join(["Title: The Gate\nAuthor: hollin", *blocks, "They went home."]).encode()
