"""Pronouns and short forms stand for the nearest source before them that fits."""

import pytest

from tests.suggestions.steps import proposals


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("Ann Ek said it rains. She said it will stop.", ["", "Ann Ek"]),
        ("Harbour Master Ann Ek said it rains. Ek said it will stop.", ["", "Harbour Master Ann Ek"]),
        ("General Jon Lind said it rains. The general also said that it will stop.", ["", "General Jon Lind"]),
        ("A report of the port says that it rains. The report adds that it will stop.", ["", "A report"]),
        ("Ms. Ann Ek said it rains. He said it will stop.", ["", ""]),
        ("The guards said it rains. They said it will stop.", ["", "The guards"]),
        ("She said that it rains.", [""]),
    ],
)
def test_it_resolves_what_stands_for_a_source(text: str, stands_for: list[str]) -> None:
    assert [proposal.refers_to for proposal in proposals(text)] == stands_for


def test_a_name_counts_that_was_no_source_before() -> None:
    text = "The crowd cheered Mayor Ann Ek on Monday. “Thank you,” Ek said."
    assert [proposal.refers_to for proposal in proposals(text)][-1] == "Mayor Ann Ek"
