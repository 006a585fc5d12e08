"""Pages where people say that sources are one, or two."""

from claims.models import Source, SourceLikeness, SourceRedirect
from claims.services import source_duplicates
from claims.web.keys import PAIR_KEYS
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def named(team: Team, *names: str) -> list[Source]:
    return [makers.make_source(team.workspace, name) for name in names]


def test_a_source_is_merged_by_name_and_the_merge_taken_back(team: Team, alice: Browser) -> None:
    isil, _ = named(team, "ISIL", "ISIS")
    assert alice.open("source-merge", isil.pk).shows("Is ISIL another source of the registry?")
    assert alice.send("source-merge", isil.pk, into="ISIS", revision="1").status == 303
    assert alice.follow().shows("“ISIL” counts as “ISIS” now", "ISIL into ISIS alice")
    assert alice.open("source", isil.pk).shows("This source was merged into ISIS")
    alice.send("source-unmerge", isil.pk, SourceRedirect.objects.get().pk)
    assert alice.follow().shows("“ISIL” stands for itself again", "taken back")
    isil.refresh_from_db()
    assert isil.merged_into is None


def test_a_merge_that_makes_no_sense_is_refused_with_the_reason(team: Team, alice: Browser) -> None:
    isil, isis = named(team, "ISIL", "ISIS")
    for into, words, status in (
        ("ISIL", "cannot be merged with itself", 409),
        ("Nobody", "There is no source “Nobody”", 422),
    ):
        page = alice.send("source-merge", isil.pk, into=into, revision="1")
        assert (page.status, page.shows(words)) == (status, True)
    alice.send("source-relate", isil.pk, kind="part_of", target="ISIS")
    for source, into in ((isil, "ISIS"), (isis, "ISIL")):
        page = alice.send("source-merge", source.pk, into=into)
        assert (page.status, page.shows("“ISIL” is part of “ISIS”, so the two are not one")) == (409, True)
    page = alice.send("source-merge", isil.pk, into="ISIS", revision="7")
    assert (page.status, page.shows("Somebody changed this source")) == (409, True)
    assert isis.merged_sources.count() == 0


def test_ticked_steps_are_split_off_and_put_back(team: Team, alice: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace), sources=("Seawatch", "Guard"))
    guard = Source.objects.get(name="Guard")
    assert alice.open("source-split", guard.pk).shows("A fire destroyed two piers", "says so first")
    page = alice.send("source-split", guard.pk, to="Other guard", revision="1")
    assert (page.status, page.shows("Tick the steps that are another source's.")) == (422, True)
    step = claim.attributions.get(is_origin=True)
    page = alice.send("source-split", guard.pk, to="Seawatch", steps=[str(step.pk)], revision="1")
    assert (page.status, page.shows("would stand twice in a row")) == (409, True)
    alice.send("source-split", guard.pk, to="Other guard", steps=[str(step.pk)], revision="1")
    assert alice.follow().shows("1 step moved to “Other guard”", "1 step to Other guard")
    event = alice.page.partition("/splits/")[2][:36]
    alice.send("source-unsplit", guard.pk, event)
    assert alice.follow().shows("The steps are back where they were.")
    step.refresh_from_db()
    assert step.source == guard
    assert alice.open("source-split", named(team, "Silent")[0].pk).shows("It stands in no chain yet")


def test_an_edit_leaves_the_names_of_what_was_merged_alone(team: Team, alice: Browser) -> None:
    isil, isis = named(team, "ISIL", "ISIS")
    alice.send("source-merge", isil.pk, into="ISIS", revision="1")
    fields = alice.open("source-edit", isis.pk).fields()
    assert "ISIL" not in fields["strong"]
    alice.send("source-edit", isis.pk, **fields)
    assert alice.follow().shows("Other names ISIL")
    assert isil.aliases.count() == 1


def test_a_pair_is_decided_and_the_next_one_shown(team: Team, alice: Browser, vera: Browser) -> None:
    assert alice.open("source-duplicates").shows("0 pairs to decide", "Nothing to decide", "Search all names")
    named(team, "Harbour Guard", "Harbor Guard", "Port Authority", "Port Authoritys")
    source_duplicates.propose(team.workspace, by=team.alice)
    first, second = SourceLikeness.objects.order_by("-score", "pk")
    page = alice.open("source-duplicates")
    assert page.shows("2 pairs to decide", first.why)
    for key in PAIR_KEYS:
        assert key.command in ("help", "undo") or f'data-command="{key.command}"' in page.page
    assert 'data-command="same"' not in vera.open("source-duplicates").page
    alice.send("source-duplicates-decide", first.pk, verdict="different")
    assert alice.follow().shows("are two; nobody will be asked again", "1 pair to decide", second.why)
    page = alice.open("source-duplicates", query=f"?after={second.pk}")
    assert page.shows("That was the last one", "1 you skipped still waits")
    alice.send("source-duplicates-reconsider", first.pk)
    assert alice.follow().shows("Taken back; the pair waits again.", "2 pairs to decide")
    alice.send("source-duplicates-decide", second.pk, verdict="same", into=str(second.other_id))
    alice.follow()
    assert Source.objects.get(pk=second.source_id).merged_into_id == second.other_id
    assert alice.send("source-duplicates-decide", first.pk, verdict="perhaps").status == 303
    assert alice.send("source-duplicates-decide", second.pk, verdict="different").status == 409


def test_the_search_shows_how_far_it_is_and_stops_asking_when_it_ends(team: Team, alice: Browser) -> None:
    alice.send("source-duplicates-find")
    page = alice.follow()
    assert page.shows("Comparing names")
    assert 'hx-trigger="load delay:1s"' in page.page
    alice.send("source-duplicates-find")
    assert alice.follow().shows("waits in the queue already")
    assert 'hx-trigger="load' in alice.open("source-duplicates", fragment=True).page


def test_one_source_is_looked_for_under_other_names(team: Team, alice: Browser) -> None:
    guard, _ = named(team, "Harbour Guard", "Harbor Guard")
    alice.send("source-look-alikes", guard.pk)
    assert alice.follow().shows("1 more to compare it with.", "spelled almost alike", "Decide pair by pair")
    alice.send("source-look-alikes", guard.pk)
    assert alice.follow().shows("Nobody new has a name like these.")
