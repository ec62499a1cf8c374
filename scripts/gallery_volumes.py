"""A picture of three anthologies of our own stories: cover, title page, contents, and what stands around the stories.

    python scripts/gallery_volumes.py [OUT]

Builds them from seeds/ in a folder of its own and writes volumes.jpg to OUT (docs/gallery).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
GROUND = (228, 226, 221)
HEIGHT, GAP = 400, 12
RECIPES = """
[binder]
name = "A. Binder"
[[anthology]]
title = "Under the Greenwood"
subtitle = "Stories from Sherwood and elsewhere"
editor = "A. Binder"
dedication = "For whoever holds the rope."
note = "note.txt"
query = 'rating <= "T" and words < 9000'
order = "date"
parts = "fandom"
[[anthology]]
title = "For a Friend"
subtitle = "To be read aloud"
stories = ["lantern-song", "five_times_enid_kept_the_gate", "the_ballad_of_the_sea_king", "asgard_group_chat"]
order = ["lantern-song", "the_ballad_of_the_sea_king"]
cover-style = "monogram"
"""
NOTE = """These stories were chosen on winter evenings, one after the other, with a lamp and no plan.

They stand by their worlds, and within them by the day on which they were first told.
"""
# Each volume with the words by which its pages are found: a heading, or what a title page says.
VOLUMES = (
    ("anthology-marian-robin-hood", ("Three stories", "Warnings", "Contents", "Contributors")),
    ("anthology-under-the-greenwood", ("edited by", "Contents", "Editor’s note", "Contributors")),
    ("anthology-for-a-friend", ("To be read aloud", "Contents", "About this story", "Contributors")),
)


def build(folder: Path) -> Path:
    """The volumes; where their files are."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "fanbook.toml").write_text(RECIPES, "utf-8")
    (folder / "note.txt").write_text(NOTE, "utf-8")
    command = [sys.executable, "-m", "fanbook", "build", "--format", "pdf", "--quiet"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - our own command
    return folder / "dist"


def pages(file: Path, wanted: Sequence[str]) -> list[Image.Image]:
    """The first page that begins with each of these words, or is a title page with them."""
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    title = next(at for at, text in enumerate(texts) if at and text.strip())
    places = [
        next((at for at, text in enumerate(texts) if text.strip().startswith(words)), title)
        for words in wanted
    ]
    return [
        document[at].render(scale=HEIGHT / document[at].get_height()).to_pil().convert("RGB") for at in places
    ]


def row(dist: Path, slug: str, wanted: Sequence[str]) -> list[Image.Image]:
    """A volume's cover and pages."""
    with Image.open(dist / "covers" / f"{slug}.jpg", formats=("JPEG",)) as cover:
        front = cover.convert("RGB").resize((HEIGHT * 1600 // 2560, HEIGHT), Image.Resampling.LANCZOS)
    return [front, *pages(dist / "pdf" / f"{slug}.pdf", wanted)]


def sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """The rows one below the other."""
    width = max(sum(one.width + GAP for one in pictures) for pictures in rows) + GAP
    whole = Image.new("RGB", (width, len(rows) * (HEIGHT + GAP) + GAP), GROUND)
    for number, pictures in enumerate(rows):
        left = GAP
        for picture in pictures:
            whole.paste(picture, (left, GAP + number * (HEIGHT + GAP)))
            left += picture.width + GAP
    return whole


def main(out: Path) -> None:
    """Build, look, write."""
    with tempfile.TemporaryDirectory() as folder:
        dist = build(Path(folder))
        whole = sheet([row(dist, slug, wanted) for slug, wanted in VOLUMES])
    whole.save(out / "volumes.jpg", quality=88, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "gallery")
