"""Proposals of one text as claims to be: each with its chain, where proposals that stand in each other are steps."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.suggestions.proposals import Proposal
from claims.text.spans import Span
from claims.vocabulary import Identifiability

WORD = re.compile(r"\w+")
FEW_WORDS = 2
"""Beside what stands in it, a proposal that says no more than this is a step towards it and no claim of its own."""
LEAST_WORDS = 2
"""One word alone ("that") is no statement."""
LONGEST_NAME = 160
ARTICLES = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
END_OF_HEAD = re.compile(r"[,;(–—]| who\b| which\b| that\b", re.IGNORECASE)
PREPOSITIONS = frozenset(("of", "for", "in", "at", "from", "by", "to", "on", "with", "and", "or", "the", "a", "an"))
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "who", "which", "whom", "whose")
)
POINTING = PRONOUNS | frozenset(("which", "whose", "that", "this", "those", "these", "one", "some", "others"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim to be; `hops` are proposals, the one nearest the publisher first, and the last one says it first."""

    hops: tuple[Proposal, ...]

    @property
    def last(self) -> Proposal:
        return self.hops[-1]

    @property
    def content(self) -> tuple[Span, ...]:
        return self.last.content

    @property
    def score(self) -> float:
        """A chain is no surer than its least sure step."""
        return min(1.0, max(0.0, min(hop.score for hop in self.hops)))

    @property
    def place(self) -> str:
        """By which it is known again, whatever else of it changes: where its cue stands."""
        spans = self.last.cue or self.content
        return f"{spans[0].start}-{spans[-1].end}"


def drafts(text: str, proposals: Sequence[Proposal]) -> list[Draft]:
    """In order of the text. Of two with one place the surer one stays."""
    held: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        if proposal.nested_in is not None:
            held.setdefault(proposal.nested_in, []).append(proposal)
    found: dict[str, Draft] = {}
    for index, proposal in enumerate(proposals):
        if _words(text, proposal.content) < LEAST_WORDS or _only_holds(text, proposal, held.get(index, ())):
            continue
        draft = Draft(_chain(proposals, index))
        if draft.place not in found or found[draft.place].score < draft.score:
            found[draft.place] = draft
    return sorted(found.values(), key=lambda draft: (draft.content[0].start, -draft.content[-1].end))


def _words(text: str, spans: Iterable[Span]) -> int:
    return sum(len(WORD.findall(text, span.start, span.end)) for span in spans)


def _chain(proposals: Sequence[Proposal], index: int) -> tuple[Proposal, ...]:
    chain = [proposals[index]]
    while (parent := chain[0].nested_in) is not None:
        chain.insert(0, proposals[parent])
    return tuple(chain)


def _only_holds(text: str, proposal: Proposal, nested: Iterable[Proposal]) -> bool:
    parts = [span for one in nested for span in (*one.source, *one.cue, *one.content)]
    if not parts:
        return False
    words = [word for span in proposal.content for word in WORD.finditer(text, span.start, span.end)]
    alone = [word for word in words if not any(part.start <= word.start() < part.end for part in parts)]
    return len(alone) <= FEW_WORDS


def names_of(words: str, refers_to: str = "") -> list[str]:
    """What a registry may know the source by, the likeliest first; none for words that only point at somebody."""
    found = [*(_names(refers_to) if refers_to else ()), *_names(words)]
    return list(dict.fromkeys(name for name in found if name and name.casefold() not in POINTING))


def new_name(words: str, refers_to: str, *, identifiability: Identifiability) -> str:
    """What to call a source that no registry knows: who is named by the name alone, others by all of the head."""
    meant = refers_to or words
    if not names_of(meant):
        return ""
    head = _bare(_head(meant))
    return _cut((_name_in(head) if identifiability is Identifiability.NAMED else "") or head)


def is_named(refers_to: str) -> bool:
    """Whom "he" stands for has a name, though "he" is none."""
    return bool(refers_to and _name_in(_head(refers_to)))


def _names(words: str) -> list[str]:
    """All of the words, their head, the name at the end of the head, and that name without what leads up to it."""
    whole = " ".join(words.split())
    head = _head(words)
    name = _name_in(head)
    return [_cut(one) for one in (whole, _bare(whole), _bare(head), name, " ".join(name.split()[-2:]))]


def _head(words: str) -> str:
    whole = " ".join(words.split())
    end = END_OF_HEAD.search(whole, 1)
    return whole[: end.start()].strip() if end else whole


def _name_in(head: str) -> str:
    """ "John Kirby" of "Pentagon spokesperson John Kirby", yet not "Pentagon" of "spokesperson for the Pentagon"."""
    words = head.split()
    start = len(words)
    while start and words[start - 1][0].isupper():
        start -= 1
    before = words[start - 1] if start else ""
    if before and (before.casefold() in PREPOSITIONS or not before[0].isalpha()):
        return ""
    return " ".join(words[start:])


def _bare(name: str) -> str:
    return ARTICLES.sub("", name, count=1) if ARTICLES.match(name) else name


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME].rsplit(" ", 1)[0]
