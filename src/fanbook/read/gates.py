"""Pages that stand before a story and are saved in its place: a warning, a check for robots, a request to log in.

In: a page. Out: nothing, or a clear error: a book of such a page would hold not one word of the story.
"""

from __future__ import annotations

import re

from fanbook.errors import SourceError
from fanbook.read.dom import Element, text_of

# By what the page calls itself, in whole, and something that it says; with what it is and how one gets past it.
_GATES = (
    (
        r"(?:adult content warning|this work could have adult content)\b.*",
        r"could have adult content|agree",
        "the page that warns of adult content",
        "open it, agree to go on, and save the page that comes then",
    ),
    (
        r"just a moment\W*|attention required! \| cloudflare|checking your browser\b.*|ddos-guard",
        r"cloudflare|ray id|(?:checking|verify).{1,80}(?:browser|human|connection)|enable javascript and cookies",
        "the page that checks who comes",
        "open it in a browser, wait for the story, and save that page",
    ),
    (
        r"(?:error 40[34]|403 forbidden|404 (?:page )?not found|retry later|50[0234] \w.*)(?: \|.*)?",
        r"(?:page|url|server|link|resource).{1,80}(?:not found|unavailable|busy|error|n[o']t (?:exist|have permission))",
        "the page of an error",
        "open it again, and save it when the story is there",
    ),
)
_MOST = 300  # words; a page of more may hold a story, whatever it is called


def refuse_gate(root: Element, path: str) -> None:
    """Raises `SourceError` R036 for a page that is no story's."""
    title = text_of(next(root.iter("title"), None))
    for called, says, what, hint in _GATES:
        if re.fullmatch(called, title, re.IGNORECASE):
            said = text_of(next(root.iter("body"), root))
            if len(said.split()) < _MOST and re.search(says, said, re.IGNORECASE):
                raise SourceError("R036", f"this is no story, but {what}", at=path, hint=hint)
