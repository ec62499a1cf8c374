"""Briefs that covers must survive: the first `QUICK` run always, all of them in the slow run."""

from fanbook.cover import CoverBrief

HOLMES = "Sherlock Holmes - Arthur Conan Doyle"
AUSTEN = "Pride and Prejudice - Jane Austen"
LONG_120 = (
    "The Night the Lighthouse Went Dark, or How Marian Learned to Stop Waiting and Let the Outlaw of the "
    "Wood Tell Her Everything"
)
LONG_250 = (
    "An Account, in Eleven Letters and One Telegram, of the Singular Events which took Place at the House of "
    "Mrs. Gardiner in Gracechurch Street during the Wet Summer of the Year Eighteen Hundred and Thirteen, as "
    "Told by Several Hands who were There, and One who was Not"
)
CROWD = tuple(
    f"Contributor {name}" for name in "Alys Bertram Cecily Denis Edith Friar Gilbert Hawise".split()
)


def brief(title: str, *authors: str, **more: object) -> CoverBrief:
    return CoverBrief(title, authors, seed=str(more.pop("seed", title)), **more)  # type: ignore[arg-type]


QUICK = 4
BRIEFS: tuple[CoverBrief, ...] = (
    brief("Q", "x"),
    brief("The Lantern in Baker Street", "violet_hunter", fandom=HOLMES, pairing="Sherlock Holmes/John Watson"),
    brief("星降る夜に、さよならのキスを", "月見草", fandom="シャーロック・ホームズ", language="ja"),
    brief("ليلة في بغداد القديمة", "شهرزاد", language="ar", keywords=("moon",)),
    # ------------------------------------------------------------------ the slow run's
    brief(LONG_250, "A Lady", fandom=AUSTEN),
    brief("Donaudampfschifffahrtselektrizitätenhauptwerke", "Käpt'n Blaubär", language="de"),
    brief("🌙💔✨", "emo"),
    brief("Z̸̢̛͎̈́a̷̡̛͇͐l̶̢̛̳̈́g̵̨̛̫̈́o̶ ̷H̶̢̛͝o̷̧̎l̶̰̈́m̵͇̌e̷̩͑s̷͉̈́", "v͙o͎i͓d̼"),
    brief("Six Nights at Sherwood", *CROWD, kind="anthology", subtitle="Eight stories", fandom="Robin Hood"),
    brief("Unsent", "charlotte l.", fandom=AUSTEN, keywords=("letter", "angst")),
    brief("Persephone", "seedsofsix", fandom="Greek Mythology", pairing="Persephone/Hades"),
    brief(LONG_120, "greenwood", fandom="Robin Hood", pairing="Robin Hood/Marian"),
    brief("Supercalifragilisticexpialidoc", "poppins", keywords=("umbrella",)),
    brief("ALL CAPS ALL THE TIME FOREVER", "SHOUTY"),
    brief("all lowercase and quiet about it", "mouse"),
    brief("השיר האחרון של הים", "מרים", language="he"),
    brief("The שלום Letters (1897)", "Mixed לוי"),
    brief("再见，我的超人少年：关于那个夏天的一切", "小明", language="zh"),
    brief("별이 빛나는 밤의 편지", "달빛", language="ko"),
    brief("Преступление на Бейкер-стрит", "Анна К.", language="ru"),
    brief("Ὁ Ὀρφέας καὶ ἡ Εὐρυδίκη", "Μελπομένη", language="el"),
    brief("Η Ωραία και το Κύμα", "Δάφνη", language="el"),
    brief("चाँदनी रात की कहानी", "मीरा", language="hi"),
    brief("คืนที่ดวงดาวร่วงหล่นลงมาจากฟากฟ้า", "น้ำฝน", language="th"),
    brief("Gió lạnh đầu mùa trên sông Hương", "Nguyễn Thị Minh", language="vi"),
    brief("No Author at All"),
    brief("Two by Two", "anne", "Bertram"),
    brief("Three of Us", "anne", "Bertram", "C. de Lys"),
    brief("The Forty-Letter Pen Name", "TheQuickBrownFoxJumpsOverTheLazyDog_1887"),
    brief("kiss_me_goodbye_part_1_final_FINAL(2)", "anon", stand_in=True),
    brief("“It was raining when he came up the stairs to Baker Street,”", "anon", stand_in=True),
    brief("a b c d e f g h i j k l m n o p", "alphabet"),
    brief("I", "I", pairing="Catherine Earnshaw/Heathcliff/Edgar Linton & Nelly Dean", fandom="Wuthering Heights"),
    brief("What If?! — A Question… (Or: Two; Three/Four)", "p.u.n.c."),
    brief("Text Me Back 🌙💔 please", "sgm"),
    brief("1922", "404"),
    brief("Æsir & Œdipus, ßtraße, Łódź", "Þórr Ægirsson"),
    brief("WWWWWWWWWWWWWWWWWWWW", "MMMMMMMMMMMMMMMMMMMM"),
    brief("iiiiiiiiii llllllllll", "illi"),
    brief("The Of And To In On", "weak words"),
    brief("Bees", "apiarist", fandom=HOLMES, subtitle="Volume 2", keywords=("honey", "summer")),
    brief(
        "The Complete Sussex Letters", "apiarist", kind="anthology", subtitle="Twelve stories and one postcard",
        fandom="Sherlock Holmes & Related Fandoms - All Media Types | And Everything Else Besides, Retold",
    ),
    brief("ሰላም ለዓለም", "ሰላም", language="am"),
    brief("გამარჯობა", "ანა", language="ka"),
    brief("吾輩は猫であるが、それはそれとして今夜は月が綺麗ですねと彼は言った", "夏目", language="ja"),
    brief("x" * 300, "stress"),
    brief("Flags 🇫🇷 and 👩‍❤️‍👩 and 1️⃣", "seq"),
    brief("  Spaces\tand\nlines   ", "  padded  name "),
    # ------------------------------------------------------------------ volumes, signs, more writings
    brief("The Honey Year", "apiarist", fandom=HOLMES, series="The Sussex Letters", volume="1"),
    brief("Smoke", "apiarist", fandom=HOLMES, series="The Sussex Letters", volume="2"),
    brief(
        "What the Bees Told the Doctor on the Last Warm Evening of the Year", "apiarist",
        fandom=HOLMES, series="The Sussex Letters", volume="3",
    ),
    brief("Interlude", "apiarist", series="A Series With No Numbers at All, and a Name as Long as Some Titles"),
    brief("Loki and Thor Build a Boat", "ninth_realm", fandom="Norse Mythology", pairing="Loki & Thor"),
    brief("Three Winters", "a_b", pairing="Anne/Bertram/Cecily", fandom="Robin Hood", keywords=("snow",)),
    brief("Marian/Robin Hood", "fletcher", "hollin", kind="anthology", subtitle="Three stories", fandom="Robin Hood"),
    brief("月の物語集", "月見草", "星野", kind="anthology", language="ja", subtitle="全五篇"),
    brief("أغاني البحر القديم وأحاديث المساء الطويل", "شهرزاد", language="ar", kind="anthology"),
    brief("Đêm Trắng", "Ngọc", language="vi", pairing="Tấm/Cám"),
    brief("Žluťoučký kůň úpěl ďábelské ódy", "Přemysl Říha", language="cs"),
    brief("ΠΗΝΕΛΟΠΗ", "Ἀνώνυμος", language="el", pairing="Odysseus/Penelope", fandom="The Odyssey - Homer"),
    brief("רומן", "לאה", "נעמי", language="he", pairing="דוד/יונתן"),
    brief("ความรักของเรา", "ฟ้า", language="th", fandom="รามเกียรติ์"),
    brief("प्रेम", "अज्ञात", language="hi", pairing="राम/सीता", fandom="रामायण"),
    brief("나는 별을 세는 아이", "하늘", language="ko", fandom="홍길동전"),
    brief("一", "二", language="zh"),
    brief("雪", "Anonymous", language="ja", keywords=("雪",)),
    brief("A", "B", "C", "D", kind="anthology"),
    brief("The Ship", "Anonymous", pairing="A/B", keywords=("ship", "sea")),
    brief("an ordinary tuesday in the coffee shop at the end of the world", "x__", keywords=("coffee", "fluff")),
    brief("E = mc²; or, ½ of Everything", "n°5"),
    brief("Mr. & Mrs. Darcy’s Ball", "a_lady", fandom=AUSTEN, pairing="Elizabeth Bennet & Fitzwilliam Darcy"),
    brief("🔥", "🔥"),
)  # fmt: skip

SHELF: tuple[CoverBrief, ...] = tuple(
    brief(title, "sgm", fandom="Robin Hood", keywords=words)
    for title, words in (
        ("Soulmates", ("romance",)), ("Kiss Me Goodbye", ("angst",)), ("Arrow and Oak", ("adventure",)),
        ("The Long Way Home", ()), ("Pink Lemonade", ("fluff",)), ("Letters to Locksley", ()),
        ("Midnight at the Mill", ("coffee",)), ("Winter Light", ("winter",)), ("Paper Stars", ()),
        ("What the River Knew", ("angst",)), ("The Boy in the Barn", ()), ("Secret", ("mystery",)),
    )
)  # fmt: skip

# Four briefs a style, for the gallery: what each is best at, and one it is not made for.
SHOWN: dict[str, tuple[CoverBrief, ...]] = {
    "clothbound": (
        brief("The Bees of Sussex", "apiarist", fandom=HOLMES, keywords=("honey",)),
        brief("Second Dance at Netherfield", "pemberleyafterdark", fandom=AUSTEN, keywords=("ballroom",)),
        brief("Salt", "thetis", fandom="Iliad", keywords=("sea", "angst")),
        brief("별이 빛나는 밤의 편지", "달빛", language="ko"),
    ),
    "grid": (
        brief("Arrows in April", "fletcher_at_dusk", fandom="Robin Hood", pairing="Marian/Robin"),
        brief("all lowercase and quiet about it", "mouse", keywords=("fluff",)),
        brief("चाँदनी रात की कहानी", "मीरा", language="hi"),
        brief(LONG_120, "greenwood", fandom="Robin Hood", pairing="Robin Hood/Marian"),
    ),
    "flow": (
        brief("Persephone", "seedsofsix", fandom="Greek Mythology", pairing="Persephone/Hades"),
        brief("Loki and Thor Build a Boat", "ninth_realm", fandom="Norse Mythology", pairing="Loki & Thor"),
        brief("Three Winters", "a_b", pairing="Anne/Bertram/Cecily", keywords=("snow",)),
        brief("ليلة في بغداد القديمة", "شهرزاد", language="ar"),
    ),
    "landscape": (
        brief("The Lantern in Baker Street", "violet_hunter", fandom=HOLMES, keywords=("london", "night")),
        brief("The Keeper of the Light", "thetis", keywords=("lighthouse", "storm")),
        brief("The Greenwood Oath", "hollin_and_yew", fandom="Robin Hood", pairing="Robin Hood/Marian"),
        brief("再见，我的超人少年", "小明", language="zh", keywords=("smallville", "farm")),
    ),
    "broadside": (
        brief("The Greenwood Oath", "hollin_and_yew", fandom="Robin Hood", pairing="Robin Hood/Marian"),
        brief("Eight Salmon Were Provided", "ninth_realm_wifi", fandom="Norse Mythology"),
        brief("Unsent", "charlotte l.", fandom=AUSTEN, keywords=("letter", "angst")),
        brief(LONG_250, "A Lady", fandom=AUSTEN),
    ),
    "label": (
        brief("星降る夜に、さよならのキスを", "月見草", fandom="シャーロック・ホームズ", language="ja"),
        brief("再见，我的超人少年：关于那个夏天的一切", "小明", language="zh"),
        brief("The Cartographer of Ithaca", "saltandcedar", fandom="The Odyssey", pairing="Odysseus/Penelope"),
        brief("Преступление на Бейкер-стрит", "Анна К.", language="ru"),
    ),
    "monogram": (
        brief("Marian/Robin Hood", "fletcher", "hollin", kind="anthology", subtitle="Three stories", fandom="Robin Hood"),
        brief("Loki & Thor", "ninth", "tenth", kind="anthology", subtitle="Two stories", fandom="Norse Mythology"),
        brief("The Complete Sussex Letters", "apiarist", kind="anthology", subtitle="Twelve stories", fandom=HOLMES),
        brief("月の物語集", "月見草", "星野", kind="anthology", language="ja"),
    ),
    "counterchange": (
        brief("The Owl and the Old Key", "wren", keywords=("owl",)),
        brief("Loki and Thor Build a Boat", "ninth_realm", fandom="Norse Mythology", keywords=("ship",)),
        brief("Smoke", "apiarist", fandom=HOLMES, keywords=("detective",)),
        brief("השיר האחרון של הים", "מרים", language="he", keywords=("sea",)),
    ),
    "orrery": (
        brief("The Honey Year", "apiarist", fandom=HOLMES, series="The Sussex Letters", volume="2"),
        brief("Gió lạnh đầu mùa trên sông Hương", "Nguyễn Thị Minh", language="vi"),
        brief("Thirteen Moons", "selene", pairing="Anne/Bertram", keywords=("moon",)),
        brief("Ὁ Ὀρφέας καὶ ἡ Εὐρυδίκη", "Μελπομένη", language="el"),
    ),
}  # fmt: skip
