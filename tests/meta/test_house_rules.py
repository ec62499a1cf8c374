"""The house rules hold for every module, and each rule is seen to catch what it is there for."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import house_rules as rules
import pytest
from msgspec import Struct
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from fanbook.cover.shelf import FILES
from fanbook.explanations import EXPLANATIONS
from fanbook.typefaces import FACES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "fanbook"


def _module_name(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").rstrip(".")


MODULES = tuple((_module_name(file), file.read_text("utf-8")) for file in sorted(PACKAGE.rglob("*.py")))

Rule = Callable[[str, str], list[str]]
PER_MODULE: tuple[Rule, ...] = (
    rules.wrong_arrows,
    rules.world_in_stage,
    rules.printing,
    rules.oversize,
    rules.unfinished,
)


@pytest.mark.parametrize("rule", PER_MODULE, ids=lambda rule: rule.__name__)
def test_rule_holds(rule: Rule) -> None:
    assert [complaint for module, source in MODULES for complaint in rule(module, source)] == []


@pytest.mark.slow
def test_every_library_has_one_door() -> None:
    assert rules.wrong_doors(MODULES) == []


def test_only_fields_that_there_are_are_changed() -> None:
    assert rules.strange_changes(MODULES) == []
    record = "class A(Struct, frozen=True):\n    a: int\nreplace(A(1), {}=2)"
    assert rules.strange_changes([("model.a", record.format("a"))]) == []
    assert rules.strange_changes([("model.a", record.format("b"))]) == ["model.a:3: no record has b"]


def test_the_trees_are_frozen() -> None:
    trees = [import_module(f"fanbook.{name}") for name, _ in MODULES if name.startswith("model.")]
    records = [
        one
        for tree in trees
        for one in vars(tree).values()
        if isinstance(one, type) and issubclass(one, Struct) and one.__module__ == tree.__name__
    ]
    assert len(records) > 50
    assert [one.__qualname__ for one in records if not one.__struct_config__.frozen] == []


LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 50


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (rules.wrong_arrows, "model.story", "from fanbook.errors import SourceError"),
        (rules.wrong_arrows, "model.story", "def f():\n    import fanbook.read.plain"),
        (rules.wrong_arrows, "read.plain", "from fanbook.write import xhtml"),
        (rules.wrong_arrows, "read.plain", "from fanbook import write"),
        (rules.wrong_arrows, "pipeline", "from fanbook.cli import main"),
        (rules.world_in_stage, "recognise.verse", "import os"),
        (rules.world_in_stage, "recognise.verse", "from os import path"),
        (rules.world_in_stage, "enrich.counts", "from pathlib import Path"),
        (rules.world_in_stage, "enrich.counts", "import pathlib"),
        (rules.world_in_stage, "assemble.single", "import io"),
        (rules.world_in_stage, "reconcile.names", "import urllib.request"),
        (rules.world_in_stage, "reconcile.names", "from urllib import request"),
        (rules.world_in_stage, "model.book", "import random"),
        (rules.world_in_stage, "read.plain", "import socket"),
        (rules.world_in_stage, "write.epub", "import time"),
        (rules.world_in_stage, "enrich.counts", "text = open('a').read()"),
        (rules.world_in_stage, "write.epub", "stamp = datetime.now()"),
        (rules.world_in_stage, "assemble.matter", "year = date.today().year"),
        (rules.world_in_stage, "assemble.single", "identifier = uuid.uuid4()"),
        (rules.printing, "pipeline", "print('done')"),
        (rules.printing, "report", "import sys\nsys.stderr.write('done')"),
        (rules.oversize, "pipeline", "x = 1\n" * 401),
        (rules.oversize, "pipeline", LONG_FUNCTION),
        (rules.oversize, "pipeline", "class A:\n    async " + LONG_FUNCTION.replace("\n", "\n    ")),
        (rules.unfinished, "pipeline", "x = 1  # TO" + "DO: more"),
        (rules.unfinished, "pipeline", "raise NotImplemented" + "Error"),
    ],
)
def test_rule_catches(rule: Rule, module: str, source: str) -> None:
    assert rule(module, source)


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (rules.wrong_arrows, "model.story", "from fanbook.diagnostics import Diagnostic"),
        (rules.wrong_arrows, "model.story", "from fanbook.model.blocks import Block"),
        (rules.wrong_arrows, "model.story", "from fanbook.model import blocks"),
        (rules.wrong_arrows, "write.epub", "from fanbook.write import xhtml"),
        (rules.wrong_arrows, "cli.build", "from fanbook.cli.table import show"),
        (rules.wrong_arrows, "__main__", "from fanbook.cli import main"),
        (rules.world_in_stage, "write.epub", "import io, zipfile"),
        (rules.world_in_stage, "emit", "import os, time"),
        (rules.world_in_stage, "recognise.titles", "from pathlib import PurePosixPath"),
        (rules.world_in_stage, "assemble.single", "from uuid import uuid5\nidentifier = uuid5(SPACE, 'a')"),
        (rules.printing, "cli.build", "print('done')"),
        (rules.printing, "write.pdf", "canvas.print('done')"),
        (rules.oversize, "pipeline", "def f():\n" + "    x = 1\n" * 49),
        (rules.unfinished, "pipeline", "todo_list = ()  # XXXL"),
    ],
)
def test_rule_lets_pass(rule: Rule, module: str, source: str) -> None:
    assert rule(module, source) == []


@pytest.mark.parametrize(
    "modules",
    [
        [("write.xhtml", "import ebooklib")],
        [("read.epub", "from ebooklib import epub")],
        [("pipeline", "def f():\n    import weasyprint")],
        [("write.kepub", "from PIL import Image")],
        [("cover.paint", "from PIL import Image"), ("cover.motifs", "import PIL.ImageDraw")],
        [("report", "from rich.console import Console")],
        [("doctor", "import typer")],
        [("cli.build", "import click")],
        [("cli.build", "from typer import _click")],
    ],
)
def test_wrong_door_is_caught(modules: list[tuple[str, str]]) -> None:
    assert rules.wrong_doors(modules)


def test_right_doors_pass() -> None:
    assert not rules.wrong_doors(
        [
            ("write.epub_zip", "from ebooklib import epub"),
            ("write.pdf", "import weasyprint"),
            ("cover.paint", "from PIL import Image"),
            ("cli", "import typer"),
            ("cli.build", "from rich.table import Table"),
        ]
    )


# --- Codes --------------------------------------------------------------------------------------

USED = set().union(
    *(
        rules.codes(source)
        for module, source in MODULES
        if not module.startswith(("diagnostics", "explanations"))
    )
)


def test_codes_are_found_as_whole_strings() -> None:
    assert rules.codes('f("R001", hint="see N014 there", x="R0011")') == {"R001"}


def test_every_code_used_is_explained() -> None:
    assert sorted(USED - set(EXPLANATIONS)) == []


def test_every_code_explained_is_used() -> None:
    assert sorted(set(EXPLANATIONS) - USED) == []


# --- Start-up -----------------------------------------------------------------------------------

HEAVY = ("weasyprint", "ebooklib", "PIL", "lxml", "numpy", "fontTools")


def loaded_by(statement: str) -> set[str]:
    """Top-level modules in memory after a statement, in a Python of its own."""
    code = f"import sys\ntry:\n    {statement}\nexcept SystemExit:\n    pass\nprint('\\n@', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.rpartition("@")[2].split()}


def test_loaded_modules_are_seen() -> None:
    assert "PIL" in loaded_by("import PIL.Image")


def test_help_loads_no_heavy_library() -> None:
    loaded = loaded_by("sys.argv = ['fanbook', '--help']; from fanbook.cli import app; app()")
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_a_worker_loads_no_command_line() -> None:
    loaded = loaded_by("import fanbook.__main__, fanbook.processes.worker, fanbook.press")
    assert loaded.isdisjoint({"typer", "rich", *HEAVY})


# --- Dependencies -------------------------------------------------------------------------------

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]
DECLARED = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"] + EXTRAS}


def _distributions(names: set[str]) -> set[str]:
    known = packages_distributions()
    return {canonicalize_name(known.get(name, [name])[0]) for name in names}


IMPORTED = _distributions(set().union(*(rules.third_party(source) for _, source in MODULES)))
# A typeface's package holds files and is never imported.
USED_AS_FILES = _distributions({row.package for row in FACES} | {package for _, package, _ in FILES})


def test_third_party_imports_are_seen() -> None:
    assert rules.third_party("import os, lxml.etree\nfrom fanbook import x\nfrom PIL import Image") == {
        "lxml",
        "PIL",
    }


def test_every_import_is_declared() -> None:
    assert sorted(IMPORTED - DECLARED) == []


def test_every_declared_dependency_is_used() -> None:
    assert sorted(DECLARED - IMPORTED - USED_AS_FILES) == []


def _pins(file: str) -> dict[str, str]:
    """Pinned versions by name; every one must have a hash."""
    text = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, version = re.match(r"([\w.-]+)==(\S+)", line).groups()
            assert "--hash=sha256:" in line, line
            found[canonicalize_name(name)] = version
    return found


def test_locks_satisfy_what_is_declared() -> None:
    groups = PROJECT["dependency-groups"]
    build = [*PROJECT["project"]["dependencies"], *groups["build"], *PROJECT["build-system"]["requires"]]
    dev = [line for line in groups["dev"] if isinstance(line, str)]
    for file, lines in (("requirements.txt", build), ("requirements-dev.txt", build + EXTRAS + dev)):
        pins = _pins(file)
        for one in map(Requirement, lines):
            assert one.specifier.contains(pins[canonicalize_name(one.name)]), f"{one} in {file}"


# --- What is committed --------------------------------------------------------------------------


def _tracked() -> list[tuple[str, str]]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    found = []
    for name in listed.stdout.split("\0"):
        file = ROOT / name
        if name and file.is_file():
            try:
                found.append((name, file.read_text("utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def test_no_tracked_file_names_one_machine() -> None:
    own = (str(ROOT), str(Path.home()))
    assert [c for name, text in _tracked() for c in rules.places_of_one_machine(name, text, *own)] == []


@pytest.mark.parametrize(
    "text",
    [
        "a\nhttps://host.example/" + "simple/fanbook",
        "https://" + "files.example.org/x.whl",
        "--extra-" + "index-url somewhere",
        "see /" + "work/notes.txt",
        "cd /srv/checkouts/fanbook && make",
    ],
)
def test_machine_is_caught(text: str) -> None:
    assert rules.places_of_one_machine("a.txt", text, "/srv/checkouts/fanbook")


def test_ordinary_addresses_pass() -> None:
    text = "https://archiveofourown.org/works/1 and/work/2 ~/" + "work/x --index http://www.w3.org/1999/xhtml"
    assert rules.places_of_one_machine("a.txt", text, "/srv/checkouts/fanbook") == []
