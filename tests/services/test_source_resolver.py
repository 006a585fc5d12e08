"""Which source a reference means: by id, by name, by strong alias; in one article, in another, in two at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.errors import BadRecord, ChainIncomplete, ClaimsError, SourceAmbiguous, UnknownSource
from claims.exchange.records import AliasRecord, AttributionRecord, SourceRecord, SourceReference
from claims.models import Attribution, Source, SourceAlias
from claims.models.fields import new_id
from claims.services import sources
from claims.services.source_resolver import Resolver
from claims.vocabulary import AliasStrength, Identifiability, SourceKind
from tests.makers import Team, chain, hop, make_article, make_claim, make_source, make_team

OFFICIAL = SourceReference(name="a port official", identifiability=Identifiability.DESCRIBED)


def resolve(team: Team, reference: SourceReference, *, article_id: object = None) -> Source:
    """Saved, if it is new."""
    resolver = Resolver(team.workspace)
    with transaction.atomic():
        resolver.prepare([(reference, article_id)])
        found = resolver.resolve(reference, article_id=article_id)
        resolver.save()
    return found


def named(team: Team, name: str) -> Source:
    return resolve(team, SourceReference(name=name))


def test_a_new_name_makes_a_source_with_a_strong_alias(team: Team) -> None:
    made = resolve(team, SourceReference(name="  Sea   Watch ", kind=SourceKind.PERSON))
    made.refresh_from_db()
    assert (made.name, made.kind, made.identifiability) == ("Sea Watch", SourceKind.PERSON, Identifiability.NAMED)
    alias = SourceAlias.objects.get(source=made)
    assert (alias.text, alias.key, alias.strength) == ("Sea Watch", "sea watch", AliasStrength.STRONG)


@pytest.mark.parametrize("name", ["Seawatch", "seawatch", "The Seawatch", "Seawatch's", "“Seawatch”", " SEAWATCH "])
def test_a_name_is_found_however_it_is_written(team: Team, name: str) -> None:
    assert named(team, name) == named(team, "Seawatch")


def test_a_strong_alias_names_a_source_and_a_weak_one_does_not(team: Team) -> None:
    record = SourceRecord(
        name="Seawatch", aliases=(AliasRecord("SW Institute"), AliasRecord("the report", AliasStrength.WEAK))
    )
    known = sources.make(team.workspace, record, by=team.alice)
    assert named(team, "SW institute") == known
    assert named(team, "The report") != known


def test_a_kind_in_passing_does_not_change_a_known_source(team: Team) -> None:
    known = named(team, "Seawatch")
    again = resolve(team, SourceReference(name="Seawatch", kind=SourceKind.PERSON))
    assert again == known
    assert Source.objects.get(pk=known.pk).kind is SourceKind.UNKNOWN


def test_a_name_of_two_sources_is_refused_with_both(team: Team) -> None:
    one, two = make_source(team.workspace, "Jo Marsh"), make_source(team.workspace, "Jo Marsh")
    with pytest.raises(SourceAmbiguous) as refused:
        named(team, "jo marsh")
    assert str(one.pk) in refused.value.message
    assert str(two.pk) in refused.value.message
    assert resolve(team, SourceReference(id=two.pk)) == two


def test_an_alias_of_two_sources_is_refused_with_both(team: Team) -> None:
    for name in ("Ministry of Ports", "Ministry of Ships"):
        sources.make(team.workspace, SourceRecord(name=name, aliases=(AliasRecord("The Ministry"),)), by=team.alice)
    with pytest.raises(SourceAmbiguous, match=r"Ministry of Ports .* and Ministry of Ships"):
        named(team, "ministry")


def test_two_that_were_merged_are_one(team: Team) -> None:
    one, two = make_source(team.workspace, "Jo Marsh"), make_source(team.workspace, "Jo Marsh")
    Source.objects.filter(pk=one.pk).update(merged_into=two)
    assert named(team, "Jo Marsh") == two
    assert resolve(team, SourceReference(id=one.pk)) == one


def test_a_source_that_is_not_named_is_one_within_its_article(team: Team) -> None:
    article, other = make_article(team.workspace), make_article(team.workspace)
    here = resolve(team, OFFICIAL, article_id=article.pk)
    assert here.article_id == article.pk
    assert resolve(team, OFFICIAL, article_id=article.pk) == here
    there = resolve(team, OFFICIAL, article_id=other.pk)
    assert there.article_id == other.pk
    assert there != here
    assert resolve(team, SourceReference(name=OFFICIAL.name), article_id=article.pk).article_id is None


def test_a_source_of_an_article_that_was_merged_is_still_told_there_only(team: Team) -> None:
    article, other = make_article(team.workspace), make_article(team.workspace)
    here = resolve(team, OFFICIAL, article_id=article.pk)
    marsh = make_source(team.workspace, "Jo Marsh")
    Source.objects.filter(pk=here.pk).update(merged_into=marsh)
    assert resolve(team, OFFICIAL, article_id=article.pk) == marsh
    assert resolve(team, OFFICIAL, article_id=other.pk) not in (marsh, here)
    assert named(team, OFFICIAL.name) not in (marsh, here)


def test_the_id_of_a_source_of_another_article_is_refused(team: Team) -> None:
    article, other = make_article(team.workspace), make_article(team.workspace)
    here = resolve(team, OFFICIAL, article_id=article.pk)
    reference = SourceReference(id=here.pk)
    assert resolve(team, reference, article_id=article.pk) == here
    for elsewhere in (other.pk, None):
        with pytest.raises(UnknownSource, match="belongs to another article"):
            resolve(team, reference, article_id=elsewhere)


def test_ids_of_nobody_and_of_another_workspace_are_refused(team: Team) -> None:
    theirs = make_source(team.elsewhere, "Seawatch")
    for key in (new_id(), theirs.pk):
        with pytest.raises(UnknownSource, match=f"There is no source {key} in this workspace"):
            resolve(team, SourceReference(id=key))
    assert named(team, "Seawatch") != theirs


@pytest.mark.parametrize("name", ["", "  ", "x" * 501, "a\0b", "\0", "\ud800"])
def test_what_is_no_name_is_refused_in_a_sentence(team: Team, name: str) -> None:
    reference = SourceReference(name=name, identifiability=Identifiability.NAMED)
    article = make_article(team.workspace)
    with pytest.raises((UnknownSource, BadRecord, ChainIncomplete)) as refused:
        make_claim(
            article,
            chains=(chain(hop("Seawatch"), hop("x")), chain(hop("y")), chain(AttributionRecord(source=reference))),
        )
    assert refused.value.field == "chains[2].attributions[0].source"
    assert refused.value.message.endswith(".")
    assert not Source.objects.filter(workspace=team.workspace, name="Seawatch").exists()


def test_one_batch_makes_one_source_of_one_name(team: Team) -> None:
    article = make_article(team.workspace)
    make_claim(article, chains=(chain("Seawatch", "Guard"), chain("the seawatch", "SEAWATCH Institute")))
    assert Source.objects.filter(workspace=team.workspace, name__icontains="seawatch").count() == 2
    assert Attribution.objects.filter(source__name="Seawatch").count() == 2


def test_a_batch_of_many_costs_as_many_queries_as_one(team: Team) -> None:
    def count(number: int) -> int:
        resolver = Resolver(team.workspace)
        references = [SourceReference(name=f"{number} {place}") for place in range(number)]
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            resolver.prepare((reference, None) for reference in references)
            for reference in references:
                resolver.resolve(reference, article_id=None)
            resolver.save()
        return len(captured)

    assert count(1) == count(300) == 5


def test_only_sources_of_the_articles_at_hand_are_read(team: Team) -> None:
    for _ in range(5):
        resolve(team, OFFICIAL, article_id=make_article(team.workspace).pk)
    article = make_article(team.workspace)
    resolver = Resolver(team.workspace)
    resolver.prepare([(OFFICIAL, article.pk)])
    assert resolver.by_key == {}


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_new_name_make_one_source() -> None:
    team = make_team()
    articles = [make_article(team.workspace, publisher="") for _ in range(2)]
    start = Barrier(2)
    failed: list[ClaimsError] = []

    def write(article: object) -> None:
        try:
            start.wait()
            make_claim(article, sources=("Seawatch", "Harbour Guard"), labels=("fire",), proposition="Two piers burned")
        except ClaimsError as wrong:
            failed.append(wrong)
        finally:
            connection.close()

    threads = [Thread(target=write, args=(article,)) for article in articles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Attribution.objects.count() == 4
    for name in ("Seawatch", "Harbour Guard"):
        assert Source.objects.filter(name=name).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_writer_waits_for_the_name_the_first_is_making() -> None:
    team = make_team()
    found: list[Source] = []

    def write() -> None:
        found.append(named(team, "Seawatch"))
        connection.close()

    resolver = Resolver(team.workspace)
    with transaction.atomic():
        resolver.prepare([(SourceReference(name="Seawatch"), None)])
        made = resolver.resolve(SourceReference(name="Seawatch"), article_id=None)
        resolver.save()
        second = Thread(target=write)
        second.start()
        second.join(timeout=0.3)
        assert found == []
    second.join()
    assert found == [made]
