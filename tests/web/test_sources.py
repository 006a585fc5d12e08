"""The registry of sources: list, one source, and the forms that change it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import ReliabilityGrade, Source, SourceAlias, SourceIdentifier, SourceRelation
from claims.vocabulary import Identifiability, SourceKind
from tests import makers
from tests.makers import Team
from tests.web.browsers import Browser, id_in


def test_it_lists_sources_by_name_with_how_often_they_speak(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), makers.GUARD, sources=["Seawatch", "Harbour Guard"])
    page = vera.open("sources")
    assert page.status == 200
    text = page.text
    assert text.index("Ellery Courier") < text.index("Harbour Guard") < text.index("Seawatch")
    guard = Source.objects.get(name="Harbour Guard")
    assert page.shows("1 claims first said", "1 claims relayed")
    assert f'href="/w/desk/claims/?origin={guard.pk}"' in page.page


def test_it_finds_sources_by_part_of_a_name_and_marks_it(team: Team, vera: Browser) -> None:
    makers.make_source(team.workspace, "Seawatch <Monitoring>", kind=SourceKind.MONITORING_GROUP)
    makers.make_source(team.workspace, "Harbour Guard", kind=SourceKind.ARMED_GROUP)
    page = vera.open("sources", query="?q=watch&kind=monitoring_group")
    assert "Sea<mark>watch</mark> &lt;Monitoring&gt;" in page.page
    assert not page.shows("Harbour Guard")


def test_it_turns_pages_by_name_and_back(team: Team, vera: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.web.views.sources.PAGE_SIZE", 2)
    for name in ("Beta", "Alpha", "Delta", "Gamma", "Alpha"):
        makers.make_source(team.workspace, name)
    page = vera.open("sources")
    seen = [[row.source["name"] for row in page.response.context["rows"]]]
    while page.response.context["page"].next:
        page.location = page.response.context["page"].next
        page.follow()
        seen.append([row.source["name"] for row in page.response.context["rows"]])
    assert seen == [["Alpha", "Alpha"], ["Beta", "Delta"], ["Gamma"]]
    page.location = page.response.context["page"].previous
    assert page.follow().shows("Beta", "Delta", "Before", "After")


def test_ten_sources_cost_the_queries_of_one(team: Team, vera: Browser) -> None:
    makers.make_source(team.workspace, "Seawatch 0")
    with CaptureQueriesContext(connection) as one:
        vera.open("sources", query="?q=sea")
    for number in range(1, 10):
        makers.make_source(team.workspace, f"Seawatch {number}")
    with CaptureQueriesContext(connection) as ten:
        vera.open("sources", query="?q=sea")
    assert len(ten) == len(one)


def test_a_source_shows_what_it_says_first_and_what_it_relays(team: Team, vera: Browser) -> None:
    article = makers.make_article(team.workspace)
    makers.make_claim(article, makers.GUARD, sources=["Seawatch", "Harbour Guard"])
    makers.make_claim(article, makers.FIRE, sources=["Seawatch"])
    page = vera.open("source", Source.objects.get(name="Seawatch").pk).page
    first, _, rest = page.partition('id="any-step"')
    relays = rest.partition('aria-labelledby="months"')[0]
    assert makers.FIRE in first
    assert makers.GUARD in relays
    assert makers.FIRE not in relays


def test_a_dossier_has_pictures_whose_numbers_lead_to_their_rows(team: Team, vera: Browser) -> None:
    makers.make_claim(makers.make_article(team.workspace), makers.GUARD, sources=["Seawatch", "Harbour Guard"])
    for grade in ("B", "D"):
        ReliabilityGrade.objects.create(
            workspace=team.workspace, source=Source.objects.get(name="Harbour Guard"), grade=grade, rationale="Seen."
        )
    guard, watch = (Source.objects.get(name=name) for name in ("Harbour Guard", "Seawatch"))
    page = vera.open("source", guard.pk)
    assert 'aria-label="2021-08: 1 said first, 0 relayed"' in page.page
    assert 'aria-label="Reliability over time, from B to D"' in page.page
    claims = "/w/desk/claims/"
    for address in (
        f"{claims}?source={guard.pk}&amp;published_after=2021-08&amp;published_before=2021-08",
        f"{claims}?origin={guard.pk}&amp;source={watch.pk}",
        f"/w/desk/exports/attributions.csv?source={guard.pk}",
    ):
        assert f'href="{address}"' in page.page
    assert page.shows("Nothing to compare yet")
    assert vera.open("source", watch.pk).shows("Whom it relays Who says first what it relays Harbour Guard")


def test_an_unnamed_source_says_which_article_it_belongs_to(team: Team, alice: Browser) -> None:
    article = makers.make_article(team.workspace)
    step = makers.hop("a port official", identifiability=Identifiability.DESCRIBED)
    makers.make_claim(article, chains=(makers.chain(step),))
    source = Source.objects.get(name="a port official")
    page = alice.open("source", source.pk)
    assert page.shows("Named in one article only: " + makers.TITLE)


def test_it_makes_a_source_with_aliases_and_identifiers(team: Team, alice: Browser) -> None:
    page = alice.send(
        "source-new",
        name="Seawatch Monitoring Group",
        short_name="Seawatch",
        kind="monitoring_group",
        identifiability="named",
        strong="Seawatch\r\n\r\nSea Watch",
        weak="the monitors",
        domain="seawatch.example, seawatch.test",
    )
    assert page.status == 303
    made = Source.objects.get(pk=id_in(page.location))
    assert (made.name, made.short_name, made.kind) == ("Seawatch Monitoring Group", "Seawatch", "monitoring_group")
    assert dict(SourceAlias.objects.filter(source=made).values_list("text", "strength")) == {
        "Seawatch Monitoring Group": "strong",
        "Seawatch": "strong",
        "Sea Watch": "strong",
        "the monitors": "weak",
    }
    assert list(SourceIdentifier.objects.values_list("scheme", "value").order_by("value")) == [
        ("domain", "seawatch.example"),
        ("domain", "seawatch.test"),
    ]
    assert page.follow().shows("is in the registry now", "Seawatch, Sea Watch, the monitors")


def test_a_name_that_is_taken_is_said_at_its_field(team: Team, alice: Browser) -> None:
    makers.make_source(team.workspace, "Seawatch")
    page = alice.send("source-new", name="seawatch", kind="person", identifiability="named", description="kept")
    assert page.status == 409
    assert page.shows("already names “Seawatch”", "kept")
    assert Source.objects.count() == 1
    page = alice.send("source-new", name="", kind="person", identifiability="named")
    assert page.status == 422
    assert page.shows("This field is required.")


def test_it_corrects_a_source_and_keeps_what_was_not_touched(team: Team, alice: Browser) -> None:
    alice.send(
        "source-new", name="Seawatch", kind="person", identifiability="named", strong="Sea Watch", handle="@seawatch"
    )
    source = Source.objects.get()
    fields = alice.open("source-edit", source.pk).fields()
    page = alice.send("source-edit", source.pk, **{**fields, "kind": "monitoring_group", "name": "Seawatch Group"})
    assert page.status == 303
    source.refresh_from_db()
    assert (source.name, source.kind) == ("Seawatch Group", "monitoring_group")
    assert {"Sea Watch", "Seawatch Group"} <= set(SourceAlias.objects.values_list("text", flat=True))
    assert SourceIdentifier.objects.get().value == "@seawatch"


def test_a_correction_of_what_somebody_changed_meanwhile_is_refused(team: Team, alice: Browser) -> None:
    source = makers.make_source(team.workspace, "Seawatch")
    fields = alice.open("source-edit", source.pk).fields()
    alice.send("source-edit", source.pk, **{**fields, "description": "first"})
    page = alice.send("source-edit", source.pk, **{**fields, "description": "second"})
    assert page.status == 409
    assert page.shows("Somebody changed this source", "second")


def test_it_relates_sources_and_takes_that_back(team: Team, alice: Browser) -> None:
    kirsch = makers.make_source(team.workspace, "Ida Kirsch")
    ministry = makers.make_source(team.workspace, "Ministry of the Sea")
    given = {"kind": "spokesperson_for", "target": "ministry of the sea", "since": "2020"}
    page = alice.send("source-relate", kirsch.pk, **given)
    assert page.status == 303
    assert page.follow().shows("spokesperson for Ministry of the Sea 2020")
    assert alice.open("source", ministry.pk).shows("Ida Kirsch is spokesperson for this")
    relation = SourceRelation.objects.get()
    assert alice.send("source-unrelate", kirsch.pk, relation.pk).follow().shows("The relation is taken back")
    assert not alice.open("source", kirsch.pk).shows("Ministry of the Sea 2020")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"target": "Nobody"}, "There is no source “Nobody” in the registry"),
        ({"target": "Ida Kirsch"}, "has no relation to itself"),
        ({"target": "Ministry", "since": "soon"}, "is not a date this program reads"),
        ({"target": ""}, "This field is required."),
    ],
)
def test_a_relation_that_cannot_be_is_refused_with_its_reason(
    team: Team, alice: Browser, fields: dict[str, str], sentence: str
) -> None:
    kirsch = makers.make_source(team.workspace, "Ida Kirsch")
    makers.make_source(team.workspace, "Ministry")
    page = alice.send("source-relate", kirsch.pk, kind="part_of", **fields)
    assert page.status in (409, 422)
    assert page.shows(sentence)
    assert not SourceRelation.objects.exists()


def test_a_relation_that_closes_a_loop_is_refused_with_the_loop(team: Team, alice: Browser) -> None:
    desk, paper, house = (makers.make_source(team.workspace, name) for name in ("Desk", "Paper", "House"))
    for below, above in ((desk, "Paper"), (paper, "House")):
        assert alice.send("source-relate", below.pk, kind="part_of", target=above).status == 303
    page = alice.send("source-relate", house.pk, kind="part_of", target="Desk")
    assert (page.status, page.shows("House → Desk → Paper → House")) == (409, True)
    page = alice.send("source-relate", house.pk, kind="member_of", target="Paper", since="2021", until="2020")
    assert (page.status, page.shows("ends before it begins")) == (422, True)


def test_a_relation_of_another_source_cannot_be_taken_back_here(team: Team, alice: Browser) -> None:
    one, two = makers.make_source(team.workspace, "One"), makers.make_source(team.workspace, "Two")
    alice.send("source-relate", one.pk, kind="part_of", target="Two")
    relation = SourceRelation.objects.get()
    assert alice.send("source-unrelate", two.pk, relation.pk).status == 404


def test_an_empty_registry_says_where_sources_come_from(team: Team, alice: Browser) -> None:
    assert alice.open("sources").shows("No sources yet", "New source")
    makers.make_source(team.workspace, "Seawatch")
    assert alice.open("sources", query="?q=nobody").shows("Nothing matches these filters")
