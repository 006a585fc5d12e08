"""What the tokens around a cue show of being its source or its content, in words; labelling them is `links`'."""

from collections.abc import Set
from dataclasses import dataclass

from claims.suggestions.cue_features import QUOTES, at
from claims.suggestions.pages import Marked, Page

WIDEST = 60
"""Tokens looked at on each side of a cue within its sentence: a text without full stops stays affordable."""
SENTENCES_BEFORE = 3
SENTENCES_BEHIND = 8
FIRST_PERSON = frozenset(("i", "we", "my", "our", "me", "us", "i'm", "i've", "we're", "we've", "i'll"))


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at for one cue: sentences before it, the tokens around it, sentences behind it."""

    cue: range
    before: tuple[range, ...]
    tokens: range
    behind: tuple[range, ...]


def window(page: Page, cue: range) -> Window:
    reading = page.reading
    number = reading.sentence_of[cue.start]
    tokens = reading.sentences[number]
    around = range(max(tokens.start, cue.start - WIDEST), min(max(tokens.stop, cue.stop), cue.stop + WIDEST))

    def neighbours(numbers: range) -> list[range]:
        found: list[range] = []
        for other in numbers:
            if reading.paragraph_of[other] != reading.paragraph_of[number]:
                break
            found.append(reading.sentences[other])
        return found

    before = neighbours(range(number - 1, max(-1, number - 1 - SENTENCES_BEFORE), -1))
    behind = neighbours(range(number + 1, min(len(reading.sentences), number + 1 + SENTENCES_BEHIND)))
    return Window(cue, tuple(reversed(before)), around, tuple(behind))


def link_features(page: Page, looked_at: Window, taken: Set[int]) -> list[list[str]]:
    """One list of features for every sentence and token of the window, in order; `taken` are tokens of cues."""
    rule = next((page.by_cue[place] for place in looked_at.cue if place in page.by_cue), None)
    kind = _pattern(page, looked_at)
    before = [
        _sentence_features(page, tokens, f"L{number}", taken, rule, kind=kind)
        for number, tokens in zip(range(len(looked_at.before), 0, -1), looked_at.before, strict=True)
    ]
    behind = [
        _sentence_features(page, tokens, f"R{number}", taken, rule, kind=kind)
        for number, tokens in enumerate(looked_at.behind, start=1)
    ]
    return [*before, *_token_features(page, looked_at, taken, rule, kind=kind), *behind]


def _sentence_features(
    page: Page, tokens: range, where: str, taken: Set[int], rule: Marked | None, *, kind: str
) -> list[str]:
    words = page.reading.words
    busy = "b" if any(place in taken for place in tokens) else ""
    ruled = rule is not None and sum(place in rule.content for place in tokens) * 2 > len(tokens)
    name = rule.rule if rule else "-"
    side = where[0]
    marks = side + _quoted(page, tokens)
    neighbour = tokens.start - 1 if side == "R" else tokens.stop
    edge = words[neighbour] if words[neighbour] in QUOTES else "-"
    first_person = "1" if any(words[place] in FIRST_PERSON for place in tokens) else ""
    return [
        f"unit={where}",
        f"um={marks}",
        f"umb={marks}{busy}",
        f"umw={where}{marks}{busy}",
        f"umd={marks}{edge}{busy}",
        f"umk={marks}{edge}{kind}",
        f"um1={marks}{first_person}{edge}",
        f"ur={ruled}{side}",
        f"urm={marks}{ruled}{edge}",
        f"uw={side}{words[tokens.start]}",
        f"un={name}{ruled}{side}",
        f"une={name}{ruled}{marks}{edge}{busy}",
    ]


def _quoted(page: Page, tokens: range) -> str:
    """How a sentence lies to quotations: opens one, is carried by one, ends one, has one within."""
    words, depths = page.reading.words, page.reading.depth_of
    inside = sum(depths[place] > 0 for place in tokens)
    opens = words[tokens.start] in QUOTES
    return "".join(
        (
            "o" if opens else "c" if depths[tokens.start] else "",
            "e" if words[tokens.stop - 1] in QUOTES else "",
            "a" if inside == len(tokens) else "n" if not inside else "s",
        )
    )


@dataclass(frozen=True, slots=True)
class _View:
    """A window with what is the same for all of its tokens."""

    page: Page
    looked_at: Window
    rule: Marked | None
    kind: str
    """The class of the cue, and what stands beside it."""
    base: str

    def role(self, place: int) -> str:
        """What the rule that sees this cue makes of a token."""
        rule = self.rule
        if rule is None:
            return "-"
        return "s" if place in rule.source else "x" if place in rule.content else "c" if place in rule.cue else "o"


def _token_features(
    page: Page, looked_at: Window, taken: Set[int], rule: Marked | None, *, kind: str
) -> list[list[str]]:
    cue, tokens = looked_at.cue, looked_at.tokens
    head = cue.stop - 1 if len(cue) < 3 else cue.start
    view = _View(page, looked_at, rule, page.classes[cue.stop - 1] + kind, page.bases[head])
    crossed = _crossed(page, looked_at, taken)
    rows: list[list[str]] = []
    for place in tokens:
        if place in cue:
            rows.append(["cue", "cue=" + (rule.rule if rule else "-")])
        else:
            side = "L" if place < cue.start else "R"
            over = crossed[place - tokens.start]
            busy = "b" if place in taken else ""
            rows.append(
                [*_of_words(view, place, side), *_of_way(view, place, side, busy + over), *_of_rule(view, place)]
            )
    return rows


def _of_words(view: _View, place: int, side: str) -> tuple[str, ...]:
    words, classes, tokens = view.page.reading.words, view.page.classes, view.looked_at.tokens
    word, own = words[place], classes[place]
    left, right = at(classes, place - 1, tokens), at(classes, place + 1, tokens)
    word_left = at(words, place - 1, tokens)
    return (
        f"w={side}{word}",
        f"k={side}{own}",
        f"kl={side}{left}|{own}",
        f"kr={side}{own}|{right}",
        f"klr={side}{left}|{own}|{right}",
        f"wl={side}{word_left}",
        f"wr={side}{at(words, place + 1, tokens)}",
        f"wlw={word_left}|{word}",
    )


def _of_way(view: _View, place: int, side: str, over: str) -> tuple[str, ...]:
    """How far the cue is, on which side, what lies between."""
    cue, tokens = view.looked_at.cue, view.looked_at.tokens
    distance = cue.start - place if side == "L" else place - cue.stop + 1
    near = str(distance) if distance < 4 else "5" if distance < 6 else "9" if distance < 10 else "20"
    own = view.page.classes[place]
    edge = "^" if place == tokens.start else "$" if place == tokens.stop - 1 else ""
    return (
        f"d={side}{near}",
        f"dk={side}{near}{own}",
        f"pat={side}{view.kind}",
        f"patd={side}{near}{view.kind}",
        f"bd={side}{view.base}{'1' if distance == 1 else ''}",
        f"bk={side}{view.base}|{own}",
        f"q={side}{min(view.page.reading.depth_of[place], 2)}{over.lstrip('b')}",
        f"e={side}{edge}{own}",
        f"o={side}{over}",
        f"ok={side}{over.lstrip('b')}{own}",
    )


def _of_rule(view: _View, place: int) -> tuple[str, ...]:
    classes, tokens = view.page.classes, view.looked_at.tokens
    role, left, right = view.role(place), view.role(place - 1), view.role(place + 1)
    name = view.rule.rule if view.rule else "-"
    side = "L" if place < view.looked_at.cue.start else "R"
    return (
        f"r={role}",
        f"rlr={left}{role}{right}",
        f"rk={left}{role}{right}{classes[place]}",
        f"rn={name}{role}{side}",
        f"rkr={role}{right}{at(classes, place + 1, tokens)}",
        f"rkl={left}{role}{at(classes, place - 1, tokens)}",
    )


def _pattern(page: Page, looked_at: Window) -> str:
    """What stands at both sides of the cue, and whether its sentence begins with a quotation."""
    words, classes, tokens = page.reading.words, page.classes, looked_at.tokens
    before, behind = looked_at.cue.start - 1, looked_at.cue.stop
    left = classes[before][:2] if before in tokens else "^"
    right = (
        (words[behind] if not words[behind].isalnum() or words[behind] == "that" else classes[behind][:2])
        if (behind in tokens)
        else "$"
    )
    quoted = "q" if words[tokens.start] in QUOTES or page.reading.depth_of[tokens.start] else ""
    return f"|{left}|{right}|{quoted}"


def _crossed(page: Page, looked_at: Window, taken: Set[int]) -> list[str]:
    """For each token, what lies between it and the cue: other cues, marks of quotation, commas."""
    words, cue, tokens = page.reading.words, looked_at.cue, looked_at.tokens
    found = [""] * len(tokens)
    for steps in (range(cue.start - 1, tokens.start - 1, -1), range(cue.stop, tokens.stop)):
        cues = commas = quotes = 0
        for place in steps:
            found[place - tokens.start] = f"{'c' if cues else ''}{min(commas, 2)}{min(quotes, 2)}"
            cues += place in taken
            commas += words[place] in {",", ";", "—", "–"}
            quotes += words[place] in QUOTES
    return found
