"""Claims that may say the same as a statement or a claim: found by rare words, ordered by shared words and phrases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection

from claims.models import Claim, Proposition, Workspace
from claims.queries.verdicts import in_effect
from claims.queries.word_counts import expected_rows, lexemes_of, without_meaning
from claims.text.shingles import containment, jaccard, keys_of, shared_phrases, shingles

MOST_FOUND = 200
"""Claims that are compared word by word."""
MOST_SHOWN = 50
MOST_PASSED = 20_000
"""Rows that the search may have to look at: words that stand in more claims together are left out, the common first."""
MOST_WORDS = 24
MOST_EXAMPLES = 20
LEAST_SCORE = 0.18
LEAST_WORDS = 2

# A word that is rare weighs more. Who has judged a claim is not asked again, and what one found different stays so.
FOUND = """
WITH wanted AS (SELECT to_tsquery('simple', one) AS one, weight FROM unnest(%s::text[], %s::float8[]) w (one, weight)),
found AS MATERIALIZED (
 SELECT c.id, c.article_id, c.annotation_set_id, c.search, c.quote FROM claims_claim c
 WHERE c.workspace_id = %s AND c.search @@ to_tsquery('simple', %s) AND c.withdrawn_at IS NULL
  AND c.status <> 'rejected' AND c.id <> ALL(%s)
),
weighed AS (
 SELECT f.id, f.article_id, f.annotation_set_id, f.quote,
  (SELECT sum(w.weight) FROM wanted w WHERE f.search @@ w.one) AS weight
 FROM found f
)
SELECT w.id, w.quote FROM weighed w
JOIN claims_annotationset s ON s.workspace_id = %s AND s.id = w.annotation_set_id AND s.kind = 'record'
JOIN claims_article a ON a.workspace_id = s.workspace_id AND a.id = w.article_id AND a.withdrawn_at IS NULL
WHERE NOT EXISTS (
 SELECT FROM claims_judgement j
 JOIN claims_proposition p ON p.workspace_id = j.workspace_id AND p.id = j.proposition_id
 WHERE j.workspace_id = s.workspace_id AND j.claim_id = w.id AND j.superseded_at IS NULL
  AND coalesce(p.merged_into_id, p.id) = %s AND (j.verdict <> 'unsure' OR j.analyst_id = %s)
)
ORDER BY w.weight DESC, w.id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that may say the same, how much speaks for it, and why in words."""

    claim: UUID
    score: float
    why: str
    phrases: tuple[str, ...] = ()
    """What of its words the other one has, too."""


def for_proposition(workspace: Workspace, proposition: Proposition, *, by: AbstractBaseUser) -> list[Found]:
    """Claims of the record that this person has not judged and nobody found different; the likeliest first."""
    members = [one.claim for one in in_effect(workspace, [proposition.pk])]
    newest = Claim.objects.filter(workspace=workspace, pk__in=members).order_by("-pk")
    said = list(newest.values_list("quote", flat=True)[:MOST_EXAMPLES])
    return _likely(workspace, [proposition.text, *said], besides=members, judged_of=proposition.pk, by=by)


def for_claim(workspace: Workspace, claim: Claim, *, by: AbstractBaseUser) -> list[Found]:
    """Other claims that may say the same as this one, whatever statement they are in."""
    return _likely(workspace, [claim.quote], besides=[claim.pk], judged_of=None, by=by)


def _likely(
    workspace: Workspace,
    texts: Sequence[str],
    *,
    besides: Collection[UUID],
    judged_of: UUID | None,
    by: AbstractBaseUser,
) -> list[Found]:
    weights = _words(texts)
    if not weights:
        return []
    quoted = {word: "'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in weights}
    with connection.cursor() as cursor:
        cursor.execute(
            FOUND,
            (
                list(quoted.values()),
                list(weights.values()),
                workspace.pk,
                " | ".join(quoted.values()),
                list(besides),
                workspace.pk,
                judged_of,
                by.pk,
                MOST_FOUND,
            ),
        )
        rows = cursor.fetchall()
    return _ordered(texts, rows)


def _words(texts: Sequence[str]) -> dict[str, float]:
    """Words to search for with their weights: of the first text and of what several others say, the rare ones."""
    first = lexemes_of(texts[0])
    counts: dict[str, int] = {}
    for text in texts[1:]:
        for word in lexemes_of(text):
            counts[word] = counts.get(word, 0) + 1
    several = [word for word, count in counts.items() if count > 1 or len(texts) == 2]
    rows = expected_rows({*first, *several})
    chosen: dict[str, float] = {}
    passed = 0.0
    for word in sorted(rows, key=lambda word: (rows[word], word)):
        passed += rows[word]
        if len(chosen) == MOST_WORDS or (passed > MOST_PASSED and len(chosen) >= LEAST_WORDS):
            break
        chosen[word] = 1 / (1 + rows[word] / 1000)
    return chosen


def _ordered(texts: Sequence[str], rows: Sequence[tuple[UUID, str]]) -> list[Found]:
    ignored = without_meaning({key for text in (*texts, *(quote for _, quote in rows)) for key in keys_of(text)})
    told = [_Told(text, ignored) for text in texts]
    found = []
    for key, quote in rows:
        candidate = _Told(quote, ignored)
        likest, score = max(((one, one.likeness(candidate)) for one in told), key=lambda pair: pair[1])
        phrases, more = shared_phrases(quote, likest.text, ignored=ignored)
        if score >= LEAST_SCORE and (more or sum(len(keys_of(phrase)) for phrase in phrases) >= LEAST_WORDS):
            found.append(Found(key, round(score, 4), _why(phrases, more), tuple(phrases)))
    return sorted(found, key=lambda one: (-one.score, -one.claim.int))[:MOST_SHOWN]


class _Told:
    """A text as it is compared: its words that say something, and its pairs of words."""

    def __init__(self, text: str, ignored: Collection[str]) -> None:
        self.text = text
        keys = keys_of(text)
        self.words = {key for key in keys if key not in ignored}
        self.pairs = set(shingles(keys, 2))

    def likeness(self, other: "_Told") -> float:
        """Shared words count, more so in the same order; a short claim within a long one is no less alike."""
        words = (jaccard(self.words, other.words) + containment(self.words, other.words)) / 2
        return 0.7 * words + 0.3 * containment(self.pairs, other.pairs)


def _why(phrases: Sequence[str], more: int) -> str:
    parts = [f"‘{phrase}’" for phrase in phrases]
    if more:
        parts.append(f"{more} more word{'' if more == 1 else 's'}" if parts else f"{more} words")
    return f"shares {', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else f"shares {parts[0]}"
