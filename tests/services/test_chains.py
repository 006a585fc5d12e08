from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from claims.errors import ChainIncomplete, NotFound
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, SourceReference
from claims.services import chains
from claims.text.spans import QuotedSpan
from claims.vocabulary import Certainty, Identifiability, Lineage, MentionRole, Stance

SPAN = (QuotedSpan(0, 4),)


def step(name: str | None, *, key: UUID | None = None, cue: bool = False) -> AttributionRecord:
    return AttributionRecord(
        source=SourceReference(name=name) if name else None,
        cue_spans=SPAN if cue else (),
        stance=Stance.ASSERTS,
        id=key or uuid4(),
    )


def claim(*steps: AttributionRecord) -> ClaimRecord:
    return ClaimRecord(spans=SPAN, chains=(ChainRecord(attributions=steps),) if steps else (chains.OWN_WORDS,))


def marked(words: str) -> tuple[QuotedSpan, ...]:
    return (QuotedSpan(0, len(words), words),)


def names(record: ClaimRecord) -> list[list[str | None]]:
    return [[hop.source.name if hop.source else None for hop in chain.attributions] for chain in record.chains]


def test_the_first_step_replaces_the_outlets_own_words() -> None:
    found = chains.with_step(claim(), step("SITE"))
    assert names(found) == [["SITE"]]
    assert found.chains[0].lineage is Lineage.COMPLETE


def test_the_next_step_is_the_new_origin_and_the_one_before_relays_it() -> None:
    found = chains.with_step(claim(step("SITE")), step("The group"))
    assert names(found) == [["SITE", "The group"]]
    assert [hop.stance for hop in found.chains[0].attributions] == [Stance.RELAYS, Stance.ASSERTS]


def test_a_number_past_the_last_chain_starts_a_parallel_one() -> None:
    assert names(chains.with_step(claim(step("A")), step("B"), chain=2)) == [["A"], ["B"]]


def test_removing_the_only_step_leaves_the_outlets_own_words() -> None:
    key = uuid4()
    assert chains.without_step(claim(step("A", key=key)), key).chains == (chains.OWN_WORDS,)


def test_removing_a_step_that_is_gone_says_so() -> None:
    with pytest.raises(NotFound):
        chains.without_step(claim(step("A")), uuid4())


@pytest.mark.parametrize(("by", "order"), [(-1, ["B", "A", "C"]), (1, ["A", "C", "B"]), (-9, ["B", "A", "C"])])
def test_a_step_moves_within_its_chain(by: int, order: list[str]) -> None:
    key = uuid4()
    moved = chains.with_moved_step(claim(step("A"), step("B", key=key), step("C")), key, by=by)
    assert names(moved) == [order]


def test_a_marked_source_becomes_a_step_named_as_the_text_names_it() -> None:
    found = chains.with_mention(claim(), MentionRole.SOURCE, marked("one Member  State"))
    source = found.chains[0].attributions[0].source
    assert source == SourceReference(name="one Member State", identifiability=Identifiability.DESCRIBED)


def test_a_marked_source_fills_the_step_that_has_only_a_cue() -> None:
    found = chains.with_mention(claim(step(None, cue=True)), MentionRole.SOURCE, marked("SITE"))
    assert names(found) == [["SITE"]]
    assert found.chains[0].attributions[0].cue_spans == SPAN


def test_a_marked_cue_goes_to_the_first_step_without_one() -> None:
    found = chains.with_mention(claim(step("A", cue=True), step("B")), MentionRole.CUE, marked("said"))
    assert [bool(hop.cue_spans) for hop in found.chains[0].attributions] == [True, True]
    assert names(found) == [["A", "B"]]


def test_a_marked_cue_without_any_step_stands_for_somebody_not_named() -> None:
    assert names(chains.with_mention(claim(), MentionRole.CUE, marked("it was said"))) == [[None]]


def test_a_claim_is_no_mention() -> None:
    with pytest.raises(ChainIncomplete):
        chains.with_mention(claim(), MentionRole.CLAIM, marked("x"))


TEXT = "He may flee, the ministry alleges, a source said."


def marked_record(*steps: AttributionRecord) -> ClaimRecord:
    return ClaimRecord(spans=(QuotedSpan(0, 11),), chains=(ChainRecord(attributions=steps),) if steps else ())


def test_a_new_origin_is_as_sure_as_the_statement_sounds() -> None:
    before = marked_record()
    found = chains.with_presets(before, chains.with_step(before, AttributionRecord()), text=TEXT)
    assert found.chains[0].attributions[0].certainty is Certainty.POSSIBLE


def test_a_step_that_is_no_origin_any_more_hands_its_certainty_on() -> None:
    before = marked_record(replace(step("ministry"), certainty=Certainty.POSSIBLE))
    found = chains.with_presets(before, chains.with_step(before, step("source")), text=TEXT)
    assert [hop.certainty for hop in found.chains[0].attributions] == [Certainty.NOT_STATED, Certainty.POSSIBLE]


def test_a_cue_that_alleges_keeps_its_distance_unless_somebody_said_otherwise() -> None:
    cue = (QuotedSpan(26, 33, "alleges"),)
    for stance, expected in ((Stance.ASSERTS, Stance.DISTANCES), (Stance.DENIES, Stance.DENIES)):
        before = marked_record(replace(step("ministry"), stance=stance))
        marked_cue = chains.with_mention(before, MentionRole.CUE, cue)
        assert chains.with_presets(before, marked_cue, text=TEXT).chains[0].attributions[0].stance is expected


def test_what_was_decided_is_left_when_something_else_is_marked() -> None:
    before = marked_record(replace(step("ministry"), certainty=Certainty.CERTAIN))
    found = chains.with_presets(before, before, text=TEXT)
    assert found == before
