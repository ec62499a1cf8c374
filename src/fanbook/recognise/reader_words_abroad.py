"""The set phrases in which authors talk to their readers in languages other than those of `reader_words`.

In: nothing. Out: phrases between spaces, as `reader_words` looks them up, and a pattern of those of scripts without spaces.
As there, only what hardly stands in a story is listed.
"""

from __future__ import annotations

import re

from fanbook.late import Late

SURE_ABROAD = (
    # Russian
    "спасибо что дочитали", "спасибо за прочтение", "спасибо всем кто", "приятного чтения", "приятного прочтения", "буду рада отзывам",
    "буду рад отзывам", "рада отзывам", "жду отзывов", "жду ваших", "ваши отзывы", "ваших отзывов", "отзывам и тапкам", "оставляйте отзывы",
    "оставьте отзыв", "не судите строго", "следующая глава", "следующей главе", "новая глава", "мой первый фик", "моя первая работа", "публичная бета",
    "пб включена", "публичная бета включена", "фикбук", "фикбуке", "мои читатели", "дорогие читатели", "все персонажи принадлежат", "все права принадлежат",
    # Polish
    "dziękuję za przeczytanie", "dziękuję za komentarze", "miłego czytania", "zostawcie komentarz", "zostaw komentarz", "komentarze mile", "mojej becie",
    "betowała", "następny rozdział", "kolejny rozdział", "następnym rozdziale", "moje pierwsze opowiadanie", "nie należą do mnie", "piszcie w komentarzach",
    # Portuguese
    "boa leitura", "obrigada por ler", "obrigado por ler", "obrigada por lerem", "comentários são", "deixem um comentário", "deixe um comentário", "espero que gostem",
    "espero que tenham gostado", "próximo capítulo", "até o próximo", "minha primeira fic", "não me pertencem", "não me pertence", "favoritem", "minha beta",
    # Italian
    "grazie per aver letto", "grazie a chi", "grazie a tutti", "grazie per essere arrivati", "lasciatemi una", "lasciate una recensione", "una recensione", "le recensioni",
    "prossimo capitolo", "non mi appartengono", "non mi appartiene", "la mia prima fic", "mia prima storia", "fatemi sapere", "la mia beta",
    # Spanish, French, German
    "gracias por leer", "los comentarios", "dejad un comentario", "no me pertenecen", "mi primera historia", "mi primer fic",
    "merci d'avoir lu", "n'hésitez pas à", "ne m'appartiennent", "ne m'appartient", "ma première fic", "mon premier os", "laissez un commentaire",
    "gehören mir nicht", "gehört mir nicht", "mein erster os", "nächstes kapitel", "lasst ein review", "danke fürs lesen",
)  # fmt: skip
RUN_TOGETHER = Late(
    # Chinese
    r"(?:感谢|感謝|谢谢|謝謝)(?:大家的?|各位的?|你们的?|所有)?(?:阅读|閱讀|观看|觀看|看到这里|看到這裡|看完|评论|評論|留言|支持|追文)|(?:阅读|閱讀|食用|观看)愉快|(?:欢迎|歡迎|期待|请|請|求)(?:大家|各位)?(?:多多)?(?:留言|评论|評論|捉虫|捉蟲|点赞|點讚|收藏)|"
    r"小?红心|小?蓝手|求评论|求評論|(?:喜欢|喜歡)的话(?:请|請)|文笔(?:不好|渣|幼稚)|(?:人物|角色)(?:属于|屬於|不属于我|是原作)|(?:勿|不要|禁止)(?:转载|轉載|上升)|請勿轉載|(?<![a-z])ooc(?![a-z])|不喜勿|同人(?:文|小说|小說|衍生)|(?:下一?章|下次)更新|本文(?:纯属|為|为|原创|首发|设定)|第一次写|第一次寫|"
    # Japanese
    r"読んで(?:くださ|いただ|下さ|頂)|お読み(?:くださ|いただ|頂)|(?:ご)?(?:感想|コメント|評価|ブクマ|ブックマーク)(?:など|等)?(?:を|は)?(?:お待ち|いただけ|頂け|いただける)|二次創作|捏造|(?:ご|御)注意(?:ください|下さい|願)|苦手な(?:方|人)は|閲覧(?:ありがとう|は自己)|(?:次|前)(?:回|話)(?:で|は|も|に)続|お付き合い(?:くださ|いただ|ありがとう)|"
    # Korean
    r"읽어 ?주셔서|읽어 ?주신|봐 ?주셔서|(?:댓글|피드백|감상)(?:은|을|이|도)? ?(?:언제나|항상|환영|남겨|부탁|달아|큰 힘)|날조|캐붕|퇴고|다음 ?(?:화|편)(?:에서|에|도|으로)? ?(?:만나|뵙|계속|봬)|처음 올리는|부족한 글|부족한 점이|무단 ?(?:전재|복제|배포)",
    re.IGNORECASE,
)
