"""A story's text as passages of sentences, with every run of capitals in them.

In: a story. Out: `Passage`s in reading order: who utters it where the page says so (a letter's signature, a message's
sender, a speech's name), whose eyes we look through, and its sentences, word for word. What the capitals mean is no
matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from fanbook.model.blocks import (
    AuthorNote,
    Block,
    Chat,
    Footnote,
    Letter,
    LetterRole,
    PovCard,
    SceneBreak,
    Script,
    Verse,
)
from fanbook.model.story import Story
from fanbook.model.walk import block_texts, plain

# Most words are small plain letters with a space behind: so many of them as follow each other are one token.
_TOKEN = re.compile(
    r"(?:[a-z]+\ )+ | (?:Mr|Mrs|Ms|Dr|St|Prof|Mme|Mlle)\. | [^\W\d_]+(?:[-’'][^\W\d_]+)*"
    r"| [“”«»„\"] | [.!?…]+ | [-,;:—–()/&*|\n]",
    re.VERBOSE,
)
_OPENS, _CLOSES = frozenset("“«„"), frozenset("”»")
_DEAR = re.compile(r"^\W*(?:(?:my|mein|meine|mi|mon|ma|o)\s+)?(?:(?:dear|dearest|liebe[rs]?|cher|chère|querid[oa]|beloved)\s+)+", re.IGNORECASE)  # fmt: skip
_SIGNED = re.compile(r"[^\W\d_][\w.’' -]{0,30}")


class Run(Struct):
    """Words with capitals, one after the other: where the first stands, and whether a sentence begins there."""

    at: int
    words: list[str]
    starts: bool
    quoted: bool
    owns: bool = False  # "Clark's"


class Sentence(Struct):
    """Its words and signs in small letters, whether each stands in speech, and the runs of capitals."""

    words: list[str] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


class Passage(Struct):
    """A paragraph, a message, a speech. `speaker` and `to` are as the page names them; `eyes` begins a narrator's part."""

    sentences: list[Sentence]
    speaker: str = ""
    to: str = ""
    eyes: str = ""


def passages_of(story: Story) -> Iterator[Passage]:
    """Everything that is told, in reading order."""
    for chapter in story.chapters:
        for block in chapter.blocks:
            yield from _passages(block)


def _passages(block: Block) -> Iterator[Passage]:
    match block:
        case AuthorNote() | SceneBreak() | Footnote():
            return
        case Verse():
            return  # what a song says of love, it says of nobody here
        case PovCard():
            yield Passage([], eyes=block.character)
        case Letter(parts):
            yield from _letter(block, parts_text=[(part.role, plain(part.inlines)) for part in parts])
        case Chat(messages):
            for said in messages:
                yield Passage(_sentences(plain(said.inlines)), said.sender)
        case Script(lines):
            for line in lines:
                yield Passage(_sentences(plain(line.inlines)), line.speaker)
        case _:
            for text in block_texts(block):
                yield Passage(_sentences(text))


def _letter(_: Letter, parts_text: list[tuple[LetterRole, str]]) -> Iterator[Passage]:
    """A letter is its writer's speech to whom it greets."""
    signed = next((text for role, text in parts_text if role is LetterRole.SIGNATURE), "")
    greeted = next((text for role, text in parts_text if role is LetterRole.SALUTATION), "")
    writer = match[0].strip() if (match := _SIGNED.search(signed)) else ""
    reader = match[0].strip() if (match := _SIGNED.search(_DEAR.sub("", greeted))) else ""
    for role, text in parts_text:
        if role in (LetterRole.BODY, LetterRole.POSTSCRIPT):
            yield Passage(_sentences(text), writer, reader)


def _sentences(text: str) -> list[Sentence]:
    found, sentence, in_speech, starts = [], Sentence(), False, True
    for piece in _TOKEN.findall(text):
        if piece[-1] == " ":
            words = piece.split()
            sentence.words += words
            sentence.quoted += [in_speech] * len(words)
            starts = False
        elif piece.isascii() and piece.isalpha() and piece.islower():
            _put(sentence, piece, quoted=in_speech)
            starts = False
        elif piece in _OPENS or (piece == '"' and not in_speech):
            _put(sentence, piece, quoted=True)
            in_speech, starts = True, True
        elif piece in _CLOSES or piece == '"':
            _put(sentence, piece, quoted=False)
            in_speech = False
        elif piece[0] in ".!?…" and piece != "…":
            _put(sentence, piece, quoted=in_speech)
            found.append(sentence)
            sentence, starts = Sentence(), True
        else:
            _word(sentence, piece, starts=starts, quoted=in_speech)
            starts = piece in ":\n—–" or (starts and not piece[0].isalpha())
    if sentence.words:
        found.append(sentence)
    return found


def _put(sentence: Sentence, word: str, *, quoted: bool) -> None:
    sentence.words.append(word)
    sentence.quoted.append(quoted)


def _word(sentence: Sentence, piece: str, *, starts: bool, quoted: bool) -> None:
    at = len(sentence.words)
    bare, owns = piece, False
    if not piece.isalpha():
        word = piece.replace("’", "'")
        owns = word.endswith("'s")
        bare = (word[:-2] if owns else word).rstrip(".")
    _put(sentence, bare.casefold(), quoted=quoted)
    if not bare[:1].isupper():
        return
    last = sentence.runs[-1] if sentence.runs else None
    if last is not None and last.at + len(last.words) == at and not last.owns and last.quoted == quoted:
        last.words.append(bare)
        last.owns = owns
    else:
        sentence.runs.append(Run(at, [bare], starts, quoted, owns))
