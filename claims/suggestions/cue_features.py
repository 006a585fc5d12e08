"""What a token shows of being part of a cue, in words; what it shows about a source or content is `link_features`'."""

from claims.suggestions.pages import Page

QUOTES = frozenset("\"“”«»„'‘’")
NEAR = 6


def cue_features(page: Page, tokens: range) -> list[list[str]]:
    """One list of features for every token of a sentence."""
    words, classes, shapes, bases = page.reading.words, page.classes, page.shapes, page.bases
    first, stop = tokens.start, tokens.stop

    def at(column: tuple[str, ...], place: int) -> str:
        return column[place] if first <= place < stop else ""

    rows: list[list[str]] = []
    for place in tokens:
        word, kind, shape = words[place], classes[place], shapes[place]
        left, right = at(words, place - 1), at(words, place + 1)
        left_kind, right_kind = at(classes, place - 1), at(classes, place + 1)
        second_left, second_right = at(classes, place - 2), at(classes, place + 2)
        role, left_role, right_role = page.roles[place], at(page.roles, place - 1), at(page.roles, place + 1)
        depth = page.reading.depth_of[place]
        rows.append(
            [
                "w=" + word,
                "b=" + bases[place],
                "k=" + kind,
                "s=" + shape,
                "3=" + word[-3:],
                "5=" + word[:5],
                "wl=" + left,
                "wr=" + right,
                "wll=" + at(words, place - 2),
                "wrr=" + at(words, place + 2),
                f"wlw={left}|{word}",
                f"wwr={word}|{right}",
                f"kl={left_kind}|{kind}",
                f"kr={kind}|{right_kind}",
                f"klr={left_kind}|{kind}|{right_kind}",
                f"kll={second_left}|{left_kind}|{kind}",
                f"krr={kind}|{right_kind}|{second_right}",
                f"k2={second_left}",
                f"k3={second_right}",
                f"bkr={bases[place]}|{right_kind}",
                f"bkl={left_kind}|{bases[place]}",
                f"sl={at(shapes, place - 1)}|{shape}",
                f"sr={at(shapes, place + 1)}",
                f"q={min(depth, 2)}",
                f"ql={_quote_distance(page, place, -1, tokens)}|{kind[:1]}",
                f"qr={_quote_distance(page, place, 1, tokens)}|{kind[:1]}",
                f"p={min(place - first, 3)}{min(stop - 1 - place, 2)}",
                "r=" + role,
                f"rlr={left_role[:2]}|{role}|{right_role[:2]}",
                f"rb={role}|{bases[place]}",
            ]
        )
    return rows


def _quote_distance(page: Page, place: int, step: int, tokens: range) -> str:
    words = page.reading.words
    for distance in range(1, NEAR):
        spot = place + step * distance
        if spot not in tokens:
            return "end" if distance < 3 else ""
        if words[spot] in QUOTES:
            return str(min(distance, 4))
    return ""
