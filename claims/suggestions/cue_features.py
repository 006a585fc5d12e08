"""What a token shows of being part of a cue, in words; what it shows about a source or content is `link_features`'."""

from collections.abc import Sequence

from claims.suggestions.pages import Page

QUOTES = frozenset("\"“”«»„'‘’")
NEAR = 6


def cue_features(page: Page, tokens: range) -> list[list[str]]:
    """One list of features for every token of a sentence."""
    return [
        [
            *_of_words(page, place, tokens),
            *_of_classes(page, place, tokens),
            *_of_place(page, place, tokens),
            *_of_rules(page, place, tokens),
        ]
        for place in tokens
    ]


def at(column: Sequence[str], place: int, tokens: range) -> str:
    """The entry of a token, empty outside of `tokens`."""
    return column[place] if place in tokens else ""


def _of_words(page: Page, place: int, tokens: range) -> tuple[str, ...]:
    words = page.reading.words
    word, left, right = words[place], at(words, place - 1, tokens), at(words, place + 1, tokens)
    return (
        "w=" + word,
        "b=" + page.bases[place],
        "3=" + word[-3:],
        "5=" + word[:5],
        "wl=" + left,
        "wr=" + right,
        "wll=" + at(words, place - 2, tokens),
        "wrr=" + at(words, place + 2, tokens),
        f"wlw={left}|{word}",
        f"wwr={word}|{right}",
    )


def _of_classes(page: Page, place: int, tokens: range) -> tuple[str, ...]:
    classes, shapes = page.classes, page.shapes
    kind, base, shape = classes[place], page.bases[place], shapes[place]
    left, right = at(classes, place - 1, tokens), at(classes, place + 1, tokens)
    second_left, second_right = at(classes, place - 2, tokens), at(classes, place + 2, tokens)
    return (
        "k=" + kind,
        "s=" + shape,
        f"kl={left}|{kind}",
        f"kr={kind}|{right}",
        f"klr={left}|{kind}|{right}",
        f"kll={second_left}|{left}|{kind}",
        f"krr={kind}|{right}|{second_right}",
        f"k2={second_left}",
        f"k3={second_right}",
        f"bkr={base}|{right}",
        f"bkl={left}|{base}",
        f"sl={at(shapes, place - 1, tokens)}|{shape}",
        f"sr={at(shapes, place + 1, tokens)}",
    )


def _of_place(page: Page, place: int, tokens: range) -> tuple[str, ...]:
    kind = page.classes[place][:1]
    return (
        f"q={min(page.reading.depth_of[place], 2)}",
        f"ql={_quote_distance(page, place, -1, tokens)}|{kind}",
        f"qr={_quote_distance(page, place, 1, tokens)}|{kind}",
        f"p={min(place - tokens.start, 3)}{min(tokens.stop - 1 - place, 2)}",
    )


def _of_rules(page: Page, place: int, tokens: range) -> tuple[str, ...]:
    role, left, right = page.roles[place], at(page.roles, place - 1, tokens), at(page.roles, place + 1, tokens)
    return ("r=" + role, f"rlr={left[:2]}|{role}|{right[:2]}", f"rb={role}|{page.bases[place]}")


def _quote_distance(page: Page, place: int, step: int, tokens: range) -> str:
    words = page.reading.words
    for distance in range(1, NEAR):
        spot = place + step * distance
        if spot not in tokens:
            return "end" if distance < 3 else ""
        if words[spot] in QUOTES:
            return str(min(distance, 4))
    return ""
