"""The labels that authors put before facts, and how a line is read as one or several of them.

In: a line. Out: `Labelled` values. A label means something only where labels stand: callers ask
in the front matter and the back matter, never in the story.
"""

from __future__ import annotations

import re

from msgspec import Struct

from fanbook.late import Late
from fanbook.recognise.labels_abroad import ABROAD, WEAK_ABROAD

# Field -> labels, folded: lower case, without "(s)", markup, and spaces around "/".
# `note`, `mail` and `chapter_note` are not facts but say what kind of line follows.
_LABELS: dict[str, tuple[str, ...]] = {
    "title": ("title", "story title", "story", "name of story", "story name", "fic title", "titre", "título", "titulo",
              "titel", "titolo", "tittle", "titel/title", "название"),
    "author": ("author", "authors", "creator", "writer", "written by", "by", "penname", "pen name", "pen-name", "author name", "author's name", "name of author", "auther", "athor",
               "auteur", "autor", "autora", "autorin", "autore", "автор"),
    "fandom": ("fandom", "fandoms", "universe", "show", "source material", "fandom/universe",
               "category/fandom", "based on", "фандом"),
    "pairing": ("pairing", "pairings", "relationship", "relationships", "ship", "ships", "couple", "couples",
                "main pairing", "cp", "codes", "code", "otp", "pairing/characters", "pairings/characters", "pairing/character",
                "relationship/characters", "pair", "paring", "parings", "pareja", "parejas", "couple principal",
                "paar", "paarung", "paarungen", "пейринг"),
    "characters": ("character", "characters", "characters/pairings", "character/relationships",
                   "characters/pairing", "main characters", "cast", "personnages", "personajes", "charaktere",
                   "персонажи"),
    "rating": ("rating", "ratings", "rated", "rate", "classement", "clasificación", "clasificacion",
               "altersfreigabe", "рейтинг"),
    "warnings": ("warning", "warnings", "archive warning", "archive warnings", "content warning",
                 "content warnings", "content notes", "content note", "trigger warning", "trigger warnings",
                 "cw", "tw", "advertencias", "avertissement", "avertissements", "warnungen", "предупреждения"),
    "spoilers": ("spoiler", "spoilers", "season", "timeline", "continuity", "setting", "set"),
    "genre": ("genre", "genres", "additional tags", "additional tag", "tags", "tag", "freeform", "freeforms",
              "género", "genero", "жанр"),
    "category": ("category", "categories", "classification", "catégorie", "kategorie"),
    "series": ("series", "part of series", "série", "serie", "serie/universe"),
    "summary": ("summary", "short summary", "kurzbeschreibung", "summery", "description", "blurb", "synopsis", "résumé", "resume", "sumary", "short content", "content", "what it's about", "what its about", "plot",
                "resumen", "zusammenfassung", "inhalt", "riassunto", "саммари", "story summary"),
    "disclaimer": ("disclaimer", "disclaimers", "short disclaimer", "disclaim", "claimer", "standard disclaimer",
                   "disclamer", "haftungsausschluss", "дисклеймер", "copyright"),
    "song": ("song", "songs", "soundtrack", "music"),
    "song_artist": ("artist", "song by", "sung by"),
    "dedication": ("dedication", "dedicated to", "for", "gift for", "recipient", "written for"),
    "prompt": ("prompt", "prompts", "challenge", "theme"),
    "beta": ("beta", "betas", "beta'd by", "betaed by", "beta-read by", "beta read by", "beta reader",
             "beta by", "бета"),
    "date": ("date", "posted", "posted on", "posted at", "date posted", "published", "written", "completed",
             "date written", "first posted", "fecha", "datum"),
    "updated": ("updated", "last updated", "update", "revised", "date_reedited"),
    "status": ("status", "complete", "state", "статус"),
    "word_count": ("word count", "words", "wordcount", "length", "approx. words", "размер"),
    "language": ("language", "langue", "idioma", "sprache"),
    "source_url": ("url", "link", "source", "story url", "original url", "originally posted at", "web site",
                   "website", "available at"),
    "archive": ("archive", "archiving", "distribution", "archive/distribution", "permission to archive"),
    "feedback": ("feedback", "concrit", "comments", "reviews", "email", "e-mail", "e-mail address", "contact"),
    "stats": ("stats",),
    "chapters": ("chapters",),
    "note": ("note", "notes", "author note", "author notes", "author's note", "author's notes", "authors note",
             "authors notes", "authorsnotes", "authornotes", "remark", "remarks", "authors' note", "authors' notes", "a/n", "an", "a.n.", "a/ns", "a\\n",
             "author’s note", "story notes", "story note", "beginning notes", "general notes", "n/a", "nda", "n.d.a.",
             "note de l'auteur", "notas", "nota", "nota de la autora", "nota del autor", "nota de autor",
             "anmerkung", "anmerkungen", "kommentar", "vorbemerkung", "bemerkung", "anmerkung der autorin", "anmerkung des autors", "от автора", "примечание", "примечания"),
    "end_note": ("end note", "end notes", "endnote", "endnotes", "ending notes", "closing note", "closing notes",
                 "final note", "final notes", "end a/n", "post script note"),
    "chapter_note": ("chapter note", "chapter notes", "notes for the chapter", "chapter summary"),
    "chapter_end_note": ("chapter end note", "chapter end notes"),
}  # fmt: skip

_FIELD_OF = {
    label: field for table in (ABROAD, _LABELS) for field, labels in table.items() for label in labels
}

NOTE_FIELDS = frozenset({"note", "end_note", "chapter_note", "chapter_end_note"})

# Labels that are ordinary words: alone on a line, or with a dash, they prove nothing.
_WEAK = frozenset({"by", "for", "set", "season", "show", "story", "theme", "source", "link", "music", "song",
                   "written", "completed", "complete", "state", "length", "couple", "pair", "tag", "an", "date",
                   "inhalt", "update", "contact", "comments", "chapters", "cast", "universe", "resume", "rate", "copyright", "challenge", "setting", "timeline", "writer", "artist", "name of story",
                   "description", "content", "plot", "remark", "remarks"}) | WEAK_ABROAD  # fmt: skip

# Facts whose value may run over several paragraphs.
LONG = frozenset({"summary", "disclaimer", "warnings", "dedication", "prompt"}) | NOTE_FIELDS

_HEAD = 200  # a label stands in the first few words of its line
_LINE = re.compile(
    r"^[\s>*_#~\[({<-]*(?P<label>[^\W\d_][\w .’'/()&\\-]{0,38}?)\s*[*_)\]]*\s*"
    r"(?P<sign>[:：]{1,2}|\.{2,}\s?:?|…+\s?:?|=>?|\s?//\s|\s[-–—]+\s|[-–—]\s+(?=\S)|\s~\s|\s>+\s|\s\|\s|\s{2,}(?=\S)|\t\s*)[*_]*\s*(?P<value>.*)$",
    re.DOTALL,
)
_PLURAL = re.compile(r"\(e?s\)|\([a-z]\)|\(e?s$")
_BY_COMMAS = re.compile(r",\s+(?=[A-Za-z][A-Za-z ]{2,16}:\s)")
# Facts that run on behind each other with hardly a sign between: "Title: X Author: Y (Rating: PG)", "**Title:** X
# **Author:** Y". Nobody's sentence has a capital there.
_RUN_ON = Late(
    r"\s*[,(–—-]?\s+\(?(?=[*_]{0,3}(?:Title|Authors?|By|Written by|Fandoms?|Pairings?|Relationships?|Ratings?|Rated|(?:Content |Trigger )?Warnings?|"
    r"Spoilers?|Genres?|Summary|Disclaimers?|Characters?|Category|Archive|Feedback|Beta|Series|Status|Length|Words|Word [Cc]ount|Wordcount|"
    r"Challenge|Prompt|Dedication|Setting|Timeline|A/N|Author[’']?s?[’']? [Nn]otes?|Notes?)\s?[*_]{0,3}:[*_]{0,3}\s)"
)
# A label in brackets of its own: "[Title] The Cake".
_IN_BRACKETS = re.compile(
    r"^(?:[\[(<](?P<label>[^\W\d_][\w /]{2,18})[\])>]\s+|[【〔［](?P<east>[^\W\d_][\w /]{1,12})[】〕］]\s*[:：]?\s*)(?P<value>\S.*)$",
    re.DOTALL,
)
_OPENING = tuple("[(<【〔［")
# Words before the first label: "so this is my first fic!!! title: ..."
_CHATTED = re.compile(
    r"^[^:]{8,120}[.!?…]\s+(?P<rest>(?:title|fandom|pairing|rating|summary)\s?:\s.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(r"\s+[|•·]\s+|\s+//\s+|\s{3,}|\t+|;\s+")
# Most lines have none of what `_SPLIT` and `_LINE` look for, and it takes less to see that first.
_WIDE = tuple("\t\n\u00a0\u2002\u2003\u2009\u3000")
_PARTING = ("|", ";", "//", "   ", "•", "·", *_WIDE)
_SIGNS = (":", "..", "…", "-", "  ", "–", "—", "=", "~", ">", "|", "//", "：", *_WIDE)


_RATED = Late(
    r"^(?:K\+?|T|M|MA|NC-?1[78]|PG(?:-?1[35])?|R|G|[+-] ?(?:12|16|18)|(?:12|16|18) ?[+-]|tou(?:t|s) publics?|P(?:6|12|16|18))$"
)
# Letters and signs as wide as a Chinese one: "ＣＰ／人物".
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}


class Labelled(Struct, frozen=True):
    """One "Label: value"; `field` is empty where the label is not known."""

    field: str
    label: str
    value: str


def fold(label: str) -> str:
    """A label as it stands in the table."""
    if not label.isascii():
        label = label.translate(_NARROW)
    folded = _PLURAL.sub("", label.strip(" *_\u00a0").casefold().replace("’", "'"))
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+|\.{2,}", " ", folded)).strip()


def field_of(label: str) -> str:
    """The field that a label names, or nothing."""
    folded = fold(label)
    return _FIELD_OF.get(folded, "") or next(filter(None, map(_FIELD_OF.get, folded.split("/"))), "")


def is_weak(folded: str) -> bool:
    """Is this folded label an ordinary word too, or a byline's with its name: "文/南窗"?"""
    return folded in _WEAK or not WEAK_ABROAD.isdisjoint(folded.split("/"))


def read_label(text: str, *, loose: bool = False) -> Labelled | None:
    """The line as "Label: value" with a known or an unknown label, or None where it is none.

    A dash serves as a colon only after a label that is no everyday word, or, if `loose`, after any
    known one: in a block whose other lines are labelled so.
    """
    if (
        text.startswith(_OPENING)
        and (match := _IN_BRACKETS.match(text))
        and (field := field_of(label := match["label"] or match["east"]))
    ):
        is_sure = match["east"] or fold(label) not in _WEAK
        return Labelled(field, label, match["value"].strip()) if is_sure else None
    head = text[:_HEAD]
    match = _LINE.match(head) if any(map(head.__contains__, _SIGNS)) else None
    if match is None:
        return None
    label, value = match["label"].strip(), match["value"] + text[_HEAD:]
    field = field_of(label) if label != "An" else ""  # the article; a note's label is "AN" or "an"
    if match["sign"][-1:] not in ":：" and (not field or (fold(label) in _WEAK and not loose)):
        return None
    if field == "category" and _RATED.match(value.strip()):
        field = "rating"  # in French, "Classification : K+"
    return Labelled(field, label, _unwrap(value))


def read_fields(text: str) -> tuple[Labelled, ...]:
    """Every known "Label: value" on the line: one, or several with bars or wide gaps between."""
    whole = read_label(text)
    if (whole is None or not whole.field) and (match := _CHATTED.match(text)):
        return read_fields(match["rest"])
    pieces = _SPLIT.split(text) if any(map(text.__contains__, _PARTING)) else [text]
    if len(pieces) == 1 and whole is not None and whole.field not in LONG and whole.field != "stats":
        pieces = _BY_COMMAS.split(text)
        if text.count(":") > len(pieces):
            pieces = max(pieces, _unstopped([_unbracketed(piece) for piece in _RUN_ON.split(text)]), key=len)
    if len(pieces) > 1:
        fields = [read_label(piece) or bare_label(piece) for piece in pieces if piece.strip()]
        if whole is not None and all(piece is not None and piece.field for piece in fields):
            # A site's link ("Rated: PG • Reviews") is a label with nothing to it.
            return tuple(
                piece for n, piece in enumerate(fields) if piece is not None and (piece.value or not n)
            )
    return (whole,) if whole is not None and whole.field else ()


def _unbracketed(piece: str) -> str:
    """A fact without the bracket that opens before its label or closes behind all facts."""
    piece = piece.strip(" (")
    return piece if piece.count("(") >= piece.count(")") else piece.rstrip(" )")


def _unstopped(pieces: list[str]) -> list[str]:
    """Facts that are set like sentences, without the full stops."""
    if len(pieces) > 1 and all(piece[-1:] == "." and piece[-2:] != ".." for piece in pieces[:-1]):
        return [piece.removesuffix(".") for piece in pieces]
    return pieces


def bare_label(text: str) -> Labelled | None:
    """A known label alone on its line ("Title", "Summary:", "**Notes**"); its value comes below."""
    stripped = text.strip().strip("*_#").strip()
    if len(stripped) > 40:
        return None
    stripped = stripped.strip("【】〔〕［］ ")
    field = field_of(stripped.rstrip(":：").rstrip("*_ "))
    if not field:
        return None
    if not stripped.endswith((":", "：")) and (is_weak(fold(stripped)) or stripped[:1].islower()):
        return None
    return Labelled(field, stripped.rstrip(":： "), "")


def _unwrap(value: str) -> str:
    """A value without the closing half of markup that opened before its label."""
    value = value.strip()
    for mark in ("**", "__", "*", "_"):
        if value.count(mark) % 2 and value.endswith(mark):
            value = value[: -len(mark)].rstrip()
        elif value.startswith(mark) and value.count(mark) % 2:
            value = value[len(mark) :].lstrip()
    return value
