"""What a page tells of its date, language and outlet outside of its article; the rest comes with the main text."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree
from lxml.html import HtmlElement

from claims.ingestion.main_text import beginning
from claims.ingestion.metadata import PUBLISHED
from claims.ingestion.written_dates import ISO, YEAR, read_date, read_stamp
from claims.text.dates import PartialDate

LONGEST_JSON = 500_000
DEEPEST_JSON = 8
LONGEST_WORDS = 80
ARTICLE_TYPES = re.compile(r"(?:\w*Article|\w*BlogPosting|Report\w*|Posting|LiveBlog\w*)")
DATE_NAMES = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date-published"),
    *("dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date.created", "dcterms.date", "dc.date"),
    *("publication_date", "publish-date", "publish_date", "pubdate", "parsely-pub-date", "sailthru.date"),
    *("citation_publication_date", "date"),
)
DATE_ELEMENT = re.compile(r"(?:^|[\s_-])(?:date|dateline|datetime|published|pubdate|timestamp|time)(?:$|[\s_-])", re.I)
DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?:/|$)")
MOST_ELEMENTS = 20_000
OUTLET = re.compile(r"\s+[|–—·:-]{1,2}\s+([^|–—·]{2,40})")
LONGEST_TITLE = 1000
ALPHA_2 = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as the page gives it to machines, and where it stood."""

    value: str
    place: str


def published(tree: HtmlElement, *, language: str = "") -> tuple[PartialDate | None, str]:
    """The first date of publication that can be read, with a note on its place; its words as readers see them."""
    for stamp in chain(_json_dates(tree), _meta_dates(tree), _marked_dates(tree), _shown_dates(tree)):
        date = _read(stamp.value, words=_seen_words(tree, stamp.value) or stamp.value, language=language)
        if date is not None:
            return date, f"The date was read from {stamp.place}."
    return None, ""


def outlet_in_title(tree: HtmlElement, *, title: str) -> str:
    """What the page's own title holds beyond the headline: "Headline | Outlet"."""
    whole = next((beginning(element, at_most=LONGEST_TITLE) for element in tree.iter("title")), "")
    rest = OUTLET.fullmatch(whole[len(title) :]) if title and whole.startswith(title) else None
    return rest[1] if rest else ""


def declared_language(tree: HtmlElement) -> str:
    """ISO 639-1, as the page declares it."""
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if not declared:
        for element in tree.iter("meta"):
            if _name(element) in ("content-language", "og:locale"):
                declared = element.get("content") or ""
                break
    found = ALPHA_2.fullmatch(declared.strip())
    return found[1].lower() if found else ""


def _read(value: str, *, words: str, language: str) -> PartialDate | None:
    value = value.strip()
    words = " ".join(words.split())[:LONGEST_WORDS]
    if ISO.fullmatch(value):
        return read_stamp(value, words=words)
    return read_date(value, language=language)


def _json_dates(tree: HtmlElement) -> Iterator[Stamp]:
    for element in tree.iter("script"):
        content = element.text or ""
        if (element.get("type") or "").lower().strip() != "application/ld+json" or len(content) > LONGEST_JSON:
            continue
        try:
            data = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, depth=0):
            kinds = node.get("@type")
            date = node.get("datePublished")
            kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
            if isinstance(date, str) and any(ARTICLE_TYPES.fullmatch(each) for each in kind.split()):
                yield Stamp(date, "what the page tells search engines (JSON-LD)")


def _nodes(data: object, *, depth: int) -> Iterator[dict[str, object]]:
    """Breadth is bounded by the length of the script, depth here."""
    if depth > DEEPEST_JSON:
        return
    if isinstance(data, list):
        for each in data:
            yield from _nodes(each, depth=depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(name), depth=depth + 1)


def _meta_dates(tree: HtmlElement) -> Iterator[Stamp]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        values.setdefault(_name(element), element.get("content") or "")
    for name in DATE_NAMES:
        if values.get(name):
            yield Stamp(values[name], f"the head of the page ({name})")


def _marked_dates(tree: HtmlElement) -> Iterator[Stamp]:
    for element in tree.iter(etree.Element):
        if (element.get("itemprop") or "").lower() == "datepublished":
            yield Stamp(
                element.get("datetime") or element.get("content") or _words(element), "a time marked on the page"
            )
    times = [element for element in tree.iter("time") if element.get("datetime")]
    # More than one may belong to other articles the page points to; one marked as publication is surely ours.
    own = [element for element in times if element.get("pubdate") is not None] or times
    if len({element.get("datetime") for element in own}) == 1:
        yield Stamp(own[0].get("datetime") or "", "a time marked on the page")


def _shown_dates(tree: HtmlElement) -> Iterator[Stamp]:
    """A date in an element of its own whose name says so; not in the foot of the page or beside other articles."""
    shown = set()
    for element in islice(tree.iter("span", "p", "div", "time", "li", "small"), MOST_ELEMENTS):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not DATE_ELEMENT.search(name) or next(element.iterancestors("footer", "aside", "nav"), None) is not None:
            continue
        words = _words(element)
        if len(words) <= LONGEST_WORDS and YEAR.search(words):
            shown.add(words[prefix.end() :] if (prefix := PUBLISHED.match(words)) else words)
    if len(shown) == 1:
        yield Stamp(shown.pop(), "the line of the page that shows it")


def date_in_address(url: str) -> tuple[PartialDate | None, str]:
    found = DATE_IN_ADDRESS.search(url)
    date = read_stamp(f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}", words=found[0].strip("/")) if found else None
    return date, "The date was guessed from the address of the page; check it." if date else ""


def _seen_words(tree: HtmlElement, value: str) -> str:
    """What stands on the page for this very moment."""
    for element in tree.iter("time"):
        if (element.get("datetime") or "").strip() == value.strip():
            return _words(element)
    return ""


def _name(element: HtmlElement) -> str:
    return (
        element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
    ).lower()


def _words(element: HtmlElement) -> str:
    return beginning(element, at_most=2 * LONGEST_WORDS)
