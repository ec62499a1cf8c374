"""Rules in Word documents: what Word makes of "***" and "---" is a border or a shape, which mammoth leaves out.

In: a document's archive. Out: the document with each rule as a line of dashes and each large first letter in its word, or nothing where there
is neither. A
border on a paragraph of words is a rule only where the paragraph itself has it: some styles for titles have one.
"""

from __future__ import annotations

from fanbook.read.archive import Archive
from fanbook.read.dom import Element, new_element, read_xml, xml_bytes
from fanbook.read.rows import RULE

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_RECT, _HR = "{urn:schemas-microsoft-com:vml}rect", "{urn:schemas-microsoft-com:office:office}hr"
_SIDES = frozenset(("left", "right", "start", "end"))
_NONE = frozenset(("nil", "none"))


def styles_of(archive: Archive, path: str) -> Element | None:
    """The document's styles, where it has any."""
    styles = archive.get(_STYLES)
    return read_xml(styles, path) if styles else None


def with_rules(archive: Archive, styles: Element | None, path: str) -> bytes | None:
    """The document with its rules in words."""
    root = read_xml(archive.need(_DOCUMENT), path)
    ruled = _ruled_styles(styles) if styles is not None else frozenset()
    marks = [*map(_drop_capital, list(root.iter("{*}framePr")))]
    marks += [mark for paragraph in list(root.iter("{*}p")) if (mark := _mark(paragraph, ruled))]
    return archive.with_file(_DOCUMENT, xml_bytes(root)) if any(marks) else None


def _drop_capital(frame: Element) -> bool:
    """Put a large first letter, which is a paragraph of its own, back before the rest of its word."""
    paragraph = next(frame.iterancestors("{*}p"), frame)
    after = paragraph.getnext()
    if not _attribute(frame, "dropCap") or after is None or after.tag != paragraph.tag:
        return False
    place = 1 if len(after) and after[0].tag.endswith("}pPr") else 0
    for n, run in enumerate(list(paragraph.iterchildren("{*}r"))):
        after.insert(place + n, run)
    paragraph.getparent().remove(paragraph)
    return True


def _ruled_styles(root: Element) -> frozenset[str]:
    return frozenset(
        _attribute(style, "styleId")
        for style in root.iter("{*}style")
        if "bottom" in _borders(style) or "top" in _borders(style)
    )


def slanted_styles(root: Element) -> frozenset[str]:
    """The styles that set words in italics, by themselves or by what they are based on."""
    own: dict[str, bool | None] = {}
    base: dict[str, str] = {}
    for style in root.iter("{*}style"):
        name = _attribute(style, "styleId")
        said = next((_attribute(node, "val") for node in style.iterfind("{*}rPr/{*}i")), None)
        own[name] = None if said is None else said not in ("0", "false", "off")
        base[name] = next((_attribute(node, "val") for node in style.iterfind("{*}basedOn")), "")
    found = set()
    for name in own:
        at = name
        for _ in range(12):  # a ring of them ends here
            if own.get(at) is not None or not at:
                break
            at = base.get(at, "")
        if own.get(at):
            found.add(name)
    return frozenset(found)


def _mark(paragraph: Element, ruled: frozenset[str]) -> bool:
    """Write the rule that the paragraph has, if it has one."""
    own = _borders(paragraph)
    has_words = any((node.text or "").strip() for node in paragraph.iter("{*}t"))
    style = next((_attribute(node, "val") for node in paragraph.iter("{*}pStyle")), "")
    if any(node.get(_HR) for node in paragraph.iter(_RECT)) or (not has_words and (own or style in ruled)):
        if has_words:
            return False
        paragraph.append(_run(paragraph))
        return True
    if has_words and own & {"bottom", "top"} and not own & _SIDES:
        beside = new_element(paragraph.tag)
        beside.append(_run(paragraph))
        (paragraph.addnext if "bottom" in own else paragraph.addprevious)(beside)
        return True
    return False


def _borders(node: Element) -> frozenset[str]:
    """The sides on which a paragraph or a style has a line."""
    found = (side for borders in node.iterfind("{*}pPr/{*}pBdr") for side in borders)
    return frozenset(
        side.tag.rpartition("}")[2] for side in found if _attribute(side, "val") not in _NONE
    ) - {"between", "bar"}


def _run(paragraph: Element) -> Element:
    namespace = paragraph.tag.rpartition("}")[0] + "}"
    run, text = new_element(f"{namespace}r"), new_element(f"{namespace}t")
    text.text = RULE
    run.append(text)
    return run


def _attribute(node: Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
