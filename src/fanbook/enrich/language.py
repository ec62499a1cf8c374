"""The language a story is written in, as a BCP 47 tag: hyphenation and quotes depend on it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.late import Late
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
    "中文": "zh", "中文-普通话 國語": "zh", "chinese": "zh", "简体中文": "zh", "繁體中文": "zh-Hant", "正體中文": "zh-Hant", "繁体中文": "zh-Hant",
    "汉语": "zh", "漢語": "zh-Hant", "國語": "zh-Hant", "粵語": "yue", "日语": "ja", "日語": "ja", "韩语": "ko", "韓語": "ko",
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
        if tag == "zh":  # an archive has one name for both scripts
            tag = _chinese(_sample(story))
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


# Letters that only one of the two Chinese scripts has, and among them the most frequent of any text.
_TRADITIONAL = frozenset(
    "們這說個來時會為對過後還沒麼裡開點樣見話頭問門邊請聽應讓從給誰總種現當經與將無愛學國長東車書氣覺"
)
_SIMPLIFIED = frozenset(
    "们这说个来时会为对过后还没么里开点样见话头问门边请听应让从给谁总种现当经与将无爱学国长东车书气觉"
) - set("后里")
_KANA = Late(r"[\u3041-\u30ff]")
_HAN = Late(r"[\u3400-\u9fff]")
_HANGUL = Late(r"[\uac00-\ud7a3]")
_FEW = 20  # letters of such a script prove as much as a paragraph of others


def _by_script(sample: str) -> str:
    """The language of a script that only one language writes; nothing where letters of another are the more."""
    if sample.isascii():
        return ""
    kana, han, hangul = (len(pattern.findall(sample)) for pattern in (_KANA, _HAN, _HANGUL))
    others = sum(map(str.isalpha, sample)) - kana - han - hangul
    if kana + han + hangul < max(_FEW, 2 * others):
        return ""
    if hangul > kana + han:
        return "ko"
    return "ja" if kana * 12 > han else _chinese(sample)


def _chinese(sample: str) -> str:
    """Chinese in the simplified script, or with the tag of the traditional one."""
    older = sum(map(_TRADITIONAL.__contains__, sample))
    return "zh-Hant" if older > 2 * sum(map(_SIMPLIFIED.__contains__, sample)) else "zh"


# Among English words one in four or five is one of these; no other language has a tenth of them.
_ENGLISH = frozenset("the and of to was he she it in that you his her with had for".split())


def _seen(sample: str) -> str:
    if east := _by_script(sample):
        return east
    words = sample.casefold().split()
    if len(sample) < _LEAST or sum(word in _ENGLISH for word in words) > len(words) * 0.12:
        return _DEFAULT
    from py3langid import classify  # noqa: PLC0415 - its model takes a while to load

    return str(classify(sample[: _SAMPLE * 2])[0])
