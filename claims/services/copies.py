"""Finds articles that copy each other by their words, and proposes each pair to people with the reason in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from claims.models import TextSignature, Workspace
from claims.queries import copies
from claims.queries.copies import Agencies, Candidate
from claims.services import dependences
from claims.services.dependences import Proposed
from claims.text.shingles import keys_of, share_in_order
from claims.text.signatures import METHOD, bands_of
from claims.vocabulary import DependenceKind

AT_ONCE = 200
LEAST_SHARE = 0.5
"""Of the words of the shorter text, so many stand in the same order in the longer one."""
LEAST_WORDS = 15
SAME_TEXT = 0.9
MOST_A_TEXT = 3
"""Pairs that one new article brings: of a wire report in a hundred papers nobody decides ten thousand pairs."""
Progress = Callable[[int], None]


def find(workspace: Workspace, *, progress: Progress) -> int:
    """Compares every article that was not compared yet with all others, some at a time; returns how many pairs are new.

    It may stop anywhere and go on later. `progress` is told how many articles are done.
    """
    agencies = Agencies(workspace)
    done = found = 0
    while keys := copies.unsigned(workspace, most=AT_ONCE):
        found += _compare(workspace, keys, agencies)
        done += len(keys)
        progress(done)
    return found


@transaction.atomic
def _compare(workspace: Workspace, keys: Sequence[UUID], agencies: Agencies) -> int:
    new = copies.candidates(workspace, keys)
    words = {key: keys_of(one.text) for key, one in new.items()}
    _keep_signatures(workspace, new, words)
    pairs = copies.alike(workspace, keys)
    others = copies.candidates(workspace, {other for _, other in pairs} - new.keys())
    words |= {key: keys_of(one.text) for key, one in others.items()}
    known = new | others
    alike: dict[UUID, list[tuple[float, Candidate, Candidate]]] = {}
    for one, other in pairs:
        share = share_in_order(words[one], words[other])
        if share >= LEAST_SHARE and min(len(words[one]), len(words[other])) >= LEAST_WORDS:
            alike.setdefault(one, []).append((share, known[one], known[other]))
    proposed = [
        proposal
        for rows in alike.values()
        for share, one, other in sorted(rows, key=lambda row: (-row[0], row[2].id))[:MOST_A_TEXT]
        if (proposal := proposal_of(one, other, share, agencies))
    ]
    return len(dependences.propose(workspace, proposed))


def _keep_signatures(workspace: Workspace, new: Mapping[UUID, Candidate], words: Mapping[UUID, Sequence[str]]) -> None:
    rows = [
        TextSignature(
            workspace=workspace,
            article_id=key,
            version_id=one.version,
            method=METHOD,
            bands=bands_of(words[key], salt=workspace.pk.bytes),
        )
        for key, one in new.items()
    ]
    TextSignature.objects.filter(workspace=workspace, article__in=new).delete()
    TextSignature.objects.bulk_create(rows, ignore_conflicts=True)


def proposal_of(one: Candidate, other: Candidate, share: float, agencies: Agencies) -> Proposed | None:
    """Which kind of dependence it looks like, and why; None where the articles say themselves that one reprints."""
    if one.id == other.republishes or other.id == one.republishes:
        return None
    earlier, later = sorted((one, other), key=_in_time)
    kind, because = _kind_of(later, earlier, share, agencies)
    why = f"{share:.0%} of the words of the shorter text stand in the same order in both; {because}."
    return Proposed(article=later.id, on_article=earlier.id, kind=kind, why=why)


def _kind_of(later: Candidate, earlier: Candidate, share: float, agencies: Agencies) -> tuple[DependenceKind, str]:
    for copy, original in ((later, earlier), (earlier, later)):
        if _credits(copy, original):
            return DependenceKind.REPUBLISHES, f"the article of “{copy.publisher_name or 'no publisher'}” credits " + (
                f"“{original.publisher_name}”"
            )
    if later.wire_credit and later.wire_credit == earlier.wire_credit:
        return DependenceKind.SAME_WIRE, f"“{later.wire_name}” is credited in both"
    if shared := sorted(agencies.named_in(later.text) & agencies.named_in(earlier.text)):
        return DependenceKind.SAME_WIRE, f"“{shared[0]}” is named in both"
    if share >= SAME_TEXT and later.day and earlier.day and later.day > earlier.day:
        return DependenceKind.REPUBLISHES, f"one is of {earlier.day}, the other of {later.day}"
    return DependenceKind.SAME_PRESS_RELEASE, "neither credits the other, nor do both credit an agency"


def _credits(copy: Candidate, original: Candidate) -> bool:
    if not original.publisher or copy.publisher == original.publisher:
        return False
    if copy.wire_credit == original.publisher:
        return True
    return re.search(rf"\b{re.escape(original.publisher_name)}\b", copy.text, re.IGNORECASE) is not None


def _in_time(one: Candidate) -> tuple[bool, float, UUID]:
    """Undated articles last, in the order in which they came."""
    return (one.published is None, one.published.timestamp() if one.published else 0.0, one.id)
