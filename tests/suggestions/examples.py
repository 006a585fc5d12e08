"""Small invented articles with marks: {S...} is a source, {C...} a cue, {X...} a content; `/` ends an attribution."""

import re

from claims.suggestions.examples import Attribution, Example
from claims.text.spans import Span

MARK = re.compile(r"\{([SCX])(\d) ([^}]*)\}")


def marked(text: str) -> Example:
    """ "{S1 Orra Velm} {C1 said} {X1 it rains}." as an example: the digits tell which parts belong together."""
    plain = ""
    parts: dict[str, dict[str, list[Span]]] = {}
    end = 0
    for match in MARK.finditer(text):
        plain += text[end : match.start()]
        role, number, words = match.groups()
        parts.setdefault(number, {"S": [], "C": [], "X": []})[role].append(Span(len(plain), len(plain) + len(words)))
        plain += words
        end = match.end()
    plain += text[end:]
    return Example(
        plain,
        tuple(Attribution(tuple(one["S"]), tuple(one["C"]), tuple(one["X"])) for _, one in sorted(parts.items())),
    )


ARTICLES = tuple(
    marked(text)
    for text in (
        "{S1 Orra Velm} {C1 said} {X1 that the dam holds}. The river kept rising for three days.\n\n"
        "{X2 “We saw no crack,”} {S2 the engineer} {C2 said}. {X3 All is open}, {C3 according to} {S3 the town}.",
        "{S1 The harbour office} {C1 said} {X1 that two boats are missing}. Nets lay on the quay.\n\n"
        "{S2 Ilm Tarro} {C2 zorbled} {X2 the storm took them}.",
        "{X1 “It was dark,”} {S1 Bren Asko} {C1 said}. {S2 She} {C2 zorbled} {X2 nobody slept}. Dogs barked.",
        "{S1 The mill} {C1 zorbled} {X1 flour is short}. Bread costs more in the north than in the south.\n\n"
        "{X2 Prices doubled}, {C2 according to} {S2 two bakers}.",
        "{S1 Tora Lind} {C1 said} {X1 that the bridge is shut}. {S2 The mayor} {C2 zorbled} {X2 it opens soon}.",
        "Lamps burned all night. {X1 “Come early,”} {S1 the teacher} {C1 said}. The school has nine rooms.\n\n"
        "{S2 The council} {C2 said} {X2 that a tenth is planned}.",
        "{X1 The mast broke}, {C1 according to} {S1 the pilot}. {S2 Senn Oru} {C2 zorbled} {X2 rope is cheap}.",
        "{S1 The guild} {C1 said} {X1 that wool is dear}. Sheep graze. {S2 He} {C2 zorbled} {X2 it snows}.",
    )
)
