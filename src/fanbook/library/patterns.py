"""A person's own heading patterns: wildcards ("Part *"), or regular expressions between slashes.

In: the pattern as written in `chapters`. Out: a `HeadingPattern` that can match a line. Whoever wrote
it may not be whoever runs it: how long a pattern is, how large it grows and how long it may look for a
match are bounded, and a pattern beyond that is an error with a place, before it costs anybody's evening.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from fnmatch import translate
from time import process_time

from msgspec import Struct, field

from fanbook.errors import ConfigError
from fanbook.library.toml import shown

MOST_PATTERNS, LONGEST_PATTERN = 100, 500
# Parts of a pattern once all that is repeated a counted number of times is written out, as `regex` does:
# a hundred thousand take seconds and 200 MB.
MOST_PARTS = 10_000
_LINE_SECONDS = 1.0  # for one pattern on one line
_ALL_SECONDS = 10.0  # for all patterns of a sidecar on all lines of its story
_LONGEST_LINE = 500  # letters; a heading has fewer


class Patience:
    """Seconds of work that are left for patterns. How many are left makes no pattern another one."""

    def __init__(self, seconds: float = _ALL_SECONDS) -> None:
        self.left = seconds

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patience)

    def __hash__(self) -> int:
        return hash(Patience)

    def __repr__(self) -> str:
        return "Patience()"


class HeadingPattern(Struct, frozen=True):
    """A heading pattern; those of one sidecar share their patience."""

    written: str
    expression: str
    path: str = ""
    patience: Patience = field(default_factory=Patience)

    def fullmatch(self, text: str) -> bool:
        """Does the whole line match? Raises `ConfigError` C020 where that takes too long."""
        start = process_time()
        try:
            return self._tried(text[:_LONGEST_LINE])
        except (TimeoutError, MemoryError, RecursionError) as fault:
            message = f"the chapter pattern {shown(self.written)} takes too long on the lines of this story"
            raise ConfigError(
                "C020", message, at=self.path, hint="use a simpler one, or wildcards"
            ) from fault
        finally:
            self.patience.left -= process_time() - start

    def _tried(self, text: str) -> bool:
        import regex  # noqa: PLC0415 - few sidecars have a pattern

        if self.patience.left <= 0:
            raise TimeoutError
        return regex.fullmatch(self.expression, text, timeout=_LINE_SECONDS) is not None


def read_patterns(written: Sequence[str], path: str) -> tuple[HeadingPattern, ...]:
    """The patterns of a sidecar. Raises `ConfigError` C003 for one that is none, C020 for what is too much."""
    if len(written) > MOST_PATTERNS:
        message = f"{len(written):,} chapter patterns are more than {MOST_PATTERNS}"
        raise ConfigError("C020", message, at=path, hint='one with wildcards may do: chapters = ["Part *"]')
    patience = Patience()
    return tuple(_read_pattern(one, path, patience) for one in written)


def _read_pattern(written: str, path: str, patience: Patience) -> HeadingPattern:
    is_expression = len(written) > 2 and written[0] == written[-1] == "/"
    expression = written[1:-1] if is_expression else translate(written)
    if len(written) > LONGEST_PATTERN or _parts(expression) > MOST_PARTS:
        message = f"the chapter pattern {shown(written)} is too long, or repeats too much too often"
        raise ConfigError("C020", message, at=path, hint="use a simpler one, or wildcards")
    import regex  # noqa: PLC0415 - few sidecars have a pattern

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            regex.compile(expression)
    except Exception as fault:  # what `regex` raises over a stranger's pattern is not only its own error
        message = f"{shown(written)} is no regular expression: {fault}"
        raise ConfigError("C003", message, at=path, hint='wildcards may do: "Part *"') from fault
    return HeadingPattern(written, expression, path, patience)


_TOKEN = re.compile(
    r"\\. | \[\^?\]?(?:\\.|[^\]\\])*\] | (?P<open>\() | (?P<close>\)) | \{(?P<least>\d*)(?:,(?P<most>\d*))?\} | .",
    re.DOTALL | re.VERBOSE,
)


def _parts(expression: str) -> int:
    """How many parts a regular expression has once what is repeated is written out; never too few."""
    groups, last = [0], 0
    for token in _TOKEN.finditer(expression):
        times = token["most"] or token["least"] or ""
        if token["open"]:
            groups.append(0)
            last = 0
        elif token["close"] and len(groups) > 1:
            last = groups.pop() + 1
            groups[-1] += last
        elif times:
            groups[-1] += last * int(times)
            last *= int(times) + 1
        else:
            last = 1
            groups[-1] += 1
    return sum(groups)
