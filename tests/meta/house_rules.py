"""The house rules as functions: source text in, complaints out. Nothing here reads a file.

Module names are dotted and without the leading package: `read.plain`, `cli`, "" for the package
itself. A complaint is one line, `module:line: what is wrong`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50

PURE_STAGES = ("recognise", "enrich", "assemble", "reconcile", "doubt", "query")
# Readers and writers handle bytes in memory (`io`, `zipfile`) and are given paths of typefaces; a
# pure stage knows no file, clock, network, process, environment or chance.
NETWORK_AND_CLOCK = {"http", "secrets", "socket", "ssl", "subprocess", "tempfile", "time", "urllib.request"}
OUTSIDE_WORLD = NETWORK_AND_CLOCK | {
    "asyncio", "glob", "io", "multiprocessing", "os", "pathlib", "random", "shutil", "signal", "sqlite3",
    "sys", "threading",
}  # fmt: skip
# A pure path is a kind of text.
HARMLESS = {"pathlib.PurePath", "pathlib.PurePosixPath"}
CLOCK_CALLS = {"now", "today", "utcnow", "getenv", "uuid1", "uuid4"}

# The one module, or family of modules, that may import each library.
DOORS = {
    "ebooklib": r"write\.epub\w*",
    "weasyprint": r"write\.pdf\w*",
    "PIL": r"cover\.paint\w*",
    "pikepdf": r"write\.pdf_(merge|board|outlet|tags)|fold\.impose|check\.pdf\w*",
    "pypdfium2": r"check\.pdf_text",
    "uharfbuzz": r"write\.lines\.shapes|write\.pdf_fonts",
    "pyphen": r"write\.lines\.plan",
    "rich": r"cli(\..+)?",
    "typer": r"cli(\..+)?",
    "tomlkit": r"library\.sidecars",
    "platformdirs": r"library\.cache",
    "click": r"(?!)",
    "dataclasses": r"(?!)",  # records are Structs: a dataclass takes half a millisecond to make, at every start
    "typer._click": r"(?!)",
}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name, with its line; `from a import b` is `a.b`."""

    name: str
    line: int


def imports(tree: ast.AST) -> Iterator[Import]:
    """Every import in a tree, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            # No relative imports stand in the package (ruff's TID252); a dot would be an empty name.
            for alias in node.names:
                yield Import(f"{node.module}.{alias.name}", node.lineno)


def is_inside(name: str, package: str) -> bool:
    """Is `name` that package or anything in it?"""
    return name == package or name.startswith(f"{package}.")


def wrong_arrows(module: str, source: str) -> list[str]:
    """Imports of our own modules against the direction of the arrows."""
    stage = module.partition(".")[0]
    found = []
    for one in imports(ast.parse(source)):
        if not is_inside(one.name, "fanbook"):
            continue
        target = one.name.removeprefix("fanbook").lstrip(".")
        is_wrong = (
            (stage == "model" and not is_inside(target, "model") and not is_inside(target, "diagnostics"))
            or (stage == "read" and is_inside(target, "write"))
            or (stage not in {"cli", "__main__"} and is_inside(target, "cli"))
        )
        if is_wrong:
            found.append(f"{module}:{one.line}: {stage} imports {one.name}")
    return found


def world_in_stage(module: str, source: str) -> list[str]:
    """Files, clock, network or chance in a stage that has to be pure."""
    stage = module.partition(".")[0]
    if stage in PURE_STAGES or stage == "model":
        forbidden = OUTSIDE_WORLD
    elif stage in {"read", "write", "cover"}:
        forbidden = NETWORK_AND_CLOCK
    else:
        return []
    tree = ast.parse(source)
    found = [
        f"{module}:{one.line}: {stage} imports {one.name}"
        for one in imports(tree)
        if one.name not in HARMLESS and any(is_inside(one.name, name) for name in forbidden)
    ]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name("open") if "io" in forbidden:
                found.append(f"{module}:{node.lineno}: {stage} opens a file")
            case ast.Attribute(_, name) if name in CLOCK_CALLS:
                found.append(f"{module}:{node.lineno}: {stage} calls {name}()")
    return sorted(set(found))


def printing(module: str, source: str) -> list[str]:
    """Words to the terminal from anywhere but the command line."""
    if is_inside(module, "cli"):
        return []
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(ast.Name("print" | "input")):
                found.append(f"{module}:{node.lineno}: {node.func.id}()")
            case ast.Attribute(ast.Name("sys"), "stdout" | "stderr"):
                found.append(f"{module}:{node.lineno}: sys.{node.attr}")
    return found


def wrong_doors(modules: Iterable[tuple[str, str]]) -> list[str]:
    """Libraries imported elsewhere than through their one door."""
    found = []
    for module, source in modules:
        for one in imports(ast.parse(source)):
            for library, door in DOORS.items():
                if is_inside(one.name, library) and not re.fullmatch(door, module):
                    found.append(f"{module}:{one.line}: imports {one.name}")
    return sorted(set(found))


def strange_changes(modules: Iterable[tuple[str, str]]) -> list[str]:
    """Changes of fields that no record has: `replace` of Structs takes any name, as far as types can tell."""
    trees = [(module, ast.parse(source)) for module, source in modules]
    fields = {
        line.target.id
        for _, tree in trees
        for record in ast.walk(tree)
        if isinstance(record, ast.ClassDef)
        for line in record.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }
    return sorted(
        f"{module}:{call.lineno}: no record has {change.arg}"
        for module, tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "replace"
        for change in call.keywords
        if change.arg and change.arg not in fields
    )


def oversize(module: str, source: str) -> list[str]:
    """Modules and functions too long to hold in mind."""
    found = []
    if (lines := source.count("\n")) > MAX_MODULE_LINES:
        found.append(f"{module}:1: {lines} lines")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                found.append(f"{module}:{node.lineno}: {node.name} has {lines} lines")
    return found


def codes(source: str) -> set[str]:
    """Diagnostic codes that stand as strings of their own."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[A-Z]\d{3}", node.value)
    }


UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error)\b")


def unfinished(module: str, source: str) -> list[str]:
    """Marks of work left for later."""
    return [
        f"{module}:{number}: {mark.group()}"
        for number, line in enumerate(source.splitlines(), 1)
        for mark in UNFINISHED.finditer(line)
    ]


# A link to where packages are kept binds everybody to one place; so does an absolute path.
PACKAGE_PLACE = re.compile(
    r"https?://\S+/(simple|packages)/"
    r"|https?://(registry|files|pypi|index|proxy)\.[a-z]"
    r"|^\s*--?(index-url|extra-index-url|find-links)\b",
    re.MULTILINE,
)
CHECKOUT_PATH = re.compile(r"(?<![\w.:~/])/(root|work|workspace|builds)/\w")


def places_of_one_machine(name: str, text: str, *own: str) -> list[str]:
    """Registry addresses and absolute paths, among them the folders given as `own`."""
    marks = [*PACKAGE_PLACE.finditer(text), *CHECKOUT_PATH.finditer(text)]
    for folder in own:
        marks += re.finditer(re.escape(folder) + r"(?![\w.-])", text)
    return [f"{name}:{text.count(chr(10), 0, m.start()) + 1}: {m.group().strip()}" for m in marks]


def third_party(source: str) -> set[str]:
    """Top-level names of imported modules that are neither Python's nor ours."""
    names = {one.name.split(".")[0] for one in imports(ast.parse(source))}
    return names - set(sys.stdlib_module_names) - {"fanbook", ""}
