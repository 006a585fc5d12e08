"""Lineages of the demo: each fault that is planted in it is found, and nothing else is."""

import pytest
from django.core.management import call_command

from claims.lineage.tracing import Trace
from claims.models import Proposition, Workspace
from claims.queries import lineages

ATTACK = "The Tarn Brigade carried out the attack on the ferry terminal."
COMMANDER = "Osk Varrin was a commander in the Salt Line militia."
BOAT = "The bombers reached Port Ilmar by fishing boat."
DEATHS = "The attack killed 14 people."


@pytest.fixture
def traces(db: None) -> dict[str, Trace]:
    call_command("load_demo", "--password", "a password of the demo", "--token", "a-token-of-the-demo")
    workspace = Workspace.objects.get(slug="demo")
    rows = Proposition.objects.filter(workspace=workspace)
    return {row.text: lineages.trace_of(workspace, row) for row in rows}


def test_who_says_the_group_did_it_rests_on_the_monitor(traces: dict[str, Trace]) -> None:
    found = traces[ATTACK]
    assert [node.name for node in found.rests_on] == ["SITE Intelligence Group"]
    assert (len(found.surely), len(found.perhaps)) == (1, 2)
    assert found.verified_by == ()
    assert "Everything that is attributed rests on SITE Intelligence Group." in found.why


def test_every_planted_fault_is_found_and_nothing_else(traces: dict[str, Trace]) -> None:
    loops = {text: [loop.in_words for loop in found.loops] for text, found in traces.items() if found.loops}
    assert loops == {
        BOAT: [
            "Harbour Dispatch (2023-05-05 08:00 UTC) cites Strait Monitor (2023-05-04 07:30 UTC), "
            "which cites Harbour Dispatch."
        ]
    }
    lost = {(text, one.later.piece.publisher.name) for text, found in traces.items() for one in found.losses}
    assert lost == {(text, "The Daily Lantern") for text in (ATTACK, COMMANDER, BOAT, DEATHS)}
    firmer = [
        (text, one.later.piece.publisher.name, one.past) for text, found in traces.items() for one in found.inflations
    ]
    assert firmer == [(COMMANDER, "Capital Observer", "Report of the UN Monitoring Group on Calvessa, 14 April 2023")]
    copies = {
        (one.copy.piece.publisher.name, one.original and one.original.piece.publisher.name)
        for found in traces.values()
        for one in found.copies
    }
    assert copies == {("Republic Radio", "World Ledger")}


def test_a_source_that_is_struck_takes_with_it_what_rests_on_it(traces: dict[str, Trace]) -> None:
    workspace = Workspace.objects.get(slug="demo")
    [site] = traces[ATTACK].rests_on
    assert site.source is not None
    lost = lineages.lost_without(workspace, lineages.Source.objects.get(pk=site.source))
    assert [Proposition.objects.get(pk=key).text for key in lost] == [ATTACK]
