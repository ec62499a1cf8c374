"""Words of buttons and menus: does a line name what a site lets its visitors do?

In: a line. Out: whether most of its words are such words and it is no sentence. One such line may be a
story's ("Search", "Next"); callers look for several together, or for where they stand.
"""

from __future__ import annotations

import re

_UI = frozenset(
    """
    about account actions activity add admin advanced all alert alerts anon anonymous api app apps archive ask atom author back beta
    betas block blog board boards bookmark bookmarks browse calendar careers cart categories category change chapter chapters chat
    chrono classic close code collapse comment comments commenting communities community compact conditions contact content contents
    contrast controls cookie cookies copy copyright create creator credits dashboard default delete description desktop development
    disclaimer diversity discover donate download downloads edit email entire entries entry epub expand explore export facebook faq faqs fandoms
    favorite favorites favourite favourites fav favs feed feedback feeds filter filters first flag flat follow followers following
    follows font fonts footer for forgot forum forums forward friends full gift gifts go google guest guests guidelines header help hide
    history hits home html id inbox index info install invite invitations issues join journal jump just in known kudos language languages
    last latest layout legal library light like liked likes line link links list lists log login logout mail main mark media
    members membership memories memory menu message messages mobi mobile mode more most my name navigation new newer newest news next night
    none note notes notifications number of off older oldest on only open options or order our page pages parent part parts password
    pdf people permalink picks pinterest polls popular post posts posting prev previous print privacy profile promote publish
    quick quote quotes random rate rating read reader reading reads reblog reblogs recent recommend recommended recommendations
    refresh register registered related remember reply replies report review reviews rss rules save search sections select sell send
    serif sans settings share show sign sort size site sitemap map skip small spacing staff start statement stats status story stories style
    styles subject submit subscribe subscribed subscription support switch tag tagged tags team tell terms text theme themes thread
    threaded threads tighten tools top topic topics translate trending tumblr tweet twitter unread unsubscribe up update updated updates
    upload user username users version view views visit visitor vote voted votes wallpaper wattpad widen width work works write
    your youtube service policy dmca livejournal dreamwidth instagram snapchat reddit whatsapp forgotten verify captcha cancel
    desc asc date everyone public locked required fields field address published characters left a an the to and this is by with from
    """.split()
)
# Without one of these a line of small words is no menu.
_TELLING = _UI - frozenset("a an the to and this is by with from in of on or up my our your for a new all only first last more just light back top go part start work write off open mark number name people small order read like map line full left sell save copy story chapter page note text date night mode visit".split())  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST = 90  # characters in a menu's line
_SENTENCE = re.compile(r"[.!?…][\"”’'»*_)]*$")


def is_menu(text: str) -> bool:
    """Are most words of this line those of buttons and links?"""
    if len(text) > _MOST or text[:1] in "\"“‘«'":
        return False
    words = _WORD.findall(text.casefold())
    is_row = sum(text.count(sign) for sign in "·|•") > 2
    if not words or (_SENTENCE.search(text.rstrip()) and len(words) > 3 and not is_row):
        return False
    known = sum(word in _UI for word in words)
    return known * 10 >= 8 * len(words) and any(word in _TELLING for word in words)
