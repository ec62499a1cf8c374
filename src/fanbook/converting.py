"""Formats that only other programs can read: converted by calibre or LibreOffice, where they are installed.

In: a file's bytes and its format. Out: the bytes of an EPUB or a Word document. The converter runs in a folder of
its own that is deleted afterwards, sees one file, and is ended when it takes too long.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from fanbook.errors import SourceError
from fanbook.read.detect import Format

SECONDS = 180


class Converter(Struct, frozen=True):
    """A program: its name, what it is part of, the endings of what goes in and comes out."""

    program: str
    package: str
    before: str
    after: str
    arguments: tuple[str, ...]


_CONVERTERS = {
    kind: Converter("ebook-convert", "calibre", ending, ".epub", ("{source}", "{target}"))
    for kind, ending in ((Format.KINDLE, ".mobi"), (Format.PALM, ".pdb"), (Format.LIT, ".lit"))
} | {
    Format.DOC: Converter(
        "soffice",
        "LibreOffice",
        ".doc",
        ".docx",
        ("--headless", "--convert-to", "docx", "--outdir", "{folder}", "{source}"),
    ),
}


def is_ready(kind: Format) -> bool:
    """Is the program that reads this format installed?"""
    return shutil.which(_CONVERTERS[kind].program) is not None


def command_for(kind: Format, name: str) -> str:
    """What to do where it is not installed."""
    one = _CONVERTERS[kind]
    stem = Path(name).stem
    told = " ".join(one.arguments).format(source=repr(name), target=repr(f"{stem}{one.after}"), folder=".")
    return f"install {one.package} and build again, or convert it elsewhere: {one.program} {told}"


def convert(data: bytes, kind: Format, name: str) -> bytes:
    """The converted file. Raises `SourceError` R037."""
    one = _CONVERTERS[kind]
    program = shutil.which(one.program)
    if program is None:
        raise SourceError("R037", f"a {kind} needs {one.package}", at=name, hint=command_for(kind, name))
    with TemporaryDirectory(prefix="fanbook-") as folder:
        source, target = Path(folder, f"story{one.before}"), Path(folder, f"story{one.after}")
        source.write_bytes(data)
        told = [part.format(source=source, target=target, folder=folder) for part in one.arguments]
        try:
            subprocess.run([program, *told], check=True, timeout=SECONDS, capture_output=True, cwd=folder)  # noqa: S603
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as fault:
            hint = "open it in that program; a locked (DRM) book cannot be converted"
            raise SourceError(
                "R037", f"{one.package} could not convert this {kind}", at=name, hint=hint
            ) from fault
