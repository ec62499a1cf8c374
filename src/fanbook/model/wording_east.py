"""The `Wording` of Chinese, in both scripts, Japanese and Korean. In: nothing. Out: a table a language."""

from __future__ import annotations

from typing import Any

_SIMPLIFIED = {
    "contents": "目录", "colophon": "制作说明", "about": "关于本文", "copy": "关于本书", "dedication": "献词", "continued": "{title}（续）",
    "by": "　{names}", "nameless": "　作者不详", "marks": ("《", "》"), "cites": True, "comma": "、", "last": "、", "colon": "　",
    "guess": "（推测）", "stand_in": "（代拟标题）", "note": "作者的话", "notes": "作者的话", "opening": "开篇", "warnings": "警告", "words": "本书字数",
    "credit": "{title}的作者是{names}，作品归其所有。",
    "uncredited": "{title}来时未署作者之名，本书不作认定。作品归其作者所有。",
    "world": "{fandoms}的世界", "worlds": "{fandoms}的世界", "own_world": "故事所在的世界",
    "fiction": "这是一部同人作品。人物与{world}归原作者所有，本书不主张任何权利。",
    "personal": "本书为个人阅读而制作，不作出售。",
    "made": "本书由保存的文本制成，使用 fanbook {version}。", "enjoyed": "如果喜欢这个故事，请告诉它的作者。",
    "set_in": "正文字体：{text}，{size}／{leading} 点。", "set_with": "正文字体：{text}、{others}，{size}／{leading} 点。",
    "labels": {
        "fandom": "原作", "pairing": "配对", "characters": "人物", "rating": "分级", "warnings": "警告", "spoilers": "剧透", "genre": "标签",
        "category": "类别", "series": "系列", "song": "歌曲", "song_artist": "演唱", "dedication": "献给", "prompt": "点梗", "beta": "校对",
        "date": "日期", "updated": "更新", "status": "状态", "word_count": "字数", "language": "语言", "source_url": "来源", "archive": "收录",
        "feedback": "反馈", "disclaimer": "声明",
    },
}  # fmt: skip
_TRADITIONAL = {
    "contents": "目錄", "colophon": "製作說明", "about": "關於本文", "copy": "關於本書", "dedication": "獻詞", "continued": "{title}（續）",
    "by": "　{names}", "nameless": "　作者不詳", "marks": ("《", "》"), "cites": True, "comma": "、", "last": "、", "colon": "　",
    "guess": "（推測）", "stand_in": "（代擬標題）", "note": "作者的話", "notes": "作者的話", "opening": "開篇", "warnings": "警告", "words": "本書字數",
    "credit": "{title}的作者是{names}，作品歸其所有。",
    "uncredited": "{title}來時未署作者之名，本書不作認定。作品歸其作者所有。",
    "world": "{fandoms}的世界", "worlds": "{fandoms}的世界", "own_world": "故事所在的世界",
    "fiction": "這是一部同人作品。人物與{world}歸原作者所有，本書不主張任何權利。",
    "personal": "本書為個人閱讀而製作，不作出售。",
    "made": "本書由保存的文本製成，使用 fanbook {version}。", "enjoyed": "如果喜歡這個故事，請告訴它的作者。",
    "set_in": "正文字體：{text}，{size}／{leading} 點。", "set_with": "正文字體：{text}、{others}，{size}／{leading} 點。",
    "labels": {
        "fandom": "原作", "pairing": "配對", "characters": "人物", "rating": "分級", "warnings": "警告", "spoilers": "劇透", "genre": "標籤",
        "category": "類別", "series": "系列", "song": "歌曲", "song_artist": "演唱", "dedication": "獻給", "prompt": "點梗", "beta": "校對",
        "date": "日期", "updated": "更新", "status": "狀態", "word_count": "字數", "language": "語言", "source_url": "來源", "archive": "收錄",
        "feedback": "回饋", "disclaimer": "聲明",
    },
}  # fmt: skip
_JAPANESE = {
    "contents": "目次", "colophon": "奥付", "about": "この作品について", "copy": "この本について", "dedication": "献辞", "continued": "{title}（続き）",
    "by": "　{names}", "nameless": "　作者不詳", "marks": ("『", "』"), "cites": True, "comma": "、", "last": "、", "colon": "　",
    "guess": "（推定）", "stand_in": "（仮題）", "note": "作者より", "notes": "作者より", "opening": "はじまり", "warnings": "注意", "words": "この本の文字数",
    "credit": "{title}は{names}の作品です。",
    "uncredited": "{title}には作者の名前がありませんでした。この本は作者を決めつけません。作品は作者のものです。",
    "world": "{fandoms}の世界", "worlds": "{fandoms}の世界", "own_world": "作品の世界",
    "fiction": "これは二次創作です。登場人物と{world}は原作者のものであり、この本は何の権利も主張しません。",
    "personal": "読むために作られた個人用の一冊です。販売はしません。",
    "made": "この本は、保存された本文から fanbook {version} で作られました。", "enjoyed": "楽しんでいただけたなら、作者にお伝えください。",
    "set_in": "本文書体：{text}、{size}/{leading}ポイント。", "set_with": "本文書体：{text}、{others}、{size}/{leading}ポイント。",
    "labels": {
        "fandom": "原作", "pairing": "カップリング", "characters": "登場人物", "rating": "レーティング", "warnings": "注意", "spoilers": "ネタバレ",
        "genre": "タグ", "category": "分類", "series": "シリーズ", "song": "曲", "song_artist": "歌", "dedication": "献辞", "prompt": "お題", "beta": "校正",
        "date": "日付", "updated": "更新", "status": "状態", "word_count": "文字数", "language": "言語", "source_url": "出典", "archive": "掲載",
        "feedback": "感想", "disclaimer": "免責",
    },
}  # fmt: skip
_KOREAN = {
    "contents": "차례", "colophon": "판권", "about": "이 글에 대하여", "copy": "이 책에 대하여", "dedication": "헌사", "continued": "{title} (계속)",
    "by": " {names}", "nameless": ", 지은이 모름", "marks": ("『", "』"), "cites": True, "comma": ", ", "last": ", ", "colon": " ",
    "guess": "(추정)", "stand_in": "(임시 제목)", "note": "작가의 말", "notes": "작가의 말", "opening": "첫머리", "warnings": "주의", "words": "이 책의 낱말 수",
    "credit": "{title} 지은이: {names}. 이 글은 지은이의 것입니다.",
    "uncredited": "{title}에는 지은이의 이름이 없었고, 이 책은 지은이를 짐작하지 않습니다. 이 글은 지은이의 것입니다.",
    "world": "{fandoms}의 세계", "worlds": "{fandoms}의 세계", "own_world": "글 속의 세계",
    "fiction": "이 글은 팬픽션입니다. 등장인물과 {world}는 원작자의 것이며, 이 책은 어떤 권리도 주장하지 않습니다.",
    "personal": "읽기 위해 만든 개인 소장본입니다. 판매하지 않습니다.",
    "made": "이 책은 저장된 글로 만들었습니다(fanbook {version}).", "enjoyed": "즐겁게 읽으셨다면 지은이에게 전해 주세요.",
    "set_in": "본문 글꼴: {text}, {size}/{leading}포인트.", "set_with": "본문 글꼴: {text}, {others}, {size}/{leading}포인트.",
    "labels": {
        "fandom": "원작", "pairing": "커플링", "characters": "등장인물", "rating": "등급", "warnings": "주의", "spoilers": "스포일러", "genre": "태그",
        "category": "분류", "series": "시리즈", "song": "노래", "song_artist": "노래한 이", "dedication": "헌사", "prompt": "주제", "beta": "교정",
        "date": "날짜", "updated": "수정일", "status": "상태", "word_count": "분량", "language": "언어", "source_url": "출처", "archive": "게재",
        "feedback": "감상", "disclaimer": "면책",
    },
}  # fmt: skip
EAST: dict[str, dict[str, Any]] = {
    "zh": _SIMPLIFIED,
    **dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue"), _TRADITIONAL),
    "ja": _JAPANESE,
    "ko": _KOREAN,
}
