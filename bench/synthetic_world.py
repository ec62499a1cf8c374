"""Who and what a synthetic library is made of: five fandoms whose people share first names, and sentences.

Every book named here is in the public domain. Spellings that stand for one person alone within her
fandom are worked out, not listed: the first or the last name where nobody else has it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class World:
    """A fandom: how its name is spelled, its pairings by full names, who else there is, where it plays."""

    spellings: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    places: tuple[str, ...]
    men: frozenset[str]

    @cache  # noqa: B019 - there are five of them
    def people(self) -> list[str]:
        return list(dict.fromkeys([name for pair in self.pairs for name in pair] + list(self.others)))

    @cache  # noqa: B019 - as above
    def short(self, name: str) -> list[str]:
        """The single words that mean this person and nobody else of the fandom."""
        owners = Counter(word for one in self.people() for word in set(one.split()))
        return [word for word in name.split() if owners[word] == 1 and word[0].isupper()]


def _world(spellings: str, pairs: str, others: str, places: str, men: str) -> World:
    rows = [tuple(row.strip().split("/")) for row in pairs.split(",")]
    return World(
        tuple(part.strip() for part in spellings.split("|")),
        tuple((one, other) for one, other in rows),
        tuple(part.strip() for part in others.split(",")),
        tuple(places.split()),
        frozenset(men.split()),
    )


WORLDS = (
    _world(
        "Pride and Prejudice | Pride & Prejudice | Pride and Prejudice - Jane Austen | PRIDE AND PREJUDICE",
        "Elizabeth Bennet/Fitzwilliam Darcy, Jane Bennet/Charles Bingley, Charlotte Lucas/William Collins, "
        "Lydia Bennet/George Wickham, Mary Bennet/William Collins, Georgiana Darcy/Kitty Bennet, "
        "Charlotte Lucas/Elizabeth Bennet, Caroline Bingley/Jane Bennet",
        "Catherine Gardiner",
        "Meryton Longbourn Netherfield Pemberley Hunsford Lambton",
        "Fitzwilliam Charles William George",
    ),
    _world(
        "Sherlock Holmes | Sherlock Holmes - Arthur Conan Doyle | Sherlock Holmes (ACD canon) | sherlock holmes",
        "Sherlock Holmes/John Watson, John Watson/Mary Morstan, Irene Adler/Godfrey Norton, "
        "Irene Adler/Sherlock Holmes, Violet Hunter/Mary Morstan, George Lestrade/Tobias Gregson, "
        "Mycroft Holmes/George Lestrade, Martha Hudson/Jabez Wilson",
        "Helen Stoner",
        "London Lauriston Camberwell Pinchin Norwood Upperton",
        "Sherlock John Godfrey George Tobias Mycroft Jabez",
    ),
    _world(
        "Dracula | Dracula - Bram Stoker | Dracula (book) | DRACULA",
        "Mina Murray/Jonathan Harker, Lucy Westenra/Arthur Holmwood, Lucy Westenra/Mina Murray, "
        "John Seward/Quincey Morris, Arthur Holmwood/Quincey Morris, Lucy Westenra/Quincey Morris, "
        "John Seward/Lucy Westenra, Jonathan Harker/Arthur Holmwood",
        "Abraham Helsing, Mary Bilder",
        "Whitby Carfax Hillingham Bistritz Galatz Purfleet",
        "Jonathan Arthur John Quincey Abraham",
    ),
    _world(
        "Little Women | Little Women - Louisa May Alcott | Little Women (novel) | little women",
        "Jo March/Theodore Laurence, Jo March/Friedrich Bhaer, Meg March/John Brooke, Amy March/Theodore Laurence, "
        "Beth March/Theodore Laurence, Amy March/Fred Vaughn, Sallie Gardiner/Ned Moffat, Beth March/Jo March",
        "Hannah Mullet, Kate Vaughn",
        "Concord Plumfield Nice Vevay Boston Larkfield",
        "Theodore Friedrich John Fred Ned",
    ),
    _world(
        "Persuasion | Persuasion - Jane Austen | Persuasion (novel) | PERSUASION",
        "Anne Elliot/Frederick Wentworth, Louisa Musgrove/James Benwick, Henrietta Musgrove/Charles Hayter, "
        "Mary Musgrove/Charles Musgrove, Anne Elliot/William Elliot, Penelope Clay/William Elliot, "
        "Sophia Croft/George Croft, Anne Elliot/James Benwick",
        "Elizabeth Elliot, John Shepherd, Harriet Smith",
        "Lyme Kellynch Uppercross Winthrop Taunton Bath",
        "Frederick James Charles William George John",
    ),
)

NOUNS = """lamp kettle letter window garden staircase umbrella ledger candle teacup gate orchard saddle ribbon map
violin basket chimney harbour curtain apple blanket bridge clock coat drawer envelope fence glove hedge inkwell jug
key ladder mirror needle oven paper quilt river shawl table vase wagon yard anchor barrel cupboard door engine field
hat island jar kitchen lantern meadow notebook oar pillow railing shutter teapot urn veranda well attic bench cellar""".split()
VERBS = """carried mended counted folded painted dropped lifted moved opened closed turned polished measured borrowed
hid found lost wrapped weighed described repaired studied followed avoided admired cleaned emptied filled guarded
ignored kept locked noticed ordered packed raised sorted traded unwound watered borrowed sketched swept tied""".split()
ADJECTIVES = """old green crooked narrow patient cold bright wet heavy quiet broken dusty small wooden yellow silver
ordinary borrowed famous empty honest slow careful early late unlikely second plain loud wide thin round square grey
brown clever stubborn sudden gentle tired remarkable careless distant familiar peculiar sensible""".split()
WHENS = """Before breakfast|After the rain|On the Tuesday|By the evening|In the end|At noon|Some time later|That winter
|Twice a week|For once|Without a word|As usual|To be fair|In the dark|By candlelight|At the third attempt|Until supper
|Long before dawn|On the way home|With some care""".replace("\n", "").split("|")

# {a} and {b} are the pair, {c} somebody else; {A}, {B} are how they are called in this paragraph.
LOVE = (
    "{a} kissed {b} at last, and neither of them said anything sensible for a while.",
    "“I love you,” said {a}, and {b} took {his} hand and held on to it.",
    "{a} put both arms around {b} and buried {his} face in {b}'s shoulder.",
    "{b} blushed when {a} looked up, and {a} smiled at {b} as if nobody else were in the room.",
    "“Marry me,” {a} whispered. {b} laughed and kissed {him} for an answer.",
    "{a} had been in love with {b} since the spring and could not hide it any longer.",
    "{b} leaned {her} head against {a}, and their fingers were laced together under the shawl.",
    "{a}'s heart beat faster whenever {b} came in, and {b} knew it and came in often.",
)
BOTH = (
    "{a} waited for {b} by the {noun}, and {b} was late.",
    "“You {verb} my {noun},” said {b}. “I did,” {a} said.",
    "{a} and {b} walked to {place} to see about the {noun}.",
    "{b} asked {a} about the {adjective} {noun}, and {a} shrugged.",
    "{a} gave {b} the {noun} and sat down.",
)
FRIENDS = (
    "{a} clapped {b} on the back and said that they had been friends for too long to count the {noun}.",
    "“You are the best friend that I have,” said {a}. “I am the only one,” said {b}.",
    "{a} lost to {b} at cards, and {b} was generous about it.",
    "{b} told {a} the whole business of the {noun}, as one tells a brother.",
)
OTHER = (
    "{c} {verb} the {noun} and said nothing to {a}.",
    "“There is a {noun} in the {noun2},” said {c}.",
    "{c} came over from {place} with a {adjective} {noun}.",
    "{b} listened while {c} talked of {place}.",
)
PLAIN = (
    "{when} the {adjective} {noun} {verb} the {noun2}.",
    "The {noun} was {adjective}, and the {noun2} was {adjective2}.",
    "{when} somebody {verb} a {adjective} {noun} and a {adjective2} {noun2} beside it.",
    "It was a {adjective} sort of {noun}, and it {verb} every {adjective2} {noun2} of the house.",
    "Nobody {verb} the {noun}; nobody ever {verb2} a {adjective} {noun2} either.",
    "There were {n} {adjective} steps from the {noun} to the {noun2}.",
)
POEM = """Tiger, tiger, burning bright
In the forests of the night,
What immortal hand or eye
Could frame thy fearful symmetry?

In what distant deeps or skies
Burnt the fire of thine eyes?
On what wings dare he aspire?
What the hand dare seize the fire?"""
