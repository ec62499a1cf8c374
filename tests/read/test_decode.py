"""Bytes to text: every encoding that stories were saved in, and what is refused."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from fanbook.errors import SourceError
from fanbook.read.decode import MAX_BYTES, decode

CURLY = "“Don’t,” said Ann — and the café’s door… shut.\n“No,” said Zoë.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CURLY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + CURLY.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + CURLY.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + CURLY.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + CURLY.encode("utf-32-le"), "utf-32"),
        (CURLY.encode("utf-16-le"), "utf-16-le"),
        (CURLY.encode("utf-16-be"), "utf-16-be"),
        (CURLY.encode("cp1252"), "cp1252"),
        (CURLY.encode("mac-roman"), "mac-roman"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_encodings(data: bytes, encoding: str) -> None:
    found = decode(data)
    assert found.text == CURLY
    assert found.encoding == encoding


ABROAD = {
    "cp1252": (
        "La mère-grand était à la fenêtre, et le loup dans le jardin avec une lampe. « C'est très tard », dit-elle pour "
        "la petite qui ne venait pas. Elle avait les pieds dans une bassine, que l'on remplissait sur le feu.\n",
        "Der Nebel war für die Jahreszeit ungewöhnlich dicht, und ich hörte nicht, wie sich auf der Straße eine Tür mit "
        "einem Ächzen öffnete. Das ist ein schönes Gefühl, dachte er, den Schlüssel zu haben.\n",
        "El señor bostezó, pero no se levantó del sillón. Las mañanas como esa eran para una siesta, que los años le "
        "habían enseñado por las malas. Con qué razón, decía su corazón.\n",
    ),
    "cp1250": (
        "Było już późno, gdy dziewczyna wróciła z lasu. Księżyc wisiał nad łąką, a wilk siedział na progu i śpiewał "
        "cicho o rzeczach, których nikt już nie pamiętał. Żaden pies nie szczekał.\n",
        "Příliš žluťoučký kůň úpěl ďábelské ódy. Vlk seděl na zápraží a díval se, jak nad řekou vychází měsíc. "
        "Nikdo už nevěděl, proč přišel, ale všichni ho měli rádi.\n",
    ),
}


@pytest.mark.parametrize(
    ("encoding", "text"), [(name, text) for name, texts in ABROAD.items() for text in texts]
)
def test_accents_of_the_west_and_of_the_east(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_guess_is_reported() -> None:
    assert [d.code for d in decode(CURLY.encode("cp1252")).diagnostics] == ["R012"]
    assert decode(CURLY.encode()).diagnostics == ()


@pytest.mark.parametrize(
    ("data", "newline"), [(b"a\nb\n", "lf"), (b"a\r\nb\r\n", "crlf"), (b"a\rb\r", "cr"), (b"a", "lf")]
)
def test_line_ends(data: bytes, newline: str) -> None:
    found = decode(data)
    assert found.newline == newline
    assert found.text.split() == data.decode().split()
    assert "\r" not in found.text


def test_only_a_line_feed_ends_a_line() -> None:
    text = "one\u2028two\u0085three\x0bfour\n"
    assert decode(text.encode()).text.count("\n") == 1


@pytest.mark.parametrize("layers", [1, 2])
def test_damaged_encoding_is_repaired(layers: int) -> None:
    damaged = CURLY
    for _ in range(layers):
        damaged = (
            damaged.encode().decode("cp1252", "replace")
            if layers == 1
            else damaged.encode().decode("latin-1")
        )
    found = decode(damaged.encode())
    if "\ufffd" not in damaged:
        assert found.text == CURLY
    assert "R010" in [d.code for d in found.diagnostics]


def test_repair_leaves_good_text_alone() -> None:
    good = "Où est Â, et l’île ? “ﬁne” ｆｕｌｌ &amp; Ð\n"
    assert decode(good.encode()).text == good


def test_what_xml_cannot_carry_is_removed_and_reported() -> None:
    found = decode("a\x00b\x07c\ufffed\ufeffe\n".encode())
    assert found.text == "abcde\n"
    assert [d.code for d in found.diagnostics] == ["R011"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "R002"),
        (b" \r\n\t\n", "R002"),
        (b"\0\0\0", "R002"),
        (b"\x89PNG\r\n\x1a\n123", "R003"),
        (b"PK\x03\x04abc", "R003"),
        (b"%PDF-1.7", "R003"),
        (bytes(range(256)) * 20, "R003"),
        (b"a" * (MAX_BYTES + 1), "R005"),
    ],
    ids=["empty", "blank", "nul", "png", "zip", "pdf", "binary", "large"],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.txt")
    assert caught.value.code == code
    assert caught.value.at == "a.txt"
    assert caught.value.hint


def test_a_form_feed_parts_words_and_a_nul_does_not() -> None:
    assert decode(b"one\x0ctwo thr\x00ee.\x0bfour", "x").text == "one two three. four"


STORIES = Path(__file__).parent.parent / "stories" / "abroad"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("borrowed_umbrella", "gb18030"),
        ("borrowed_umbrella", "gbk"),
        ("broken_bridge", "big5"),
        ("ginga_station", "cp932"),
        ("ginga_station", "euc_jp"),
        ("swing_at_dano", "cp949"),
        ("ulitsa_pekarei", "cp1251"),
        ("ulitsa_pekarei", "koi8_r"),
        ("kamienica", "cp1250"),
        ("kamienica", "iso8859_2"),
    ],
)
def test_stories_in_the_old_encodings_of_their_countries(name: str, encoding: str) -> None:
    text = (STORIES / f"{name}.txt").read_text("utf-8")
    data = text.encode(encoding, "replace")  # KOI8-R and Latin-2 have no dash
    assert decode(data).text == data.decode(encoding)
