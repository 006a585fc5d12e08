"""The lists of words are whole: forms are right, and no list names what another one does not know."""

import pytest

from claims.suggestions.confidence import REASONS, SCORES
from claims.suggestions.lexicons.inflection import forms
from claims.suggestions.lexicons.speakers import kind_of
from claims.suggestions.lexicons.verbs import FORMS, VERBS, Frame
from claims.vocabulary import SourceKind


@pytest.mark.parametrize(
    ("base", "inflected"),
    [
        ("say", "says said said saying"),
        ("deny", "denies denied denied denying"),
        ("admit", "admits admitted admitted admitting"),
        ("write", "writes wrote written writing"),
        ("argue", "argues argued argued arguing"),
        ("preach", "preaches preached preached preaching"),
        ("foresee", "foresees foresaw foreseen foreseeing"),
    ],
)
def test_verbs_are_inflected(base: str, inflected: str) -> None:
    shapes = forms(base)
    assert [shapes.present, shapes.past, shapes.participle, shapes.gerund] == inflected.split()


def test_the_lexicon_knows_several_hundred_verbs_in_every_form() -> None:
    assert len(VERBS) > 500
    assert ("allege", "gerund") in FORMS["alleging"]
    assert Frame.CLAUSE in VERBS["point-out"].frames
    assert all(verb.frames or verb.prepositions or verb.particles for verb in VERBS.values())


def test_every_rule_with_a_score_has_its_reason() -> None:
    assert set(SCORES) <= set(REASONS)


def test_nouns_name_kinds_in_either_number() -> None:
    assert kind_of("spokesman") == kind_of("spokesmen") == kind_of("economists") == SourceKind.PERSON
    assert kind_of("agencies") == SourceKind.GOVERNMENT_BODY
    assert kind_of("pier") is None
