"""Bytes to text: every encoding that stories were saved in, and what is refused."""

from __future__ import annotations

import codecs

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
