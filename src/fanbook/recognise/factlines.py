"""Single lines of front matter: every way in which an author states facts on one line.

In: a line. Out: `Labelled` values, or nothing. Beside "Label: value" there are FanFiction.net's
rating line, labels without a sign ("Rating PG"), and the compact line of a journal post
("Merlin/Arthur, PG-13, ~2000 words"). Like labels, these mean something only at a story's edges.
"""

from __future__ import annotations

import re

from fanbook.late import Late
from fanbook.recognise.eastern import has_eastern
from fanbook.recognise.labels import Labelled, bare_label, field_of, fold, is_weak, read_fields

# Facts that hardly any line of a story could be taken for, where the label is no everyday word.
CORE = frozenset({"title", "author", "fandom", "pairing", "characters", "rating", "warnings", "spoilers", "genre",
                  "category", "summary", "disclaimer", "archive", "feedback", "word_count", "beta", "series",
                  "status", "stats"})  # fmt: skip
_BYLINE = re.compile(
    r"^\W{0,3}(?:(?:written|posted|compiled|collected|assembled|put together|penned|scribbled|told|perpetrated|committed|story|fic|(?:an?|the)\s(?:[\w'’-]+\s){0,3}(?:story|fic|fanfic|fan fiction|tale|comedy|tragedy|play|romance|"
    r"novel|novella|sketch|poem|ballad|parody|pastiche|fairy ?tale|drabble|ficlet|vignette|entertainment|adventure|mystery|songfic|crossover)(?:\s(?:in|for)\s\w+\s\w+)?,?)\s+)?"
    r"(?P<by>by|por|par|von)\b:?\s+"
    r"(?P<name>@?\S.{0,60}?)\W{0,3}$",
    re.IGNORECASE,
)
# "文／南窗", "w. 하늘물결": only before a name in such letters.
_BYLINE_EAST = re.compile(
    r"^(?:文|作|著|글|원작자|[Bb][Yy]|[Ww])\s?[./／:：]\s?(?P<name>[^\s。，]{1,24}(?: [^\s。，]{1,24})?)$"
)
_TITLE_BY_EAST = Late(
    r"^(?:《(?P<title>[^《》]{1,60})》|『(?P<other>[^『』]{1,60})』)[\s　]*(?:作者|著者|作|文|作家|글쓴이|작가|글)?\s?[:：／/]\s?(?P<name>[^\s。，：:]{1,24})$"
)
_DATED = re.compile(r",\s+(?:\w+\.? )?(?:\d{1,2},? )?(?:19|20)\d\d$")
_WORLD = Late(r"^[A-Z][\w.'’&-]*(?: [\w.'’&,-]+){0,6}$")
_HELPED = re.compile(
    r",? \(?(?:beta['’]?e?d|beta|edited|illustrated|art|with (?:help|art)) .*$", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:,|&|\band\b|\bwith\b|\+)\s*")
_TITLE_BY = re.compile(
    r"^[\"“*_]*(?P<title>[^\"“”]{2,120}?)[\"”*_]*,?\s+\(?by(?P<colon>:)?\s+(?P<name>@?[\w.'’ -]{2,40}?)[*_)]*$",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"^(?:rated:?\s*)?(?:fiction\s+)?(?P<rating>K\+?|T|M|MA)\s+-\s+(?P<language>[A-Z]\w+)(?:\s+-\s+(?P<genre>[\w/ ]+?))?"
    r"(?:\s+-\s+(?P<characters>(?!(?:chapters|words|reviews|favs|follows|updated|published|status|id):)[^-]+?))?(?P<counts>\s+-\s+(?:chapters|words|reviews|favs|follows|updated|published|status|id)\b.*)?$",
    re.IGNORECASE,
)
_SCALE = (
    r"(?:NC-?1[78]|PG-?1[35]|PG|FR[MTC]|FRAO|FRT-?13|K\+?|MA|Teen(?: and Up)?|Mature|Explicit|General|All Ages"
    r"|[GRTMXE])"
)
_BULLET = re.compile(r"\s+[•·]\s+")
_RATING = re.compile(
    rf"^(?:(?:rated:?\s+|rating:?\s+)?{_SCALE}(?:\s+\([^()]{{0,40}}\))?|rated:?\s+{_SCALE}\s.{{1,40}})$",
    re.IGNORECASE,
)
_SIGNLESS = (
    ("rating", re.compile(rf"^(?P<label>rated|rating)\s+(?P<value>{_SCALE}(?:[\s,;(/].{{0,60}})?)$", re.IGNORECASE)),
    ("pairing", re.compile(r"^(?P<label>pairings?|ships?|couples?)\s+(?P<value>[A-Z][^.!?]{0,40}(?:/|\sx\s)[^.!?]{1,40})$")),
    ("fandom", re.compile(r"^(?P<label>fandom)\s+(?P<value>[A-Z][^.!?]{1,60})$", re.IGNORECASE)),
    ("spoilers", re.compile(r"^(?P<label>spoilers?)\s+(?P<value>(?:for|through|up to)\s.{2,80})$", re.IGNORECASE)),
)  # fmt: skip
_RIGHTS = re.compile(
    r"^(?P<label>\(c\)|©|copyright)\s+(?P<value>(?:\w+ ){0,4}(?:19|20)\d\d\b.{0,60})$", re.IGNORECASE
)
_COUPLE = re.compile(
    r"^[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3}(?:\s?/\s?|\s+x\s+|\s?×\s?)[A-Z][\w.'’]*(?:[ /][A-Z][\w.'’]*){0,4}$"
)
_LENGTH = re.compile(
    r"^(?:~|about |approx\.? |around |c\. )?[\d.,]+\s?(?:k|ish)?\s*words?(?: or so)?$|^(?:drabble|one-?shot|ficlet)s?$",
    re.IGNORECASE,
)
# An archive's name of a fandom, with its writer: "Persuasion - Jane Austen, Anne/Wentworth".
_BY_WRITER = re.compile(r"^[^,–—-]+ - (?:[A-Z][\w.'’]* ){1,3}[A-Z][\w'’]+,")
# Only beside other facts: a couple in small letters, and what a story is free of.
_LOW_COUPLE = re.compile(
    r"^[^\W\d_][\w.'’ ]{0,30}/[^\W\d_][\w.'’ ]{0,30}(?:/[\w.'’ ]{1,30})?(?: \([^()]{1,30}\)|, [\w ,]{1,30})?$"
)
# Only in a row of facts with signs between them.
_OTHER_SCALE = re.compile(r"^(?:U|12A|P(?:6|12|16|18))$")
_STATUS = re.compile(
    r"^(?:finished|completed?|wip|in progress|work in progress|abandoned|unfinished)$", re.IGNORECASE
)
_PAIR = re.compile(r"^(?:[A-Z][\w.'’]*\s){1,3}&(?:\s[A-Z][\w.'’]*){1,3}$")
_SORT = re.compile(
    r"^(?:gen|het|slash|(?:pre-?)?femslash|angst|fluff|humou?r|crack|h/?c|hurt/comfort|romance|drama|au|crossover|canon|missing scene|pre-?slash"
    r"|drabbles?|one-?shot|ficlet|kurzgeschichte|geschichte|songfic)$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"^@?\w*(?:[a-z0-9][_\d-]+[a-z0-9])\w*$")
_WARNED = re.compile(
    r"^(?:no warnings?\b.{0,60}|warnings? (?:for|:) ?.{1,60}|[\w ]{2,20} (?:tw|cw)|(?:tw|cw):? .{1,40})$",
    re.IGNORECASE,
)
_KIND_OF_FIC = re.compile(
    r"^\W*an? (?P<fandom>(?-i:[A-Z])[^,.!?]{1,60}?) (?:(?:(?:modern|modern[- ]day|high school|college|university|coffee ?shop|space|regency|western|fantasy|\w+) )?(?:au|alternate universe)(?: (?:fic|story))?|fan ?fic(?:tion)?|fic|one-?shot|drabble|ficlet|songfic|story|poem)"
    r"(?: by (?P<name>@?[\w.'’ -]{2,40}?))?\W*$",
    re.IGNORECASE,
)


# A post's subject: the clock of a journal, the word "fic", the title, its facts in brackets.
_OPENING = r"^(?:\d{1,2}:\d\d\s*[ap]\.?m\.?\s*[-–—:]\s*)?(?:\[(?:new )?(?:fan)?fic(?:let|tion)?\]\s*[:\-]?\s*|(?:new )?(?:fic|fanfic|ficlet|drabble|fan fiction|one-?shot)\s*[:\-]\s*)?"  # fmt: skip
_POST = Late(rf"{_OPENING}(?P<title>[^()\[\]]{{2,80}}?)\s*[(\[](?P<rest>[^()\[\]]+)[)\]]$", re.IGNORECASE)
_TAGGED_POST = Late(
    rf"{_OPENING}(?P<title>[^()\[\]]{{2,80}}?)(?P<rest>(?:\s*\[[^()\[\]]{{1,60}}\]){{2,6}})$", re.IGNORECASE
)
# In Chinese, Japanese and Korean the tags stand first: "【红楼梦/钗黛】雪夜借伞", "[춘향전] 그네가 멈춘 자리".
_TAGGED_FIRST = Late(
    r"^(?P<tags>(?:[【\[［〔][^【】\[\]［］〔〕]{1,40}[】\]］〕]\s*){1,4})(?P<title>[^\s【】\[\]].{0,79})$"
)
_TAG = Late(r"[^【】\[\]［］〔〕\s][^【】\[\]［］〔〕]*")


# Letters of a line of facts at most, and of one with the same sign between all of them.
_COMPACT, _ROW = 140, 240


def read_facts_on(text: str) -> tuple[Labelled, ...]:
    """Every fact that the line states; none where it is no line of facts."""
    plain = text.strip().strip("*_[]() ")
    short = len(plain) <= 300
    dashed = _BULLET.sub(" - ", plain) if "•" in plain or "·" in plain else plain
    if short and (match := _RATED.match(dashed)):
        return _rating_line(match)
    if facts := read_fields(text):
        return facts
    if not short:
        return ()
    if text.strip()[:1] in "([" and _RATING.match(plain):
        return (Labelled("rating", "", plain),)
    if match := _RIGHTS.match(text.strip()):
        return (Labelled("disclaimer", match["label"], match["value"]),)
    for name, pattern in _SIGNLESS:
        if match := pattern.match(plain):
            return (Labelled(name, match["label"], match["value"]),)
    return _compact(plain)


def _rating_line(match: re.Match[str]) -> tuple[Labelled, ...]:
    """FanFiction.net's own line: unlabelled facts in a fixed order, then labelled counts."""
    known = ("rating", "language", "genre", "characters")
    facts = [Labelled(name, name, match[name].strip()) for name in known if match[name]]
    for part in re.split(r"\s+-\s+", match["counts"] or ""):
        name, _, value = part.partition(":")
        if value:
            word = name.strip()
            field = "other" if word.casefold() == "reviews" else field_of(word) or "other"
            facts.append(Labelled(field, word[:1].upper() + word[1:], value.strip()))
    return tuple(facts)


def _compact(text: str) -> tuple[Labelled, ...]:
    """The compact line, known by two kinds of facts or more on it."""
    if len(text) > _ROW:
        return ()
    row = next(
        (sign for sign in ("|", " // ", " • ", " · ", " / ", " : ", " ~ ") if text.count(sign) > 1), ""
    )
    if not row and len(text) > _COMPACT:
        return ()
    signs = re.escape(row.strip() if row != " / " else row) if row else r"[,|•·;]|\s-\s|\.\s+(?=[A-Z])"
    if not row and _BY_WRITER.match(text):
        signs = "[,;]"
    return _facts_between(signs, row, text)


def _facts_between(sign: str, row: str, text: str) -> tuple[Labelled, ...]:
    pieces = [piece.strip() for piece in re.split(sign, text.rstrip(".")) if piece.strip()]
    if not 2 <= len(pieces) <= 10:
        return ()
    # A remark in brackets behind a name ("Dracula (book)") is no sentence.
    if not row and re.search(r"[()\[\]:\"“”]", re.sub(r"(?<=\w) \([^()]{1,30}\)", "", text)):
        return ()
    fields = [_field_of_piece(piece) or (_sort_of_piece(piece) if row else "") for piece in pieces]
    if len({field for field in fields if field}) < 2:
        return ()
    # What stands before the first known fact says whose story and whose world it is.
    first = next(n for n, field in enumerate(fields) if field)
    quoted = pieces[0][:1] in '"“'
    if pieces[0].startswith("by ") and first:
        pieces[0] = pieces[0][3:]
        heads = {1: ("author",), 2: ("author", "fandom")}
    else:
        heads = _heads(pieces, quoted=quoted)
    for n, field in enumerate(heads.get(first, ())):
        fields[n] = field
    return tuple(
        Labelled(field or "genre", "", _bare_value(field, piece))
        for field, piece in zip(fields, pieces, strict=True)
    )


def _heads(pieces: list[str], *, quoted: bool) -> dict[int, tuple[str, ...]]:
    """What stands before the first known fact, by how many pieces that is."""
    return {
        1: ("title" if quoted else "fandom",),
        2: ("author", "fandom") if _HANDLE.match(pieces[0]) else ("title", "author" if quoted else "fandom"),
        3: ("title", "author", "fandom"),
    }


def _bare_value(field: str, piece: str) -> str:
    if field == "title":
        return piece.strip('"“”')
    return re.sub(r"^(?:rated|rating):?\s+", "", piece, flags=re.IGNORECASE) if field == "rating" else piece


def _field_of_piece(piece: str) -> str:
    if _RATING.match(piece):
        return "rating"
    if _COUPLE.match(piece) or _LOW_COUPLE.match(piece):
        return "pairing"
    if _WARNED.match(piece):
        return "warnings"
    return "word_count" if _LENGTH.match(piece) else ""


def _sort_of_piece(piece: str) -> str:
    """What a piece may be only beside others: a short scale's rating, two friends, how far it is, a genre."""
    kinds = (("rating", _OTHER_SCALE), ("status", _STATUS), ("pairing", _PAIR), ("genre", _SORT))
    return next((field for field, pattern in kinds if pattern.match(piece)), "")


def is_core(text: str) -> bool:
    """Does the line state a fact that no line of a story would?"""
    facts = read_facts_on(text)
    bare = bare_label(text)
    return any(_is_core_fact(fact) for fact in facts) or (bare is not None and _is_core_fact(bare))


def _is_core_fact(fact: Labelled) -> bool:
    return fact.field in CORE and not is_weak(fold(fact.label))


def core_fields(text: str) -> frozenset[str]:
    """The core fields that the line states."""
    bare = bare_label(text)
    facts = (*read_facts_on(text), *((bare,) if bare else ()))
    return frozenset(fact.field for fact in facts if _is_core_fact(fact))


def read_byline(text: str, *, loose: bool = False) -> str:
    """The pen name in "by Somebody", or nothing; `loose` where hardly anything else can stand there."""
    if len(text) <= 60 and (east := _BYLINE_EAST.match(text.strip())) and has_eastern(east["name"]):
        return east["name"]
    match = _BYLINE.match(text.replace("**", "")) if len(text) <= 120 else None
    if match is None:
        return ""
    name = _HELPED.sub("", _DATED.sub("", match["name"].strip("*_ ")))
    is_name = _is_name(name) or (loose and len(name.split()) <= 4 and not re.search(r"[.!?,;:]", name))
    sure = match["by"].casefold() == "by" or name[:1].isupper() or (loose and len(name.split()) == 1)
    return name if is_name and sure else ""


def byline_date(text: str) -> tuple[Labelled, ...]:
    """The date behind the name: "by Somebody, September 2013"."""
    match = _DATED.search(text.strip("*_ "))
    return (Labelled("date", "", match[0].strip(", ")),) if match else ()


def _is_name(name: str) -> bool:
    """One word, or a few of which most begin with a capital."""
    words = name.split()
    if len(words) == 1 or (
        2 <= len(_JOINED.split(name)) <= 4 and all(len(one.split()) == 1 for one in _JOINED.split(name))
    ):
        return True
    capitals = sum(not word[:1].islower() for word in words)
    return len(words) <= 8 and capitals * 2 >= len(words) and name[-1:] not in ",;:"


def read_title_by(text: str) -> tuple[str, str] | None:
    """Title and pen name in “"The Title" by Somebody”."""
    if text[:1] in "《『" and len(text) <= 120 and (east := _TITLE_BY_EAST.match(text.strip())):
        return (east["title"] or east["other"]).strip(), east["name"]
    match = _TITLE_BY.match(text) if len(text) <= 200 else None
    if match is None or not (match["colon"] or _is_name(match["name"].strip())):
        return None
    if match["name"].startswith(("the ", "a ", "an ", "my ", "his ", "her ")):
        return None  # "Down by the River"
    return match["title"].strip(), match["name"].strip()


def read_kind_of_fic(text: str) -> tuple[Labelled, ...]:
    """The fandom in "A Star Trek fanfic", and the pen name in "A Star Trek fanfic by Somebody"."""
    match = _KIND_OF_FIC.match(text) if len(text) <= 120 else None
    if match is None:
        return ()
    fandom = Labelled("fandom", "", match["fandom"])
    return (fandom, Labelled("author", "by", match["name"])) if match["name"] else (fandom,)


def is_couple(text: str) -> bool:
    """Is the line a couple and nothing else: "Anne Elliot/Captain Wentworth"?"""
    return len(text) <= 80 and bool(_COUPLE.match(re.sub(r" \([^()]{3,40}\)$", "", text)))


def _rated(text: str) -> tuple[Labelled, ...]:
    """The facts in "Tam Lin, PG": a world and a rating, and hardly more."""
    pieces = text.split(",")
    rated = [_field_of_piece(piece.strip()) == "rating" for piece in pieces]
    return _tags("[" + "][".join(pieces) + "]") if len(pieces) < 5 and sum(rated) == 1 else ()


def _tags(text: str) -> tuple[Labelled, ...]:
    """The facts in "[Moby-Dick] [Gen] [PG-13]": a rating or a couple has to be among them."""
    pieces = [piece.strip() for piece in re.findall(r"[^()\[\]]+", text) if piece.strip()]
    fields = [_field_of_piece(piece) for piece in pieces]
    if len(pieces) < 2 or not any(fields):
        return ()
    first = next((n for n, field in enumerate(fields) if not field), -1)
    if first == 0:
        fields[0] = "fandom"
    return tuple(Labelled(field or "genre", "", piece) for field, piece in zip(fields, pieces, strict=True))


def read_post_title(text: str) -> tuple[Labelled, ...]:
    """The subject of a post as title and facts: "FIC: Salt (PotC, Will/Elizabeth, PG-13)"."""
    if (first := _TAGGED_FIRST.match(text.strip())) and has_eastern(first["title"]):
        tags = (Labelled("genre", "", tag.strip()) for tag in _TAG.findall(first["tags"]))
        return (Labelled("title", "", first["title"].strip()), *tags)
    match = _POST.match(text.strip()) if len(text) <= 300 else None
    facts = _compact(match["rest"]) or _rated(match["rest"]) if match else ()
    if match and not facts and read_title_by(match["title"]) and _WORLD.match(match["rest"]):
        facts = (Labelled("fandom", "", match["rest"]),)
    if match is None and (match := _TAGGED_POST.match(text.strip()) if len(text) <= 300 else None):
        facts = _tags(match["rest"])
    if match and not facts:
        facts = read_kind_of_fic(match["rest"])
    if match is None or not facts:
        return ()
    if (both := read_title_by(match["title"])) and not any(fact.field == "author" for fact in facts):
        return (Labelled("title", "", both[0]), Labelled("author", "by", both[1]), *facts)
    return (Labelled("title", "", match["title"].strip('"“”* ')), *facts)


def read_title_of_kind(text: str) -> tuple[Labelled, ...]:
    """Title and fandom in “The Cake - a Robin Hood fic”, and the pen name behind it if it stands there."""
    title, sign, rest = next(
        (text.partition(sign) for sign in (" - ", " – ", ": ", ", ") if sign in text), (text, "", "")
    )
    facts = read_kind_of_fic(rest) if sign else ()
    return (Labelled("title", "", title.strip('"“”*_ ')), *facts) if facts else ()
