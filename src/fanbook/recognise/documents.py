"""The heads of documents in a story told by papers: "Dr. Seward's Diary (continued)", "Telegram, A to B", "Log of the Demeter".

In: a line. Out: whether it names the paper that follows and nothing else. The names of papers are words of any story:
this is asked only at the head of a scene.
"""

from __future__ import annotations

import re

_PAPER = (
    r"(?:phonograph |private |common |household )?(?:diar(?:y|ies)|journal|log|log-?book|day-?book|note-?book|memorand(?:um|a)|"
    r"commonplace book|letter-?book|case-?book|scrap-?book|testimony|statement|confession|deposition)"
)
_AGAIN = r"(?:\W{1,3}(?:continued|cont['’]?d?\.?|resumed|concluded)\W{0,2})?"
_KEPT = re.compile(
    rf"^\W{{0,3}}(?:(?i:the )?(?:[A-Z][\w.’'-]*\s){{0,4}}[A-Z][\w.-]*['’](?i:s)? (?i:{_PAPER})"
    rf"|(?i:the |ship['’]s |from the )?(?i:{_PAPER} of) (?i:the )?[A-Z][\w.’' -]{{1,40}}|(?i:ship['’]s log))(?i:{_AGAIN})\W{{0,3}}$"
)
_SENT = re.compile(
    r"^\W{0,3}(?i:letter|telegram|cable|cablegram|wire|postcard|note|memo|e-?mail|message|reply)\b[,:–—-]? ?(?i:from )?"
    r"[A-Z][^.!?]{0,3}[^!?]{1,38}?,? (?i:to) (?i:the )?[A-Z][^!?]{1,40}$"
)


def is_document_head(text: str) -> bool:
    """Does the line name the paper that follows?"""
    text = text.strip()
    if len(text) > 90 or text[:1] in "\"“«'‘":
        return False
    return bool(_KEPT.match(text) or _SENT.match(text))
