"""Words that begin with an apostrophe, which a blind curler would turn into an opening quote.

In: nothing. Out: tuples of words in lower case without their apostrophe, up to the next character
that is no letter (`'tisn't` is looked up as `tisn`). English has two: words that are nothing else,
and words that are also whole words, taken for an elision only where no single quote closes after
them. A decade (`'90s`) needs no table; a year (`class of '06`) is treated as a doubtful word.
"""

from __future__ import annotations

ENGLISH: tuple[str, ...] = (
    *"tis tisn twas twasn twere tweren twill twould twouldn tain t s d ll m re ve".split(),  # it, and what leans
    *"em im imself erself e ave aven avin aving adn asn".split(),  # them, him, her, he, have, had, has
    *"til cos coz cuz n nd an".split(),  # until, because, and
    *"kay mkay scuse xcuse sup ight aight ello allo ullo lo mornin evenin gnight".split(),  # what people say first
    *"nuff nough nother nuther cept xcept fraid specially spose sposed zactly xactly".split(),
    *"magine parently cording lectric neath tween twixt gainst mongst midst pon".split(),
    *"struth sblood swounds sdeath burb burbs tude shroom shrooms zine zines stache ya cha".split(),
    *"ouse ouses ome appen appens appened appenin appy alf ead eads eart eard eaven eavens eavy".split(),  # h
    *"ell elp igh orse orses ospital ow undred undreds ungry urt usband umble andsome ardly oo ere".split(),
    *"arry arold enry erbert orace ermione agrid ogwarts olmes ampshire eathcliff arriet elen".split(),  # and names
)

ENGLISH_DOUBTFUL: tuple[str, ...] = (
    *"cause round bout less lest side sides fore till cross long gain way low hind part pose".split(),
    *"night bye morning evening afternoon course hood hoods phone flu bot bots droid droids fro".split(),
    *"is as ad at and all er old ard air ate ear ope ill it op ole who what nam rents board".split(),
    *"tato taters gator gators coon coons possum skeeter onest our ours ha".split(),
)

GERMAN: tuple[str, ...] = (
    *"s n ne nen nem ner nes ma sch isch".split(),  # es, ein and its cases, mal, ich
    *"rum ran rein raus rauf rüber runter nauf naus nunter nüber rin".split(),  # herum, hinauf
    *"türlich schuldigung tschuldigung".split(),
)

FRENCH: tuple[str, ...] = tuple("fin tain lut soir jour scuse scusez tite tit ttends ttention rci y".split())

SPANISH: tuple[str, ...] = tuple("pa ta tá tas tás toy amos tonces ñora ñor".split())

ITALIAN: tuple[str, ...] = (
    *"sto sta sti ste stu na nu no ndo ndove ngiorno sera notte mbè nzomma".split(),  # questo, uno, dove
    *"ndrangheta ndranghetista nduja ndrine".split(),
)

PORTUGUESE: tuple[str, ...] = tuple("tá tás tou tava távamos pera péra bora brigado brigada cê cês".split())

DUTCH: tuple[str, ...] = tuple("s t n k m r ie ns tis twas".split())  # des, het, een, ik, hem, haar, hij
