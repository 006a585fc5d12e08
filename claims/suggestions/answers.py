"""Cues and links put together: what could be proposed, and what is; how they are found is in `tagger` and `links`."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.suggestions.crf import Field
from claims.suggestions.links import find_link
from claims.suggestions.pages import Marked, Page
from claims.suggestions.tagger import find_cues

LOWEST = 0.12
"""A cue less probable than this is not looked at."""
LIKELY = 0.4
"""A cue at least this probable hinders the contents of others."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What could be proposed for one cue: as learned, and as the rules have it, if they see the same cue."""

    learned: Marked
    cue_score: float
    link_score: float
    ruled: Marked | None


@dataclass(frozen=True, slots=True)
class Tuning:
    """How sure to be: tuned on articles that were not learned from."""

    threshold: float = 0.4
    """A cue that the rules do not see."""
    ruled_threshold: float = 0.15
    """A cue that the rules see, too."""
    link_weight: float = 0.25
    """How much a doubtful link lowers the score of a sure cue."""
    trust: float = 0.0
    """Below this probability of the learned link the rule's link is taken, where there is one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is proposed for one cue, and how probable it is."""

    marked: Marked
    score: float
    by_rule: bool


def candidates(page: Page, *, cues: Field, links: Field) -> list[Candidate]:
    found = find_cues(cues, page, threshold=LOWEST)
    likely = {place for cue in found if cue.score >= LIKELY for place in cue.tokens}
    kept: list[Candidate] = []
    for cue in found:
        learned, link_score = find_link(links, page, cue.tokens, taken=likely)
        seen = (page.by_cue[place] for place in cue.tokens if place in page.by_cue)
        ruled = next((one for one in seen if not one.is_doubtful), None)
        kept.append(Candidate(learned, cue.score, link_score, ruled))
    return kept


def settle(possible: Iterable[Candidate], *, tuning: Tuning) -> list[Answer]:
    answers: list[Answer] = []
    for one in possible:
        by_rule = one.ruled is not None and (one.link_score < tuning.trust or not one.learned.content)
        marked = one.ruled if by_rule and one.ruled else one.learned
        score = one.cue_score * max(one.link_score, 0.001) ** tuning.link_weight
        least = tuning.ruled_threshold if one.ruled else tuning.threshold
        if marked.content and score >= least:
            answers.append(Answer(marked, min(score, 1.0), by_rule))
    return answers
