"""Mails, threads and other posts: what is the story's, what is somebody else's."""

from __future__ import annotations

from base64 import b64encode

import pytest

from fanbook.model.draft import Draft, Kind
from fanbook.read.detect import Format, detect
from fanbook.read.formats import read
from fanbook.read.sheet import Given

HEAD = "From: Quill <quill@example.org>\nTo: salt@example.org\nSubject: FIC: The Salt Road (1/1)\nMIME-Version: 1.0\n"
TALE = "She carried the salt over the pass — slowly — and the mule carried her."
CODED = 'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64\n'
PAGE = "Content-Type: text/html; charset=utf-8\n\n<html><body><p>A page</p></body></html>\n"


def coded(text: str) -> str:
    return b64encode(text.encode()).decode()


def lines(source: str | bytes, name: str = "a.eml") -> tuple[str, ...]:
    draft = read(Given(source if isinstance(source, bytes) else source.encode(), name))
    assert isinstance(draft, Draft)
    return draft.lines


MAILS = {
    "base64": f"{HEAD}{CODED}\n{coded(TALE)}\n",
    "of two forms": f'{HEAD}Content-Type: multipart/alternative; boundary="x"\n\n--x\n{CODED}\n{coded(TALE)}\n--x\n{PAGE}--x--\n',
    "in a box": f"From quill@example.org Mon Nov  3 19:20:11 2003\n{HEAD}{CODED}\n{coded(TALE)}\n",
    "of a lying charset": HEAD.encode() + b"Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: quoted-printable\n\n"
    + TALE.encode(),
    "in an old charset": HEAD.encode() + b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
    + TALE.replace("—", "=97").encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", MAILS)
def test_a_coded_mail_is_its_text(name: str) -> None:
    source = MAILS[name] if isinstance(MAILS[name], bytes) else MAILS[name].encode()  # type: ignore[attr-defined]
    assert detect(source) is Format.MAIL
    said = lines(source)
    assert TALE in said
    assert "Subject: FIC: The Salt Road (1/1)" in said


def test_two_mails_of_a_box_are_two_texts() -> None:
    box = "\n".join(MAILS["in a box"] for _ in range(2))  # type: ignore[misc]
    assert lines(box).count(TALE) == 2


def test_a_mail_that_is_a_page_is_read_as_one() -> None:
    assert lines(f"{HEAD}{PAGE.replace('A page', TALE)}") == (TALE,)


@pytest.mark.parametrize(
    "source", [f"{HEAD}\n{TALE}\n", f"{TALE}\n\nContent-Transfer-Encoding: base64\n\n{TALE}\n"]
)
def test_a_plain_mail_and_a_tale_of_one_are_plain_text(source: str) -> None:
    assert detect(source.encode(), "a.txt") is Format.PLAIN


def thread(*posts: tuple[str, str, str]) -> list[Kind | None]:
    """What each line of a thread is to its reader."""
    made = "".join(
        f'<article class="message" data-author="{who}">{mark and f"<span class=threadmarkLabel>{mark}</span>"}'
        f'<div class="bbWrapper">{text}</div></article>'
        for who, mark, text in posts
    )
    draft = read(Given(f"<!DOCTYPE html><html><body><h1>Salt</h1>{made}</body></html>".encode(), "t.html"))
    assert isinstance(draft, Draft)
    return [label and label.kind for label in draft.labels]


LONG = "And on they went. " * 80


@pytest.mark.parametrize(
    ("posts", "story"),
    [
        ((("quill", "", TALE * 3), ("wren", "", "More! " * 30), ("quill", "", f"Then {TALE * 2}")), 2),
        ((("quill", "One", TALE), ("quill", "", "Thank you all so much for reading."), ("quill", "Two", f"Then {TALE}")), 2),
        ((("quill", "One", TALE), ("quill", "", LONG), ("wren", "", LONG + "!")), 2),
    ],
)  # fmt: skip
def test_the_posts_of_who_began_it_are_the_story(posts: tuple[tuple[str, str, str], ...], story: int) -> None:
    kinds = thread(*posts)
    assert kinds.count(None) == story
    assert kinds.count(Kind.HEADING) == sum(bool(mark) for _, mark, _ in posts)
