"""Spans whose marks mean themselves: addresses, file names, code, emoticons, arrows.

In: a text. Out: sorted half-open spans that typography leaves as they are. The pattern runs only on a
text that holds one of the triggers, which prose seldom does; each branch either starts at a border
or is bounded, so the time stays linear.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

# What every guarded span holds one of. Each branch begins with one plain character, for the sake of speed.
_TRIGGER = re.compile(
    r"@|\\|=|`|´|:(?=//|['-])|;(?=['-])|8(?=-)|~(?=/)|-(?=>)|<(?=[!-])|\((?=[\"'])|\[(?=[\"'])"
    r"|'(?=:|[\^_.oO-]')|'(?<=[\^]')|'(?<=[-_.][-_<>.]')|\.(?<=www\.)|\.(?<=\w\.)[A-Za-z]\w"
)
_EXTENSIONS = (
    "7z|azw3?|avi|bak|bmp|cfg|com|css|csv|docx?|epub|exe|flac|gif|gz|html?|ini|jpe?g|js|json|log|m4a|md|mkv|"
    "mobi|mov|mp[34]|net|odt|org|pdf|png|pptx?|py|rtf|sh|sql|svg|tar|tex|tmp|torrent|txt|wav|webp|xhtml|xlsx?|"
    "xml|ya?ml|zip"
)
_ADDRESS = r"[^\s<>\"`´“”„«»‘’‚‹›–—…]"
_GUARDED = re.compile(
    rf"""
      (?P<address>(?:(?:https?|ftp|file)://|www\.){_ADDRESS}+)
    | (?<![\w.+-])\w[\w.+'-]{{0,64}}@[\w.-]*\w                         # mail, and names such as @some--one
    | (?<![\w.+-])@[\w-]+
    | (?<![\w./-])[\w-]+(?:[.'][\w-]+){{0,8}}\.(?:{_EXTENSIONS})(?!\w)(?:/[^\s<>"“”]*)?
    | (?<![\w\\/])(?:[A-Za-z]:\\|~/)[^\s"“”]*[\w/\\]
    | (?<![\w])--?[a-z][\w-]*=[^\s"'“”‘’]+                          # --option=value
    | \b[A-Za-z_]\w*[=(\[]                                          # name="value", call('x'), key["x"]
      (?P<quote>["'])(?:(?!(?P=quote))[^\n)\]]){{0,80}}(?P=quote)[)\]]?(?!\w)
    | (?<![`\w])`(?![`\s])[^`\n]{{1,80}}(?<!\s)`(?![`\w])           # `code`
    | (?<!-)<?-{{1,6}}> | <!?-{{1,6}}(?!-)                          # arrows, comments
    | (?<![\w"'])[>}}]?[:;=]'-?[()\[\]{{}}/\\|DPpOo3](?!\w)         # :'(
    | (?<![\w"'])[D)(]-?':(?!\w)
    | (?<![\w"'])[:;=8]-[()\[\]/\\|DPpOo3*](?!\w)
    | \([`´'][^()\s\w]{{1,8}}[`´']\) | \([`´][^()\s]{{1,8}}[`´]\)      # (´・ω・`)
    | (?<![\w"'`“”‘’])[(<]?'[-_.oO^]'[)>]?(?![\w"'`“”‘’]) | (?:\^_?\^|-[_.]-|>_>|<_<)'+
    """,
    re.VERBOSE,
)
_TAIL = re.compile(r"(?:['’]s|[.,:;!?'’)\]…*_—–-])+$")


def guarded_spans(text: str) -> tuple[Span, ...]:
    """Where not to touch: half-open spans, sorted, apart."""
    if _TRIGGER.search(text) is None:
        return ()
    return tuple(_span(match) for match in _GUARDED.finditer(text))


def _span(match: re.Match[str]) -> Span:
    """An address without the punctuation of the sentence it stands in."""
    if match.lastgroup == "address":
        return match.start(), match.start() + len(_without_tail(match.group()))
    return match.span()


def _without_tail(address: str) -> str:
    kept = len(address)
    while kept and (tail := _TAIL.search(address, max(0, kept - 8), kept)):
        kept = tail.start()
    return address[:kept]
