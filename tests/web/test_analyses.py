"""Pages of what is computed over many statements: each number leads to its claims, empty pages say what to do."""

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import tasks
from claims.models import Article, Job, Proposition, Source
from claims.services import grades
from claims.vocabulary import Certainty, Credibility, Identifiability, Reliability, Stance
from tests.makers import Team, chain, hop, make_article, make_claim
from tests.test_tasks import context
from tests.web.browsers import Browser

STATEMENT = "A fire destroyed two piers."


def say(team: Team, publisher: str, at: str, *steps: Any, statement: str = STATEMENT) -> Article:
    text = f"A fire destroyed two piers, {publisher} of {at} prints."
    article = make_article(team.workspace, title=f"{publisher} {at}", text=text, publisher=publisher, published=at)
    make_claim(article, proposition=statement, **({"chains": (chain(*steps),)} if steps else {}))
    return article


def cells(page: Browser) -> dict[str, list[str]]:
    """Row -> what its cells show."""
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page.page, re.DOTALL):
        head, *rest = re.split(r"<td[^>]*>", row)
        shown = [re.sub(r"<span class=\"visually-hidden\">.*?</span>|<[^>]+>", "", cell).strip() for cell in rest]
        found[html.unescape(re.sub(r"<[^>]+>", "", head)).strip()] = shown
    return found


def test_the_matrix_shows_letters_that_lead_to_claims(team: Team, vera: Browser) -> None:
    say(team, "Courier", "2021-05-01", "Seawatch", "Guard")
    say(team, "Post", "2021-05-02", hop("Mayor", stance=Stance.DENIES))
    say(team, "Times", "2021-05-03", "Mayor", statement="Nobody was hurt.")
    page = vera.open("matrix")
    columns = re.findall(r'class="matrix-column"><a [^>]*>([^<]+)', page.page)
    assert columns[0] == "Mayor"
    rows = {name: dict(zip(columns, shown, strict=True)) for name, shown in cells(page).items()}
    assert rows == {
        STATEMENT: {"Mayor": "N", "Seawatch": "R", "Guard": "O"},
        "Nobody was hurt.": {"Mayor": "O", "Seawatch": "·", "Guard": "·"},
    }
    assert page.shows("says so first", "silent", "How this was computed")
    for address, counted in re.findall(r'<td><a href="([^"]+)" title="(\d+) claim', page.page):
        vera.location = html.unescape(address)
        assert vera.follow().page.count('class="quote"><a href') == int(counted) == 1
        assert re.search(r"Matrix: (Mayor|Seawatch|Guard) on “", vera.page)


def test_the_matrix_is_narrowed_and_taken_along(team: Team, vera: Browser) -> None:
    say(team, "Courier", "2021-05-01", "=Seawatch", "Guard")
    say(team, "Times", "2021-05-03", "Mayor", statement="Nobody was hurt.")
    hurt = Proposition.objects.get(text="Nobody was hurt.")
    page = vera.open("matrix", query=f"?proposition={hurt.pk}")
    assert list(cells(page)) == ["Nobody was hurt."]
    assert f"matrix.csv?proposition={hurt.pk}" in page.page
    file = vera.open("matrix-file").page.splitlines()
    assert sorted(file[0].split(",")) == ["'=Seawatch", "Guard", "Mayor", "statement"]
    assert len(file) == 3
    assert vera.open("matrix-file", query=f"?proposition={hurt.pk}").page.splitlines() == [
        "statement,Mayor",
        "Nobody was hurt.,O",
    ]


def test_the_pages_cost_the_same_queries_for_more_rows(team: Team, vera: Browser) -> None:
    counts = []
    for number in range(3):
        for day in range(1, 1 + number * 2):
            say(team, f"Paper {day}", f"202{number}-05-0{day}", f"Source {day}", statement=f"Statement {day}.")
        if number:
            made = []
            for page in ("matrix", "analysis-unnamed", "analysis-grades", "analysis-alerts"):
                with CaptureQueriesContext(connection) as queries:
                    vera.open(page)
                made.append(len(queries))
            counts.append(made)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("asked", ["0192f0c1-0000-7000-8000-000000000000", "nonsense"], ids=["nobody's", "no id"])
def test_a_matrix_of_what_is_not_there_says_so(team: Team, vera: Browser, asked: str) -> None:
    say(team, "Courier", "2021-05-01", "Seawatch")
    page = vera.open("matrix", query=f"?proposition={asked}")
    assert page.status == 422
    assert 'role="alert"' in page.page
    assert vera.open("matrix", query=f"?{'&'.join([f'proposition={asked}'] * 51)}").shows("at most 50 statements")
    assert vera.open("matrix-file", query=f"?proposition={asked}").status == 422


def test_empty_pages_say_what_to_do(team: Team, vera: Browser) -> None:
    assert vera.open("matrix").shows("No statements yet")
    assert vera.open("analysis-unnamed").shows("No outlet has a claim yet")
    assert vera.open("analysis-grades").shows("No claim is graded on both axes yet")
    assert vera.open("analysis-alerts").shows("have not been scanned yet")
    assert vera.open("analysis").status == 200
    say(team, "Courier", "2021-05-01")
    assert vera.open("matrix").shows("No named source says anything about this statement")


def test_a_scan_is_started_runs_and_shows_what_it_found(team: Team, alice: Browser, vera: Browser) -> None:
    say(team, "B", "2021-05-03", hop("SITE", certainty=Certainty.POSSIBLE), hop("Guard"))
    say(team, "A", "2021-05-04", "B")
    say(team, "B", "2021-05-05", "A")
    say(team, "C", "2021-05-06", hop("SITE", certainty=Certainty.CERTAIN), hop("Guard"))
    say(team, "D", "2021-05-07")
    assert alice.send("alerts-scan").status == 303
    waiting = alice.follow()
    assert waiting.shows("A scan waits to begin")
    assert 'hx-trigger="every 2s"' in waiting.page
    assert alice.send("alerts-scan").follow().shows("A scan waits already.")
    tasks.scan(context(), key=str(Job.objects.get(kind="scan").pk))
    page = vera.open("analysis-alerts")
    assert "hx-trigger" not in page.page
    assert page.shows(
        "B (2021-05-05) cites A (2021-05-04), which cites B.",
        "C (2021-05-06) is firmer (certain) than B (2021-05-03) (possible); both have it from SITE.",
        "D (2021-05-07) says it in its own words; B (2021-05-03) had named a source before.",
    )
    assert vera.open("analysis-alerts", fragment=True).page.startswith('\n<div id="scan"')


def test_the_ledger_leads_to_as_many_claims_as_it_counts(team: Team, vera: Browser) -> None:
    say(team, "Courier", "2021-05-01", hop("an official", identifiability=Identifiability.ANONYMOUS))
    say(team, "Courier", "2021-05-02", hop("officials", identifiability=Identifiability.COLLECTIVE))
    say(team, "Courier", "2021-05-03", "Seawatch", hop(""))
    say(team, "Courier", "2021-05-04", "Seawatch")
    say(team, "Courier", "2021-05-05")
    page = vera.open("analysis-unnamed")
    [row] = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page.page, re.DOTALL)
    numbers = re.findall(r'<td class="number">(?:<[^>]+>)?(\d+)', row)
    assert numbers == ["5", "4", "0", "1", "1", "1", "3"]
    assert "75%" in row
    for address in re.findall(r'href="([^"]+identifiability[^"]+)"', row):
        listed = vera.client.get(html.unescape(address)).content.decode()
        assert listed.count('name="claim"') + listed.count('class="quote"') >= 1


def test_the_heat_map_counts_and_each_cell_lists_its_claims(team: Team, vera: Browser) -> None:
    article = say(team, "Courier", "2021-05-01", "Seawatch")
    say(team, "Courier", "2021-05-02", "Nobody")
    seawatch, nobody = Source.objects.get(name="Seawatch"), Source.objects.get(name="Nobody")
    grades.grade_reliability(seawatch, Reliability.B, "A record.", by=team.alice)
    grades.grade_reliability(nobody, Reliability.F, "Unknown.", by=team.alice)
    grades.grade_credibility(Proposition.objects.get(), Credibility.PROBABLY_TRUE, "Likely.", by=team.alice)
    page = vera.open("analysis-grades")
    assert page.shows("2 claims graded on both axes", "they are 1 , and 1 of these (100%) stands on the diagonal")
    one = vera.open("analysis-grades", query="?reliability=B&credibility=2")
    assert one.shows("Claims graded B and 2", article.title)
    assert vera.open("analysis-grades", query="?reliability=Z&credibility=2").status == 200


def test_the_summary_is_drafted_linked_and_copied(team: Team, vera: Browser) -> None:
    say(team, "Courier", "2021-05-01", "Seawatch", "Guard")
    say(team, "Post", "2021-05-02", hop("an official", identifiability=Identifiability.ANONYMOUS))
    say(team, "Times", "2021-05-03")
    statement = Proposition.objects.get()
    grades.grade_credibility(statement, Credibility.CONFIRMED, "All say so.", by=team.alice)
    page = vera.open("statement-summary", statement.pk)
    assert page.shows(
        "1. Quality and credibility of the sources", "4. What would change this", "independence not established"
    )
    assert "confirmed" not in page.text
    copied = html.unescape(re.findall(r'data-copy="([^"]+)"', page.page)[0])
    assert "1 claim rests on sources that are not named" in copied
    assert "confirmed" not in copied
    [summary] = re.findall(r'<div class="card computed summary">.*?</div>', page.page, re.DOTALL)
    addresses = {html.unescape(found) for found in re.findall(r'href="([^"]+)"', summary)}
    assert any("identifiability=anonymous" in address for address in addresses)
    assert any("lineage=none_given" in address for address in addresses)
    for address in addresses:
        assert vera.client.get(address).status_code == 200


def test_a_merged_statement_has_the_summary_of_what_it_counts_as(team: Team, vera: Browser) -> None:
    say(team, "Courier", "2021-05-01", "Seawatch")
    merged = Proposition.objects.create(
        workspace=team.workspace, text="The same.", merged_into=Proposition.objects.get()
    )
    assert vera.open("statement-summary", merged.pk).status == 303
