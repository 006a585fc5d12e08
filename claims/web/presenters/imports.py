"""What came of the files of one import, short enough to be kept until the next page has shown it."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

from claims.errors import BadRows, ClaimsError
from claims.services.imports import ImportOutcome

MOST_SHOWN = 50


class FileResult(TypedDict):
    """One file: what it brought, or why nothing of it was saved. Articles are given by id."""

    name: str
    summary: str
    articles: list[str]
    more: int
    skipped: list[str]
    more_skipped: int
    notes: list[str]
    bad_rows: list[tuple[int, str]]
    more_rows: int
    refused: bool


def brought(name: str, outcome: ImportOutcome) -> FileResult:
    counts = {"article": len(outcome.articles), "claim": outcome.claims, "source": outcome.sources}
    added = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items() if count)
    skipped = f"; {len(outcome.skipped)} skipped" if outcome.skipped else ""
    return FileResult(
        name=name,
        summary=f"Added {added or 'nothing'}{skipped}.",
        articles=[str(key) for key in outcome.articles[:MOST_SHOWN]],
        more=max(0, len(outcome.articles) - MOST_SHOWN),
        skipped=[f"Row {row.row}: {row.title[:200]}" for row in outcome.skipped[:MOST_SHOWN]],
        more_skipped=max(0, len(outcome.skipped) - MOST_SHOWN),
        notes=list(outcome.notes),
        bad_rows=[],
        more_rows=0,
        refused=False,
    )


def refused(name: str, error: ClaimsError) -> FileResult:
    rows = error.rows if isinstance(error, BadRows) else []
    return FileResult(
        name=name,
        summary=error.message,
        articles=[],
        more=0,
        skipped=[],
        more_skipped=0,
        notes=[],
        bad_rows=rows[:MOST_SHOWN],
        more_rows=max(0, len(rows) - MOST_SHOWN),
        refused=True,
    )


def with_titles(result: FileResult, titles: Mapping[UUID, str]) -> dict[str, object]:
    """For the page: its articles with their titles; one that was withdrawn meanwhile is left out."""
    added = [(key, titles[UUID(key)]) for key in result["articles"] if UUID(key) in titles]
    return {**result, "added": added}
