"""Typography and semantics by Standard Ebooks' own linter: fanbook's EPUBs beside pandoc's and calibre's.

    python bench/se_lint.py            (`se` on the PATH: pip install standardebooks==4.1.0, in its own venv)

Five of the project's stories go through each tool as a person without wishes would send them. Counted is what the
linter itself files under typography (t-) and semantics (s-), every code of both, in the pages of the book; the same for
all tools. Left out, for all alike, are the rules that only describe how Standard Ebooks stores its sources (`HOUSE`
says why for each). Its other letters are no part of the count: c- style sheets, f- files, m- metadata, x- markup of its
templates. Possible slips of the author (y-) stand apart: they tell of the text, not of the tool. The count is advice,
not a gate. Two rates are given, because the linter calls the line breaks between indented tags "double spacing"
(t-001) where no reader sees them: with t-001, and without.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
FANBOOK = str(Path(sys.executable).with_name("fanbook"))
STORIES = (
    "the_greenwood_oath", "the_ballad_of_the_sea_king", "asgard_group_chat", "the_cartographer_of_ithaca",
    "five_times_enid_kept_the_gate",
)  # fmt: skip
# Rules of the s- and t- families about Standard Ebooks' own sources, not about a book.
HOUSE = {
    "s-007",  # every <dd> and <li> holds a paragraph: their spelling, HTML has words stand there
    "s-020",  # a half title page must be there: their list of files
    "s-021",  # <title> is what their file is called ("Titlepage")
    "s-023",  # headings of the book's own pages have Capitals On Every Word
    "s-037",  # a page of rights is called by their name for it
    "s-091",  # a verse line's <br/> stands behind its <span>: ours stand within, where no engine doubles them
    "s-102",  # no @lang beside @xml:lang: their build puts it in afterwards
}
_ASK = """
import json, sys
from se.se_epub import SeEpub
found = SeEpub(sys.argv[1]).lint(False)
pages = [m for m in found if m.filename and m.filename.suffix in (".xhtml", ".html")]
print(json.dumps([[m.code, max(1, len(m.submessages or []))] for m in pages]))
"""


def by_fanbook(source: Path, out: Path) -> Path:
    command = [
        FANBOOK,
        "build",
        str(source),
        "--format",
        "epub",
        "--no-cover",
        "--quiet",
        "--out",
        str(out / "fanbook"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next((out / "fanbook/epub").glob("*.epub"))


def by_pandoc(source: Path, out: Path) -> Path:
    made = out / "pandoc.epub"
    subprocess.run(
        ["pandoc", "-f", "markdown", str(source), "-o", str(made)], check=True, capture_output=True
    )
    return made


def by_calibre(source: Path, out: Path) -> Path:
    made = out / "calibre.epub"
    options = ["--smarten-punctuation", "--epub-version", "3"]
    subprocess.run(["ebook-convert", str(source), str(made), *options], check=True, capture_output=True)
    return made


TOOLS: tuple[tuple[str, str, Callable[[Path, Path], Path]], ...] = (
    (FANBOOK, "fanbook", by_fanbook),
    ("pandoc", "pandoc", by_pandoc),
    ("ebook-convert", "calibre", by_calibre),
)


def findings(python: Path, epub: Path, folder: Path) -> Counter[str] | None:
    """What the linter has to say about an EPUB; it wants it unpacked, with a style sheet of its own name."""
    with zipfile.ZipFile(epub) as archive:
        archive.extractall(folder)
    package = next(folder.rglob("*.opf")).parent
    (package / "css").mkdir(exist_ok=True)
    (package / "css/local.css").touch()
    asked = subprocess.run(
        [str(python), "-c", _ASK, str(folder)], capture_output=True, text=True, check=False
    )
    if asked.returncode:
        print(f"  se lint gave up on {epub.name}: {asked.stderr.strip().splitlines()[-1]}")
        return None
    found: Counter[str] = Counter()
    for code, count in json.loads(asked.stdout.splitlines()[-1]):
        if code[0] in "sty" and code not in HOUSE:
            found[code] += count
    return found


def main() -> None:
    """Ask about every story, and print what a thousand words have."""
    se = shutil.which("se")
    if not se:
        print("se lint is not here: pip install standardebooks==4.1.0, in an environment of its own")
        return
    python = Path(se).with_name("python")
    totals: dict[str, Counter[str]] = {}
    words: Counter[str] = Counter()
    for name in STORIES:
        source = REPOSITORY / "seeds" / f"{name}.txt"
        length = len(re.findall(r"\w+", source.read_text("utf-8", "replace")))
        for program, tool, make in TOOLS:
            if not shutil.which(program):
                print(f"  {tool} is not here")
                continue
            with tempfile.TemporaryDirectory() as folder:
                found = findings(python, make(source, Path(folder)), Path(folder, "unpacked"))
            if found is not None:
                words[tool] += length
                totals.setdefault(tool, Counter()).update(found)
    print(f"Findings of se lint a thousand words, {len(STORIES)} stories:")
    print("           typography and semantics, without t-001, slips of the text")
    for tool, found in totals.items():
        slips = sum(count for code, count in found.items() if code[0] == "y")
        whole = sum(found.values()) - slips
        rates = [count * 1000 / words[tool] for count in (whole, whole - found["t-001"], slips)]
        codes = ", ".join(f"{code} {count}" for code, count in sorted(found.items()))
        print(f"  {tool:8} {'  '.join(f'{rate:6.2f}' for rate in rates)}   {codes}   ({words[tool]} words)")


if __name__ == "__main__":
    main()
