"""Each filter alone and some together: what passes, what does not, and that nothing of another workspace ever does."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.errors import BadFilter
from claims.exchange.records import AliasRecord, ArticleRecord, RelationRecord, SourceRecord
from claims.models import AnnotationSet, Article, Claim, ClaimLabel, Label, Source, Workspace
from claims.models.fields import new_id
from claims.queries import filters
from claims.queries.filters import ARTICLE_FILTERS, CLAIM_FILTERS, SOURCE_FILTERS, Filters
from claims.services import articles, claims, sources
from claims.vocabulary import (
    ArticleProgress,
    Certainty,
    ClaimStatus,
    Identifiability,
    Lineage,
    Quotation,
    RelationKind,
    SetKind,
    SourceKind,
    Stance,
    Verification,
)
from tests.makers import FIRE, GUARD, Team, chain, hop, make_article, make_claim, make_source, make_team

NOBODY = str(new_id())


@dataclass(frozen=True, slots=True)
class Desk:
    """`fire` is in the Courier's own words, `guard` came from the Guard over Seawatch, `hurt` from officials, too."""

    team: Team
    fire: Claim
    guard: Claim
    hurt: Claim

    def passing(self, **parameters: str | list[str]) -> set[str]:
        """Names of the claims that pass the filters."""
        return names(self, self.team.workspace, **parameters)


def names(desk: Desk, workspace: Workspace, **parameters: str | list[str]) -> set[str]:
    given = {name: [value] if isinstance(value, str) else value for name, value in parameters.items()}
    known = {desk.fire.pk: "fire", desk.guard.pk: "guard", desk.hurt.pk: "hurt"}
    found = filters.claims(workspace, Filters.parse(given)).values_list("pk", flat=True)
    return {known.get(key, "another") for key in found}


@pytest.fixture
def desk(db: None) -> Desk:
    team = make_team()
    courier = make_article(team.workspace)
    gazette = make_article(
        team.workspace, title="Nobody hurt", publisher="Ellery Gazette", published="2021-09", language="en-GB"
    )
    said = chain(
        hop("Seawatch", kind=SourceKind.MONITORING_GROUP, certainty=Certainty.PROBABLE),
        hop("Harbour Guard", kind=SourceKind.ARMED_GROUP, stance=Stance.ASSERTS, verification=Verification.UNVERIFIED),
    )
    officials = chain(
        hop("port officials", identifiability=Identifiability.COLLECTIVE, stance=Stance.DENIES),
        lineage=Lineage.UNKNOWN_BEYOND,
    )
    fire = make_claim(courier, FIRE, by=team.alice, labels=("fire",), note="Seen from the quay.")
    guard = make_claim(
        courier, GUARD, by=team.bob, chains=(said,), labels=("Claimed",), quotation=Quotation.MIXED,
        status=ClaimStatus.ACCEPTED, proposition="The Harbour Guard burned the piers",
    )  # fmt: skip
    hurt = make_claim(gazette, "nobody was hurt", by=team.alice, chains=(officials, said))
    make_claim(make_article(team.elsewhere), GUARD, by=team.charlie, chains=(said,), labels=("fire",))
    return Desk(team, fire, guard, hurt)


ALONE: list[tuple[dict[str, str | list[str]], set[str]]] = [
    ({}, {"fire", "guard", "hurt"}),
    ({"publisher": "Ellery Courier"}, {"fire", "guard"}),
    ({"publisher": ["the ellery courier", "Ellery Gazette"]}, {"fire", "guard", "hurt"}),
    ({"publisher": "Seawatch"}, set()),
    ({"publisher": NOBODY}, set()),
    ({"source": "seawatch"}, {"guard", "hurt"}),
    ({"source": "port officials"}, {"hurt"}),
    ({"source": "Nobody at all"}, set()),
    ({"origin": "Harbour Guard"}, {"guard", "hurt"}),
    ({"origin": "Seawatch"}, set()),
    ({"origin": "port officials"}, {"hurt"}),
    ({"family": "Harbour Guard"}, {"guard", "hurt"}),
    ({"kind": "armed_group"}, {"guard", "hurt"}),
    ({"kind": ["armed_group", "unknown"]}, {"guard", "hurt"}),
    ({"kind": "unknown"}, {"hurt"}),
    ({"kind": "person"}, set()),
    ({"identifiability": "collective"}, {"hurt"}),
    ({"identifiability": "named"}, {"guard", "hurt"}),
    ({"stance": "relays"}, {"guard", "hurt"}),
    ({"stance": "denies"}, {"hurt"}),
    ({"stance": "retracts"}, set()),
    ({"certainty": "probable"}, {"guard", "hurt"}),
    ({"certainty": "certain"}, set()),
    ({"verification": "unverified"}, {"guard", "hurt"}),
    ({"verification": "verified"}, set()),
    ({"lineage": "none_given"}, {"fire"}),
    ({"lineage": "complete"}, {"guard", "hurt"}),
    ({"lineage": ["none_given", "unknown_beyond"]}, {"fire", "hurt"}),
    ({"label": "FIRE"}, {"fire"}),
    ({"label": ["fire", "claimed"]}, {"fire", "guard"}),
    ({"label": "elsewhere"}, set()),
    ({"status": "accepted"}, {"guard"}),
    ({"status": "draft"}, {"fire", "hurt"}),
    ({"annotator": "bob"}, {"guard"}),
    ({"annotator": ["alice", "bob"]}, {"fire", "guard", "hurt"}),
    ({"annotator": "charlie"}, set()),
    ({"annotator": "99999999999999999999"}, set()),
    ({"set": "record"}, {"fire", "guard", "hurt"}),
    ({"set": "blind"}, set()),
    ({"set": NOBODY}, set()),
    ({"proposition": "none"}, {"fire", "hurt"}),
    ({"proposition": NOBODY}, set()),
    ({"cell": f"{NOBODY},{NOBODY}"}, set()),
    ({"quotation": "mixed"}, {"guard"}),
    ({"quotation": "direct"}, set()),
    ({"language": "en"}, {"fire", "guard", "hurt"}),
    ({"language": "EN-gb"}, {"hurt"}),
    ({"language": "e_"}, set()),
    ({"hops_min": "0"}, {"fire", "guard", "hurt"}),
    ({"hops_min": "1"}, {"guard", "hurt"}),
    ({"hops_min": "2"}, {"guard", "hurt"}),
    ({"hops_min": "3"}, set()),
    ({"published_after": "2021-08-27"}, {"fire", "guard", "hurt"}),
    ({"published_after": "2021-08-28"}, {"hurt"}),
    ({"published_after": ["2021-08-28", "2020"]}, {"fire", "guard", "hurt"}),
    ({"published_before": "2021-08-27"}, {"fire", "guard"}),
    ({"published_before": "2021-08-26"}, set()),
    ({"published_before": "2021"}, {"fire", "guard", "hurt"}),
    ({"updated_since": "2021-01-01T00:00Z"}, {"fire", "guard", "hurt"}),
    ({"updated_since": "2999"}, set()),
    ({"q": "quay"}, {"fire"}),
    ({"q": "destroying piers"}, {"fire"}),
    ({"q": "guard -fire"}, set()),
    ({"q": '"nobody was"'}, {"hurt"}),
    ({"q": ["quay", "hurt"]}, {"fire", "hurt"}),
    ({"q": "the"}, set()),
    ({"q": "'); drop table x --"}, set()),
    ({"q": "((("}, set()),
    ({"article": NOBODY}, set()),
]


def test_each_filter_passes_what_it_says(desk: Desk) -> None:
    assert {str(given): desk.passing(**given) for given, _ in ALONE} == {str(given): wanted for given, wanted in ALONE}


def test_every_filter_is_tried() -> None:
    assert {name for parameters, _ in ALONE for name in parameters} == set(CLAIM_FILTERS)


def test_things_are_found_by_their_ids(desk: Desk) -> None:
    workspace = desk.team.workspace
    seawatch = Source.objects.get(workspace=workspace, name="Seawatch")
    assert desk.passing(article=str(desk.hurt.article_id)) == {"hurt"}
    assert desk.passing(source=str(seawatch.pk)) == {"guard", "hurt"}
    assert desk.passing(publisher=str(desk.fire.article.publisher_id)) == {"fire", "guard"}
    assert desk.passing(label=str(Label.objects.get(workspace=workspace, name="fire").pk)) == {"fire"}
    assert desk.passing(annotator=str(desk.team.bob.pk)) == {"guard"}
    assert desk.passing(set=str(desk.hurt.annotation_set_id)) == {"hurt"}
    proposition = desk.guard.judgements.get().proposition_id
    assert desk.passing(proposition=str(proposition)) == {"guard"}
    assert desk.passing(proposition=[str(proposition), "none"]) == {"fire", "guard", "hurt"}


def test_ids_of_another_workspace_find_nothing(desk: Desk) -> None:
    theirs = Claim.objects.get(workspace=desk.team.elsewhere)
    hop_of_theirs = theirs.attributions.get(position=1)
    assert desk.passing(article=str(theirs.article_id)) == set()
    assert desk.passing(source=str(hop_of_theirs.source_id)) == set()
    assert desk.passing(origin=str(theirs.attributions.get(position=2).source_id)) == set()
    assert desk.passing(family=str(hop_of_theirs.source_id)) == set()
    assert desk.passing(publisher=str(theirs.article.publisher_id)) == set()
    assert desk.passing(label=str(theirs.claim_labels.get().label_id)) == set()
    assert desk.passing(set=str(theirs.annotation_set_id)) == set()


def test_no_filter_shows_claims_of_another_workspace(desk: Desk) -> None:
    for given, _ in ALONE:
        assert "another" not in desk.passing(**given), given
        assert names(desk, desk.team.elsewhere, **given) <= {"another"}, given


def test_several_filters_all_hold(desk: Desk) -> None:
    assert desk.passing(source="Seawatch", annotator="bob") == {"guard"}
    assert desk.passing(lineage="complete", status="draft", language="en") == {"hurt"}
    assert desk.passing(q="guard", label="fire") == set()


def test_filters_of_a_step_are_about_one_and_the_same_step(desk: Desk) -> None:
    assert desk.passing(source="Seawatch", stance="relays", certainty="probable") == {"guard", "hurt"}
    assert desk.passing(source="Seawatch", stance="asserts") == set()
    assert desk.passing(kind="armed_group", verification="unverified", stance="asserts") == {"guard", "hurt"}
    assert desk.passing(identifiability="named", stance="denies") == set()


def test_withdrawn_claims_and_articles_are_left_out(desk: Desk) -> None:
    claims.withdraw(desk.guard, by=desk.team.bob)
    assert desk.passing() == {"fire", "hurt"}
    articles.withdraw(desk.hurt.article, by=desk.team.bob)
    assert desk.passing() == {"fire"}


def test_blind_work_is_shown_only_where_it_is_asked_for(desk: Desk) -> None:
    article = desk.fire.article
    own = AnnotationSet.objects.create(
        workspace=desk.team.workspace, article=article, kind=SetKind.BLIND, annotator=desk.team.alice
    )
    make_claim(article, by=desk.team.alice, annotation_set=own)
    assert "another" not in desk.passing()
    assert desk.passing(set="blind") == {"another"}
    assert desk.passing(set=str(own.pk)) == {"another"}
    assert desk.passing(set=["blind", "record"]) == {"another", "fire", "guard", "hurt"}


def test_a_family_is_all_below_it(desk: Desk) -> None:
    workspace, by = desk.team.workspace, desk.team.alice
    union, office, guard = (
        make_source(workspace, "Union"),
        make_source(workspace, "Guard office"),
        Source.objects.get(workspace=workspace, name="Harbour Guard"),
    )
    for below, above in ((guard, office), (office, union)):
        sources.relate(below, RelationRecord(RelationKind.PART_OF, above.name), target=above, by=by)
    assert desk.passing(family="Union") == {"guard", "hurt"}
    assert desk.passing(family="Union", stance="relays") == set()
    assert desk.passing(source="Union") == set()
    Source.objects.filter(pk=guard.pk).update(counts_as_own_family=True)
    assert desk.passing(family="Union") == set()
    assert desk.passing(family="Harbour Guard") == {"guard", "hurt"}


def test_a_merged_source_counts_as_the_one_it_was_merged_into(desk: Desk) -> None:
    workspace = desk.team.workspace
    watchers = make_source(workspace, "The Watchers", kind=SourceKind.ORGANIZATION)
    union = make_source(workspace, "Union")
    sources.relate(watchers, RelationRecord(RelationKind.PART_OF, "Union"), target=union, by=desk.team.alice)
    Source.objects.filter(workspace=workspace, name="Seawatch").update(merged_into=watchers)
    for name in ("source", "family"):
        assert desk.passing(**{name: "The Watchers"}) == {"guard", "hurt"}
        assert desk.passing(**{name: "Seawatch"}) == {"guard", "hurt"}
    assert desk.passing(family="Union") == {"guard", "hurt"}
    assert desk.passing(kind="organization") == {"guard", "hurt"}
    assert desk.passing(kind="monitoring_group") == set()


def test_an_alias_finds_its_source(desk: Desk) -> None:
    seawatch = Source.objects.get(workspace=desk.team.workspace, name="Seawatch")
    record = SourceRecord(name="Seawatch", aliases=(AliasRecord("The Sea Watchers"),))
    sources.revise(seawatch, record, by=desk.team.alice)
    assert desk.passing(source="sea watchers") == {"guard", "hurt"}


def test_a_merged_label_counts_as_the_one_it_was_merged_into(desk: Desk) -> None:
    workspace = desk.team.workspace
    blaze = Label.objects.create(workspace=workspace, name="blaze")
    Label.objects.filter(workspace=workspace, name="fire").update(merged_into=blaze)
    assert desk.passing(label="BLAZE") == {"fire"}
    assert desk.passing(label=str(blaze.pk)) == {"fire"}
    ClaimLabel.objects.create(workspace=workspace, claim=desk.hurt, label=blaze)
    assert desk.passing(label="blaze") == {"fire", "hurt"}


def test_what_changed_since_is_told_by_the_time_of_the_claim(desk: Desk) -> None:
    soon = timezone.now() + timedelta(hours=1)
    Claim.objects.filter(pk=desk.hurt.pk).update(updated_at=soon)
    assert desk.passing(updated_since=soon.isoformat()) == {"hurt"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "god"),
        ("stance", "Asserts"),
        ("status", "done"),
        ("article", "12"),
        ("article", "none"),
        ("proposition", "what"),
        ("set", "mine"),
        ("hops_min", "two"),
        ("hops_min", "-1"),
        ("hops_min", "1000"),
        ("hops_min", "²"),
        ("published_after", "yesterday"),
        ("published_before", "2021-02-30"),
        ("updated_since", "0000"),
        ("q", "a\0b"),
        ("q", "\ud800"),
        ("q", "x" * 1001),
        ("source", "a\0b"),
    ],
)
def test_a_value_that_cannot_be_understood_is_named(name: str, value: str) -> None:
    with pytest.raises(BadFilter) as refused:
        filters.claims(Workspace(), Filters.parse({name: [value]}))
    assert refused.value.field == name
    assert refused.value.message.endswith(".")


def test_empty_values_and_unknown_filters_are_no_filters() -> None:
    parsed = Filters.parse({"q": ["", "  "], "colour": ["red"], "status": [" accepted "]})
    assert parsed == Filters({"status": ("accepted",)})
    assert not Filters.parse({})


ARTICLES = [
    ({}, {"Two piers burn in Port Ellery", "Nobody hurt"}),
    ({"publisher": "ellery gazette"}, {"Nobody hurt"}),
    ({"publisher": "Seawatch"}, set()),
    ({"language": "en"}, {"Two piers burn in Port Ellery", "Nobody hurt"}),
    ({"language": "en-GB"}, {"Nobody hurt"}),
    ({"progress": "in_progress"}, {"Two piers burn in Port Ellery", "Nobody hurt"}),
    ({"progress": "done"}, set()),
    ({"assigned": "none"}, {"Two piers burn in Port Ellery", "Nobody hurt"}),
    ({"assigned": "alice"}, set()),
    ({"published_after": "2021-09"}, {"Nobody hurt"}),
    ({"published_before": "2021-08"}, {"Two piers burn in Port Ellery"}),
    ({"updated_since": "2999"}, set()),
    ({"q": "hurting"}, {"Two piers burn in Port Ellery", "Nobody hurt"}),
    ({"q": "zeppelin"}, set()),
]


def test_each_filter_of_articles_passes_what_it_says(desk: Desk) -> None:
    def titles(given: dict[str, str]) -> set[str]:
        wanted = Filters.parse({name: [value] for name, value in given.items()}, known=ARTICLE_FILTERS)
        return set(filters.articles(desk.team.workspace, wanted).values_list("title", flat=True))

    assert {str(given): titles(given) for given, _ in ARTICLES} == {str(given): wanted for given, wanted in ARTICLES}


def test_every_filter_of_articles_is_tried() -> None:
    assert {name for parameters, _ in ARTICLES for name in parameters} == set(ARTICLE_FILTERS)


def test_an_article_is_found_by_its_corrected_title(desk: Desk) -> None:
    article = Article.objects.get(pk=desk.hurt.article_id)
    wanted = Filters.parse({"q": ["zeppelin"]}, known=ARTICLE_FILTERS)
    articles.correct(article, ArticleRecord(title="Zeppelins over Ellery", text=""), by=desk.team.alice)
    assert list(filters.articles(desk.team.workspace, wanted)) == [article]


def test_done_articles_and_standing_ones(desk: Desk) -> None:
    workspace = desk.team.workspace
    articles.mark_progress(desk.hurt.annotation_set, ArticleProgress.DONE, by=desk.team.alice)
    done = Filters.parse({"progress": ["done"]}, known=ARTICLE_FILTERS)
    assert [article.pk for article in filters.articles(workspace, done)] == [desk.hurt.article_id]
    articles.withdraw(desk.hurt.article, by=desk.team.alice)
    assert not filters.articles(workspace, done).exists()


SOURCES = [
    ({}, {"Ellery Courier", "Ellery Gazette", "Seawatch", "Harbour Guard", "port officials"}),
    ({"kind": "media_outlet"}, {"Ellery Courier", "Ellery Gazette"}),
    ({"identifiability": "collective"}, {"port officials"}),
    ({"article": "none"}, {"Ellery Courier", "Ellery Gazette", "Seawatch", "Harbour Guard"}),
    ({"article": NOBODY}, set()),
    ({"updated_since": "2021"}, {"Ellery Courier", "Ellery Gazette", "Seawatch", "Harbour Guard", "port officials"}),
    ({"updated_since": "2999"}, set()),
    ({"q": "ellery"}, {"Ellery Courier", "Ellery Gazette"}),
    ({"q": "the harbour guard"}, {"Harbour Guard"}),
    ({"q": "%"}, set()),
]


def test_each_filter_of_sources_passes_what_it_says(desk: Desk) -> None:
    def called(given: dict[str, str]) -> set[str]:
        wanted = Filters.parse({name: [value] for name, value in given.items()}, known=SOURCE_FILTERS)
        return set(filters.sources(desk.team.workspace, wanted).values_list("name", flat=True))

    assert {str(given): called(given) for given, _ in SOURCES} == {str(given): wanted for given, wanted in SOURCES}


def test_every_filter_of_sources_is_tried() -> None:
    assert {name for parameters, _ in SOURCES for name in parameters} == set(SOURCE_FILTERS)


def test_sources_of_an_article_and_merged_ones(desk: Desk) -> None:
    workspace = desk.team.workspace
    here = Filters.parse({"article": [str(desk.hurt.article_id)]}, known=SOURCE_FILTERS)
    assert [source.name for source in filters.sources(workspace, here)] == ["port officials"]
    Source.objects.filter(workspace=workspace, name="Seawatch").update(merged_into=desk.fire.article.publisher_id)
    named = Filters.parse({"q": ["seawatch"]}, known=SOURCE_FILTERS)
    assert not filters.sources(workspace, named).exists()
