"""Codes of what only a whole library shows, as rows of the table in `explanations`."""

from __future__ import annotations

LIBRARY: dict[str, tuple[str, str]] = {
    "N024": (
        "A story was saved more than once",
        (
            "Two files or more hold the same story: another download, another site, another format, or an earlier state "
            "of it. The fullest is built, and the report names the others under `skipped`. To have a book of each, build "
            "with `--keep-duplicates`, or write `keep-duplicates = true` under [build] in fanbook.toml."
        ),
    ),
}
