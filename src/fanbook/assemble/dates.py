"""Dates as authors write them, to ISO, where they can be read in one way only.

"1/11/14" is January in one country and November in another: it is left as it stands.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
        "october oct|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


def iso_date(text: str) -> str:
    """The date in a text as YYYY-MM-DD, or nothing."""
    if match := _ISO.search(text):
        return _valid(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.search(text):
        return _valid(int(match[3]), MONTHS.get(match[2].casefold(), 0), int(match[1]))
    if match := _MONTH_FIRST.search(text):
        return _valid(int(match[3]), MONTHS.get(match[1].casefold(), 0), int(match[2]))
    return ""


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip entry cannot be older,
LATEST = datetime(2107, 12, 31, tzinfo=UTC)  # nor younger


def modified(dates: list[str], epoch: int | None) -> datetime:
    """When a book counts as last changed: SOURCE_DATE_EPOCH, else its latest date, else 1980."""
    if epoch is not None:
        return datetime.fromtimestamp(min(max(epoch, EARLIEST.timestamp()), LATEST.timestamp()), UTC)
    known = sorted(filter(None, dates))
    latest = datetime.fromisoformat(known[-1]).replace(tzinfo=UTC) if known else EARLIEST
    return min(max(latest, EARLIEST), LATEST)
