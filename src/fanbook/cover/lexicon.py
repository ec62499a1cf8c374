"""Motifs and the words that call for them.

In: nothing. Out: `MOTIFS`, each a symbol of the monochrome Noto Emoji face, whether it prints as a solid
block (its inside filled, its lines left open) or as it is drawn, its name for the alt text, and words in
lower case, singular. A word may be one CJK character. Left out on purpose: people, faces, gestures, logos.
"""

from msgspec import Struct


class Motif(Struct, frozen=True):
    """One symbol and what it stands for."""

    symbol: str
    solid: bool
    name: str  # plural, as in "a pattern of keys"
    words: frozenset[str]


_SOLID = """
🌹 roses: rose romance love valentine lover passion thorn beauty beast wooing 薔薇 愛 爱 恋
🌷 tulips: tulip spring bloom easter april
🌸 blossoms: blossom cherry sakura spring petal bloom japan 桜 花 春
🌺 hibiscus flowers: hibiscus tropical island hawaii flower paradise aloha
🌻 sunflowers: sunflower summer farm field kansas sun fluff
🌼 daisies: daisy flower meadow garden spring persephone fluff wildflower garden
🍀 clovers: clover luck lucky irish fortune meadow
🌿 leafy sprigs: herb garden nature ivy fern wild healer green green garland greenwood
🍂 fallen leaves: autumn fall october november leaf leaves nostalgia ending 秋
🍁 maple leaves: maple canada autumn leaf fall leaves konoha
🌱 seedlings: seed beginning beginnings grow garden sprout hope new
🌳 oaks: tree oak wood woods forest sherwood greenwood park orchard sherwood robin grove 森 林 树
🌲 firs: pine forest woods fir wilderness mountain camp twilight cabin north
🌴 palms: palm island beach tropical desert lost paradise vacation
🎄 Christmas trees: christmas holiday yule december noel xmas
🌵 cactuses: desert cactus western cowboy arizona texas mexico
🍏 apples: apple eden orchard teacher temptation snow discord autumn
🍐 pears: pear orchard fruit
🍇 grapes: grape wine vineyard dionysus bacchus orpheus myth harvest
🍒 cherries: cherry fruit sweet summer
🍋 lemons: lemon lemonade sour summer pink
🍊 oranges: orange citrus spain seville grove
🍑 peaches: peach georgia summer
🌽 ears of corn: corn cornfield maize farm smallville kansas kent harvest scarecrow
🫐 berries: berry berries bramble hedge jam
🍷 wine glasses: wine toast party dinner dionysus hannibal cellar
☕ teacups: tea coffee cafe cup barista morning breakfast baker afternoon pemberley netherfield longbourn
🫖 teapots: teapot tea alice hatter wonderland kettle crack party
🧁 cakes: cupcake cake baking birthday sweet baker fluff
🍬 sweets: candy sweet sugar halloween
🗝 old keys: key lock secret mystery house manor attic keyhole bluebeard escape door inheritance
🔑 keys: unlock safehouse apartment hotel
🔒 padlocks: prison locked vault safe captive dungeon
🔎 magnifying glasses: detective mystery clue investigation sherlock holmes case sleuth watson study scandal
🗡 daggers: dagger knife assassin betrayal murder macbeth caesar blood thief killer
⚔ crossed swords: sword battle war knight duel fight musketeer fencing fantasy soldier gladiator achilles 剣 剑
🛡 shields: shield knight defend captain guard hero avenger marvel protector troy
👑 crowns: crown king queen prince princess royal throne kingdom royalty camelot arthur regency heir empire 王
💍 rings: ring wedding marriage proposal engagement bride husband wife married tolkien frodo gollum hobbit
💎 jewels: jewel diamond gem treasure ruby emerald sapphire carbuncle stone heist pearl
🪞 mirrors: mirror reflection glass looking-glass narcissus vanity looking
🕯 candles: candle candlelight lantern light lamp lamplight lighthouse hurt comfort vigil night gothic dark seance prayer shadow midnight
🏮 paper lanterns: festival china
💡 light bulbs: idea invention electric
🔔 bells: bell bells ring church christmas school
⏳ hourglasses: hourglass time late waiting destiny fate eternity sand timeless 时 時
🕰 mantel clocks: clock midnight hour time o'clock yesterday timelord
⌚ watches: watch pocket-watch minute
🧭 compasses: compass journey travel adventure north lost explorer navigator way quest pirate
📜 scrolls: scroll parchment law prophecy decree treaty myth legend ancient epic odyssey
📖 open books: book story library tale reading novel page chapter diary journal 本 书
📚 books: library bookshop study scholar academia university school student
✒ pens: pen write writer author words script poet letter
🪶 quills: quill feather writing hamilton austen prejudice poem ink darcy bennet longbourn
✉ letters: letter mail envelope post correspondence epistolary message austen persuasion dear regards 手紙 信
💌 love letters: loveletter valentine admirer
☎ telephones: telephone call phone calling
📷 cameras: camera photo photograph journalist reporter picture
🎭 masks: mask theatre theater drama play stage actor masquerade shakespeare opera phantom hamlet rehearsal
🎨 palettes: art artist painter paint painting colour color portrait gallery studio
🎻 violins: violin music fiddle orchestra concert sherlock holmes symphony waltz sonata
🎹 keyboards: piano keys jazz pianist
🎷 saxophones: jazz saxophone blues
⚓ anchors: anchor sailor ship sea navy harbour harbor port captain mast voyage admiral wentworth persuasion
⛵ sails: sail boat sailing yacht regatta voyage lake sea ship
🛶 canoes: canoe river camp rowing
🐚 shells: shell beach shore seaside mermaid ocean sea sanditon lyme aphrodite 海
🐳 whales: whale ocean moby deep
🐬 dolphins: dolphin sea ocean swim
🐠 fish: fish reef aquarium mermaid underwater
🐙 krakens: octopus kraken squid tentacle cthulhu deep
🦋 butterflies: butterfly wings change psyche transformation metamorphosis chrysalis flutter 蝶
🕸 webs: web spider arachne spiderman spider-man cobweb tangled
🐍 serpents: snake serpent medusa slytherin viper cleopatra eden basilisk hydra asp
🐉 dragons: dragon smaug targaryen wyvern fantasy welsh merlin daenerys hoard 龍 龙 竜
🦄 unicorns: unicorn magic fairy rainbow
🐎 galloping horses: horse stallion ride rider gallop cavalry stable western
🐴 horses: pony mare equestrian black-beauty chess knight
🐅 tigers: tiger jungle india kipling stripes 虎
🐺 wolves: wolf werewolf wolves howl pack direwolf stark teen-wolf lupin 狼
🦊 foxes: fox vixen kitsune reynard hunt trickster 狐
🐇 rabbits: rabbit hare bunny alice watership burrow white
🐈 cats: cat kitten alley feline cheshire 猫
🦌 deer: deer stag hart doe hunt hannibal bambi forest sherwood artemis robin
🐕 hounds: dog hound baskerville puppy moor 犬
🦉 owls: owl hogwarts athena night wisdom potter hedwig wise
🕊 doves: dove peace goodbye farewell bird freedom noah heaven
🐦 songbirds: bird robin sparrow nightingale lark mockingbird song wren 鳥 鸟
🦚 peacocks: peacock hera vanity pride malfoy feathers
🦇 bats: bat vampire dracula batman gotham cave bruce night carmilla
🐀 rats: rat plague sewer pied piper
🐑 sheep: sheep lamb shepherd flock silence
🐘 elephants: elephant circus memory africa
🦜 parrots: parrot pirate silver treasure
🐢 tortoises: turtle tortoise slow
🐿 squirrels: squirrel acorn
🏔 mountains: mountain peak alps snow climb everest summit olympus reichenbach misty lonely 山
🏰 castles: castle fortress camelot hogwarts fairy tale fairytale medieval kingdom elsinore tower nottingham keep princess
🏯 pagodas: pagoda japan samurai shogun ninja temple
🏠 houses: house home domestic homecoming cottage suburban street haunted 家
🏡 cottages: cottage village country countryside parsonage longbourn hearth farm home shire
⛪ churches: church chapel vicar abbey northanger wedding priest parish friar
🏛 temples: temple greek olympus rome roman greece myth mythology athens gods god goddess troy ancient senate
🌉 bridges: city london san francisco
🎡 big wheels: ferris fair carnival wheel amusement
🎠 carousels: carousel merry-go-round childhood carnival circus
⛺ tents: tent camp camping circus
🛤 railways: railway track crossroads highway road
🚗 cars: car impala drive trip supernatural winchester driver
🚲 bicycles: bicycle bike cycling
🚀 rockets: rocket space spaceship mission launch nasa trek starship galaxy sci-fi scifi
🛸 flying saucers: ufo alien aliens x-files mulder scully roswell saucer
☀ suns: sun sunrise sunshine summer apollo icarus day dawn solar light icarus morning 日 太陽
🌙 moons: moon night midnight moonlight luna crescent selene tide lunar moonlit usagi evening nocturne 月 夜
🌛 sleeping moons: sleep lullaby bedtime insomnia goodnight
⭐ stars: star starlight hope wish sky constellation hollywood soulmate fate astronomy 星
✨ glints: magic sparkle wonder spell enchanted glitter twinkle glamour shine
🪐 ringed planets: planet space saturn galaxy universe stars orbit trek wars tardis who sci-fi scifi mars
☁ clouds: cloud sky heaven flight above wuthering
⛈ storms: storm thunder tempest rain lightning wuthering prospero zeus
❄ snowflakes: snow winter ice frost frozen cold snowflake christmas elsa december january 雪 冬
⚡ lightning bolts: lightning electric zeus thor potter flash bolt thunder
💧 drops: rain tear tears water drop blood cry crying river 雨 泪 涙
💀 skulls: skull death bone bones hamlet pirate grave hannibal necromancer yorick skeleton
👻 ghosts: ghost haunted haunting spirit spook halloween phantom canterville poltergeist
🎃 pumpkins: halloween pumpkin jack-o-lantern sleepy hollow
⚰ coffins: coffin vampire funeral burial dracula undertaker
🪦 gravestones: grave graveyard cemetery death tomb funeral mourning reichenbach
🎩 top hats: hat gentleman london victorian magician lupin regency dandy watson
🧥 coats: coat trenchcoat noir
👗 gowns: dress gown ball ballroom dance prom cinderella fashion netherfield
👠 slippers: shoe slipper heel cinderella glass
☂ umbrellas: umbrella rain rainy poppins weather
🏺 amphorae: urn vase amphora pottery pandora greek ancient museum myth mythology archaeology iliad
⚖ scales: justice trial law lawyer court judge judgment truth persuasion
🎲 dice: dice game gamble chance luck dungeons
🃏 jokers: joker card cards gotham trick poker
🎯 targets: target archery archer arrow bullseye aim hawkeye robin sherwood tournament
🎾 rackets: tennis match court
⚾ baseballs: baseball pitcher home-run
⚽ footballs: football soccer goal
🏀 basketballs: basketball hoop
🏈 American footballs: quarterback touchdown
⛸ skates: skate skating ice figure yuri rink
🏆 cups: trophy champion winner tournament cup victory
🎁 presents: gift present birthday christmas secret santa
🎈 balloons: balloon birthday party child
🎀 bows of ribbon: ribbon bow lace bonnet lydia
❤ hearts: heart soulmate love family sweetheart hearts sense 心
💔 broken hearts: heartbreak broken breakup angst ex goodbye heartbroken
💞 twined hearts: soulmates soulmate together forever lovers
🦴 bones: bone dig fossil dinosaur
⚙ cogwheels: steampunk machine clockwork engine robot gear automaton fullmetal alchemist
🧵 thread: thread needle sewing fate tailor embroidery ariadne seamstress penelope red weaver
🧶 yarn: yarn knit knitting wool cozy cosy
🧸 teddy bears: toy child baby kid childhood nursery
🪁 kites: kite wind childhood
🚪 doors: door wardrobe narnia threshold room closet
⛓ chains: chain prison bound slave captive marley
👁 eyes: eye vision prophecy seer watcher sauron sight oracle fear
🧬 helices: science clone mutant genetics lab experiment
🪷 lotuses: lotus buddha zen pond water lily
🪽 wings: wing wings angel fly icarus crowley aziraphale omens flight fallen hermes heaven falling
⚜ lilies: fleur french france paris versailles musketeer musketeers valjean louis
🔱 tridents: trident poseidon neptune atlantis triton percy olympians merman
🐓 cockerels: rooster cock farm morning
🪸 corals: coral reef
"""

_DRAWN = """
🥀 wilted roses: wilted withered thorn faded angst fade beast decay grief
🍃 drifting leaves: wind breeze drift windy zephyr leaves
🌾 ears of wheat: wheat harvest farm grain demeter field barley rye ruth golden smallville persephone
🏹 bows: bow archer archery arrow robin hood sherwood huntress artemis katniss cupid eros hunger merry outlaw legolas
🎶 notes: song music sing singer melody band duet lullaby rhapsody
🌊 waves: wave sea ocean tide surf storm poseidon drown percy shore 海 波
🦢 swans: swan lake leda ballet grace lir
🚂 engines: train railway locomotive steam station express orient journey hogwarts carriage
🔭 telescopes: telescope astronomer astronomy observatory galileo stargazer
☄ comets: comet meteor meteors asteroid smallville kryptonite superman clark
🌈 rainbows: rainbow oz over
🔥 flames: fire flame burn burning ember hell phoenix prometheus dragonfire hephaestus ash 火
🔮 crystal balls: crystal fortune prophecy seer psychic divination future fortune-teller
🪄 wands: wand wizard witch magic potter merlin spell hogwarts sorcerer
🪓 axes: axe viking lumberjack woodcutter
🐝 bees: bee bees honey hive beekeeper apiary sussex queen
🎪 circus tents: circus big-top ringmaster carnival
"""

# Where a story's words call for too little: motifs that suit any binding.
NEUTRAL = "⭐🌿🦋🌙🪶🍂🌷🐦📖🍁🌼☀🐚🗝🕯🍏"


def _parse(table: str, *, solid: bool) -> tuple[Motif, ...]:
    out = []
    for line in table.strip().splitlines():
        head, words = line.split(": ", 1)
        symbol, name = head.split(" ", 1)
        out.append(Motif(symbol, solid, name, frozenset(words.split())))
    return tuple(out)


MOTIFS: tuple[Motif, ...] = _parse(_SOLID, solid=True) + _parse(_DRAWN, solid=False)
