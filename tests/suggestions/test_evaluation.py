from dataclasses import replace

from claims.suggestions.evaluation import Count, scores
from claims.suggestions.examples import Attribution, Example
from claims.text.spans import Span
from tests.suggestions.examples import marked

ONE = marked("{S1 Orra Velm} {C1 said} {X1 that the old dam holds}. It rained.")
TWO = marked("{X1 Boats sank}, {S1 Tarro} {C1 said}, {X1 and nets tore}. {S2 Oru} {C2 fears} {X2 a storm}.")


def scored(example: Example, *proposed: Attribution):
    return scores([(example.text, example.attributions, proposed)])


def span(example: Example, words: str) -> tuple[Span, ...]:
    start = example.text.index(words)
    return (Span(start, start + len(words)),)


def test_what_people_marked_agrees_wholly_with_itself():
    found = scores((example.text, example.attributions, example.attributions) for example in (ONE, TWO))

    assert found.exact == found.soft == found.found == Count(3, 3, 3)
    assert found.content == Count(4, 4, 4)
    assert found.exact.f1 == found.exact.precision == found.exact.recall == 1.0


def test_nothing_proposed_scores_nothing_and_divides_by_nothing():
    found = scored(ONE)

    assert found.exact == Count(0, 0, 1)
    assert (found.exact.precision, found.exact.recall, found.exact.f1) == (0.0, 0.0, 0.0)
    assert scores([]).exact.f1 == 0.0


def test_a_longer_content_is_softly_right_only():
    (attribution,) = ONE.attributions
    longer = replace(attribution, content=span(ONE, "that the old dam holds. It rained."))

    found = scored(ONE, longer)

    assert (found.found.right, found.soft.right, found.exact.right) == (1, 1, 0)
    assert found.content == Count(0, 1, 1)
    assert found.source == Count(1, 1, 1)


def test_less_than_half_of_a_content_is_found_and_no_more():
    (attribution,) = ONE.attributions

    found = scored(ONE, replace(attribution, content=span(ONE, "dam holds")))

    assert (found.found.right, found.soft.right) == (1, 0)


def test_a_space_more_or_less_does_not_matter():
    (attribution,) = ONE.attributions

    assert scored(ONE, replace(attribution, cue=span(ONE, " said "))).exact == Count(1, 1, 1)


def test_a_missing_source_is_right_where_the_text_has_none():
    hearsay = marked("It {C1 is said} {X1 that wolves came}.")
    invented = replace(hearsay.attributions[0], source=span(hearsay, "It"))

    assert scored(hearsay, *hearsay.attributions).exact.right == 1
    assert scored(hearsay, invented).soft.right == 0


def test_each_marked_one_pairs_with_one_proposal_the_best_first():
    first, second = TWO.attributions
    worse = replace(first, content=first.content[:1])

    found = scored(TWO, worse, first, second)

    assert found.exact == Count(2, 3, 2)
    assert found.found == Count(2, 3, 2)


def test_a_proposal_beside_the_cue_is_not_found():
    (attribution,) = ONE.attributions

    assert scored(ONE, replace(attribution, cue=span(ONE, "rained"))).found.right == 0


def test_contents_pair_where_one_has_no_cue():
    (attribution,) = ONE.attributions

    found = scored(ONE, replace(attribution, cue=()))

    assert (found.found.right, found.soft.right, found.exact.right) == (1, 1, 0)
    assert found.cue == Count(0, 0, 1)


def test_a_source_shared_by_two_counts_as_one_span():
    shared = replace(TWO.attributions[1], source=TWO.attributions[0].source)

    found = scores([(TWO.text, (TWO.attributions[0], shared), (TWO.attributions[0], shared))])

    assert found.source == Count(1, 1, 1)
