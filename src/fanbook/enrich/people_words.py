"""Words by which people are told from places and from chance capitals, and what is said of two that are close.

Data only. English first; French, German and Spanish as far as a reader of those wrote them down.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a name; none is a part of it.
MALE_TITLES = _words(
    "mr mister sir lord king prince father brother uncle master monsieur herr señor signor don captain friar"
)
FEMALE_TITLES = _words(
    "mrs ms miss lady queen princess mother sister aunt mistress madame mademoiselle frau fräulein señora señorita signora dame maid"
)
TITLES = MALE_TITLES | FEMALE_TITLES | _words(
    "dr doctor professor prof detective inspector agent officer lieutenant colonel major general sergeant admiral commander "
    "saint st old little young poor dear friend chef coach duke duchess count countess baron earl"
)  # fmt: skip
SPEECH = _words(
    "said says say asked asks replied replies answered answers whispered whispers murmured murmurs shouted shouts cried cries "
    "called calls told tells added adds muttered mutters snapped snaps sighed sighs laughed laughs agreed agrees repeated "
    "demanded demands begged observed remarked announced declared protested suggested admitted explained continued began "
    "breathed hissed growled groaned grinned teased typed wrote writes texted sang grumbled insisted inquired enquired "
    "dit dis demanda demande répondit répond murmura murmure cria souffla ajouta reprit fit soupira chuchota "
    "sagte sagt fragte fragt antwortete flüsterte rief meinte murmelte erwiderte seufzte "
    "dijo dice preguntó pregunta respondió contestó susurró murmuró gritó añadió"
)  # fmt: skip
DOES = _words(
    "was is had has did does would could should might will can looked looks went goes came comes took takes stood stands sat "
    "sits felt feels knew knows thought thinks saw sees smiled smiles nodded nods shook shakes turned turns walked walks "
    "ran runs put puts held holds gave gives got gets made makes kept keeps left leaves let lets heard hears found finds "
    "wanted wants waited waits watched watches opened opens reached reaches stopped stops stared stares shrugged shrugs "
    "laughed loved loves hated never always only just still frowned blushed grinned leaned lay rose fell stepped pulled "
    "laid told wept swept slept crept dealt meant spent sent lent bent built bought brought caught taught fought sought led fed read "
    "shot hid slid bit lit hit cut shut set spread hurt cast bore tore wore swore drew grew blew flew threw drove rode wrote spoke "
    "broke woke chose froze stole swam rang drank sank won dug hung stuck struck swung clung flung bound ate forgave lost sold paid "
    "leant dreamt learnt must may shall does do isn't wasn't didn't doesn't couldn't wouldn't hadn't hasn't won't can't "
    "pushed wondered remembered forgot tried decided seemed blinked winced swallowed kissed kisses hugged met meets "
    "était est avait a regarda sourit prit vit alla vint war ist hatte hat sah ging kam nahm stand lächelte estaba es era "
    "había ha miró tomó fue vino sonrió"
)  # fmt: skip
PLACED = _words(
    "in at into near through across outside around inside towards toward beyond throughout within en à dans à bei im aus"
)
# Capitals that are nobody.
NOBODY = _words(
    "i i'm i'd i'll i've the a an and but or nor so yet if when while then there here this that these those he she it they we you "
    "his her its their our your my mine him them us me who what where why how which whose whom not no yes oh ah well now ok okay "
    "perhaps maybe please thank thanks hello hi hey goodbye bye god gods heaven hell lord christ jesus christmas easter halloween "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december english french german spanish italian latin greek american british english european russian "
    "irish scottish welsh london paris england france america europe north south east west spring summer autumn winter "
    "nobody somebody everybody anybody someone anyone everyone whoever whatever nothing something everything anything none "
    "each both all most some many any one two three four five six seven ten another other others such neither either even only "
    "just once still again always never ever also too very much more less for from in on at by to of with without into over under "
    "after before since until till because although though whether as like than not however besides otherwise meanwhile "
    "somewhere anywhere everywhere nowhere sometimes often usually certainly probably possibly apparently presumably obviously "
    "suddenly finally later today tomorrow yesterday tonight look listen wait come go stop let hush steady sorry sure right "
    "good bad fine great poor dear sweet wide long first second third last next had have has did does do was were is are be can could "
    "would should will shall may might must let's don't 'tis 'twas enter exit exeunt scene "
    "pov chapter part prologue epilogue interlude act scene note notes author title summary disclaimer warning the end fin "
    "mr mrs ms miss dr sir lady lord madam ma'am mum mom dad mama papa mother father grandmother grandfather aunt uncle brother sister "
    "king queen prince princess captain doctor professor master mistress monsieur madame majesty highness grace honour "
    "tv ao3 ps p.s nb aka diy usa uk id tbh lol omg wtf idk "
    "le la les un une des et mais ou donc je tu il elle nous vous ils elles on ce cette qui que quoi oui non "
    "der die das und aber ich du er sie es wir ihr ein eine ja nein mein dein sein herr frau "
    "el los las una y pero yo tú él ella nosotros ellos sí señor señora"
)  # fmt: skip
HE = _words("he him his himself il lui er ihm ihn él")
SHE = _words("she her hers herself elle sie ihr ella")
# Short for a first name that does not begin with it, or not with it alone.
_SHORT = {
        "elizabeth": "lizzy lizzie eliza beth betsy bess betty liz", "william": "will bill billy willie liam", "robert": "bob bobby rob robbie",
        "richard": "dick rick ricky richie", "margaret": "meg maggie peggy madge daisy", "katherine": "kate katie kitty kathy",
        "catherine": "kate cathy kitty cate", "theodore": "teddy ted", "edward": "ned ted eddie teddy", "james": "jim jimmy jamie",
        "john": "jack johnny", "charles": "charlie chuck chas", "henry": "harry hal hank", "mary": "molly polly", "sarah": "sally sadie",
        "dorothy": "dolly dot dottie", "alexander": "alec alex sandy ", "alexandra": "alex sandra", "michael": "mike mick mickey",
        "thomas": "tom tommy", "joseph": "joe joey", "josephine": "jo josie", "helen": "nell nellie", "eleanor": "nell ellie nora",
        "ann": "nan nancy annie", "anne": "nan nancy annie", "wilhelmina": "mina minnie", "frederick": "fred freddie", "friedrich": "fritz",
        "george": "georgie", "georgiana": "georgie", "philip": "phil pip", "francis": "frank", "frances": "fanny fran", "peregrine": "pip",
        "samuel": "sam sammy", "daniel": "dan danny", "david": "dave davy", "anthony": "tony", "andrew": "andy drew", "gregory": "greg",
        "jonathan": "jon johnny", "nicholas": "nick", "christopher": "kit chris", "abigail": "abby", "rebecca": "becky", "susan": "sue susie",
        "martha": "patty mattie", "matthew": "matt", "benjamin": "ben benny", "peter": "pete", "stephen": "steve", "steven": "steve",
        "penelope": "penny", "beatrice": "bea", "arthur": "art artie", "lawrence": "larry laurie", "laurence": "laurie larry",
}  # fmt: skip
NICKNAMES: dict[str, frozenset[str]] = {
    short: frozenset(full for full, row in _SHORT.items() if short in row.split())
    for short in {short for row in _SHORT.values() for short in row.split()}
}

# What first names mostly are, where the text does not say; endings settle more of them than any list.
WOMEN = _words(
    "mary elizabeth jane anne ann margaret sarah alice ruth rachel helen susan katherine catherine kate meg beth amy jo lucy emily "
    "charlotte harriet agnes edith grace rose lily violet daisy hazel ivy iris joan judith martha frances esther beatrice eleanor "
    "isabel mabel muriel gwen marian miriam vivian lilian jean joy faith hope dawn eve ellen karen lauren megan erin robyn "
    "chloe zoe phoebe penelope daphne irene sophie marie lois louise claire belle kitty lizzy molly polly "
    "nancy dorothy emma carmen pilar dolores mercedes ingrid astrid sigrid solveig "
)  # fmt: skip
MEN = _words(
    "john james william robert richard thomas charles george edward henry arthur joseph david michael peter paul simon andrew "
    "stephen steven mark luke matthew philip hugh ralph walter roger gilbert edmund oliver daniel samuel benjamin jonathan nathan "
    "adam isaac jacob noah joshua luca ezra elias tobias frank fred harry jack tom sam ned will bill bob rob tim jim joe greg "
    "alan sherlock percy basil cecil cyril nigel neil kevin brian sean "
    "ian owen evan ewan gordon graham stuart malcolm angus fergus louis pierre rené hans karl fritz otto jakob juan pablo "
    ""
)  # fmt: skip
WOMANLY, MANLY = (
    ("a", "ine", "elle", "ette", "lyn", "ynne", "cia"),
    ("us", "eus", "o", "ard", "bert", "rick", "mund", "son"),
)
# Whom such a word means besides the one who has him or her.
HIS_KIND = _words(
    "husband husbands bridegroom groom boyfriend fiancé fiance mari ehemann bräutigam marido novio esposo"
)
HER_KIND = _words("wife wives bride girlfriend fiancée fiancee mariée épouse ehefrau braut esposa novia")

# Who has somebody.
OWNERS = _words(
    "my your his her their our mon ma ton ta son sa mein meine meinen dein deine sein seine seinen ihr ihre ihren mi tu su"
)
# No longer anybody's, or somebody's who is not here.
PARTED = _words(
    "late dead first former ex future imaginary no feu feue verstorbener verstorbene difunto difunta"
)
# What one calls a beloved, and hardly anybody else.
PET_NAMES = _words(
    "love beloved darling sweetheart heart dearest sweeting leman amour amours chéri chérie cœur liebling schatz liebste liebster herz "
    "amor cariño vida corazón querida querido cielo"
)
# Those of them that say so without "my".
BARE = _words(
    "beloved darling sweetheart dearest sweeting leman liebling schatz liebste liebster chéri chérie cariño"
)
_VOWED = (
    "i love you", "i loved you", "i adore you", "in love with you", "marry me", "be my wife", "be my husband", "kiss me", "kiss you",
    "je t'aime", "je vous aime", "épousez moi", "épouse moi", "embrasse moi", "ich liebe dich", "ich liebe sie", "heirate mich", "küss mich",
    "te amo", "te quiero", "cásate conmigo", "bésame",
)  # fmt: skip
# By the word that is weighed, its first: the words of each vow, and how many stand before that word.
VOWS: dict[str, tuple[tuple[tuple[str, ...], int], ...]] = {}
for _vow in (tuple(vow.split()) for vow in _VOWED):
    VOWS[_vow[-1]] = (*VOWS.get(_vow[-1], ()), (_vow, len(_vow) - 1))

KIN = _words(
    "brother sister father mother son daughter uncle aunt cousin nephew niece grandfather grandmother grandson granddaughter "
    "dad mum mom papa mama brothers sisters twin twins stepfather stepmother stepson stepdaughter frère sœur père mère fils fille "
    "bruder schwester vater mutter sohn tochter hermano hermana padre madre hijo hija"
)  # fmt: skip

# What two people do or say of each other, and how much it tells. A word counts once a sentence.
_LOVE = _words(
    "kiss kissed kisses kissing lover lovers soulmate soulmates girlfriend boyfriend betrothed betrothal fiancé fiancée "
    "fiance fiancee engaged engagement wedding honeymoon bride bridegroom marry married marries marrying marriage proposal "
    "husband husbands wife wives smitten courtship courting courted wooed wooing infatuated "
    "baiser baisers embrassa embrassé embrasse embrasser embrassèrent embrassaient amant amants noces fiançailles épouser amoureux amoureuse épouser épousa mariage mari mariée fiancé "
    "kuss küsste küssen geküsst küsse küssten küsst verlobung verlobten heirateten hochzeitsnacht verliebt verlobt heiraten heiratete hochzeit braut bräutigam geliebte geliebter ehemann ehefrau "
    "beso besos besó besar besaron besaban enamorados enamoró amante amantes matrimonio casar casó novios enamorado enamorada casarse casaron boda novio novia esposo esposa marido "
)
WEDDINGS = _words(
    "engaged engagement wedding marry married marries marrying marriage betrothed betrothal mariage noces fiançailles hochzeit verlobung boda"
)
_FOND = _words(
    "beloved darling sweetheart dearest love loves loved loving adore adored adores longing yearning desire desired desires passion "
    "caress caressed caressing embrace embraced embracing embraces blush blushed blushes blushing lips "
    "nuzzled naked seduce seduced vows vow romance romantic sweethearts proposed propose "
    "amour aimer aimaient enlaça enlacés étreignit caressa tendresse aime aimait aimé chéri chérie lèvres étreinte rougit liebe liebte liebt liebten liebkoste umarmten sehnsucht zärtlich zärtlichkeit liebling lippen umarmte errötete "
    "amor amar amaban abrazaron abrazados acarició caricia caricias ternura amaba ama querido querida labios abrazo abrazó sonrojó "
)
_CLOSE = _words(
    "heart hearts heartbeat cœur herz corazón hand hands fingers arms arm cheek cheeks hair neck waist shoulder breath tender tenderly tenderness warm warmth gentle gently gaze "
    "gazed gazing eyes smile smiled smiling beautiful handsome close closer touch touched touching tears hugged hug held holding dance danced "
    "dancing heartbroken jealous jealousy shy flushed trembling shiver shivered forever together bed pillow whispered forehead ring lap bedroom "
    "main mains bras joue cheveux yeux sourire tendre hand hände finger arme wange haar augen lächeln mano manos dedos brazos mejilla pelo ojos sonrisa "
)
TELLING: dict[str, float] = dict.fromkeys(_CLOSE, 0.5) | dict.fromkeys(_FOND, 1.5) | dict.fromkeys(_LOVE, 3.0)
# Parts of another that one touches out of love rather than in passing; to shake a hand is manners.
TOUCHED = _words(
    "hand hands fingers cheek cheeks hair waist neck lips mouth face forehead lap breast knuckles palm wrist "
    "main mains joue cheveux lèvres visage taille hand hände finger wange haar lippen gesicht mano manos dedos mejilla pelo labios cara"
)
MANNERS = _words("shook shake shakes shaking bandaged washed slapped struck hit serra schüttelte estrechó")
STRONG = 1.5  # a word of this weight or more says love; less only says near
FRIENDS = _words(
    "friend friends friendship friendly comrade comrades colleague colleagues mate buddy pal ami amis amitié freund freunde freundschaft amigo amigos amistad"
)
# Love of a thing, of a place, of talk: no love of a person.
LOVE_OF = _words("to the a an this that these it his her my your our their of in tea")
