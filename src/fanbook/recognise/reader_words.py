"""The set phrases in which authors talk to their readers: "Reviews?", "Stay tuned!", "Sorry this took so long".

In: a paragraph. Out: whether it holds such a phrase, and is no part of the story for all that. Phrases, not words: a
story hopes and thanks as well. Those of the first table hardly stand in a story; those of the second do, and count only in
a short line that tells of nobody, or two together.
"""

from __future__ import annotations

import re

from fanbook.recognise.eastern import may_be_eastern
from fanbook.recognise.reader_words_abroad import RUN_TOGETHER, SURE_ABROAD

_SURE = (
    "tell me what you think", "tell me what you thought", "let me know what", "let me know if you", "should i continue", "should i keep going",
    "little button", "blue button", "purple button", "review button", "read and review", "read & review", "r&r", "r & r", "r and r",
    "please review", "pls review", "plz review", "review please", "leave a review", "comments to the", "feedback to", "comments to me", "leave me a review", "drop a review", "leave a comment",
    "leave me a comment", "drop a comment", "make me write", "makes me write", "feed the author", "feeds the author", "feed the muse",
    "feedback is", "feedback makes", "feedback please", "feedback welcome", "feedback appreciated", "feedback would", "reviews are",
    "reviews make", "reviews would", "more reviews", "reviews please", "get reviews", "comments are", "comments make", "flames will",
    "no flames", "flames are", "flame me", "constructive criticism", "concrit is", "concrit welcome", "concrit always", "vote and comment", "comment and vote", "vote comment",
    "forget to vote", "forget to review", "forget to comment", "qotd", "next update", "sorry this took", "sorry it took",
    "sorry it's short", "sorry it's so", "sorry this is", "sorry for the late", "sorry for the delay", "sorry for the wait",
    "sorry for the long", "sorry for the short", "sorry for the cliff", "sorry for any mistakes", "sorry for any typos",
    "sorry for the mistakes", "sorry for my english", "sorry about the cliff", "sorry about the wait", "sorry about the delay",
    "cliffie", "cliffy", "english is not my", "english isn't my", "not my first language", "not my native language",
    "my first fic", "my first fanfic", "my first story", "my first songfic", "my first attempt", "first time writing", "first time posting",
    "respective owners", "copyright infringement", "don't sue", "do not sue", "standard disclaimer", "standard disclaimers",
    "usual disclaimer", "usual disclaimers", "all rights to", "don't own anything", "do not own anything", "own nothing", "no profit",
    "no money is", "song used", "lyrics are", "lyrics in", "lyrics belong", "song lyrics", "the song belongs", "title from",
    "title is from", "are in italics", "is in italics", "in italics are", "in italics is", "italics are", "italics is", "italics mean",
    "italics means", "in bold are", "spoilers for", "spoilers through", "spoilers up to",
    "for the prompt", "the prompt was", "prompt from", "response to the challenge",
    "hey guys", "hi guys", "hello guys", "hey everyone", "hi everyone", "hello everyone", "hi all",
    "hey all", "hello all", "my lovelies", "here's the next chapter", "here is the next chapter", "here's the next part", "here is the next part",
    "here's chapter", "here is chapter", "here's another chapter", "without further ado", "on with the story",
    "on with the show", "on with the fic", "on with the chapter", "on to the story", "on to the fic", "on to the chapter",
    "back to the story", "thanks everybody", "long time lurker", "long-time lurker", "longtime lurker", "first time poster", "first-time poster", "thanks everyone", "thank you everybody", "here's the end", "here is the end", "here's the rest", "here is the rest", "my entry for", "you get a cookie", "review and you", "bwahaha", "mwahaha", "muahaha", "did you guys think", "did you all think", "did y'all think", "see you all", "see y'all", "see you guys", "prompt me", "that's the lot for", "aaaand scene", "aaand scene", "pinky swear", "enjoy the chapter", "if you have got this far", "if you've got this far", "if you got this far", "if you have made it this far", "if you've made it this far", "if you made it this far", "if you've read this far", "if you have read this far", "enjoy the story", "enjoyed the chapter", "enjoyed the story", "enjoy this chapter",
    "enjoyed this chapter", "thanks for reading", "thank you for reading", "thank you so much for reading", "thanks to everyone who",
    "thanks to all who", "thanks to all the", "thank you to everyone", "thank you to all", "special thanks", "still reading", "reading this", "x reader", "comment who", "comment below", "leurs reviews", "des reviews", "de reviews", "merci pour", "merci à tous", "merci à toutes", "gracias a todos", "danke an", "thanks to my beta", "shout out to",
    "shoutout to", "shout outs", "shoutouts", "sticking with me", "who reviewed", "who has reviewed", "who commented", "favorited", "favourited",
    "your reviews", "your comments", "for the reviews", "for the comments", "for the feedback", "my reviewers", "my readers", "beta'd", "betaed", "unbeta'd",
    "un-beta'd", "unbetaed", "my beta", "no beta", "mistakes are mine", "mistakes are my own", "mistakes are all mine", "all mistakes",
    "any mistakes", "tbc if", "be continued if", "stay tuned", "chapters to go", "chapter to go",
    "more chapters", "chapters left", "in the next chapter", "if you want more", "if you guys", "that's a wrap", "on tumblr", "on ao3", "on wattpad", "on my lj",
    "my livejournal", "my tumblr", "on ff net", "fanfiction net", "cross-posted", "crossposted", "also posted on", "originally posted",
    "rewritten version", "plot bunny", "plot bunnies", "writer's block", "writers block",
    "hallo zusammen", "viel spaß beim lesen", "beim lesen", "eure reviews", "über reviews", "über kommentare", "eure kommentare",
    "danke an alle", "freue mich über", "jeden kommentar", "wie fandet ihr", "fandet ihr", "eure meinung", "lasst mir", "hinterlasst", "über feedback", "schreibt mir", "nächste kapitel", "nächsten kapitel", "qu'en pensez-vous", "vos avis", "prochain chapitre", "laissez une", "laissez-moi", "próximo capítulo", "siguiente capítulo", "nos leemos", "dejen un", "dejen reviews", "vuestros comentarios", "sus comentarios", "danke für eure", "kommis", "meine erste geschichte", "bonne lecture", "une review", "une petite review",
    "vos reviews", "vos commentaires", "ça vous a plu", "un review", "reviews son", "dejad review", "espero que os", "espero que les",
    "os ha parecido", "les ha parecido", "gracias por leer", "gracias por los", "buona lettura", "spero che vi", "recensioni",
)  # fmt: skip
_HALF = (
    "one-shot", "oneshot", "fanfic", "fanfics", "fanfiction", "drabble", "ficathon", "secret santa", "big bang", "a sequel", "the sequel", "sequel to", "alternate universe", "concrit", "typos", "challenge on", "challenge at", "challenge by", "cliffhanger", "season finale", "new chapter",
    "let me know", "what did you think", "what do you think", "what you think", "what you guys think", "do you guys think", "love it", "hate it",
    "more soon", "more to come", "more later", "until next time", "till next time", "see you next", "see ya", "that's all for now",
    "that's all folks", "that's it for", "hope you enjoy", "hope you enjoyed", "hope you like", "hope you liked", "hope you all", "hope everyone",
    "hope this", "thank you all", "thanks everyone", "thanks to", "thanks so much", "many thanks to", "big thanks", "i'm back", "did you miss me",
    "hello again", "hi again", "hey again", "here we go", "as promised", "takes place", "this is set", "set after", "set before", "set during",
    "set between", "set in", "happy birthday", "merry christmas", "happy new year", "happy holidays", "couldn't resist", "popped into my head", "i wrote this",
    "wrote this", "this is just a", "i know i know", "i know it's", "i know this", "i'm evil", "kill me", "be nice", "be kind", "be gentle", "the next one", "first time", "i hope you liked", "i hope you enjoyed", "that's the end", "dedicated to my", "best friend",
    "this one's for", "this one is for", "this is for", "dedicated to", "in response to", "written for", "shout out", "not mine", "belongs to", "belong to",
    "not me", "end of the story", "the end of this", "long ride", "coming up", "next time on", "next time in", "preview", "might write",
    "might do", "thinking of doing", "if anyone", "hehe", "haha", "lol", "lmao", "omg", "xoxo", "xd", "vote", "comment", "follow", "question", "aotd",
    "this got long", "no warnings", "read it on", "pretty please", "hope it was", "bad ugly", "good bad", "continue", "edited", "updated", "some typos",
    "are thoughts", "thinking", "season two", "season one", "season 1", "season 2", "season 3", "season three", "episode", "sorry", "took so long",
)  # fmt: skip
# What a short line consists of, and nothing else.
_WHOLE = frozenset({"enjoy", "review", "reviews", "happy reading", "tell your friends", "see you soon", "see you next week", "please don't kill me", "please don't hate me", "don't kill me", "don't hate me", "don't shoot me", "r&r please", "more soon", "more to come", "stay tuned", "until next time", "till next time", "till next time guys", "that's all for now folks", "that's all for now", "until next time guys", "hope you enjoyed",
                    "hope you enjoy", "hope you like it", "hope you liked it", "thoughts", "comments", "feedback", "flames", "review pretty please", "please",
                    "love it hate it", "good bad ugly", "well what did you think", "so what did you think", "what do you think", "so what do you think",
                    "more later", "here we go again", "here we go", "hello again", "enjoy everyone", "please enjoy", "that's all folks",
                    "to be continued if you want", "the end for now", "bonne lecture", "viel spaß", "tell me", "let me know", "hehe sorry"})  # fmt: skip
_ACTED = re.compile(
    r"^\*(?:hides?|ducks?|dodges|runs away|runs and|hugs|waves|bows|giggles|cackles|grins|sniffles|evil|sighs|gives) .{0,50}\*$"
)
_NOTATION = re.compile(
    r"^[\W_]*\w[^=]{0,20}[\W_]*\s?=\s?(?:talking|thinking|thoughts?|speech|speaking|flashbacks?|telepathy)\b",
    re.IGNORECASE,
)
_TOLD = frozenset("he she they him her his them their said thought asked replied answered cried".split())
_PUNCTUATION = str.maketrans(dict.fromkeys(',!?.;:()[]{}~"“”«»…¿¡', " ") | {"’": "'", "*": " ", "_": " "})
_WISHED = re.compile(
    r"^(?:a )?(?:happy (?:birthday|new year|holidays|easter|halloween|valentine)|merry (?:christmas|xmas))\b[^.?\"]{0,40}!+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:if|gets?|got|give me|until|till|at least|want|need|omg|wow|yay|reach(?:ed)?)\b[^.]{0,24}\b\d+\+? (?:more )?(?:reviews|comments|votes|favou?rites|kudos|likes|follows)\b"
    r"|\b\d+ (?:reviews|votes|follows)!",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^\W{0,3}(?:coming (?:up )?(?:next|soon)|next (?:time|week)|in the next (?:part|chapter)|dedicated to my|(?:comments|reviews|feedback|thoughts)\?)(?: ?:|\b(?<=my)|(?<=\?))",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"^\W{0,2}[\"“«„「『]|[,.!?…][\"”] |[。！？…][”」』]")
_LONG = 90  # words


def _by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        word = phrase.partition(" ")[0]
        index[word] = (*index.get(word, ()), f" {phrase} ")
    return index


_SURE_BY_WORD, _HALF_BY_WORD = _by_first_word((*_SURE, *SURE_ABROAD)), _by_first_word(_HALF)


def _count(index: dict[str, tuple[str, ...]], words: set[str], padded: str) -> int:
    """How many phrases of the index stand in the text: only those whose first word does are looked for."""
    return sum(phrase in padded for word in words & index.keys() for phrase in index[word])


def talks_shop(text: str) -> bool:
    """Does the paragraph hold a set phrase of authors to readers? What somebody says in quotes does not count."""
    if len(text) > 1200:
        return False
    if (
        _WISHED.match(text)
        or _COUNTED.search(text)
        or _NEXT.match(text)
        or _NOTATION.match(text)
        or _ACTED.match(text.casefold())
    ):
        return True
    if _SPOKEN.search(text):
        return False
    if may_be_eastern(text) and RUN_TOGETHER.search(text):
        return True
    words = text.casefold().translate(_PUNCTUATION).split()
    folded = " ".join(words)
    if folded in _WHOLE:
        return text[-1:] in "!?.…~:)*" or len(words) > 1
    padded = f" {folded} "
    known = set(words)
    sure = _count(_SURE_BY_WORD, known, padded)
    if sure:
        return len(words) <= _LONG or sure > 1
    if not _TOLD.isdisjoint(known):
        return False
    half = _count(_HALF_BY_WORD, known, padded)
    return half > 1 and len(words) <= _LONG
