"""Who is told to be in love: words of marriage, names for a beloved, other languages, and what tells of nobody."""

from __future__ import annotations

import pytest

from fanbook.enrich.bonds import find_bonds
from fanbook.enrich.counts import count_words
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise

HEAD = "Title: A\nAuthor: b\n\n"

COUPLES = {
    "a husband is named beside the word": (
        ("Ursula", "Gavin"),
        "Ursula put the kettle on. Her husband, Gavin, was late. “It rains,” said Ursula.\n\n"
        "Gavin came in at six. “It does,” said Gavin to his wife Ursula, and Ursula laughed at him. Gavin sat down.\n\n"
        "Tobias watched them from the step. “You two,” said Tobias, “are dripping.”",
    ),
    "a wife is the only woman who can be meant": (
        ("Harold", "Agnes"),
        "Harold mended the boat. Agnes held the lamp. She had done it for nine winters.\n\n"
        "“Higher,” said Harold. His wife held it higher. Agnes was not tall.\n\n"
        "When it was done Harold looked for Agnes. He found his wife asleep on the nets, and Simon beside her with the oars.\n\n"
        "“Let her sleep,” said Simon. Harold put his coat over his wife.",
    ),
    "names for a beloved are said between two": (
        ("Gwendolen", "Rupert"),
        "“You are late, my love,” said Gwendolen. Rupert shook the rain off.\n\n"
        "“I am here, my heart,” said Rupert. Gwendolen gave him the towel.\n\n"
        "“Sit down,” said Gwendolen. Rupert sat down, and Basil brought the soup.\n\n"
        "“Thank you, Basil,” said Rupert. “Sweetheart, have you the salt?”",
    ),
    "a vow": (
        ("Imogen", "Walter"),
        "“I love you,” said Imogen. Walter dropped the plate.\n\n"
        "“Say it again,” said Walter. Imogen swept up the pieces.\n\n"
        "“I love you, Walter. Marry me,” said Imogen. Walter laughed and said that he would.",
    ),
    "French": (
        ("Lucienne", "Bastien"),
        "Bastien ouvrit la porte. Lucienne était là. « Je t’aime », dit Lucienne.\n\n"
        "Bastien prit Lucienne dans ses bras et l’embrassa. Lucienne sourit à Bastien.\n\n"
        "« Mon amour », murmura Bastien. Lucienne posa la main sur la joue de Bastien.",
    ),
    "German": (
        ("Gundula", "Albrecht"),
        "Albrecht stand am Tor. Gundula sah ihn kommen. „Ich liebe dich“, sagte Gundula.\n\n"
        "Albrecht küsste Gundula, und Gundula lachte. Albrecht hielt ihre Hand.\n\n"
        "„Liebste“, flüsterte Albrecht. Gundula umarmte Albrecht.",
    ),
    "Spanish": (
        ("Rosaura", "Anselmo"),
        "Anselmo abrió la puerta. Rosaura estaba allí. «Te quiero», dijo Rosaura.\n\n"
        "Anselmo besó a Rosaura, y Rosaura sonrió. Anselmo tomó la mano de Rosaura.\n\n"
        "«Mi amor», susurró Anselmo. Rosaura abrazó a Anselmo.",
    ),
}
NOBODY = {
    "a husband whom nobody has": (
        "Ursula had wanted a husband once. Gavin mended the gate. “A husband is a great nuisance,” said Ursula.\n\n"
        "“So is a wife,” said Gavin. Ursula gave him the hammer. A husband, she thought, would have dropped it.\n\n"
        "Gavin did not drop it. “There,” said Gavin. Ursula paid him."
    ),
    "a wife who is not here": (
        "Harold missed his late wife. Agnes kept the shop. “Two loaves,” said Harold.\n\n"
        "“Three on a Friday,” said Agnes. His late wife had bought four. Harold counted the coins.\n\n"
        "Agnes wrapped the bread. “Good night, Harold,” said Agnes. Harold walked home."
    ),
    "a song": (
        "Gwendolen sang at the sink, and Rupert dried.\n\n"
        "  My love is gone across the sea,\n  My love has kissed another,\n  And I shall never married be,\n  Nor love so well a lover.\n\n"
        "“You are flat,” said Rupert. Gwendolen sang on. Rupert dried the last plate, and Gwendolen put it away."
    ),
    "a sister's wedding": (
        "“My sister is to be married,” said Rupert. Gwendolen looked up from the map.\n\n"
        "“Then your sister must marry on the hill,” said Gwendolen. Rupert thought of the wedding.\n\n"
        "“My brother was married in a barn,” said Rupert. Gwendolen folded the map."
    ),
    "brothers who say so": (
        "“I love you,” said Rupert. Basil, his brother, coughed. Rupert hugged his brother Basil.\n\n"
        "“I love you too,” said Basil. “You great fool.” Rupert laughed at his brother Basil."
    ),
    "a word of the trade": (
        "“All right, love?” said Agnes. Harold nodded. Agnes filled his cup.\n\n"
        "“Two sugars, love?” said Agnes. Harold nodded again.\n\n"
        "“There you are, love,” said Agnes. Harold paid, and Agnes wiped the table."
    ),
}


def believed(text: str) -> list[tuple[str, ...]]:
    story = count_words(recognise(read_plain((HEAD + text + "\n").encode(), "a.txt")).story)
    return [bond.members for bond in find_bonds(story)[0] if bond.is_believed()]


@pytest.mark.parametrize("name", COUPLES)
def test_a_couple_is_told(name: str) -> None:
    wanted, text = COUPLES[name]
    assert [set(members) for members in believed(text)] == [set(wanted)]


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_is_told(name: str) -> None:
    assert believed(NOBODY[name]) == []
