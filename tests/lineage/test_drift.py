"""Certainty that grows on the way, and attributions that get lost."""

import pytest

from claims.lineage.counting import Support, sort_out
from claims.lineage.drift import find_inflations, find_losses, firmness
from claims.lineage.records import Assertion
from claims.vocabulary import Certainty
from tests.lineage.makers import asserted, certain, chain, dated, evidence, piece, said, unnamed

CERTAIN, PROBABLE, POSSIBLE = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE


def supports(*assertions: Assertion) -> tuple[Support, ...]:
    return sort_out(evidence(*assertions))[0]


def test_an_article_firmer_than_the_publisher_it_cites_is_found() -> None:
    source = said(piece("Globe", "2021-05-03"), certain("Army", POSSIBLE))
    copy = said(piece("Times", "2021-05-04"), certain("Globe", CERTAIN))
    [found] = find_inflations(supports(source, copy))
    assert (found.later, found.earlier, found.past) == (copy, source, "Globe")
    assert (found.certainty, found.certainty_before) == (CERTAIN, POSSIBLE)


def test_may_behind_a_report_that_becomes_what_the_report_shows_is_found() -> None:
    careful = said(piece("Ledger", "2021-05-03"), "UN report", certain(unnamed("one State", "Ledger"), POSSIBLE))
    firm = said(piece("Observer", "2021-05-05"), certain("UN report", CERTAIN))
    [found] = find_inflations(supports(careful, firm))
    assert (found.later, found.past) == (firm, "UN report")
    assert (
        find_inflations(supports(careful, said(piece("Observer", "2021-05-01"), certain("UN report", CERTAIN)))) == ()
    )


def test_a_source_may_say_more_on_another_day() -> None:
    early = said(piece("Ledger", "2021-05-03"), certain("Army", POSSIBLE))
    late = said(piece("Observer", "2021-05-05"), certain("Army", CERTAIN))
    assert find_inflations(supports(early, late)) == ()
    one_day = dated("2021-05-02")
    early = said(piece("Ledger", "2021-05-03"), certain("Army", POSSIBLE, said=one_day))
    late = said(piece("Observer", "2021-05-05"), certain("Army", CERTAIN, said=one_day))
    assert len(find_inflations(supports(early, late))) == 1
    later_day = said(piece("Observer", "2021-05-05"), certain("Army", CERTAIN, said=dated("2021-05-04")))
    assert find_inflations(supports(early, later_day)) == ()


def test_what_is_not_stated_cannot_be_compared() -> None:
    source = said(piece("Globe", "2021-05-03"), "Army")
    copy = said(piece("Times", "2021-05-04"), certain("Globe", CERTAIN))
    assert find_inflations(supports(source, copy)) == ()


@pytest.mark.parametrize(("certainties", "expected"), [
    ((CERTAIN, POSSIBLE), POSSIBLE), ((POSSIBLE, CERTAIN), POSSIBLE),
    ((Certainty.NOT_STATED, PROBABLE), PROBABLE), ((Certainty.NOT_STATED,), None),
])  # fmt: skip
def test_a_chain_is_as_firm_as_its_least_firm_step(
    certainties: tuple[Certainty, ...], expected: Certainty | None
) -> None:
    assert firmness(chain(*[certain(f"S{place}", one) for place, one in enumerate(certainties)])) is expected


def test_a_lost_attribution_is_found_against_the_first_article_that_has_it() -> None:
    first = said(piece("Globe", "2021-05-03"), "Army")
    second = said(piece("Times", "2021-05-04"), "Army")
    bare = said(piece("Lantern", "2021-05-05"))
    [found] = find_losses(supports(second, first, bare))
    assert (found.later, found.earlier) == (bare, first)


def test_who_was_first_or_attributes_elsewhere_lost_nothing() -> None:
    assert find_losses(supports(said(piece("Lantern", "2021-05-02")), said(piece("Globe", "2021-05-03"), "Army"))) == ()
    assert find_losses(supports(said(piece("Lantern")), said(piece("Globe", "2021-05-03"), "Army"))) == ()
    lantern = piece("Lantern", "2021-05-05")
    headline, body = said(lantern), said(lantern, "Army")
    assert find_losses(supports(said(piece("Globe", "2021-05-03"), "Army"), headline, body)) == ()
    both = asserted(lantern, [chain(), chain("Army")])
    assert find_losses(supports(said(piece("Globe", "2021-05-03"), "Army"), both)) == ()
