"""The built-in rules, put together: text in, proposed attributions out; each step is in a module of its own."""

from collections.abc import Iterator, Sequence

from claims.suggestions.findings import Finding
from claims.suggestions.noun_rules import find_by_adjective, find_by_noun
from claims.suggestions.passive_rules import find_by_passive
from claims.suggestions.phrase_rules import find_by_phrase
from claims.suggestions.proposals import Proposal
from claims.suggestions.structure_rules import find_by_structure
from claims.suggestions.tokens import Reading, read, span_of
from claims.suggestions.verb_groups import Sentence, parse
from claims.suggestions.verb_rules import find_by_verb


BY_VERB = (find_by_verb, find_by_passive, find_by_adjective, find_by_structure)


class Rules:
    """Reads English news by rules of its own; the same text always gets the same answer."""

    name = "rules"
    version = "1"

    def suggest(self, text: str) -> Sequence[Proposal]:
        reading = read(text)
        found = [finding for tokens in reading.sentences for finding in find(parse(reading, tokens))]
        found = [
            f
            for f in found
            if not any(
                g is not f and any(c.start <= f.cue.start and f.cue.stop <= c.stop for c in g.content) for g in found
            )
        ]
        found = [f for f in found if not reading.depth_of[f.cue.start]]
        out = [make(reading, finding) for finding in found]
        return sorted(out, key=lambda p: min(x[0].start for x in (p.source, p.cue, p.content) if x))


def find(sentence: Sentence) -> Iterator[Finding]:
    yield from find_by_phrase(sentence)
    for group in sentence.groups:
        for rule in BY_VERB:
            finding = rule(sentence, group)
            if finding is not None:
                yield finding
                break
    yield from find_by_noun(sentence)


def make(reading: Reading, finding: Finding) -> Proposal:
    def spans(parts):
        return tuple(span_of(reading, part.start, part.stop) for part in parts)

    return Proposal(
        spans([finding.source] if finding.source else []),
        spans([finding.cue]),
        spans(finding.content),
        0.5,
        finding.rule,
        "",
    )
