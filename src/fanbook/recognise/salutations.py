"""How letters open: "Dear Jane,", "To the outlaw called Hood,", "Good Mrs. Prewitt,", a mail's "From:".

In: a line. Out: whether it opens a letter; the patterns are for `letters`, which asks for a close as well.
"""

from __future__ import annotations

import re

OPENS_MAIL = re.compile(r"^\W{0,3}(?:From|To|Subject|Re)\W{0,2}:", re.IGNORECASE)
SALUTATION = re.compile(
    r"^[\"“'‘*_ ]{0,3}(?:(?:my |oh )?(?:own )?(?:dear(?:est)?|beloved|darling|esteemed|estimad[oa]s?|querid[oa]s?|ch(?:er|ère)s?|liebe[rs]?|"
    r"sehr geehrte[rs]?|car[oa]|mon cher|ma chère)\b"
    r"(?:[\s,]+(?!\w+ (?:said|was|had|is)\b)[\w.’'&-]+){0,6}(?: \([^()]{1,40}\))?|to (?:whom it may concern|my [\w ]{2,30})|(?:to )?[\w ,’'-]{3,50}(?:sends? )?greetings?\.?)\s*[,:;!–—-]*[*_\"”]*$",
    re.IGNORECASE,
)
# Such a line may be anything: more is asked of what stands below it.
SHORT_SALUTATION = re.compile(
    r"^[*_]?(?:To (?:the|our|all|any|every|his|her|Sir|King|Queen|Lady|Lord|Mr\.?|Mrs\.?|Miss|Master|Mistress)\b[\w ’'-]{2,44}[,:]|(?:Most |Right )?(?:Good|Hono(?:u?red|u?rable)|Noble|Worthy|Gentle|Sweet|Gracious|Reverend|Respected|Excellent|Friend|Brother|Sister|Cousin|Comrade|Captain|Master|Mistress)(?: [A-Z][\w.’'-]+| (?:sir|madam|lord|lady|friend|cousin|brother|sister|neighbou?r|master|mistress)){1,3}[,:]|My (?:lady|lord|love|darling|friend|son|daughter|brother|sister|king|queen),|(?:Muy )?(?:Señor(?:a|ita)?|Monsieur|Madame|Mademoiselle|Gentlemen|Ladies|Sirs?|Madam)(?: mío)?[,:]|(?:Hi|Hello|Hey)(?: (?:[A-Z][\w’'-]+|you|there|again|all)){0,2}[,!–—-]+|To (?:(?:Mr|Mrs|Dr)\.? |Miss |Sir |Lady |Lord |Captain |Professor )[A-Z][\w’' -]{1,30}|To (?:the |my )?[A-Z][\w’' -]{1,24}, [A-Z][\w’', -]{2,30}\.|To (?:whoever|whom|anyone|the (?:finder|one|person))\b[\w ’'-]{2,40}[,:]|(?:Monsieur|Madame|Señora?|Herr|Frau|My [Ll]ord|My [Ll]ady|Your)(?: [\w’'-]+){1,3}[,:]|(?:Old|Young|Dear old) (?:man|boy|girl|friend|thing|fellow|chap|lady)[,:]|[A-Z][\w’'-]+,? (?:my (?:\w+ )?)?(?:dear(?:est)?|darling|love|friend|girl|boy|lad)[,:]|(?:Oh,? )?(?:Mr\.?|Mrs\.?|Dr\.?|Miss|Sir|Madam|[A-Z][\w’'-]+|[A-Z]\.)"
    r"(?: (?:[A-Z][\w’'-]+|lad|lass|love|my (?:dear|love|friend|boy|girl)|old (?:man|boy|girl|friend|thing|fellow)))?(?:,|:| ?[–—]| ?--| -))[*_]?$"
)
# A salutation that the letter runs on behind: "Dear Jim, and I make so bold as to call you so".
RUNS_ON = re.compile(
    r"^[\"“'‘*_ ]{0,3}(?:my )?(?:own )?(?:dear(?:est)?|estimad[oa]|querid[oa]|ch(?:er|ère)|liebe[rs]?|car[oa]|mon cher|ma chère) (?:[\w.’'&-]+ ?){1,4}(?:,|:| ?[–—]|--) ?\w",
    re.IGNORECASE,
)


def opens_letter(text: str) -> bool:
    """Is the line a salutation, or a mail's header?"""
    bare = undressed(text)
    return len(bare) <= 70 and bool(
        SALUTATION.match(bare) or SHORT_SALUTATION.match(bare) or OPENS_MAIL.match(bare)
    )


def undressed(text: str) -> str:
    """Without the signs that some put about what is written: "[Dear Robin,", "~Love, Marian~"."""
    return text.strip("[]<>~/{}| ")
