"""Chapter headings in Chinese, Japanese and Korean: "第一章 借伞", "第３話　手紙", "제2장 한양", "12화", "番外", "（上）".

In: a line. Out: what it says as a heading, or nothing. No case and often no space tells a title from a sentence there:
a title is short, and has none of the marks that end a sentence or a clause.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fanbook.late import Late
from fanbook.recognise.eastern import may_be_eastern
from fanbook.recognise.numbers import EASTERN, value_of

_DECOR = r"[\s*_~=#<>\[\]{}|+·•.、★☆◆◇■□●○▼▽§—–―-]*"
_OPEN = r"[【〔［（(〈《『「]?"
# 天, 日 and 夜 count what a story tells as well: with nothing behind them, and in company, they are headings too.
_COUNTED = Late(
    rf"^{_DECOR}(?P<open>{_OPEN})\s*(?P<label>(?:第|제)\s*(?P<num>\d{{1,4}}|{EASTERN})\s*"
    r"(?P<word>章|回|節|节|話|话|卷|巻|部|集|幕|篇|編|编|折|場|场|夜|日|天|장|화|부|회|편|막|권|절|막)"
    r"|(?P<plain>\d{1,4})\s*(?P<unit>화|장|부|편|회|話|章))"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_NAMED = Late(
    rf"^{_DECOR}(?P<open>{_OPEN})\s*(?P<label>(?P<word>序章|序幕|楔子|引子|尾声|尾聲|終章|终章|番外篇?|幕間|間章|プロローグ|エピローグ|インターミッション|"
    rf"프롤로그|에필로그|서장|종장|외전|번외)(?:\s*(?:\d{{1,2}}|{EASTERN}))?)(?P<rest>(?:[\W].*)?)$",
    re.DOTALL,
)
_HALF = Late(
    r"^[\s*_~=#-]*(?:[【〔［（(](?P<label>[上中下前後后]|상|중|하)[】〕］）)]|(?P<alone>[上中下前後后](?:篇|編|编)|(?:상|중|하|전|후)편))[\s*_~=#-]*$"
)
# Pixiv's own mark of a chapter: "[chapter:一　雪]".
_MARKED = Late(rf"^\[chapter:\s*(?:(?P<num>\d{{1,3}}|{EASTERN})(?=[\s.．、:：]|\]$))?(?P<title>.{{0,80}})\]$")
_PROLOGUES = frozenset("序章 序幕 楔子 引子 プロローグ 프롤로그 서장".split())
_EPILOGUES = frozenset("尾声 尾聲 終章 终章 エピローグ 에필로그 종장".split())
_PARTS = frozenset("卷 巻 部 권 부".split())
_EVERYDAY = frozenset("夜 日 天 部 集 回 節 节 場 场 회 부".split())
_LONGEST = 40  # letters in a title
_RUN_ON = 14  # ... that stands without a gap behind its number
_ENDS = re.compile(r"[。！？!?；;，,、…]|\.{2,}")
_CLOSING = "】〕］）)〉》』」"


class Eastern(NamedTuple):
    """What the line says: the parts of a `Heading`."""

    family: str
    kind: str
    number: int | None
    label: str
    title: str


def read_eastern(text: str) -> Eastern | None:
    """The line as a heading by word, or None."""
    if not may_be_eastern(text) and not text.startswith("[chapter:"):
        return None
    if match := _MARKED.match(text):
        return Eastern(
            "east-marked", "chapter", *_numbered(match["num"] or "", match["title"].strip(" \u3000.．、:："))
        )
    if match := _HALF.match(text):
        return Eastern("east-half", "part", None, match["label"] or match["alone"], "")
    if match := _COUNTED.match(text):
        word = match["word"] or match["unit"]
        number = value_of(match["num"] or match["plain"])
        title = _title(match, everyday=word in _EVERYDAY)
        if number is None or title is None:
            return None
        return Eastern(f"east-{word}", "part" if word in _PARTS else "chapter", number, _label(match), title)
    if match := _NAMED.match(text):
        word, title = match["word"], _title(match, everyday=False)
        if title is None:
            return None
        kind = "prologue" if word in _PROLOGUES else "epilogue" if word in _EPILOGUES else "interlude"
        return Eastern("named", kind, None, _label(match), title)
    return None


def _numbered(number: str, title: str) -> tuple[int | None, str, str]:
    return value_of(number) if number else None, number, title


def _label(match: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", match["label"]).strip()


def _title(match: re.Match[str], *, everyday: bool) -> str | None:
    """What stands behind the number; None where it reads as a sentence."""
    rest = match["rest"]
    if match["open"]:  # "【第一章】借伞", "【第一章 借伞】"
        head, closed, tail = rest.partition(_CLOSING["【〔［（(〈《『「".index(match["open"])])
        rest = f"{head} {tail}" if closed else rest
    apart = not rest or not rest[:1].isalnum()
    title = rest.strip(" \t\u3000*_~=#<>|+·•.:：-–—―、★☆◆◇■□●○▼▽§")
    if not title:
        return ""
    if len(title) > (_LONGEST if apart else _RUN_ON) or (everyday and not apart):
        return None
    # A mark within or behind belongs to a sentence, unless the title is set apart by a gap or in brackets.
    if _ENDS.search(title.rstrip("！？!?…")) and (not apart or _ENDS.search(title[-1:])):
        return None
    return title if apart or not _ENDS.search(title) else None
