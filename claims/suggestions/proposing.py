"""Turns what was settled into proposals of the text, with stance and kind as the rules tell them and a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.suggestions.answers import Answer
from claims.suggestions.confidence import score, why
from claims.suggestions.coreference import Mentions
from claims.suggestions.findings import Finding
from claims.suggestions.pages import Marked, Page, runs
from claims.suggestions.proposals import Proposal
from claims.suggestions.source_kinds import identifiability, source_kind
from claims.suggestions.stances import certainty, quotation, stance, verification
from claims.suggestions.tokens import span_of

LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Step:
    """A step to propose, and the one of the same list whose content holds it."""

    finding: Finding
    score: float
    why: str
    parent: int | None = None


def propose(page: Page, answers: Sequence[Answer], *, seen: Mapping[str, tuple[int, int]]) -> tuple[Proposal, ...]:
    """Answers in the order of the text, each with the steps that the rules see inside of its content.

    `seen` tells for a word how often it stood in finished articles, and how often it was marked as a cue there.
    """
    nested = [inner.finding for inner in page.ruled if inner.parent is not None]
    steps: list[Step] = []
    for answer in sorted(answers, key=lambda one: min(one.marked.source + one.marked.cue + one.marked.content)):
        finding = _finding(page, answer.marked)
        parent = len(steps)
        steps.append(Step(finding, round(answer.score, 3), _reason(page, answer.marked, seen=seen)))
        steps.extend(
            Step(inner, score(page.reading, inner), why(page.reading, inner), parent)
            for inner in nested
            if _holds(finding, inner)
        )
    parents = {step.parent for step in steps}
    mentions = Mentions(page.reading)
    return tuple(_proposal(page, step, mentions, holds_another=place in parents) for place, step in enumerate(steps))


def _finding(page: Page, marked: Marked) -> Finding:
    source = runs(marked.source)
    cue = range(marked.cue[0], marked.cue[-1] + 1)
    group = next((page.groups[place] for place in reversed(cue) if place in page.groups), None)
    word = group.head if group is not None and group.head in cue else cue[-1]
    return Finding(
        rule=marked.rule or LEARNED,
        source=range(source[0].start, source[-1].stop) if source else None,
        cue=cue,
        content=tuple(runs(marked.content)),
        group=group,
        base=page.bases[word],
    )


def _holds(outer: Finding, inner: Finding) -> bool:
    """Whether one part of the outer content has the whole of the inner finding in it."""
    parts = (inner.cue, inner.source or inner.cue, *inner.content)
    return any(
        all(content.start <= part.start and part.stop <= content.stop for part in parts) for content in outer.content
    )


def _proposal(page: Page, step: Step, mentions: Mentions, *, holds_another: bool) -> Proposal:
    reading, finding = page.reading, step.finding
    return Proposal(
        source=(span_of(reading, finding.source.start, finding.source.stop),) if finding.source else (),
        cue=(span_of(reading, finding.cue.start, finding.cue.stop),),
        content=tuple(span_of(reading, part.start, part.stop) for part in finding.content),
        score=step.score,
        rule=finding.rule,
        why=step.why,
        nested_in=step.parent,
        stance=stance(reading, finding, holds_another=holds_another),
        certainty=certainty(reading, finding, holds_another=holds_another),
        verification=verification(reading, finding, is_nested=step.parent is not None),
        quotation=quotation(reading, finding),
        source_kind=source_kind(reading, finding.source),
        identifiability=identifiability(reading, finding.source),
        refers_to=mentions.refers_to(finding.source),
    )


def _reason(page: Page, marked: Marked, *, seen: Mapping[str, tuple[int, int]]) -> str:
    reading = page.reading
    cue = reading.text[reading.tokens[marked.cue[0]].start : reading.tokens[marked.cue[-1]].end]
    stood, was_cue = max(
        (seen.get(reading.words[place], (0, 0)) for place in marked.cue), key=lambda counted: counted[1]
    )
    rule = next((page.by_cue[place].rule.lstrip("~") for place in marked.cue if place in page.by_cue), "")
    by_rule = f"; the rule {rule} sees it, too" if rule else ""
    if was_cue:
        return f"“{cue}” was marked as a cue {was_cue} of {stood} times in the finished articles{by_rule}"
    return f"“{cue}” stands as cues do in the finished articles{by_rule}"
