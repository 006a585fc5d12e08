"""The account of a proposition on worked examples that a reader can check by hand."""

from claims.lineage.contraction import Node
from claims.lineage.counting import Reason
from claims.lineage.records import Evidence
from claims.lineage.tracing import Trace, keeps_a_line, trace
from claims.vocabulary import Lineage, Polarity, SourceKind, Stance, Verification
from tests.lineage.makers import asserted, chain, evidence, hop, key, party, piece, said, unnamed

SITE, ISIS = "SITE Intelligence Group", "ISIS-K"


def bounds(found: Trace) -> tuple[int, int]:
    return len(found.surely), len(found.perhaps)


def names(nodes: tuple[Node, ...]) -> list[str]:
    return [node.name for node in nodes]


def seven_articles() -> Evidence:
    direct = [said(piece(f"Paper {n}", f"2021-08-{10 + n}"), SITE, ISIS) for n in range(4)]
    by_wire = [
        said(piece("Paper 5", "2021-08-20"), "Reuters", SITE, ISIS),
        said(piece("Paper 6", "2021-08-21"), "Reuters", SITE, ISIS),
        said(piece("Paper 7", "2021-08-22"), "AP", SITE, ISIS),
    ]
    return evidence(*direct, *by_wire)


def test_seven_articles_that_pass_one_monitor_are_one_line() -> None:
    found = trace(seven_articles())
    assert bounds(found) == (1, 1)
    assert names(found.rests_on) == [SITE, ISIS]
    assert names(found.origins) == [ISIS]
    assert found.why[0] == "7 articles make this statement, from 7 publisher families."
    assert "Everything that is attributed rests on SITE Intelligence Group and ISIS-K." in found.why


def test_named_lines_add_up_and_unnamed_ones_leave_room() -> None:
    kirby = party("John Kirby", family="Pentagon", kind=SourceKind.PERSON)
    found = trace(
        evidence(
            *seven_articles().assertions,
            said(piece("Post", "2021-08-25"), kirby),
            said(piece("Times", "2021-08-26"), unnamed("a US official", "Times")),
            said(piece("Globe", "2021-08-26"), unnamed("a US official", "Globe")),
            said(
                piece("Herald", "2021-08-27"),
                "UN report",
                unnamed("one Member State", "Herald", kind=SourceKind.GOVERNMENT_BODY),
            ),
        )
    )
    assert bounds(found) == (4, 5)
    assert found.rests_on == ()
    assert any("not named" in sentence and "“a US official”" in sentence for sentence in found.why)
    assert ("Pentagon",) in [tuple(names(line)) for line in found.surely]


def test_own_words_count_only_in_the_upper_bound_and_once_a_family() -> None:
    found = trace(
        evidence(
            said(piece("Times", "2021-08-26"), SITE),
            said(piece("Globe", "2021-08-26")),
            said(piece("Globe", "2021-08-27")),
        )
    )
    assert bounds(found) == (1, 2)
    assert names(found.rests_on) == [SITE]
    assert any(sentence.startswith("Globe gives no source") for sentence in found.why)


def test_an_article_may_have_several_lines() -> None:
    both = asserted(piece("Times"), [chain("Army"), chain("Police")])
    assert bounds(trace(evidence(both))) == (2, 2)


def test_a_cited_publisher_goes_on_in_its_own_earlier_article() -> None:
    found = trace(
        evidence(said(piece("Times", "2021-08-27"), "Globe"), said(piece("Globe", "2021-08-26"), SITE, ISIS)),
    )
    assert bounds(found) == (1, 1)
    assert names(found.rests_on) == [SITE, ISIS]


def test_a_publisher_without_an_earlier_dated_article_is_an_origin() -> None:
    for ours, theirs in (
        ("2021-08-26", "2021-08-26"),
        ("2021-08-26", ""),
        ("", "2021-08-26"),
        ("2021-08-26", "2021-08-27"),
    ):
        found = trace(evidence(said(piece("Times", ours), "Globe"), said(piece("Globe", theirs), SITE)))
        assert bounds(found) == (2, 2), (ours, theirs)


def test_an_article_the_analyst_names_is_gone_into_on_the_same_day() -> None:
    globe = piece("Globe", "2021-08-26")
    citing = said(piece("Times", "2021-08-26"), hop("Globe", upstream=globe.id))
    assert bounds(trace(evidence(citing, said(globe, SITE)))) == (1, 1)


def test_a_cited_publisher_that_gives_no_source_is_only_perhaps_a_line() -> None:
    found = trace(evidence(said(piece("Times", "2021-08-27"), "Globe"), said(piece("Globe", "2021-08-26"))))
    assert bounds(found) == (0, 1)


def test_members_of_a_family_are_one_source() -> None:
    kirby, austin = party("Kirby", family="Pentagon"), party("Austin", family="Pentagon")
    assert bounds(trace(evidence(said(piece("A"), kirby), said(piece("B"), austin)))) == (1, 1)


def test_confirmed_dependence_of_sources_makes_them_one() -> None:
    pair = (key("Army"), key("Police"))
    whole = evidence(said(piece("A"), "Army"), said(piece("B"), "Police"), dependent_sources=[pair])
    assert bounds(trace(whole)) == (1, 1)


def test_sources_that_may_be_the_same_are_one_only_in_the_lower_bound() -> None:
    pair = (key("Army"), key("Police"))
    found = trace(evidence(said(piece("A"), "Army"), said(piece("B"), "Police"), possibly_same=[pair]))
    assert bounds(found) == (1, 2)
    assert "Police may be the same as another source." in found.why


def test_copies_share_their_own_words_and_their_unnamed_sources() -> None:
    original = piece("Globe", "2021-08-26")
    copy = piece("Radio", "2021-08-27", republishes=original.id)
    bare = evidence(said(original), said(copy))
    assert bounds(trace(bare)) == (0, 1)
    officials = evidence(said(original, unnamed("an official", "Globe")), said(copy, unnamed("an official", "Radio")))
    assert bounds(trace(officials)) == (1, 1)
    wire = evidence(
        said(original),
        said(piece("Times", "2021-08-27")),
        dependent_pieces=[(original.id, key("piece", "Times", "2021-08-27"))],
    )
    assert bounds(trace(wire)) == (0, 1)


def test_own_words_of_wire_copy_are_the_agencys() -> None:
    agency = party("Reuters", kind=SourceKind.WIRE_AGENCY)
    copies = [said(piece(name, wire_credit=agency)) for name in ("Globe", "Times", "Post")]
    assert bounds(trace(evidence(*copies))) == (0, 1)


def test_what_lies_beyond_a_chain_may_be_one_source() -> None:
    found = trace(
        evidence(
            said(piece("A"), "Army", lineage=Lineage.UNKNOWN_BEYOND),
            said(piece("B"), "Police", lineage=Lineage.UNKNOWN_BEYOND),
        )
    )
    assert bounds(found) == (1, 2)


def test_a_cue_without_a_source_is_a_source_that_is_not_named() -> None:
    assert bounds(trace(evidence(said(piece("A"), None), said(piece("B"), None)))) == (1, 2)


def test_denials_retractions_and_the_opposite_do_not_count_and_are_told() -> None:
    found = trace(
        evidence(
            said(piece("A", "2021-08-01"), "Army"),
            said(piece("B", "2021-08-02"), hop("Mayor", Stance.DENIES)),
            said(piece("C", "2021-08-03"), hop("Clerk", Stance.DECLINES_TO_CONFIRM)),
            said(piece("D", "2021-08-04"), "Judge", polarity=Polarity.NEGATED),
        )
    )
    assert bounds(found) == (1, 1)
    assert [out.reason for out in found.left_out] == [Reason.DENIES, Reason.DECLINES_TO_CONFIRM, Reason.OTHER_POLARITY]
    assert "Not counted: one denial, one that declines to confirm and one that says the opposite." in found.why


def test_what_its_origin_retracts_does_not_count_any_more() -> None:
    before, after = said(piece("A", "2021-08-01"), "Army"), said(piece("C", "2021-08-09"), "Army")
    retraction = said(piece("B", "2021-08-05"), hop("Army", Stance.RETRACTS))
    assert bounds(trace(evidence(before, retraction))) == (0, 0)
    assert bounds(trace(evidence(before, retraction, after))) == (1, 1)


def test_a_denial_of_another_does_not_take_a_claim_back() -> None:
    denial = said(piece("B", "2021-08-05"), hop("Rebels", Stance.DENIES))
    assert bounds(trace(evidence(said(piece("A", "2021-08-01"), "Army"), denial))) == (1, 1)


def test_a_disputed_claim_counts_only_in_the_upper_bound() -> None:
    found = trace(evidence(said(piece("A"), "Army"), said(piece("B"), "Police", is_disputed=True)))
    assert bounds(found) == (1, 2)
    assert any(sentence.startswith("Analysts disagree") for sentence in found.why)


def test_a_disputed_claim_that_joins_two_lines_widens_the_bounds_downwards() -> None:
    """Were it to say this, Globe would go back to SITE, and one line were left."""
    found = trace(
        evidence(
            said(piece("Times", "2021-08-27"), "Globe"),
            said(piece("Post", "2021-08-27"), "SITE"),
            said(piece("Globe", "2021-08-26"), "SITE", is_disputed=True),
        )
    )
    assert bounds(found) == (1, 2)


def test_striking_a_source_shows_what_keeps_a_line() -> None:
    whole = seven_articles()
    assert bounds(trace(whole, without=[key(SITE)])) == (0, 0)
    assert bounds(trace(whole, without=[key("Reuters")])) == (1, 1)
    assert keeps_a_line(whole)
    assert not keeps_a_line(whole, without=[key(ISIS)])


def test_striking_one_of_a_family_leaves_the_others() -> None:
    kirby, austin = party("Kirby", family="Pentagon"), party("Austin", family="Pentagon")
    whole = evidence(said(piece("A"), kirby), said(piece("B"), austin))
    assert keeps_a_line(whole, without=[kirby.id])
    assert not keeps_a_line(whole, without=[key("Pentagon")])


def test_nothing_is_said_of_no_evidence() -> None:
    found = trace(evidence())
    assert bounds(found) == (0, 0)
    assert found.why == (
        "No article makes this statement in a way that counts.",
        "No line leads to a source that must be counted.",
    )
    assert (found.first_seen, found.rests_on, found.timeline) == (None, (), ())


def test_who_verified_is_named() -> None:
    hops = (hop("Army"), hop("Bellingcat", verification=Verification.VERIFIED))
    assert trace(evidence(said(piece("A"), *hops))).verified_by == ("Bellingcat",)


def test_first_seen_is_the_earliest_dated_article() -> None:
    found = trace(
        evidence(said(piece("B", "2021-08-02"), "X"), said(piece("A", "2021-08"), "X"), said(piece("C"), "X"))
    )
    assert found.first_seen is not None
    assert found.first_seen.piece.title == "A 2021-08"


def test_a_chain_of_five_hundred_hops_is_traced() -> None:
    found = trace(evidence(said(piece("A"), *[f"Source {n}" for n in range(500)])))
    assert bounds(found) == (1, 1)
    assert len(found.rests_on) == 500
