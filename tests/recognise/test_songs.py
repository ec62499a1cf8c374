"""Who sings the song of a songfic."""

from __future__ import annotations

import pytest

from fanbook.read.plain import read_plain
from fanbook.recognise import recognise

BODY = "\n\n".join(
    f"She carried the lantern over the {n}th hill, and nobody said a word." for n in range(4, 12)
)


@pytest.mark.parametrize(
    ("words", "artist"),
    [
        ("by Anna Reed. Look for it", "Anna Reed"),
        ("by Anna Reed, who is great.", "Anna Reed"),
        ("by Anna Reed! Enjoy", "Anna Reed"),
        ("by the Copper Kettles and it is sad", "the Copper Kettles"),
        ("by J. R. Wren. It is old.", "J. R. Wren"),
        ("by Mr. Kettle. It is old.", "Mr. Kettle"),
        ("by B.o.W. It is old", "B.o.W"),
        ("by Wren & Kettle", "Wren & Kettle"),
        ("by Queens of the Weir. I own nothing", "Queens of the Weir"),
        ("by Lights at the Ford and I own nothing", "Lights at the Ford"),
        ("by Émile Ångström.", "Émile Ångström"),
        ("by 30 Geese", "30 Geese"),
        ("by somebody whose name I forgot", ""),
        ("and I listened to it by Tuesday", ""),
        ("which is not mine", ""),
    ],
)
@pytest.mark.parametrize("start", ['A/N: The song is "Carry It Over"', "A/N: Lyrics from “Carry It Over”"])
def test_the_artist_ends_where_the_name_does(start: str, words: str, artist: str) -> None:
    metadata = recognise(read_plain(f"{start} {words}\n\n{BODY}".encode(), "a.txt")).story.metadata
    assert metadata.value("song") == "Carry It Over"
    assert metadata.value("song_artist") == artist
