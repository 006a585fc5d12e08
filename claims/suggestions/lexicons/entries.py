"""How the lists of this package are written: words between spaces."""


def words(entries: str) -> frozenset[str]:
    return frozenset(entries.split())
