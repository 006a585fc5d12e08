"""The table that the bench prints, in Markdown so that it can be put into docs/performance.md as it is."""

from collections.abc import Iterator, Sequence

from tests.bench.timing import Row

HEAD = ("what", "measured", "floor", "ratio", "bar", "met")


def table(rows: Sequence[Row]) -> Iterator[str]:
    yield f"| {' | '.join(HEAD)} |"
    yield "|---" * len(HEAD) + "|"
    for row in rows:
        met = {True: "yes", False: "NO", None: ""}[row.met]
        yield f"| {row.what} | {row.measured} | {row.floor} | {row.ratio} | {row.bar} | {met} |"
