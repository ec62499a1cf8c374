"""The `Wording` of languages of the west and of Russian. In: nothing. Out: a table a language."""

from __future__ import annotations

from typing import Any

_NARROW = "\u202f"
_FIXED = "\u00a0"

_GERMAN = {
    "contents": "Inhalt", "colophon": "Kolophon", "about": "Über diese Geschichte", "copy": "Über dieses Buch", "dedication": "Widmung", "continued": "{title}, Fortsetzung",
    "by": " von {names}", "nameless": ", von unbekannter Hand", "marks": ("„", "“"), "last": " und ", "thousands": ".",
    "guess": "(vermutet)", "stand_in": "(Behelfstitel)", "note": "Anmerkung", "notes": "Anmerkungen", "opening": "Anfang", "warnings": "Warnungen", "words": "Wörter in diesem Buch",
    "credit": "{title} stammt von {names} und bleibt dessen oder deren Werk.",
    "uncredited": "{title} kam ohne den Namen seines Autors, und dieses Buch schreibt es niemandem zu. Es bleibt das Werk dessen, der es geschrieben hat.",
    "world": "die Welt von {fandoms}", "worlds": "die Welten von {fandoms}", "own_world": "die Welt, in der sie spielt,",
    "fiction": "Dies ist Fanfiction. Die Figuren und {world} gehören denen, die sie erschaffen haben; hier werden keine Rechte daran beansprucht.",
    "personal": "Dies ist ein persönliches Leseexemplar. Es ist nicht verkäuflich.",
    "made": "Dieses Buch wurde mit fanbook {version} aus einer gespeicherten Kopie des Textes gemacht.",
    "enjoyed": "Wenn dir die Geschichte gefallen hat, sag es dem, der sie geschrieben hat.",
    "set_in": "Der Text ist aus der {text} gesetzt, {size} auf {leading} Punkt.", "set_with": "Der Text ist aus der {text} gesetzt, {size} auf {leading} Punkt, dazu {others}.",
    "labels": {
        "fandom": "Fandom", "pairing": "Pairing", "characters": "Figuren", "rating": "Altersfreigabe", "warnings": "Warnungen", "spoilers": "Spoiler",
        "genre": "Genre und Tags", "category": "Kategorie", "series": "Reihe", "song": "Lied", "song_artist": "Gesungen von", "dedication": "Widmung", "prompt": "Vorgabe",
        "beta": "Beta", "date": "Datum", "updated": "Aktualisiert", "status": "Status", "word_count": "Wortzahl", "language": "Sprache", "source_url": "Quelle",
        "archive": "Archiv", "feedback": "Rückmeldung", "disclaimer": "Disclaimer",
    },
}  # fmt: skip
_FRENCH = {
    "contents": "Table des matières", "colophon": "Colophon", "about": "À propos de ce récit", "copy": "À propos de cet exemplaire", "dedication": "Dédicace", "continued": "{title}, suite",
    "by": " par {names}", "nameless": ", auteur inconnu", "marks": (f"«{_NARROW}", f"{_NARROW}»"), "last": " et ", "colon": f"{_FIXED}: ", "thousands": _NARROW,
    "guess": "(supposé)", "stand_in": "(titre provisoire)", "note": "Note de l’auteur", "notes": "Notes de l’auteur", "opening": "Ouverture", "warnings": "Avertissements", "words": "Mots dans ce livre",
    "credit": f"{{title}} a été écrit par {{names}}{_NARROW}; l’œuvre lui appartient.",
    "uncredited": "{title} nous est parvenu sans nom d’auteur, et ce livre ne l’attribue à personne. L’œuvre appartient à qui l’a écrite.",
    "world": f"l’univers de «{_NARROW}{{fandoms}}{_NARROW}»", "worlds": f"les univers de «{_NARROW}{{fandoms}}{_NARROW}»", "own_world": "l’univers du récit",
    "fiction": f"Ceci est une fanfiction. Les personnages et {{world}} appartiennent à leurs créateurs{_NARROW}; aucun droit n’est revendiqué ici.",
    "personal": "Exemplaire personnel, fait pour être lu. Il n’est pas à vendre.",
    "made": "Ce livre a été composé avec fanbook {version} d’après une copie du texte.", "enjoyed": "Si vous avez aimé cette lecture, dites-le à son auteur.",
    "set_in": "Le texte est composé en {text}, corps {size} sur {leading} points.", "set_with": "Le texte est composé en {text}, corps {size} sur {leading} points, avec {others}.",
    "labels": {
        "fandom": "Fandom", "pairing": "Couple", "characters": "Personnages", "rating": "Classement", "warnings": "Avertissements", "spoilers": "Révélations",
        "genre": "Genre et étiquettes", "category": "Catégorie", "series": "Série", "song": "Chanson", "song_artist": "Chantée par", "dedication": "Dédicace", "prompt": "Défi",
        "beta": "Bêta", "date": "Date", "updated": "Mise à jour", "status": "Statut", "word_count": "Nombre de mots", "language": "Langue", "source_url": "Source",
        "archive": "Archive", "feedback": "Commentaires", "disclaimer": "Avis de non-responsabilité",
    },
}  # fmt: skip
_SPANISH = {
    "contents": "Índice", "colophon": "Colofón", "about": "Sobre esta historia", "copy": "Sobre este ejemplar", "dedication": "Dedicatoria", "continued": "{title}, continuación",
    "by": " por {names}", "nameless": ", de autor desconocido", "marks": ("«", "»"), "last": " y ", "thousands": _NARROW,
    "guess": "(supuesto)", "stand_in": "(título provisional)", "note": "Nota del autor", "notes": "Notas del autor", "opening": "Comienzo", "warnings": "Advertencias", "words": "Palabras en este libro",
    "credit": "{title} fue escrito por {names}, y la obra es suya.",
    "uncredited": "{title} llegó sin el nombre de su autor, y este libro no lo atribuye a nadie. La obra es de quien la escribió.",
    "world": "el mundo de «{fandoms}»", "worlds": "los mundos de «{fandoms}»", "own_world": "el mundo en que transcurre",
    "fiction": "Esta es una obra de ficción de fans. Los personajes y {world} pertenecen a quienes los crearon; aquí no se reclama derecho alguno sobre ellos.",
    "personal": "Este es un ejemplar personal, hecho para leer. No está a la venta.",
    "made": "Este libro se hizo con fanbook {version} a partir de una copia guardada del texto.", "enjoyed": "Si te gustó lo que leíste, díselo a quien lo escribió.",
    "set_in": "El texto está compuesto en {text}, {size} sobre {leading} puntos.", "set_with": "El texto está compuesto en {text}, {size} sobre {leading} puntos, con {others}.",
    "labels": {
        "fandom": "Fandom", "pairing": "Pareja", "characters": "Personajes", "rating": "Clasificación", "warnings": "Advertencias", "spoilers": "Destripes",
        "genre": "Género y etiquetas", "category": "Categoría", "series": "Serie", "song": "Canción", "song_artist": "Interpretada por", "dedication": "Dedicatoria", "prompt": "Reto",
        "beta": "Beta", "date": "Fecha", "updated": "Actualizado", "status": "Estado", "word_count": "Número de palabras", "language": "Idioma", "source_url": "Fuente",
        "archive": "Archivo", "feedback": "Comentarios", "disclaimer": "Descargo",
    },
}  # fmt: skip
_ITALIAN = {
    "contents": "Indice", "colophon": "Colophon", "about": "Su questa storia", "copy": "Su questa copia", "dedication": "Dedica", "continued": "{title}, continua",
    "by": " di {names}", "nameless": ", autore sconosciuto", "marks": ("«", "»"), "last": " e ", "thousands": ".",
    "guess": "(supposto)", "stand_in": "(titolo provvisorio)", "note": "Nota dell’autore", "notes": "Note dell’autore", "opening": "Inizio", "warnings": "Avvertimenti", "words": "Parole in questo libro",
    "credit": "{title} è opera di {names}, a cui appartiene.",
    "uncredited": "{title} è arrivato senza il nome di chi l’ha scritto, e questo libro non lo attribuisce a nessuno. L’opera è di chi l’ha scritta.",
    "world": "il mondo di «{fandoms}»", "worlds": "i mondi di «{fandoms}»", "own_world": "il mondo in cui si svolge",
    "fiction": "Questa è una fan fiction. I personaggi e {world} appartengono a chi li ha creati; qui non se ne rivendica alcun diritto.",
    "personal": "Questa è una copia personale, fatta per essere letta. Non è in vendita.",
    "made": "Questo libro è stato fatto con fanbook {version} da una copia salvata del testo.", "enjoyed": "Se la storia ti è piaciuta, dillo a chi l’ha scritta.",
    "set_in": "Il testo è composto in {text}, corpo {size} su {leading} punti.", "set_with": "Il testo è composto in {text}, corpo {size} su {leading} punti, con {others}.",
    "labels": {
        "fandom": "Fandom", "pairing": "Coppia", "characters": "Personaggi", "rating": "Rating", "warnings": "Avvertimenti", "spoilers": "Spoiler",
        "genre": "Genere ed etichette", "category": "Categoria", "series": "Serie", "song": "Canzone", "song_artist": "Cantata da", "dedication": "Dedica", "prompt": "Sfida",
        "beta": "Beta", "date": "Data", "updated": "Aggiornata", "status": "Stato", "word_count": "Numero di parole", "language": "Lingua", "source_url": "Fonte",
        "archive": "Archivio", "feedback": "Commenti", "disclaimer": "Disclaimer",
    },
}  # fmt: skip
_PORTUGUESE = {
    "contents": "Sumário", "colophon": "Colofão", "about": "Sobre esta história", "copy": "Sobre este exemplar", "dedication": "Dedicatória", "continued": "{title}, continuação",
    "by": " por {names}", "nameless": ", de autoria desconhecida", "last": " e ", "thousands": ".",
    "guess": "(suposto)", "stand_in": "(título provisório)", "note": "Nota do autor", "notes": "Notas do autor", "opening": "Abertura", "warnings": "Avisos", "words": "Palavras neste livro",
    "credit": "{title} foi escrito por {names}, a quem a obra pertence.",
    "uncredited": "{title} chegou sem o nome de quem o escreveu, e este livro não o atribui a ninguém. A obra é de quem a escreveu.",
    "world": "o mundo de “{fandoms}”", "worlds": "os mundos de “{fandoms}”", "own_world": "o mundo em que se passa",
    "fiction": "Esta é uma obra de fã. Os personagens e {world} pertencem a quem os criou; aqui não se reivindica nenhum direito sobre eles.",
    "personal": "Este é um exemplar pessoal, feito para leitura. Não está à venda.",
    "made": "Este livro foi feito com o fanbook {version} a partir de uma cópia do texto.", "enjoyed": "Se você gostou do que leu, diga a quem escreveu.",
    "set_in": "O texto foi composto em {text}, {size} sobre {leading} pontos.", "set_with": "O texto foi composto em {text}, {size} sobre {leading} pontos, com {others}.",
    "labels": {
        "fandom": "Fandom", "pairing": "Casal", "characters": "Personagens", "rating": "Classificação", "warnings": "Avisos", "spoilers": "Spoilers",
        "genre": "Gênero e etiquetas", "category": "Categoria", "series": "Série", "song": "Canção", "song_artist": "Cantada por", "dedication": "Dedicatória", "prompt": "Desafio",
        "beta": "Beta", "date": "Data", "updated": "Atualizado", "status": "Estado", "word_count": "Número de palavras", "language": "Idioma", "source_url": "Fonte",
        "archive": "Arquivo", "feedback": "Comentários", "disclaimer": "Isenção",
    },
}  # fmt: skip
_POLISH = {
    "contents": "Spis treści", "colophon": "Kolofon", "about": "O tym opowiadaniu", "copy": "O tym egzemplarzu", "dedication": "Dedykacja", "continued": "{title}, ciąg dalszy",
    "by": ", autorstwo: {names}", "nameless": ", autor nieznany", "marks": ("„", "”"), "last": " i ", "thousands": _FIXED,
    "guess": "(przypuszczenie)", "stand_in": "(tytuł zastępczy)", "note": "Od autora", "notes": "Od autora", "opening": "Początek", "warnings": "Ostrzeżenia", "words": "Słów w tej książce",
    "credit": "{title}. Autorstwo: {names}; do tej osoby należy dzieło.",
    "uncredited": "{title} dotarło bez nazwiska autora i ta książka nikomu go nie przypisuje. Dzieło należy do tego, kto je napisał.",
    "world": "świat przedstawiony ({fandoms})", "worlds": "światy przedstawione ({fandoms})", "own_world": "świat przedstawiony",
    "fiction": "To jest twórczość fanowska. Bohaterowie i {world} należą do swoich twórców; nie rości się tu do nich żadnych praw.",
    "personal": "To jest egzemplarz osobisty, zrobiony do czytania. Nie jest na sprzedaż.",
    "made": "Tę książkę zrobiono z zachowanej kopii tekstu programem fanbook {version}.", "enjoyed": "Jeśli lektura sprawiła ci przyjemność, powiedz o tym autorowi.",
    "set_in": "Tekst złożono krojem {text}, {size} na {leading} punktów.", "set_with": "Tekst złożono krojem {text}, {size} na {leading} punktów, a także: {others}.",
    "labels": {
        "fandom": "Fandom", "pairing": "Para", "characters": "Bohaterowie", "rating": "Kategoria wiekowa", "warnings": "Ostrzeżenia", "spoilers": "Spoilery",
        "genre": "Gatunek i tagi", "category": "Kategoria", "series": "Seria", "song": "Piosenka", "song_artist": "Wykonanie", "dedication": "Dedykacja", "prompt": "Wyzwanie",
        "beta": "Beta", "date": "Data", "updated": "Aktualizacja", "status": "Status", "word_count": "Liczba słów", "language": "Język", "source_url": "Źródło",
        "archive": "Archiwum", "feedback": "Komentarze", "disclaimer": "Zastrzeżenie",
    },
}  # fmt: skip
_RUSSIAN = {
    "contents": "Оглавление", "colophon": "Выходные данные", "about": "Об этой работе", "copy": "Об этом экземпляре", "dedication": "Посвящение", "continued": "{title}, продолжение",
    "by": ", автор: {names}", "nameless": ", автор неизвестен", "marks": ("«", "»"), "last": " и ", "colon": ". ", "thousands": _FIXED,
    "guess": "(предположение)", "stand_in": "(условное название)", "note": "От автора", "notes": "От автора", "opening": "Начало", "warnings": "Предупреждения", "words": "Слов в этой книге",
    "credit": "{title}. Автор: {names}, и работа принадлежит автору.",
    "uncredited": "Работа {title} пришла без имени автора, и эта книга никому её не приписывает. Она принадлежит тому, кто её написал.",
    "world": "мир «{fandoms}»", "worlds": "миры «{fandoms}»", "own_world": "мир, в котором она происходит,",
    "fiction": "Это фанфик. Персонажи и {world} принадлежат своим создателям; никаких прав на них здесь не заявляется.",
    "personal": "Это личный экземпляр, сделанный для чтения. Он не продаётся.",
    "made": "Книга сделана из сохранённой копии текста программой fanbook {version}.", "enjoyed": "Если вам понравилось, скажите об этом автору.",
    "set_in": "Шрифт: {text}, кегль {size}/{leading}.", "set_with": "Шрифты: {text}, кегль {size}/{leading}; {others}.",
    "labels": {
        "fandom": "Фандом", "pairing": "Пейринг", "characters": "Персонажи", "rating": "Рейтинг", "warnings": "Предупреждения", "spoilers": "Спойлеры",
        "genre": "Жанры и метки", "category": "Направленность", "series": "Серия", "song": "Песня", "song_artist": "Исполняет", "dedication": "Посвящение", "prompt": "Заявка",
        "beta": "Бета", "date": "Дата", "updated": "Обновлено", "status": "Статус", "word_count": "Размер", "language": "Язык", "source_url": "Источник",
        "archive": "Размещение", "feedback": "Отзывы", "disclaimer": "Дисклеймер",
    },
}  # fmt: skip
WEST: dict[str, dict[str, Any]] = {
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "pl": _POLISH,
    "ru": _RUSSIAN,
}
