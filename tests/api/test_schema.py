"""The OpenAPI document: valid, complete, and true of what is answered."""

import re
from typing import Any

import jsonschema
import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from claims import tasks
from claims.api.views import documentation
from claims.models import Article
from tests import makers
from tests.api.programs import Program, claim_body
from tests.api.test_access import ROWS, alike
from tests.test_tasks import context

WITHOUT_BODY = (
    "/restore/", "/unmerge/", "/find/", "/cycles/", "/versions/undo/", "/reject/", "/reopen/", "/suggest/", "/train/",
)  # fmt: skip
"""Writes that take nothing but their address."""


@pytest.fixture(scope="module")
def document() -> Any:
    return Client().get("/api/v1/schema/").json()


def operations(document: Any) -> list[tuple[str, str, Any]]:
    return [(path, method, found) for path, methods in document["paths"].items() for method, found in methods.items()]


def test_it_is_valid(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_it_is_made_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    documentation._document.cache_clear()
    Client().get("/api/v1/schema/")
    assert "Warning" not in capsys.readouterr().err


def test_it_has_every_address_and_method(document: Any) -> None:
    listed = {(path, method) for path, method, _ in operations(document)}
    for row in ROWS:
        named = re.sub(r"\{(?!relation\})\w+\}", "{id}", row.path.replace("{said}", "{relation}"))
        path = re.sub(r"\w+\.csv", "{shape}.csv", named)
        assert (f"/api/v1/workspaces/{{slug}}/{path}", row.method) in listed, row


def test_every_operation_has_a_name_of_its_own_and_says_how_it_refuses(document: Any) -> None:
    names = [found["operationId"] for _, _, found in operations(document)]
    assert len(names) == len(set(names))
    for path, method, found in operations(document):
        assert found["description"], (path, method)
        assert "application/problem+json" in found["responses"]["422"]["content"]
        if method in ("post", "put", "patch") and not path.endswith(WITHOUT_BODY):
            assert "requestBody" in found, (path, method)
        assert any(status.startswith("2") for status in found["responses"])


def test_what_is_answered_is_what_is_said(document: Any, alice: Program, article: Article) -> None:
    claim = alice.post("claims/", claim_body(article.pk, proposition="It burned.")).json()
    source = claim["origins"][0]["id"]
    pentagon = alice.post("sources/", {"name": "Pentagon"}).json()["id"]
    alice.post(f"sources/{source}/relations/", {"kind": "part_of", "target": pentagon, "since": "2020"})
    old = alice.post("sources/", {"name": "Old Pentagon"}).json()["id"]
    alice.post(f"sources/{old}/merge/", {"into": pentagon})
    judgement = alice.get("judgements/").json()["results"][0]["id"]
    other = alice.post("propositions/", {"text": "A fire destroyed two piers."}).json()["id"]
    alice.post(f"propositions/{claim['proposition']}/relations/", {"kind": "supports", "target": other})
    twin = makers.make_article(article.workspace, text="Another text is wrong, Mary Orr said.")
    pair = {"article": str(article.pk), "on_article": str(twin.pk), "kind": "same_wire"}
    dependence = alice.post("dependences/", pair).json()["id"]
    given = {"articles": [str(twin.pk)], "annotator": "alice"}
    assignment = alice.post("assignments/", given).json()["assignments"][0]["id"]
    suggestion = alice.post(f"articles/{twin.pk}/suggest/", {}).json()["suggestions"][0]["id"]
    event = alice.get("audit/").json()["results"][0]["id"]
    paths = {
        "": "", "members/": "", "articles/": "", "articles/{id}/": article.pk, "articles/{id}/annotations/": article.pk,
        "versions/": "", "versions/{id}/": article.current_version_id, "claims/": "", "claims/{id}/": claim["id"],
        "articles/{id}/versions/": article.pk, "claims/{id}/history/": claim["id"], "sources/": "",
        "sources/{id}/": source, "sources/{id}/relations/": source, "sources/{id}/merges/": pentagon,
        "labels/": "", "labels/{id}/": claim["label_ids"][0], "sets/": "",
        "sets/{id}/": claim["set"], "propositions/": "", "propositions/{id}/": claim["proposition"], "audit/": "",
        "assignments/": "", "assignments/{id}/": assignment,
        "judgements/": "", "judgements/{id}/": judgement, "dependences/": "", "dependences/{id}/": dependence,
        "propositions/{id}/relations/": other, "propositions/{id}/candidates/": other,
        "claims/{id}/candidates/": claim["id"],
        "audit/{id}/": event, "propositions/{id}/lineage/": claim["proposition"], "sources/{id}/what-if/": source,
        "propositions/{id}/summary/": claim["proposition"], "matrix/": "", "cycles/": "", "ledger/": "", "grades/": "",
        "grades/diagnostics/": "", "sources/{id}/family/": source, "sources/duplicates/": "",
        "suggestions/": "", "suggestions/{id}/": suggestion,
        "sources/duplicates/{id}/": alike(article.workspace).pk,
    }  # fmt: skip
    for graded, grade in (({"source": source}, "B"), ({"claim": claim["id"]}, "2")):
        alice.post("grades/", {**graded, "grade": grade, "rationale": "Because."})
    later = alice.post(
        "articles/",
        {"title": "Later", "text": article.current_version.text + "!", "published": "2022", "publisher": {"name": "A"}},
    ).json()
    alice.post("claims/", claim_body(later["id"], proposition="It burned.", chains=[{"lineage": "none_given"}]))
    tasks.scan(context(), key=alice.post("cycles/").json()["id"])
    assert alice.get("cycles/").json()["counts"]["attribution_loss"] == 1
    for path, key in paths.items():
        said = document["paths"][f"/api/v1/workspaces/{{slug}}/{path}"]["get"]["responses"]["200"]
        answer = alice.get(path.replace("{id}", str(key))).json()
        check(answer, said["content"]["application/json"]["schema"], document)
    refused = alice.post("claims/", {"note": 7}).json()
    check(refused, {"$ref": "#/components/schemas/Problem"}, document)


def check(answer: Any, schema: Any, document: Any) -> None:
    """Also that no key is answered that is not said."""
    jsonschema.Draft202012Validator(closed(schema) | {"components": closed(document["components"])}).validate(answer)


def closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(part) for key, part in schema.items()}
    return made | {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else made


def test_yaml_is_given_when_it_is_asked_for() -> None:
    answer = Client().get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi"})
    assert answer.content.startswith(b"openapi: 3.1")


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() -> None:
    answer = Client().get("/api/v1/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "http://" not in page
    assert "https://" not in page
    assert "<style" not in page
    assert all(part.startswith(" src=") for part in page.split("<script")[1:])
    assert "default-src 'none'" in answer["Content-Security-Policy"]
