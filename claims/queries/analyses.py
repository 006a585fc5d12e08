"""What was computed over many statements, as documents for API and files; the computing is done elsewhere."""

from collections.abc import Callable
from typing import Any, TypedDict
from urllib.parse import urlencode

from claims.models import Workspace
from claims.queries import alerts, diagnostics, jobs, ledgers
from claims.queries.cells import value_of
from claims.queries.matrices import Letter, Matrix
from claims.queries.summary_parts import Summary

SILENT = "."


class Pair(TypedDict):
    reliability: str
    credibility: str
    claims: int


def claims_query(matrix_row: object, family: object) -> str:
    """The filter by which the list of claims has those of a cell."""
    return urlencode({"cell": value_of(matrix_row, family)})


def matrix_document(found: Matrix, *, address: Callable[[str], str]) -> dict[str, Any]:
    """`address` makes the address of a list of claims from its query."""
    return {
        "rows": [{"id": str(row.id), "text": row.name} for row in found.rows],
        "columns": [{"id": str(column.id), "name": column.name} for column in found.columns],
        "cells": [
            {
                "proposition": str(row),
                "family": str(family),
                "letters": "".join(cell.letters),
                "claims": cell.claims,
                "disputed": cell.is_disputed,
                "claims_url": address(claims_query(row, family)),
            }
            for (row, family), cell in found.cells.items()
        ],
    }


def matrix_table(found: Matrix) -> list[list[str]]:
    """The same as rows of a file, its head first."""
    lines = [["statement", *(column.name for column in found.columns)]]
    for row in found.rows:
        cells = (found.cells.get((row.id, column.id)) for column in found.columns)
        lines.append([row.name, *("".join(cell.letters) if cell else SILENT for cell in cells)])
    return lines


def cycles_document(workspace: Workspace) -> dict[str, Any]:
    """Loops as they are now, the rest as the last scan found it."""
    loops = alerts.loops(workspace)
    scan = alerts.latest_scan(workspace)
    kept = scan.result if scan else {}
    nothing = alerts.Alerts().document()
    firmer, lost = (kept.get(kind, nothing) for kind in ("inflation", "attribution_loss"))
    return {
        "cycles": loops.newest,
        "inflation": firmer["newest"],
        "attribution_loss": lost["newest"],
        "counts": {"cycles": loops.count, "inflation": firmer["count"], "attribution_loss": lost["count"]},
        "scan": jobs.document(scan) if scan else None,
    }


def ledger_document(workspace: Workspace) -> dict[str, Any]:
    return {
        "results": [
            {
                "publisher": {"id": str(entry.publisher), "name": entry.name},
                "claims": entry.claims,
                "attributed": entry.attributed,
                "described": entry.described,
                "collective": entry.collective,
                "anonymous": entry.anonymous,
                "unsaid": entry.unsaid,
                "not_named": entry.not_named,
                "share": entry.share,
            }
            for entry in ledgers.ledger(workspace)
        ]
    }


def diagnostics_document(workspace: Workspace) -> dict[str, Any]:
    found = diagnostics.diagnostics(workspace)
    cells: list[Pair] = [
        {"reliability": str(reliability), "credibility": str(credibility), "claims": count}
        for (reliability, credibility), count in sorted(found.counts.items())
    ]
    return {
        "cells": cells,
        "claims": found.total,
        "judged": found.judged,
        "on_diagonal": found.on_diagonal,
        "share": found.share,
    }


def summary_document(summary: Summary) -> dict[str, Any]:
    return {
        "proposition": str(summary.statement.pk),
        "points": [
            {
                "heading": point.heading,
                "sentences": [
                    [
                        {
                            "words": part.words,
                            "claims": [str(key) for key in part.claims],
                            "source": str(part.source) if part.source else None,
                        }
                        for part in sentence
                    ]
                    for sentence in point.sentences
                ],
            }
            for point in summary.points
        ],
        "text": summary.text,
    }


LETTERS = {
    Letter.ORIGIN: "says so first",
    Letter.RELAYS: "relays",
    Letter.DISTANCES: "distances itself",
    Letter.DENIES: "denies, retracts or says the opposite",
}
"""What a letter of the matrix means, for people."""
