"""The labels over facts and notes in languages other than English, a table a language.

In: nothing. Out: `ABROAD`, field -> labels, folded as `labels.fold` leaves them, to be read beside the English ones; and
those among them that are everyday words. The words are those that people put over their stories on the sites where they
write in these languages (Lofter, Jinjiang, Pixiv, Postype, Ficbook, fanfiktion.de, EFP, Spirit), and their close kin.
"""

from __future__ import annotations

_CHINESE = {
    "title": "标题 標題 题目 題目 文名 书名 書名 篇名 作品名 作品名称 作品名稱 故事名",
    "author": "作者 作者名 原作者 文 笔名 筆名 写手 寫手 撰文 著者",
    "fandom": "原作 原著 原作品 同人 衍生 圈子 作品 出处 出處",
    "pairing": "cp 主cp 配对 配對 西皮 主要配对 主要配對 副cp",
    "characters": "人物 角色 登场人物 登場人物 主要人物 出场人物 出場人物 主要角色 主角 配角",
    "rating": "分级 分級 等级 等級 级别 級別 限制级 限制級",
    "warnings": "警告 预警 預警 注意 注意事项 注意事項 避雷 雷点 雷點 排雷 慎入",
    "summary": "简介 簡介 摘要 梗概 文案 内容简介 內容簡介 内容梗概 內容梗概 故事简介 故事簡介 内容 內容 概要",
    "disclaimer": "免责声明 免責聲明 声明 聲明 版权 版權",
    "genre": "标签 標籤 内容标签 內容標籤 作品标签 搜索关键字 类型 類型 体裁 體裁 属性 屬性",
    "status": "状态 狀態 进度 進度 连载状态 連載狀態",
    "word_count": "字数 字數 全文字数 全文字數",
    "series": "系列 所属系列 所屬系列",
    "date": "日期 发表日期 發表日期 写作时间 寫作時間 发布时间 發佈時間",
    "updated": "更新 更新日期 更新时间 更新時間",
    "beta": "校对 校對 捉虫 捉蟲",
    "dedication": "献给 獻給 赠 贈 送给 送給",
    "prompt": "点梗 點梗 梗 关键词 關鍵詞 关键字 關鍵字",
    "language": "语言 語言",
    "source_url": "原文链接 原文鏈接 原文連結 原址 链接 連結",
    "note": "前言 备注 備註 备注说明 说明 說明 写在前面 寫在前面 写在前面的话 寫在前面的話 阅读须知 閱讀須知 后记 後記 作者的话 "
    "作者的話 作者有话说 作者有話說 作者有话要说 作者有話要說 作者按 作者注 题记 題記",
    "end_note": "写在最后 寫在最後 写在后面 寫在後面",
}
_JAPANESE = {
    "title": "タイトル 題名 作品タイトル 題",
    "author": "著者 筆者 作 書いた人 書き手 ペンネーム 作者名",
    "fandom": "原作 元ネタ 二次創作元 作品 原作名",
    "pairing": "カップリング カプ cp メインカプ ペアリング",
    "characters": "登場人物 登場キャラ 登場キャラクター キャラ キャラクター メインキャラ",
    "rating": "レーティング 年齢制限 対象年齢 年齢区分",
    "warnings": "注意 注意書き 注意事項 警告",
    "summary": "あらすじ 概要 内容 紹介",
    "disclaimer": "免責事項 免責",
    "genre": "ジャンル タグ",
    "status": "状態 連載状況",
    "word_count": "文字数",
    "series": "シリーズ",
    "date": "投稿日 初出 執筆日 公開日",
    "updated": "更新日 最終更新",
    "beta": "校正 推敲",
    "prompt": "お題 リクエスト",
    "language": "言語",
    "note": "前書き まえがき はじめに 備考 作者より 作者コメント キャプション 後書き あとがき おわりに 作者から",
}
_KOREAN = {
    "title": "제목 글제목 글_제목 작품명",
    "author": "글쓴이 작가 저자 지은이 작성자 글 필명",
    "fandom": "원작 팬덤 작품 원작명",
    "pairing": "커플링 커플 페어링 씨피 메인_커플 메인커플링 공수",
    "characters": "등장인물 등장_인물 인물 캐릭터 주인공",
    "rating": "등급 수위 연령_등급 관람등급 관람_등급 이용_등급 연령",
    "warnings": "주의 경고 주의사항 주의_사항 트리거 트리거_워닝",
    "summary": "줄거리 요약 소개 시놉시스 작품_소개 내용 개요",
    "disclaimer": "면책_조항 저작권",
    "genre": "장르 태그 키워드",
    "status": "상태 연재_상태 완결_여부",
    "word_count": "분량 글자수 글자_수",
    "series": "시리즈 연작",
    "date": "날짜 작성일 게시일",
    "updated": "수정일 업데이트",
    "beta": "교정 베타",
    "prompt": "리퀘스트 리퀘",
    "language": "언어",
    "note": "작가의_말 작가의_한마디 작가_코멘트 작가_노트 머리말 앞말 들어가며 참고 비고 공지 후기 작가_후기 맺음말 덧붙임 사족",
}
_RUSSIAN = {
    "title": "заголовок заглавие",
    "author": "авторы ник",
    "fandom": "фандомы фэндом фэндомы фендом канон",
    "pairing": "пейринги пэйринг пэйринги пейринг_и_персонажи пэйринг_и_персонажи пейринг/персонажи пэйринг/персонажи пары основные_пейринги",
    "characters": "персонаж герои",
    "warnings": "предупреждение",
    "summary": "описание аннотация краткое_содержание содержание",
    "disclaimer": "дисклаймер отказ отказ_от_прав",
    "genre": "жанры метки тэги теги",
    "category": "направленность категория",
    "chapters": "кол-во_частей количество_частей количество_глав",
    "series": "серия цикл",
    "date": "дата написано опубликовано",
    "updated": "обновлено",
    "beta": "беты бета/гамма бета-ридер бета_(редактор) редактор гамма",
    "dedication": "посвящение",
    "prompt": "заявка ключ задание",
    "language": "язык",
    "archive": "публикация_на_других_ресурсах размещение разрешение_на_публикацию",
    "note": "примечания_автора комментарий_автора комментарии_автора от_авторов предисловие",
    "end_note": "послесловие примечания_в_конце",
    "chapter_note": "примечание_к_части примечания_к_части примечание_к_главе примечания_к_главе",
}
_GERMAN = {
    "author": "verfasser verfasserin geschrieben_von",
    "fandom": "fandoms ursprung vorlage",
    "pairing": "pärchen hauptpairing",
    "characters": "figuren hauptfiguren hauptcharaktere",
    "rating": "freigabe altersempfehlung einstufung",
    "warnings": "warnung triggerwarnung triggerwarnungen warnhinweise",
    "summary": "kurzinhalt klappentext zusammenfassung/inhalt",
    "word_count": "wörter wortanzahl wortzahl",
    "series": "reihe",
    "date": "erstellt veröffentlicht",
    "updated": "aktualisiert",
    "beta": "betaleser betaleserin beta-leser beta-leserin",
    "dedication": "widmung gewidmet",
    "prompt": "aufgabe vorgabe",
    "note": "vorwort autorennotiz",
    "end_note": "nachwort",
}
_FRENCH = {
    "author": "auteure autrice auteurice",
    "fandom": "univers",
    "pairing": "couples",
    "characters": "personnage",
    "rating": "classification",
    "warnings": "mises_en_garde mise_en_garde",
    "disclaimer": "droits",
    "status": "statut",
    "word_count": "mots nombre_de_mots",
    "date": "publié publication",
    "beta": "bêta bêta-lectrice bêta-lecteur correctrice",
    "dedication": "dédicace",
    "prompt": "défi thème",
    "note": "notes_de_l'auteur note_de_l'auteure notes_de_l'auteure note_de_l'autrice notes_de_l'autrice ndla mot_de_l'auteur mot_de_l'auteure avant-propos",
    "end_note": "note_de_fin notes_de_fin",
}
_SPANISH = {
    "author": "escrito_por",
    "pairing": "emparejamiento shipp",
    "characters": "personaje",
    "warnings": "advertencia avisos aviso",
    "summary": "sinopsis",
    "genre": "géneros etiquetas",
    "category": "categoría",
    "status": "estado",
    "word_count": "palabras extensión",
    "dedication": "dedicatoria dedicado_a",
    "prompt": "reto",
    "note": "notas_de_la_autora notas_del_autor notas_de_autor nota_de_autora notas_de_autora nota_inicial notas_iniciales",
    "end_note": "notas_finales nota_final",
}
_ITALIAN = {
    "author": "autrice scritto_da",
    "pairing": "coppia coppie pairing/coppia",
    "characters": "personaggi personaggio",
    "rating": "raiting",
    "warnings": "avvertimenti avvertimento avvertenze avvertenza",
    "summary": "introduzione trama sinossi",
    "genre": "genere generi",
    "category": "tipo_di_coppia categoria",
    "word_count": "parole numero_parole conteggio_parole",
    "dedication": "dedica",
    "prompt": "sfida contest",
    "beta": "betalettrice betareader",
    "language": "lingua",
    "note": "note_dell'autrice note_dell'autore nota_dell'autrice nota_dell'autore note_autrice note_autore angolo_dell'autrice "
    "angolo_dell'autore angolo_autrice angolo_autore premessa",
    "end_note": "note_finali nota_finale",
}
_PORTUGUESE = {
    "author": "escritora escritor",
    "pairing": "casal casais shipper shippers",
    "characters": "personagens personagem",
    "rating": "classificação classificacao classificação_indicativa faixa_etária censura",
    "warnings": "avisos aviso alertas",
    "summary": "sinopse resumo",
    "genre": "gênero gêneros géneros",
    "category": "categorias",
    "word_count": "palavras",
    "dedication": "dedicatória",
    "prompt": "desafio",
    "beta": "betagem",
    "note": "notas_da_autora notas_do_autor nota_da_autora nota_do_autor notas_de_autora notas_iniciais",
    "end_note": "notas_finais nota_final",
}
_POLISH = {
    "title": "tytuł",
    "author": "autorka autorzy",
    "pairing": "pary główna_para",
    "characters": "bohaterowie postacie",
    "rating": "kategoria_wiekowa ograniczenia_wiekowe ograniczenia rating/wiek",
    "warnings": "ostrzeżenia ostrzeżenie uwagi",
    "summary": "opis streszczenie zapowiedź",
    "disclaimer": "zastrzeżenie",
    "genre": "gatunek gatunki tagi",
    "category": "kategoria",
    "word_count": "liczba_słów długość",
    "series": "seria cykl",
    "dedication": "dedykacja",
    "prompt": "wyzwanie temat",
    "language": "język",
    "note": "od_autora od_autorki notka_od_autorki notka_od_autora notka_autorska notatka_od_autorki przypis_autorki przedmowa",
    "end_note": "posłowie",
}
_TABLES = (
    _CHINESE, _JAPANESE, _KOREAN, _RUSSIAN, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _POLISH,
)  # fmt: skip


def _gathered() -> dict[str, tuple[str, ...]]:
    rows: dict[str, list[str]] = {}
    for table in _TABLES:
        for field, words in table.items():
            rows.setdefault(field, []).extend(word.replace("_", " ") for word in words.split())
    return {field: tuple(words) for field, words in rows.items()}


ABROAD = _gathered()
# Everyday words: alone on a line, or before a dash, they prove nothing.
WEAK_ABROAD = frozenset(
    "文 作 题目 題目 題 글 作品 圈子 出处 出處 人物 角色 主角 配角 注意 内容 內容 声明 聲明 日期 更新 等级 等級 赠 贈 梗 说明 說明 链接 連結 キャラ 紹介 概要 状态 状態 進度 进度 "
    "작품 인물 주인공 주의 경고 소개 내용 상태 날짜 연령 참고 주제 "
    "канон герои пары содержание отказ серия цикл дата написано ключ задание редактор язык категория ник "
    "ursprung vorlage figuren warnung freigabe reihe erstellt aufgabe vorgabe wörter "
    "univers couples droits mots publié publication défi thème statut dédicace "
    "aviso avisos estado palabras extensión reto personaje "
    "introduzione trama parole sfida contest premessa dedica lingua genere coppia "
    "casal casais resumo censura palavras desafio escritora escritor alertas "
    "pary opis uwagi zapowiedź temat długość wyzwanie ograniczenia seria język gatunek".split()
)
