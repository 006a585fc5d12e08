"""The article within a page: which passages are its text, as lines with their kinds; nothing is run or fetched."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claims.errors import EmptyText, NotText
from claims.text.normalize import normalize
from claims.vocabulary import SegmentKind

TAG = re.compile(r"<(?:!doctype|html|head|body|article|main|section|div|p|h[1-6]|table|span|a|br)\b", re.IGNORECASE)
LINE_BREAKS = re.compile(r"[\n\r\u2028\u2029]+")
SPACES = re.compile(r"[ \t\n\r\f\v]+")
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BLOCKS = frozenset(("body", "head", "p", "item", "list", "quote", "row", "table", "div", "lb"))
NO_ARTICLE = "No article was found on this page; open it in the browser and paste the text."


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class MainText:
    lines: tuple[Line, ...]
    title: str
    publisher: str
    byline: str
    url: str


def parse(html: str) -> HtmlElement:
    if not TAG.search(html):
        raise NotText("This is not a web page, there is no HTML in it; import it as a .txt file.")
    # Without `huge_tree` everything below 256 levels is lost in silence; with it 2048 are read.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode("utf-8"), parser=parser)
    except etree.ParserError as wrong:
        raise EmptyText(NO_ARTICLE) from wrong
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise NotText("The page is nested too deeply to be read whole; open it in the browser and paste the text.")
    return tree


def extract(tree: HtmlElement, *, url: str = "") -> MainText:
    """Changes the tree, so read what else is wanted of it first."""
    # 0.5 s and 20 MB that no command and no request but an import of a page should pay.
    from trafilatura import bare_extraction  # noqa: PLC0415

    _drop_control_characters(tree)
    _split_preformatted(tree)
    captions = _free_captions(tree)
    found = bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        with_metadata=True,
        # Its date is not used: it takes any, from a copyright line to one in the text, without saying which.
        date_extraction_params={"extensive_search": False},
    )
    if found is None or isinstance(found, dict):
        raise EmptyText(NO_ARTICLE)
    lines = list(_lines(found.body, captions=captions))
    if not lines:
        raise EmptyText(NO_ARTICLE)
    title = clean(found.title or "")
    return MainText(
        lines=tuple(_with_headline(lines, title=title, tree=tree)),
        title=title,
        publisher=clean(found.sitename or ""),
        byline=clean(found.author or "").replace("; ", ", "),
        url=found.url or "",
    )


def beginning(element: HtmlElement, *, at_most: int) -> str:
    """The text of an element, read no further than needed: thousands may nest around the same words."""
    pieces, size = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece)
        if size > at_most:
            break
    return clean("".join(pieces))


def clean(text: str) -> str:
    return normalize(SPACES.sub(" ", text)).text.strip()


def _drop_control_characters(tree: HtmlElement) -> None:
    """One of them in one place makes the extraction give up on the whole page."""
    for element in tree.iter(etree.Element):
        for part in ("text", "tail"):
            text = getattr(element, part)
            if text and NOT_XML.search(text):
                setattr(element, part, NOT_XML.sub(" ", text))


def _split_preformatted(tree: HtmlElement) -> None:
    """Line breaks within <pre> are meant; everywhere else they are white space."""
    for block in _outermost(tree, "pre"):
        lines = LINE_BREAKS.split("".join(block.itertext()))
        block.clear(keep_tail=True)
        block.tag = "div"
        for line in lines:
            if line.strip():
                etree.SubElement(block, "p").text = line


def _free_captions(tree: HtmlElement) -> frozenset[str]:
    """Captions would be dropped with their pictures; as paragraphs they stay, and are known again by their words."""
    captions = set()
    for caption in _outermost(tree, "figcaption"):
        text = clean("".join(caption.itertext()))
        figure = next(caption.iterancestors("figure"), caption)
        if text and figure.getparent() is not None:
            paragraph = etree.SubElement(figure.getparent(), "p")
            paragraph.text = text
            figure.addnext(paragraph)
            captions.add(text)
    return frozenset(captions)


def _outermost(tree: HtmlElement, tag: str) -> list[HtmlElement]:
    return [element for element in tree.iter(tag) if next(element.iterancestors(tag), None) is None]


def _lines(body: HtmlElement, *, captions: frozenset[str]) -> Iterator[Line]:
    pieces: list[str] = []
    kind = SegmentKind.BODY
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in BLOCKS:
            yield from _flush(pieces, kind, captions=captions)
            kind = SegmentKind.HEADLINE if element.tag == "head" and event == "start" else SegmentKind.BODY
        if event == "start":
            if element.tag == "cell" and any(piece.strip() for piece in pieces):
                pieces.append(" | ")
            pieces.append(SPACES.sub(" ", element.text or ""))
        elif element is not body:
            pieces.append(SPACES.sub(" ", element.tail or ""))
    yield from _flush(pieces, kind, captions=captions)


def _flush(pieces: list[str], kind: SegmentKind, *, captions: frozenset[str]) -> Iterator[Line]:
    for piece in LINE_BREAKS.split("".join(pieces)):
        text = clean(piece)
        if text:
            yield Line(text, SegmentKind.CAPTION if text in captions else kind)
    pieces.clear()


def _with_headline(lines: Sequence[Line], *, title: str, tree: HtmlElement) -> Sequence[Line]:
    """The headline a reader sees belongs to the text, where claims are marked, also if it stands above the article."""
    if any(_alike(line.text, title) for line in lines[:5]):
        return [Line(line.text, SegmentKind.HEADLINE) if _alike(line.text, title) else line for line in lines]
    if any(_alike(beginning(heading, at_most=2 * len(title) + 100), title) for heading in tree.iter("h1")):
        return [Line(title, SegmentKind.HEADLINE), *lines]
    return lines


def _alike(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


for _name in ("trafilatura", "htmldate", "courlan"):
    # They warn about each page they make nothing of; the reader gets one sentence from here instead.
    logging.getLogger(_name).setLevel(logging.CRITICAL)
