"""The list of claims: filters, highlights, and changing many at once."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Article, AuditEvent, Claim, Label
from claims.queries.claim_documents import documents_of
from claims.vocabulary import ClaimStatus, Role
from claims.web.presenters.chains import claim_words
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser


def words_of(team: Team, claim: Claim) -> str:
    return claim_words(documents_of(team.workspace, [claim.pk])[0])


def test_a_row_shows_quote_chain_article_date_labels_and_status(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article, makers.GUARD, sources=["Seawatch", "Harbour Guard"], labels=("attack",))
    page = vera.open("claims")
    assert page.status == 200
    assert page.shows(
        makers.GUARD,
        "Ellery Courier, citing Seawatch, citing Harbour Guard",
        makers.TITLE,
        "2021-08-27",
        "draft attack",
    )


def test_every_filter_of_the_contract_is_in_the_form(team: Team, bob: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article, labels=("attack",))
    form = bob.open("claims", query=f"?article={article.pk}").page.partition('<form class="filters"')[2]
    for name in (
        *("article", "publisher", "source", "origin", "family", "kind", "identifiability", "stance", "certainty"),
        *("verification", "lineage", "label", "status", "annotator", "set", "proposition", "quotation", "language"),
        *("hops_min", "published_after", "published_before", "updated_since", "q"),
    ):
        assert f'name="{name}"' in form, name


def test_filters_hold_together_and_can_be_taken_away_one_by_one(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article, makers.GUARD, sources=["Seawatch", "Harbour Guard"], status=ClaimStatus.ACCEPTED)
    makers.make_claim(article, makers.FIRE, sources=["Seawatch"])
    page = vera.open("claims", query="?source=Seawatch&stance=relays&status=accepted")
    assert page.shows(makers.GUARD, "Source, any step: Seawatch", "Stance: relays", "Status: accepted")
    assert not page.shows(makers.FIRE)
    assert 'href="/w/desk/claims/?source=Seawatch&amp;status=accepted"' in page.page


def test_an_id_in_the_address_is_shown_by_its_name_and_kept(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    claim = makers.make_claim(article, sources=["Seawatch"], labels=("attack",))
    source, label = claim.attributions.get().source, Label.objects.get()
    page = vera.open("claims", query=f"?origin={source.pk}&article={article.pk}&label={label.pk}")
    assert page.shows("Who says so first: Seawatch", f"Article: {makers.TITLE}", "Label: attack", makers.FIRE)
    assert f'name="origin" value="{source.pk}" checked' in page.page


def test_it_marks_the_words_found_in_quote_and_note(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), note="compare with <other> fires")
    page = vera.open("claims", query="?q=fire")
    assert "A <mark>fire</mark> destroyed" in page.page
    assert "&lt;other&gt; <mark>fires</mark>" in page.page


def test_a_bad_filter_is_said_and_shows_no_claim(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace))
    page = vera.open("claims", query="?hops_min=many")
    assert page.status == 422
    assert page.shows("hops_min is a number of steps")
    assert not page.shows(makers.FIRE)


def test_all_are_counted_only_when_asked(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article)
    makers.make_claim(article, makers.GUARD)
    assert vera.open("claims", query="?count=yes").shows("2 claims in all")
    assert not vera.open("claims").shows("in all")


def test_the_export_button_takes_the_filters_along(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace))
    page = vera.open("claims", query="?status=draft&q=fire&count=yes")
    assert 'href="/w/desk/exports/claims.csv?status=draft&amp;q=fire" download' in page.page


def test_blind_work_of_others_is_for_reviewers(team: Team, alice: Browser, bob: Browser) -> None:
    assert alice.open("claims", query="?set=blind").status == 403
    assert bob.open("claims", query="?set=blind").status == 200


def test_ten_claims_cost_the_queries_of_one(team: Team, alice: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), labels=("attack",), sources=["Seawatch"])
    with CaptureQueriesContext(connection) as one:
        alice.open("claims", query="?q=fire")
    for number in range(9):
        article = makers.make_article(team.workspace, publisher=f"Outlet {number}")
        makers.make_claim(article, labels=(f"label {number}",), sources=[f"Source {number}", "Seawatch"])
    with CaptureQueriesContext(connection) as ten:
        alice.open("claims", query="?q=fire")
    assert len(ten) == len(one)


def test_viewers_are_offered_nothing_to_tick(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace))
    assert 'name="claim"' not in vera.open("claims").page


def test_ticked_claims_change_together_in_one_event(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    ticked = [makers.make_claim(article), makers.make_claim(makers.make_article(team.workspace))]
    left = makers.make_claim(article, makers.GUARD)
    before = AuditEvent.objects.count()
    page = alice.send(
        "claims-bulk", query="?q=fire", claim=[row.pk for row in ticked], add_label="attack", status="submitted"
    )
    assert (page.status, page.location) == (303, "/w/desk/claims/?q=fire")
    assert AuditEvent.objects.count() == before + 1
    assert set(Claim.objects.filter(status="submitted", labels__name="attack")) == set(ticked)
    left.refresh_from_db()
    assert left.status == ClaimStatus.DRAFT
    assert page.follow().shows("Label “attack” added, status set to submitted: 2 claims.", "Undo this change")


def test_a_change_of_many_claims_can_be_taken_back_once(team: Team, alice: Browser) -> None:
    claims = [makers.make_claim(makers.make_article(team.workspace), status=ClaimStatus.SUBMITTED) for _ in range(2)]
    alice.send("claims-bulk", claim=[row.pk for row in claims], add_label="wrong", status="rejected")
    page = alice.send("claims-bulk-undo", next="/w/desk/claims/?q=fire")
    assert page.location == "/w/desk/claims/?q=fire"
    assert page.follow().shows("Taken back.")
    assert Claim.objects.filter(status="submitted", labels__isnull=True).count() == 2
    assert alice.send("claims-bulk-undo").follow().shows("nothing left here to take back")


def test_a_change_is_not_taken_back_where_somebody_changed_a_claim_since(
    team: Team, alice: Browser, bob: Browser
) -> None:
    claims = [makers.make_claim(makers.make_article(team.workspace)) for _ in range(2)]
    alice.send("claims-bulk", claim=[row.pk for row in claims], status="submitted")
    bob.send("claims-bulk", claim=[claims[0].pk], status="accepted")
    assert alice.send("claims-bulk-undo").follow().shows("Somebody changed", "cannot be taken back")
    assert sorted(Claim.objects.values_list("status", flat=True)) == ["accepted", "submitted"]


def test_undo_leads_to_no_other_site(team: Team, alice: Browser) -> None:
    assert alice.send("claims-bulk-undo", next="https://elsewhere.example/").location == "/w/desk/claims/"


def test_a_source_becomes_the_chain_where_there_were_own_words(team: Team, alice: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace))
    alice.send("claims-bulk", claim=claim.pk, source="Seawatch")
    assert words_of(team, claim) == "Ellery Courier, citing Seawatch"


def test_a_source_goes_behind_the_last_step_or_beside_the_chain(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    behind = makers.make_claim(article, sources=["Seawatch"])
    beside = makers.make_claim(article, makers.GUARD, sources=["Seawatch"])
    alice.send("claims-bulk", claim=behind.pk, source="Harbour Guard", place="beyond")
    alice.send("claims-bulk", claim=beside.pk, source="Harbour Guard", place="beside")
    assert words_of(team, behind) == "Ellery Courier, citing Seawatch, citing Harbour Guard"
    assert words_of(team, beside) == "Ellery Courier, citing Seawatch; Ellery Courier, citing Harbour Guard"


def test_what_is_wrong_with_the_bar_is_said_and_the_ticks_stay(team: Team, alice: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.workspace))
    page = alice.send("claims-bulk", claim=claim.pk)
    assert page.status == 422
    assert page.shows("Say what to do with the ticked claims")
    assert f'value="{claim.pk}" aria-label="Tick “{makers.FIRE}”" checked' in page.page
    assert alice.send("claims-bulk", status="accepted").shows("Tick at least one claim.")
    page = alice.send("claims-bulk", claim=claim.pk, add_label="x" * 101, status="accepted")
    assert page.status == 422
    assert page.shows("at most 100 characters")
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.DRAFT


def test_claims_of_another_workspace_cannot_be_ticked(team: Team, alice: Browser) -> None:
    claim = makers.make_claim(makers.make_article(team.elsewhere))
    page = alice.send("claims-bulk", claim=claim.pk, status="accepted")
    assert page.status == 404
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.DRAFT


def test_an_empty_workspace_says_where_claims_come_from(team: Team, vera: Browser) -> None:
    assert vera.open("claims").shows("No claims yet", "To the articles")
    makers.make_claim(makers.make_article(team.workspace))
    assert vera.open("claims", query="?status=rejected").shows("Nothing matches these filters")


def test_htmx_gets_the_list_alone(team: Team, alice: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace))
    page = alice.open("claims", fragment=True)
    assert page.page.strip().startswith('<div id="results">')
    assert 'name="claim"' in page.page


def test_a_claim_of_a_withdrawn_article_is_not_listed(team: Team, alice: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace))
    alice.send("article-withdraw", Article.objects.get().pk)
    assert not alice.open("claims").shows(makers.FIRE)


def test_members_of_another_workspace_with_the_same_names_are_not_offered(team: Team, bob: Browser) -> None:
    makers.make_workspace("third", zora=Role.VIEWER)
    assert "zora" not in bob.open("claims").page
