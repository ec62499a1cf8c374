"""The documents tell the truth: links lead somewhere, commands exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

LINK = re.compile(r"\[[^\]]*\]\((?!\w+:|#)([^)#\s]+)(?:#[^)\s]*)?\)")
MAKE = re.compile(r"(?:`|^\$? *)make ([a-z]+)", re.MULTILINE)
COMMAND = re.compile(r"(?:`|^\$? *)fanbook ([a-z]+)\b", re.MULTILINE)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def commands() -> set[str]:
    from fanbook.cli import app

    return {one.name or one.callback.__name__ for one in app.registered_commands}


def dead_links(document: Path, text: str) -> list[str]:
    return [link for link in LINK.findall(text) if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_document(document):
    text = document.read_text("utf-8")
    assert dead_links(document, text) == []
    assert set(MAKE.findall(text)) <= targets()
    if named := set(COMMAND.findall(text)):
        assert named <= commands()


def test_dead_things_are_seen():
    text = (
        "[a](b.md) [c](no/such.md#part) [d](https://example.org) [e](#here)\n`make tea`\n$ fanbook brew x\n"
    )
    assert dead_links(ROOT / "README.md", text) == ["b.md", "no/such.md"]
    assert MAKE.findall(text) == ["tea"]
    assert COMMAND.findall(text) == ["brew"]
    assert {"build", "test"} <= targets()
    assert "tea" not in targets()
