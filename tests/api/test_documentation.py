"""docs/api.md says what there is."""

from pathlib import Path

from claims.api import urls
from claims.queries.filters import ARTICLE_FILTERS, CLAIM_FILTERS, SOURCE_FILTERS

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_it_names_every_part_of_a_workspace() -> None:
    parts = {str(pattern.pattern).partition("/")[0] for pattern in urls.WORKSPACE} - {""}
    assert [part for part in sorted(parts) if f"`{part}/" not in PAGE] == []


def test_it_names_every_filter() -> None:
    known = {*CLAIM_FILTERS, *ARTICLE_FILTERS, *SOURCE_FILTERS}
    assert [name for name in sorted(known) if f"`{name}`" not in PAGE] == []
