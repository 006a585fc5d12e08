"""How common a word is among the claims, as PostgreSQL's statistics know it: cheap, and as old as its last look."""

from collections.abc import Iterable

from django.db import connection

REPORTING = {"said", "says", "say", "told"}
COMMON = """
SELECT word, share FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS s (word, share)
WHERE schemaname = current_schema() AND tablename = 'claims_claim' AND attname = 'search' AND word = ANY(%s)
"""
ROWS = "SELECT greatest(reltuples, 1) FROM pg_class WHERE oid = 'claims_claim'::regclass"
SAY_NOTHING = "SELECT word FROM unnest(%s::text[]) word WHERE to_tsvector('english', word) = ''"
LEXEMES = "SELECT DISTINCT unnest(tsvector_to_array(to_tsvector('english', %s)))"


def lexemes_of(text: str) -> list[str]:
    """The words of a text as the search knows them, without those that say nothing; in order of the alphabet."""
    with connection.cursor() as cursor:
        cursor.execute(LEXEMES, (text,))
        return sorted(word for (word,) in cursor.fetchall())


def without_meaning(words: Iterable[str]) -> set[str]:
    """Those of these words that the search leaves out, and those that only say that somebody spoke."""
    with connection.cursor() as cursor:
        cursor.execute(SAY_NOTHING, (list(words),))
        return {word for (word,) in cursor.fetchall()} | REPORTING


def expected_rows(words: Iterable[str]) -> dict[str, float]:
    """For each word in how many claims, of all workspaces, it may stand; a word that is not known as common in few."""
    wanted = list(words)
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        total = float(cursor.fetchone()[0])
        cursor.execute(COMMON, (wanted,))
        shares = dict(cursor.fetchall())
    return {word: total * shares.get(word, 0.0) for word in wanted}
