"""Pictures of a person's own for covers: `covers/SLUG.jpg` in the library, or the one a sidecar names.

In: books and the library. Out: what was found for each, by slug. One of the few modules that read the disk; a
picture outside the library is none, and what is wrong with one is said when its cover is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from fanbook.library.workspace import Library, Skipped
from fanbook.model.book import Book
from fanbook.model.covering import Covering

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
MAX_BYTES = 60_000_000
_WORD = re.compile("[a-z0-9]+")


class Found(Struct, frozen=True):
    """What a book's cover is to be made of; without a picture it is drawn. `fault` says why there is none."""

    picture: Path | None = None
    name: str = ""  # relative to the library
    sha256: str = ""
    dress: str = ""
    style: str = ""
    fault: str = ""
    home: Path | None = None  # the library, which may have cover styles of its own

    def key(self) -> str:
        """What changes when the cover has to be made anew."""
        return f"{self.sha256}|{self.dress}|{self.style}|{self.fault}"


NO_PICTURE = Found()


def coverings(wishes: Iterable[tuple[Book, Covering]], library: Library) -> dict[str, Found]:
    """What is wished and found for every book, by slug."""
    root = library.root
    lying = _by_slug(pictures_in(root))
    return {book.slug: replace(_found(lying.get(book.slug), wish, root), home=root) for book, wish in wishes}


def pictures_in(root: Path) -> tuple[Path, ...]:
    """The pictures in the library's `covers/`, in order."""
    found = (path for path in (root / "covers").glob("*") if path.suffix.casefold() in ENDINGS)
    return tuple(sorted(found, key=lambda path: (ENDINGS.index(path.suffix.casefold()), path.name)))


def idle_pictures(found: Iterable[Found], library: Library) -> tuple[Skipped, ...]:
    """The pictures in `covers/` that no book of a whole library is called after.

    A single file leaves most books out, and what several folders have above them may be anything's.
    """
    is_whole = library.is_settled or len(library.roots) == 1
    if not is_whole or not all((library.root / name).is_dir() for name in library.roots):
        return ()
    used = {one.name for one in found}
    names = (f"covers/{path.name}" for path in pictures_in(library.root))
    return tuple(Skipped(name, "no book of this build is called so") for name in names if name not in used)


def _by_slug(pictures: Iterable[Path]) -> dict[str, Path]:
    """Pictures by the book that they are called after, be it by its title or its source's name."""
    found: dict[str, Path] = {}
    for path in pictures:
        found.setdefault("-".join(_WORD.findall(path.stem.casefold())), path)
    return found | {path.stem: path for path in reversed(tuple(pictures))}


def _found(lying: Path | None, wish: Covering, root: Path) -> Found:
    if wish.picture:
        return _checked(root / wish.picture, wish.picture, wish, root)
    if lying is not None:
        return _checked(lying, f"covers/{lying.name}", wish, root)
    return Found(dress=wish.dress, style=wish.style)


def _checked(path: Path, name: str, wish: Covering, root: Path) -> Found:
    """A picture that may be read, or why it may not."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            return Found(name=name, fault="it lies outside the library", style=wish.style)
        if not real.is_file() or real.stat().st_size > MAX_BYTES:
            return Found(name=name, fault="it is no file of at most 60 MB", style=wish.style)
        with real.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as fault:
        return Found(name=name, fault=f"it cannot be read: {fault}", style=wish.style)
    return Found(real, name, digest, wish.dress, wish.style)


def read_picture(found: Found) -> bytes:
    """The picture's bytes. Raises OSError."""
    assert found.picture is not None
    return found.picture.read_bytes()
