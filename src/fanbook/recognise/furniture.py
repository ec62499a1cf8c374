"""Site furniture: what a site, a browser or a mail program put around the story.

Each pattern matches a whole unit. What could be a sentence of a story is not here; what is here
stands in the report of what was left out.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.footers import list_footers
from fanbook.recognise.headings import heading_label, read_bare, read_heading

_COUNT = r"[\d.,]+\s*[km]?"

# (pattern, why). Whole units in small letters: to compile all of it for both cases takes twice as long.
_ANYWHERE: tuple[tuple[str, str], ...] = (
    (rf"{_COUNT} reads?\b.*", "Wattpad counter"),
    (rf"{_COUNT} votes?\b.*", "Wattpad counter"),
    (rf"(?!time\b.{{1,8}}(hours|hrs|[ap]\.?m\b))(reads|votes|parts|time|views|kudos|hits|bookmarks|comments)[:\s]+{_COUNT}( .*)?", "site counter"),
    (r"\+ ?add to (library|reading list).*", "Wattpad button"),
    (r"(\+ )?(add|share|follow|vote|report|embed|tweet|promote)( this)?( (story|author|chapter|part))?", "button"),
    (r"share( via .*| this.*)", "button"),
    (r"continue (to next part|reading( next part)?)\W*", "Wattpad link"),
    (r"you(['’]ll| (may|might|will)) also like:?", "site suggestion"),
    (r"(get notified when|table of contents|start reading|first published|show more|see more).{0,60}", "site line"),
    (r"(log ?in|sign ?up|register|subscribe|rss|print|reply|link|thread|parent|top)( \| .*)?", "site menu"),
    (r"(previous|next|prev|first|last)( chapter| part| entry| page)?( ?[|<>«»→←-]+ ?\w+( chapter| part| entry)?)*",
     "site navigation"),
    (r"(previous|prev) chapter\W{0,5}next chapter", "chapters before and after"),
    (r"start date (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}, \d{4}|threadmarks: .{1,60}|statistics \(\d+ threadmarks?.{2,40}\)", "XenForo line"),
    (r"\d{1,3}\. .{1,80}?\s{2,}(< ?prev)?\s*(next ?>)?|a a a\s+full.{0,40}|the author would like to thank you for your continued support.{0,60}", "chapter menu"),
    (r"(.{2,60}\. )?all (stories|works|fics) (belong to|are (the property|copyright|©) of) their (respective )?(authors|owners|creators).{0,120}", "a site's terms"),
    (r"posted by .{2,40} at \d{1,2}:\d\d( ?[ap]m)?", "site stamp"),
    (r"threadmarks?|reader mode|index progress.{0,20}|ongoing", "forum menu"),
    (r"« ?next oldest\b.{0,120}", "forum menu"),
    (r"(← ?|« ?|<+ ?)(previous|prev|back|index)\b.{0,40}", "site navigation"),
    (r".{0,30}\b(next|forward)( chapter)? ?(→|»|>+)", "site navigation"),
    (r"(review this (story|chapter)|go to top|back to top|return to top).{0,40}", "site button"),
    (r"please drop by the archive and comment to let the (author|creator)s? know.*", "AO3 footer"),
    (r"posted originally on the archive of our own at .*", "AO3 header"),
    (r"see the end of the (work|chapter) for (more )?notes\.?", "AO3 pointer"),
    (r"(\(?see the end of the (work|chapter) for .{0,60})", "AO3 pointer"),
    (r"(chapter|work) text:?", "AO3 label"),
    (r"(preface|afterword)", "AO3 landmark"),
    (r"(entire work|chapter by chapter|chapter index|hide creator['’]s style|top ↑|↑ top)", "AO3 button"),
    (r"\[?reviews? - \d+(\].{0,80})?|printer chapter or story.{0,40}|[-–]?\s*text size\s*\+?", "eFiction menu"),
    (r"r/\w{2,30}|u/[\w-]{3,30} (·|•) .{2,20}ago|posted by u/.{3,60}|(\d+ ?(yrs?|years?|mo|months?|days?|hrs?|hours?|[dhy])\.? ago)( ·.{0,40})?"
     r"|sort by: ?\w{3,14}|\d+ comments? share save.{0,30}|level \d", "Reddit line"),
    (r"[⭐★☆✩♥❤👍🌟✨💬🗨\ufe0f ]+(vote|comment|share|follow|votes? (and|&) comments?)[⭐★☆✩♥❤👍🌟✨💬🗨\ufe0f !]+", "Wattpad button"),
    (r"upvote|downvote|vote|crosspost|award|save|hide|give award", "Reddit button"),
    (r"file\s+edit\s+view\b.{0,80}|last edit was .{3,40}|normal text|\d{2,3}%|saved to drive|share document", "bar of a word processor"),
    (r"(first )?(posted|updated|revised|finished)( on)? \d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}", "stamp of a date"),
    (r"(published|updated|posted)(:| on)? .{1,30}\bago\b.{0,60}", "site stamp"),
    (r"keep reading|open in app|reblogged (this )?from [\w-]{2,40}", "Tumblr line"),
    (r"[a-z][a-z0-9]*(-[a-z0-9]+){1,6}:", "name in a chain of posts"),
    (r"skip to (main )?content|main content|archive of our own( beta)?|an archive of one['’]s own|"
     r"fan ?fiction\.net|archiveofourown\.org|wattpad(\.com)?|live ?journal(\.com)?|dreamwidth(\.org)?"
     r"|fiction ?alley(\.org)?|quotev(\.com)?|squidge ?world( archive)?|adult-?fan ?fiction(\.(org|net))?|media ?miner(\.org)?|fim ?fiction(\.net)?|asian ?fanfics"
     r"|ink ?itt|royal ?road|scribble ?hub|tumblr(\.com)?|reddit(\.com)?|spacebattles|archive of our own beta", "site header"),
    (r"(get your (private|free)\b.{0,30}e-?mail|do you yahoo!\?|join the world['’]s largest e-?mail|sent from my \w+|this e-?mail and any (files|attachments)\b).{0,300}",
     "a mailer's line"),
    (r"([^\"“”«!?(]{1,60} (?:[»›→>]|->) ){2,}[^\"“”«!?]{1,100}[^\"“”«!?.,]|(books|anime/manga|tv shows|movies|games|cartoons|plays/musicals|misc|comics) [»›>] .{1,100}",
     "path through a site"),
    (r"(previous|next) (entry|post)( +(share|flag|memory|memories|link|add to memories|tell a friend))*( +(next|previous) (entry|post))?",
     "journal navigation"),
    (r"(reply with quote|quote|multi-?quote|report post|reply|edit|like|permalink|back to top)", "forum button"),
    (r"you are (the )?visitor (number|no\.?|#)? ?[\d,]+.{0,40}|(visitors|hits) since:? .{3,40}|best viewed (in|with|at) .{3,60}"
     r"|(sign|view|read)( my| the)? guest ?book( \|.*)?|this (site|page) (is (a )?(member|part) of|is hosted by|was last (updated|modified)) .{2,100}"
     r"|(this |the )?(page|site) (was )?(last|most recently) (updated|modified|changed)\b.{2,100}|.{0,40}\bweb ?ring\b.{0,60}\[ ?prev.{0,80}", "line of a home page"),
    (r"(back|return) to (.{1,40}\b)?(stories|index|page|fics?|(fan ?)?fiction|archive|home|menu|list)", "site navigation"),
    (r"to (unsubscribe|leave (this|the) list|be taken off (this|the) list)\b,?:? .{3,110}", "a list's line"),
    (r"«? ?last edit(ed)?( by|:| on) .{1,120}", "forum stamp"),
    (r"(#[\w'’./-]+( [\w'’./-]+){0,7}\s*){2,}", "tags of a post"),
    (rf"{_COUNT} notes( (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? .{{1,20}})?", "Tumblr counter"),
    (r"posts: ?[\d,]+|joined: .{3,30}|member since:? .{3,30}", "forum card"),
    (r"-+ ?(original|forwarded) message ?-+|begin forwarded message:?", "mail separator"),
    (r"page \d+( of \d+)?", "page number"),
    (rf"(comments|kudos|bookmarks|hits|reviews|favs|follows|favorites|subscriptions): ?{_COUNT}", "site counter"),
    (r"fan ?fiction ?(\||»|-) ?unleash your imagination|type your review for.*", "FanFiction.net line"),
    (r"entry tags:.*", "journal tags"),
    (r"you are viewing .{1,60}['’]s (live)?journal.*|create a (livejournal|dreamwidth) account.*|\[?userpic:.{1,100}", "journal header line"),
    (r"current (mood|music|location|reading):? .{0,80}", "journal footer line"),
    (r"(current (mood|music|location)|mood|music|tags|entry tags|location):? .{0,80}", "LiveJournal footer"),
    (r"(\[info\])?[\w-]{2,30} \([^()]{1,60}\) wrote in (\[info\]|\[[a-z ]{4,24}\] ?)?[\w-]{2,40}[,:]?"
     r"|(\[info\])?[\w-]{2,30} wrote in (\[info\][\w-]{2,40}|\w{1,30}_\w{1,30})[,:]?", "journal header"),
    (r"@ ?\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?( ?[ap]m)?( ?[a-z]{3})?)?", "journal header"),
    (r"\d+ comments?\)? ?[-–—|•] ?\(?(post a new|leave a) comment", "comment link"),
    (r"leave a comment|\d+ comments?( \|.*)?|comments? \(\d+\)|post a new comment", "comment link"),
    (r"(< ?lj-cut.*>|</ ?lj-cut>|\(read more.*\)|read more\.\.\.)", "LiveJournal cut"),
    (r"(disclaimer: this story has been archived.*|file downloaded from .*|story id: ?\d+|end file\.?)", "archive stamp"),
    ((r"(re-?)?(edited|formatted|converted|archived|uploaded|reposted|saved|downloaded|exported)\b[^!?\"]{0,60}"
     r"\d[\d/.: -]*"), "stamp of a later hand"),
)  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<w{i}>{p})" for i, (p, _) in enumerate(_ANYWHERE)))
# These are words of a story too; alone they count as furniture only at its edges.
_EDGE_ONLY = frozenset(
    {
        "site menu",
        "site navigation",
        "button",
        "page number",
        "LiveJournal footer",
        "AO3 landmark",
        "forum button",
        "tags of a post",
        "path through a site",
        "Tumblr counter",
        "site header",
        "forum card",
        "journal header",
        "eFiction menu",
        "forum menu",
        "Reddit line",
        "Reddit button",
        "bar of a word processor",
        "site stamp",
        "name in a chain of posts",
    }
)
_FORUMS = 20  # underscores in a forum's rule, at the most
_SIGNED = 40  # words of a poster's signature
_PLEA = 300  # letters
_SCRIPTLESS = re.compile(
    r"javascript (?:is )?(?:disabled|required|turned off|needed)|without javascript|(?:enable|turn on|requires) javascript|javascript enabled",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"^\(.{1,60}\b(?:behind|under|below|beneath) (?:the|this) (?:lj-?)?cut\b.{0,40}\)$", re.IGNORECASE
)
_BARE_COUNT = re.compile(r"\+?\d{1,3}(?:[.,]\d)?[kKmM]?|\+")
_EYES = Late(
    r"(?:[^\w\s]+\s*\d[\d.,]*\s?[kKmM]?\s*){2,}|(?:ongoing|complete[d]?)\s?[·|•-].{3,60}", re.IGNORECASE
)
_COUNTED = re.compile(
    r"^(?:\(|\[|-\s|–\s|word ?count:?\s|words:\s)\s*(?:\d{2,4}|(?:one|two|three|a) hundred)"
    r"(?:\s+words?\b[^:]{0,44}|\s*[.,)\]][^:]{0,30})?[)\]]?$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^_{12,}$")
_CONTENTS = re.compile(r"^\W*(?:table of )?contents\W*$", re.IGNORECASE)
_LINKS = re.compile(r"^[^|.!?\"“”]{2,30}(?: ?\| ?[^|.!?\"“”]{2,30}){2,9}$")
_NUMBERED = re.compile(r"^(?:chapter )?\d{1,3}[.):]\s?\S.{0,90}$", re.IGNORECASE)
_SLASHES = re.compile(r"^(?:/{1,3}|<<<|>>>|\\{1,3}|\|{1,3}|<>|><)$")
_MIDDLE = 6  # columns
_STRAY = re.compile(r"^[>|\\/<\[\](){}]{1,3}$")


def why_furniture(text: str) -> str:
    """Why this text is site furniture, or nothing."""
    if len(text) <= _PLEA and "avascript" in text.lower() and _SCRIPTLESS.search(text):
        return "a site that misses JavaScript"
    if len(text) > 160:
        return ""
    if _CUT.match(text):
        return "LiveJournal cut"
    match = _PATTERN.fullmatch(text.strip().strip("*_[]() ").lower())
    if match is None or match.lastgroup is None:
        return ""
    return _ANYWHERE[next(i for i in range(len(_ANYWHERE)) if match[f"w{i}"] is not None)][1]


def is_stray(unit: Unit) -> bool:
    """A bracket or quote mark left over from a copy."""
    return bool(_STRAY.match(unit.text))


def recognise_furniture(draft: Draft) -> Draft:
    """Label furniture: anywhere what is unmistakable, at the edges what is not."""
    count = len(draft.units)
    found: dict[int, Label] = {}
    slashes = Counter(unit.text for unit in draft.units if _SLASHES.match(unit.text))
    for i, unit in draft.unclaimed():
        if slashes[unit.text] > 1 or (
            slashes[unit.text] and (_is_set_off(draft, i) or _parts_paragraphs(draft, i))
        ):
            continue  # a mark that returns parts scenes, and so does one in the middle of its line or alone
        if is_stray(unit):
            found[i] = Label(Kind.DEBRIS, 0.9, "stray mark")
        elif (
            _LINKS.match(unit.text) and i and found.get(i - 1, Label(Kind.PROSE, 0, "")).why == "site header"
        ):
            found[i] = Label(Kind.DEBRIS, 0.85, "a row of links")
        elif (why := why_furniture(unit.text)) and (
            why not in _EDGE_ONLY or _at_edge(draft, i, count, found, why)
        ):
            found[i] = Label(Kind.DEBRIS, 0.9, why)
    found |= _afterwords(draft, found) | list_footers(draft) | _seals(draft) | _word_counts(draft)
    return draft.claim(found | _contents(draft) | _forum_signature(draft) | _comment_counts(draft, found))


def _afterwords(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """The heading that AO3 puts over its own last page."""
    return {
        i: Label(Kind.DEBRIS, 0.85, "AO3 landmark")
        for i, unit in draft.unclaimed()
        if unit.text.casefold() == "afterword"
        and any(j in found and found[j].why == "AO3 footer" for j in range(i + 1, i + 14))
    }


def _is_set_off(draft: Draft, i: int) -> bool:
    """Do two marks or more stand in mid-line, with a gap above and below?"""
    below = draft.units[i + 1].blanks if i + 1 < len(draft.units) else 0
    unit = draft.units[i]
    return unit.indent >= _MIDDLE and len(unit.text) > 1 and unit.blanks > 0 and below > 0


def _parts_paragraphs(draft: Draft, i: int) -> bool:
    """Do two signs or more stand between two paragraphs of the story, with a gap above and below?"""
    if not 3 < i < len(draft.units) - 3 or len(draft.units[i].text) < 2:
        return False
    above, below = draft.units[i - 1], draft.units[i + 1]
    return min(draft.units[i].blanks, below.blanks) > 0 and max(len(above.text), len(below.text)) >= 40


def _word_counts(draft: Draft) -> dict[int, Label]:
    """The count under every drabble of a collection: three or more of them."""
    counts = [i for i, unit in draft.unclaimed() if len(unit.text) <= 60 and _COUNTED.match(unit.text)]
    if len(counts) < 3:
        return {}
    return {i: Label(Kind.DEBRIS, 0.85, "a count of words") for i in counts}


def _seals(draft: Draft) -> dict[int, Label]:
    """The frames and the signature that PGP puts around a post."""
    found: dict[int, Label] = {}
    inside = False
    for i, unit in enumerate(draft.units):
        if unit.text.startswith("-----BEGIN PGP"):
            inside = "SIGNATURE" in unit.text
            found[i] = Label(Kind.DEBRIS, 0.95, "a PGP seal")
        elif unit.text.startswith("-----END PGP"):
            inside = False
            found[i] = Label(Kind.DEBRIS, 0.95, "a PGP seal", joined=True)
        elif inside or (i - 1 in found and unit.text.startswith("Hash: ")):
            found[i] = Label(Kind.DEBRIS, 0.95, "a PGP seal", joined=True)
    return found


def _comment_counts(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """The numbers that Wattpad leaves between paragraphs, on a page that shows Wattpad's buttons."""
    if not any(label.why.startswith("Wattpad") for label in found.values()):
        return {}
    return {
        i: Label(Kind.DEBRIS, 0.85, "Wattpad's count of comments")
        for i, unit in draft.unclaimed()
        if i not in found and (_BARE_COUNT.fullmatch(unit.text) or _EYES.fullmatch(unit.text))
    }


def _contents(draft: Draft) -> dict[int, Label]:
    """The lines of a table of contents: each of them returns further down."""
    first = next((i for i, unit in enumerate(draft.units[:60]) if _CONTENTS.match(unit.text)), None)
    if first is None:
        return _numbered_contents(draft)
    below = [_folded(unit.text) for unit in draft.units[first + 1 :]]
    left = Counter(below)
    found: dict[int, Label] = {}
    for j, text in enumerate(below, first + 1):
        left[text] -= 1
        if not left[text]:
            break
        found[j] = Label(Kind.DEBRIS, 0.8, "table of contents", joined=j > first + 1)
    return found


def _numbered_contents(draft: Draft) -> dict[int, Label]:
    """A site's list of chapters, with no word over it: numbered lines in a row that all return, in that order."""
    run: list[int] = []
    for i, unit in enumerate(draft.units[:120]):
        if _NUMBERED.match(unit.text) and (not run or unit.blanks == 0):
            run.append(i)
        elif run and (len(run) > 1 or not _NUMBERED.match(unit.text)):
            break
    if len(run) < 2:
        return {}
    texts = [_folded(unit.text) for unit in draft.units]
    wanted = {texts[i] for i in run}
    first: dict[str, int] = {}
    for i in range(run[-1] + 1, len(texts)):
        if texts[i] in wanted:
            first.setdefault(texts[i], i)
    below = [first.get(texts[i], -1) for i in run]
    # Each has a chapter below it; a list that returns whole is a menu at the page's foot.
    if len(wanted) < 2 or -1 in below or any(b - a < 2 for a, b in pairwise(below)):
        return {}
    found = {i: Label(Kind.DEBRIS, 0.85, "a site's list of chapters", joined=i > run[0]) for i in run}
    for i in below:
        if heading := read_heading(draft.units[i].text) or read_bare(draft.units[i].text):
            found[i] = heading_label(heading, 0.95, "a chapter of the site's list")
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _forum_signature(draft: Draft) -> dict[int, Label]:
    """A forum's rule of underscores near the end, and the few short words right under it.

    A rule with a gap below it, or one longer than a forum's, parts scenes: the words under it are the story's last.
    Where no paragraph has a gap, only a site's own line among them tells that it is not so.
    """
    units, count = draft.units, len(draft.units)
    for i in range(max(1, count - 8), count - 1):
        if not _RULE.match(units[i].text) or draft.labels[i] is not None:
            continue
        if units[i + 1].blanks or len(units[i].text) > _FORUMS:
            continue
        below = [j for j in range(i, count) if draft.labels[j] is None]
        own = [j for j in below[1:] if not why_furniture(units[j].text)]
        if draft.layout.norm == 0 and len(own) == len(below) - 1:
            continue
        words = sum(len(units[j].text.split()) for j in own)
        if all(len(units[j].text) <= 120 for j in below) and words <= _SIGNED:
            return {j: Label(Kind.DEBRIS, 0.8, "a poster's signature") for j in below}
    return {}


def _at_edge(draft: Draft, i: int, count: int, found: dict[int, Label], why: str) -> bool:
    """Within the last few units, or the first ones, with nothing like a story on the outer side."""
    # "Tags:" above a story is its header's own.
    if (
        i < 6
        and why != "LiveJournal footer"
        and not any(_is_sentence(draft.units[j].text) for j in range(i) if j not in found)
    ):
        return True
    after = (draft.units[j].text for j in range(i + 1, count))
    return i >= count - 8 and all(why_furniture(text) or not _is_sentence(text) for text in after)


def _is_sentence(text: str) -> bool:
    return text.rstrip("*_)")[-1:] in '.!?…"”’»' or len(text) > 120
