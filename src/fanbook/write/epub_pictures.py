"""A story's pictures as every reader can show them.

In: a `Picture`, or its name. Out: what it is called in an EPUB, its kind, its bytes. WebP is allowed there, but
e-readers with Adobe's engine and Send-to-Kindle do not know it: it becomes JPEG, flat and on white.
"""

from __future__ import annotations

from fanbook.model.picture import Picture

_NEW, _PLAIN = ".webp", ".jpg"


def shown_name(name: str) -> str:
    """What a picture is called in an EPUB."""
    return name.removesuffix(_NEW) + _PLAIN if name.endswith(_NEW) else name


def shown(picture: Picture) -> tuple[str, bytes]:
    """A picture's kind and bytes there. One that cannot be opened stays as it is."""
    if not picture.name.endswith(_NEW):
        return picture.media_type, picture.data
    from fanbook.cover.paint_photo import PictureError, as_jpeg  # noqa: PLC0415 - loads Pillow

    try:
        return "image/jpeg", as_jpeg(picture.data)
    except PictureError:
        return picture.media_type, picture.data
