"""What stands against the sky of a landscape: twenty-one subjects, and the words for them.

In: nothing. Out: `SUBJECTS`. A subject has a width of about 1; its lights are windows and lamps that shine after
dark. No people, no logos, no real building.
"""

from collections.abc import Callable

from msgspec import Struct

from fanbook.cover.built import (
    bridge,
    castle,
    domes,
    lighthouse,
    longship,
    manor,
    pagoda,
    rooftops,
    ship,
    skyline,
    temple,
    village,
    windmill,
)
from fanbook.cover.chance import Chance
from fanbook.cover.grown import bare_tree, mesa, oak, observatory, palms, peak, pines, railway
from fanbook.cover.outlines import Parts


class Subject(Struct, frozen=True):
    """One thing to see; `land` is what it stands on, `span` its width in shares of the page's."""

    name: str
    draw: Callable[[Chance], Parts]
    land: str  # hills, peaks, sea, plain, wood
    span: float
    words: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUBJECTS = (
    Subject("rooftops under a clock tower", rooftops, "plain", 0.8, _words("london baker street sherlock holmes watson fog victorian poppins roof roofs chimney detective mystery dickens city")),
    Subject("a country house among trees", manor, "hills", 0.72, _words("manor house estate ball ballroom austen darcy bennet pride prejudice emma regency pemberley netherfield longbourn hall letter letters library")),
    Subject("a castle", castle, "hills", 0.62, _words("castle king queen prince princess knight arthur arthurian camelot merlin throne kingdom crown fairy tale medieval dragon magic hogwarts potter wizard sword")),
    Subject("a lighthouse", lighthouse, "sea", 0.6, _words("lighthouse keeper shore coast harbour harbor rock cliff storm beacon light seaside")),
    Subject("a village and its steeple", village, "hills", 0.76, _words("village church vicar parish home homecoming cottage snow christmas winter country family domestic town")),
    Subject("a city by the water", skyline, "sea", 0.9, _words("city metropolis gotham superman batman york avengers modern skyline downtown office coffee hero superhero neon street au")),
    Subject("a windmill and a barn", windmill, "plain", 0.66, _words("farm kansas smallville corn harvest field wheat barn mill windmill clark lana kent summer country")),
    Subject("a temple", temple, "hills", 0.62, _words("greek mythology myth myths persephone hades zeus troy achilles patroclus olympus gods goddess temple rome roman orpheus eurydice apollo athena ithaca penelope ancient")),
    Subject("a ship under sail", ship, "sea", 0.62, _words("ship sea sail sailing pirate pirates captain voyage ocean odyssey odysseus island treasure hornblower navy sailor mermaid tide salt")),
    Subject("a longship", longship, "sea", 0.64, _words("viking norse loki thor odin asgard boat fjord rune saga")),
    Subject("a bridge", bridge, "sea", 0.86, _words("bridge river crossing francisco goodbye between water")),
    Subject("a pagoda and a gate", pagoda, "hills", 0.6, _words("japan tokyo samurai shrine temple kyoto sakura anime ninja spirit 桜 月 神 夜 夏 星 花")),
    Subject("domes and towers", domes, "plain", 0.66, _words("baghdad arabian desert palace sultan persia scheherazade istanbul market jinn بغداد")),
    Subject("firs", pines, "wood", 0.9, _words("forest woods wolf wolves north camp wilderness cabin mountain twilight supernatural snow pine pines werewolf hunt dark")),
    Subject("an old oak", oak, "wood", 0.6, _words("oak tree sherwood robin hood marian greenwood outlaw forest wood arrow arrows archer garden orchard spring nature")),
    Subject("a bare tree", bare_tree, "hills", 0.66, _words("grave graveyard death ghost haunted autumn moor heathcliff wuthering gothic grief mourning horror vampire vampires lament crow raven")),
    Subject("palms", palms, "sea", 0.6, _words("island palm beach tropical paradise lost summer lagoon desert oasis vacation")),
    Subject("a mesa and cactuses", mesa, "plain", 0.86, _words("desert western cowboy texas arizona mexico canyon gunslinger dust road mars")),
    Subject("a train on a viaduct", railway, "hills", 0.9, _words("train railway station journey express travel engine steam leaving road letters distance")),
    Subject("an observatory", observatory, "peaks", 0.66, _words("star stars space galaxy comet meteor telescope astronomer observatory planet doctor tardis trek science sky constellation moon")),
    Subject("a mountain", peak, "peaks", 1.0, _words("mountain mountains climb quest ring hobbit frodo tolkien lonely journey summit snow ice dwarf elf fellowship adventure")),
)  # fmt: skip
