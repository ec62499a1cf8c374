"""The language a story is written in, as a BCP 47 tag: hyphenation and quotes depend on it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.model.blocks import Letter, Paragraph, Verse
from fanbook.model.story import Story
from fanbook.model.walk import block_texts

# fmt: off
_NAMES = {
    "english": "en", "american english": "en-US", "british english": "en-GB",
    "français": "fr", "francais": "fr",
    "french": "fr",
    "deutsch": "de", "german": "de",
    "español": "es", "espanol": "es", "spanish": "es",
    "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "português brasileiro": "pt-BR",
    "nederlands": "nl", "dutch": "nl", "polski": "pl", "polish": "pl", "русский": "ru", "russian": "ru",
    "中文": "zh", "中文-普通话 國語": "zh", "chinese": "zh",
    "日本語": "ja", "japanese": "ja", "한국어": "ko", "korean": "ko",
    "svenska": "sv", "swedish": "sv", "norsk": "nb", "norwegian": "nb", "dansk": "da", "danish": "da",

    "suomi": "fi", "finnish": "fi", "čeština": "cs", "czech": "cs", "magyar": "hu", "hungarian": "hu",
    "türkçe": "tr", "turkish": "tr", "ελληνικά": "el", "greek": "el", "українська": "uk",
    "ukrainian": "uk",
    "العربية": "ar", "arabic": "ar", "עברית": "he", "hebrew": "he", "bahasa indonesia": "id", "indonesian": "id",
    "tiếng việt": "vi", "vietnamese": "vi", "ไทย": "th", "thai": "th", "हिन्दी": "hi", "hindi": "hi",
    "română": "ro", "romanian": "ro", "català": "ca", "catalan": "ca",
}
# fmt: on
_TAG = re.compile(r"([a-z]{2})(?:[-_]([a-z]{2}|\d{3}))?")
_SAMPLE = 4000  # characters; more does not change the answer
_LEAST = 120  # fewer characters prove nothing
_DEFAULT = "en"


def find_language(story: Story) -> Story:
    """The story with its language: what it states, else what its words show, else English."""
    stated = story.metadata.value("language").strip().casefold()
    if stated:
        tag = _NAMES.get(stated) or _tag(stated)
        if tag:
            return replace(story, language=tag)
    return replace(story, language=_seen(_sample(story)))


def _tag(stated: str) -> str:
    """A tag as such, `en`, `fr-ca` or `pt_BR`, in the usual capitals; "" for anything else."""
    match = _TAG.fullmatch(stated)
    return "-".join(filter(None, (match[1], match[2] and match[2].upper()))) if match else ""


def _sample(story: Story) -> str:
    parts: list[str] = []
    size = 0
    for chapter in story.chapters:
        for block in chapter.blocks:
            if isinstance(block, Paragraph | Letter | Verse):
                for text in block_texts(block):
                    parts.append(text)
                    size += len(text)
            if size >= _SAMPLE:
                return " ".join(parts)
    return " ".join(parts)


# Among English words one in four or five is one of these; no other language has a tenth of them.
_ENGLISH = frozenset("the and of to was he she it in that you his her with had for".split())


def _seen(sample: str) -> str:
    words = sample.casefold().split()
    if len(sample) < _LEAST or sum(word in _ENGLISH for word in words) > len(words) * 0.12:
        return _DEFAULT
    from py3langid import classify  # noqa: PLC0415 - its model takes a while to load

    return str(classify(sample[: _SAMPLE * 2])[0])
