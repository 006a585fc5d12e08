import pytest

from claims.text.naming import how_named
from claims.vocabulary import Identifiability


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("John Kirby", Identifiability.NAMED),
        ("the UN report", Identifiability.NAMED),
        ("SITE Intelligence Group", Identifiability.NAMED),
        ("one Member State", Identifiability.DESCRIBED),
        ("a US official", Identifiability.DESCRIBED),
        ("officials", Identifiability.COLLECTIVE),
        ("two officials", Identifiability.COLLECTIVE),
        ("police", Identifiability.COLLECTIVE),
        ("a source", Identifiability.ANONYMOUS),
        ("people familiar with the matter, unnamed", Identifiability.ANONYMOUS),
    ],
)
def test_it_proposes_how_a_mention_names_its_source(words: str, named: Identifiability) -> None:
    assert how_named(words) is named
