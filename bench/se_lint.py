"""Typography and semantics by Standard Ebooks' own linter: fanbook's EPUBs beside pandoc's and calibre's.

    python bench/se_lint.py            (`se` on the PATH: pip install standardebooks==4.1.0, in its own venv)

Five of the project's stories go through each tool as a person without wishes would send them. Counted are
the findings in pages about typography (t-), likely slips (y-) and semantics (s-) that make sense for a book
that is not Standard Ebooks' own; rules about their house files are left out. The count is advice, not a gate.
Three kinds are the author's own choice and stand apart: speech in single quotes (y-007), a line that begins
with a small letter, as chats do (t-057), and a heading "2." (t-065). A tool that runs lines together has
fewer of the second.
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
SEMANTIC = {"s-004", "s-010", "s-012", "s-031", "s-032", "s-038"}
AUTHORS = {"y-007", "t-057", "t-065"}
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
        if code[0] in "ty" or code in SEMANTIC:
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
    print(f"Findings of se lint a thousand words, {len(STORIES)} stories: the tool's, the author's")
    for tool, found in totals.items():
        authors = sum(count for code, count in found.items() if code in AUTHORS)
        codes = ", ".join(f"{code} {count}" for code, count in sorted(found.items()))
        rates = [count * 1000 / words[tool] for count in (sum(found.values()) - authors, authors)]
        print(f"  {tool:8} {rates[0]:6.2f} {rates[1]:6.2f}   {codes}   ({words[tool]} words)")


if __name__ == "__main__":
    main()
