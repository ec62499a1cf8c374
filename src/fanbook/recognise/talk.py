"""What reads like an author's word to readers: how plainly a paragraph speaks to them, without a label.

In: a paragraph. Out: a weight from 0 to 1. It counts only where a note is expected: at a story's head and foot,
and at the edges of chapters.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft, Kind
from fanbook.recognise.dress import in_brackets
from fanbook.recognise.reader_words import talks_shop

# These are held against text in small letters: to look for either case takes two and a half times as long.
_TALK = re.compile(
    r"\b(?:i|i['’]m|i['’]ve|i['’]ll|i['’]d|my|me|you|your|you guys|y['’]all|you all|everyone|everybody|u|ur|je|vous|yo|mi|gracias|merci)\b",
)
# Words of the trade, which a story hardly uses; words of the trade that it does use; and words
# that belong to both.
_TRADE = re.compile(
    r"\b(?:please review|read (?:and|&|n) review|r\s?&\s?r|(?:your|the|all|for|my|any) (?:lovely |kind |nice |great )?(?:reviews?|reviewers|comments|kudos|votes|favs)|"
    r"reviewers|reviews? (?:are|is|make|would|if|please)|kudos|concrit|constructive criticism|(?:no|your) flames|flamers|flames will|"
    r"beta(?:['’]?d|ed|-?read(?:er|ers|ing)?)|(?:my|a|the|no|lovely|wonderful|quick|for the) betas?|un-?beta['’]?e?d|"
    r"(?:this|next|last|new|short|first) (?:chapters?(?! of\b)|update)|chaps|(?:fan)?fics?|fan ?fiction|songfic|my readers|readers|"
    r"on with the (?:show|story|fic|chapter)|without further ado|(?:do not|don['’]t|doesn['’]t) own (?:any|the|these|them|it)|disclaimer|ficathon|livejournal|tumblr|ao3|wattpad|ff\.?net|fandoms?|favou?rited|one-?shots?|drabbles?|otp|shippers?|"
    r"posting|reposted|crossposted|lol|lmao|xd|plot ?bunn(?:y|ies)|first (?:fic|attempt at)|follow me|"
    r"(?:vote|comment) (?:and|&|n) (?:vote|comment|share|follow)|h(?:ey+|i+|ello),? (?:my )?(?:loves|lovel(?:y|ies)|guys|y['’]?all|readers|peeps|ppl)|"
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w+|https?|www)\b",
)
_HALF_TRADE = re.compile(
    r"\b(?:review(?:s|ed|ing)?|feedback|betas?|updat(?:es?|ed|ing)|chapters?|criticism|canon|non-?canon|prompt(?:ed|s)?|fest|lj|"
    r"follow(?:ers|s)|favou?rites?|favs?|sequel|prequel|au|ocs?|pairing|spoilers?|hiatus|word ?count|vot(?:e|es|ing)|typos?|"
    r"comments?|lyrics|guys|ship|omg|pls|plz)\b",
)
_SHARED = re.compile(
    r"\b(?:thanks?|thank (?:you|u)|stor(?:y|ies)|reading|read|wrote|writing|written|post(?:ed)?|own|owns|challenge|"
    r"hope|enjoy(?:ed)?|sorry|apologies|mistakes|dedicated|inspired|archive|characters?|scenes?|plot|song|"
    r"part|series|continued?|soon|suggestions|let me know)\b",
)
_PHRASED = 0.65  # for a set phrase
# Where a capital tells, of the text as it stands.
_DISOWNS = re.compile(r"\b(?i:do not|don['’]t|doesn['’]t) (?i:own) [A-Z][\w’']*")
_MY_FIRST = re.compile(r"\b(?i:my first) (?!(?i:try|attempt|go|one|story)\b)[A-Z]")
_FACE = re.compile(r"[:;]-?(?:\)|D\b)")
_ONE_FOR = re.compile(
    r"\b(?i:the (?:first|last|next|fourth|final) one(?: is|['’]s) for) [A-Z]"
    r"|^\W{0,3}(?i:this(?: one| story| fic| chapter)?(?: is| was|['’]s)(?: an? (?:\w+ ){0,3}\w+)? for) [\w@.-]+,? who\b"
    r"|\b(?i:a (?:late |belated |early )?(?:birthday|christmas|xmas|yuletide|holiday) (?:present|gift|fic|story) for) [\w@]"
)
_UNSURE = 0.19  # below every threshold: such words alone never make a note
_SAID = re.compile(r"[,.!?…][\"”]\s+\w+|[\"“][^\"“”]{2,200}[,.!?][\"”]")
_NAMES_SONG = re.compile(r"\b(?:song|lyrics|prompt|title|quote|challenge)\b", re.IGNORECASE)
_QUOTED = re.compile(r'^\W{0,2}["“”«‘「『]')
# What is said about a story, rather than in it; one such word is a hint.
_CHAT = re.compile(
    r"\b(?:"
    r"in my drafts|(?:please |pls )?be (?:nice|kind|gentle)\b|hard drive\b|"
    r"in (?:the|this) (?:book|show|series|canon|film|movie|game|episode)\b|let['’]s begin\b|bon(?:ne)? lecture\b|"
    r"viel spa(?:ß|ss)\b|que (?:lo|la) disfrut\w+|buen[ao] (?:lectura|lettura)\b|boa leitura\b|"
    r"with (?:love|thanks|apologies) to\b|this (?:one )?is for\b|exchange\b|in any order\b|skip (?:it|them|this|ahead)\b|"
    r"i(?: just)? wrote (?:it|this|most)(?: of it)? (?:in|on|at|for|during|instead)\b|"
    r"(?:is|it['’]s|short|late|long), sorry\b|posted from\b|owe me\b|word ?counts?\b|the counts\b|"
    r"my (?:first|second|third|last) (?:try|attempt|go|one|story)\b|rien n['’]est à moi\b|"
    r"gehört mir nicht|no me pertenec\w+|me revoil[àa]\b|(?:ma|meine|mi|minha) b[êe]ta\b|welcome (?:back\b|to the)|"
    r"as promised\b|long time no\b|bear with\b|no idea (?:what|where|why) this\b|title(?: is)? from\b|"
    r"(?:last|next|new) bit\b|tell me (?:gently|what|if|when|where)\b|"
    r"if you (?:liked|laughed|cried|spot|see|find|want|haven['’]t)\b|lyrics\b|nobody (?:dies|is harmed)\b|"
    r"this (?:was|is) (?:only |just )?(?:meant|supposed|going) to (?:just |only )?be\b|blame (?:@|tumblr|discord|my|this|the)|(?<![\w.])@[a-z][\w-]{3,}|"
    r"what (?:you|u) (?:asked|prompted|wanted|requested)\b|\bop\b[?!.,]|"
    r"don['’]t (?:ask|expect|judge|blame|kill) (?:me|us)?\b|squint\b|little ones\b|it['’]s (?:set|based|basically)\b|"
    r"set (?:after|before|during|between)\b|on a (?:bus|train|plane)\b"
    r")|^n\.?\s?b\.?\b|<3|\^[_.]?\^",
)
_PLAIN = re.compile(
    r"\b(?:thanks? (?:you |u |so much )?(?:all |everyone |guys )?for (?:reading|the reviews?|your)|(?:next|new) (?:chapter|part|update)\b(?! (?:of|in)\b)|last (?:chapter|update)\b(?! (?:of|in)\b)|part \d+ (?:coming|soon|is)|"
    r"pl(?:ease|s|z) (?:vote|review|comment|r&r|leave)|(?:vote|review|comment)s? (?:are|and|if|r) |comments are love|let me know what you think|"
    r"hope (?:u|y['’]?all|you guys|everyone|you all) (?:like|enjoy)|hope you (?:like|enjoy)(?:ed)? (?:this|the) (?:chap|fic|part|one)|first (?:fic|fanfic|time (?:posting|writing))\b|sorry (?:it['’]s|this is|for the (?:wait|delay|late|long|short)|about the (?:wait|delay))|see (?:you|u|ya) (?:next|soon)|come (?:and )?(?:say hello|shout|yell|find me)|"
    r"unbeta|danke (?:fürs|für das) lesen|merci d['’]avoir lu|gracias por leer|grazie per aver letto|obrigad[ao] por ler|obrigada|"
    r"comments? (?:and|&|n) (?:concrit|kudos|criticism)|(?:comments|concrit|feedback|reviews) (?:is |are )?(?:very |always )?welcome|e-?mail me\b|was it too(?! late)|may be copied freely|"
    r"ich hoffe,? (?:es|dass es)\b.{0,30}gefallen|hat (?:es )?euch gefallen|rechtschreibfehler|j['’]espère que (?:ça|cela) vous|espero que os|espero que les haya gustado|"
    r"mil gracias|un grand merci|merci à (?:tous|toutes|ma|mon)|reviews? \?|gros bisous|los comentarios|vielen dank|thank you to [a-z]\w+ for|for everyone who|(?:usernames|lowercase|spelling|mistakes|typos) (?:should|is|are)|(?:mistakes|errors|typos|blunders) (?:about|in|with|of|that)\b[^.!?]{0,40}\bare (?:all |entirely )?(?:mine|my own)|hello (?:everyone|all|everybody)|h(?:i|ey) (?:everyone|everybody|all|guys|there everyone)|hallo ihr|bonjour à tous|hola a todos)",
)


def addresses_reader(text: str) -> float:
    """How much a paragraph speaks as an author to readers: 0 (not at all) to 1.

    The words of the trade decide. A narrator says "I" and "you" as well, tells of stories and
    hopes: without a word of the trade those count for too little, however many there are.
    """
    if _QUOTED.match(text):
        return 0.0
    head = text[:4000]
    words = max(len(head.split()), 6)
    low = head.lower()
    talks = bool(_TALK.search(low))
    trade, half, shared = (_distinct(pattern, low) for pattern in (_TRADE, _HALF_TRADE, _SHARED))
    trade += _distinct(_DISOWNS, head)
    score = 0.3 * trade + 0.12 * (half + shared) + (0.1 if talks else 0.0)
    if talks_shop(text):
        return max(_PHRASED, min(score, 1.0))
    if not trade and (not half or half + shared < 2 or not talks):
        return min(score, _UNSURE)
    score *= 1.0 if words < 90 else 90 / words
    if _SAID.search(head) and not _NAMES_SONG.search(head):
        score *= 0.4
    return min(score, 1.0)


def _distinct(pattern: re.Pattern[str], text: str) -> int:
    return len({match.casefold() for match in pattern.findall(text)})


# How authors begin where no narrator does, or what they say of a quotation: held against small letters.
_OPENS_PLAIN = re.compile(
    r"^\W{0,3}(?:so,? (?:yeah|yep|um)\b|(?:um+|uh|er+|ahem)\W+(?:hi|hey|hello|so|yeah)\b|hope (?:that|this|it|you|u|y['’]all|everyone)\b"
    r"|(?:this (?:chapter|one|part|story) is )?dedicated to (?:my|all|every\w+|any(?:one|body)|whoever|those|@|\w+(?: \w+)?(?:, (?:for|who|because|without)\b|[.!]?$))|(?:historical|translation|language|canon|timeline|musical|medical|technical|cultural|random|quick|important|side|small|end|story) (?:notes?|facts?) ?:"
    r"|fun facts? ?:|translations? ?:|glossary ?:|trivia ?:|credits ?:|soundtrack ?:|next (?:up|time) ?:|coming (?:up|soon) ?:|[(\[](?:and |but )?(?:(?:yes|no|also|btw|oh)[,:!]|(?:sorry|don['’]t worry|spoiler|hint)\b)[^()\[\]]*[)\]]$)"
    r"|\b(?:(?:chapter |story )?title|epigraph|lyrics|(?:quot(?:e|ation)|poem|lyrics?|verse|song)s?(?= (?:at|above|in)))(?: (?:at the (?:top|beginning|start|end)|above|in the (?:title|summary)))? (?:is|are|comes?|was|were) (?:taken |borrowed |stolen )?from\b"
    r"|\b(?:not sure|no idea|don['’]t know) (?:where|what|why|how) this (?:came|is|was|happened|even|one)\b"
    r"|\bwas (?:that|this|it) (?:too|ok|okay|alright|any good)\b[^.]*\?|\bthis chapter\b(?! (?:of|in) )|\bthat(?:['’]s| was) chapter \w+\b"
)


_TELLS = re.compile(r"\b(?:he|she|they|him|her|his|their|said|thought|wrote)\b")


def is_plain(text: str) -> bool:
    """Does it say what only authors say to their readers?"""
    return _is_plain(text[:400]) and not _QUOTED.match(text)


def _is_plain(head: str) -> bool:
    low = head.lower()
    opens = _OPENS_PLAIN.search(low) and not _TELLS.search(low)
    return bool(_PLAIN.search(low) or opens or _ONE_FOR.search(head))


def says_to_readers(draft: Draft, i: int) -> float:
    """How plainly unit `i`, at an edge, speaks to readers, 0 to 1: by its words, and by how unlike the story it is set.

    Whoever tells a story in sentences often chats in small letters, or puts the chat in brackets.
    """
    text = draft.units[i].text
    if _QUOTED.match(text) or (text[:1].islower() and not _stands_alone(draft, i)):
        return 0.0
    head = text[:400]
    weight = max(addresses_reader(text), 0.5 if _is_plain(head) else 0.0)
    low = head.lower()
    chat = 0.2 * (_distinct(_CHAT, low) + _distinct(_MY_FIRST, head) + _distinct(_FACE, head))
    if in_brackets(text) and len(text.split()) > 3 and _TALK.search(low):
        chat += 0.3
    if _begins_low(text) and _stands_alone(draft, i) and _story_begins_high(draft, i):
        chat += 0.3
    if chat and _TALK.search(low):
        chat += 0.1
    return min(weight + (0.4 if _SAID.search(head) else 1.0) * chat, 1.0)


def _begins_low(text: str) -> bool:
    return next((char.islower() for char in text if char.isalpha()), False)


def _stands_alone(draft: Draft, i: int) -> bool:
    """Is nothing broken off above it that it could carry on?"""
    if draft.units[i].continues:
        return False
    j = next((j for j in range(i - 1, -1, -1) if draft.kind(j) is not Kind.DEBRIS), -1)
    if j < 0 or draft.labels[j] is not None:
        return True
    above = draft.units[j].text.rstrip("*_ ")
    return above[-1:] in '.!?…"”’)]:~' or len(above) < 30


def _story_begins_high(draft: Draft, i: int) -> bool:
    """Do the paragraphs about it, as a rule, begin with a capital?"""
    near = [*range(max(0, i - 6), i), *range(i + 1, min(len(draft.units), i + 12))]
    texts = [draft.units[j].text for j in near if draft.labels[j] is None and len(draft.units[j].text) > 40]
    return len(texts) > 2 and sum(map(_begins_low, texts)) * 5 <= len(texts)
