"""Where sentences begin and end, by a small rule of our own; paragraphs and kinds of passages are for `segments`."""

import re

from claims.text.spans import Span


def _words(entries: str) -> frozenset[str]:
    return frozenset(entries.split())


STOP = re.compile(r"[.!?…‽]+|[。！？｡؟۔।॥։]+")
CLOSERS = "\"'”’»›“)]}」』）】"
OPENERS = "\"'“‘«‹„‚([{「『（【¿¡—–-•*"
STOPS_WITHOUT_SPACE = frozenset("。！？｡")
NEVER_LAST = _words(
    "mr mrs ms mx dr prof rev fr hon st mt ft gen maj col lt cmdr capt cpt sgt cpl pvt adm brig sen rep gov pres amb "
    "supt insp det messrs mme mlle no nos vs v cf fig figs eg e.g i.e viz ca approx"
)
MAY_BE_LAST = _words(
    "inc ltd co corp llc plc bros jr sr etc al a.m p.m u.s u.k u.n e.u u.a.e u.s.a ph.d d.c b.c a.d est dept "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
STARTERS = _words(
    "the a an this that these those it its he she his her they their we our you i in on at as for from with after "
    "before while when if but and or so yet however meanwhile there here what who why how where no not some many most "
    "all both one two three since despite although though under over during according"
)
LAST_TOKEN = re.compile(r"[^\s\"'“”‘’«»()\[\]]+$")
FIRST_WORD = re.compile(r"[^\W\d_]+")


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """The sentences within `span`, without the white space between them; every other character belongs to one."""
    found: list[Span] = []
    start = _skip_space(text, span.start, span.end)
    for stop in STOP.finditer(text, span.start, span.end):
        end = stop.end()
        while end < span.end and text[end] in CLOSERS and not _opens(text, end):
            end += 1
        following = _skip_space(text, end, span.end)
        if stop.start() < start or following >= span.end:
            continue
        if _ends_sentence(text, stop, end=end, following=following, start=start):
            found.append(Span(start, end))
            start = following
    last = span.end
    while last > start and text[last - 1].isspace():
        last -= 1
    if last > start:
        found.append(Span(start, last))
    return tuple(found)


def _opens(text: str, position: int) -> bool:
    """The mark that closes in German opens in English, and then touches the word behind it."""
    return text[position] == "“" and position + 1 < len(text) and text[position + 1].isalnum()


def _ends_sentence(text: str, stop: re.Match[str], *, end: int, following: int, start: int) -> bool:
    if stop.group()[-1] in STOPS_WITHOUT_SPACE:
        return True
    if following == end:
        return False
    opening = following
    while opening < len(text) - 1 and text[opening] in OPENERS:
        opening += 1
    if text[opening].islower():
        return False
    return stop.group() != "." or not _is_abbreviation(text, stop.start(), opening=opening, start=start)


def _is_abbreviation(text: str, dot: int, *, opening: int, start: int) -> bool:
    """Whether the full stop at `dot` belongs to its word ("Mr.", "U.S.", "J.") and the sentence goes on."""
    token = LAST_TOKEN.search(text, max(start, dot - 20), dot)
    if token is None:
        return False
    word = token.group()
    key = word.casefold()
    if key in NEVER_LAST:
        return text[opening].isalnum()
    next_word = FIRST_WORD.match(text, opening)
    sentence_follows = next_word is not None and next_word.group().casefold() in STARTERS
    if word.isdigit() and dot - len(word) == start:
        # The number of a list: "5. All roads lead to ..."
        return True
    is_initial = len(word) == 1 and word.isupper()
    is_initialism = "." in word and all(len(part) == 1 for part in word.split("."))
    return (is_initial or is_initialism or key in MAY_BE_LAST) and not sentence_follows


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position
