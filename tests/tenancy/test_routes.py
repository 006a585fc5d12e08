"""Routes: whoever is in one workspace gets nothing out of another, by path, body or filter, over API and pages alike.

Both tables are complete: a route or method that is in none of them fails a test, which says what to feed it.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern

from claims.api import urls as api_urls
from claims.queries.filters import ARTICLE_FILTERS, CLAIM_FILTERS, SOURCE_FILTERS
from claims.services import tokens
from claims.vocabulary import TokenScope
from claims.web import urls as web_urls
from tests.tenancy.conftest import Two
from tests.tenancy.furnished import Furnished, content_of, ids_of

KINDS = {
    "articles": "article", "versions": "version", "claims": "claim", "sources": "source", "relations": "relation",
    "labels": "label", "sets": "set", "propositions": "proposition", "statements": "proposition",
    "judgements": "judgement", "dependences": "dependence", "copies": "dependence", "suggestions": "suggestion",
    "audit": "event",
    "jobs": "job", "steps": "hop", "merges": "merge", "splits": "event", "duplicates": "sourcelikeness",
    "assignments": "assignment",
}  # fmt: skip
"""Part of an address -> the row whose id comes behind it."""
WORDS = {"shape": "claims", "form": "csv"}
PARAMETERS = sorted(
    {*CLAIM_FILTERS, *ARTICLE_FILTERS, *SOURCE_FILTERS}
    | {"object", "actor", "claim", "state", "gone", "after", "without", "analyst", "verdict", "passed", "pair"}
)
METHODS = ("get", "post", "put", "patch", "delete")
REFUSALS = (404, 403, 405, 410, 422)
NAMING = ("actor", "assigned", "annotator", "family", "label", "origin", "publisher", "q", "source")
"""Parameters that take a name as well."""
BY_ID = (
    "article", "gone", "claim", "withdrawn", "source", "target", "publisher", "relation", "label", "set", "proposition",
    "event", "sourcelikeness", "version", "hop", "job", "merge", "old", "origin", "judgement", "dependence",
    "propositionrelation", "merged", "assignment", "suggestion",
)  # fmt: skip

Body = Callable[[Furnished, Furnished], Any]


@dataclass(frozen=True, slots=True)
class Feed:
    """What to send to a route: bodies that point at the other workspace, or none where a body has no id."""

    bodies: tuple[Body, ...] = ()
    media_type: str = "application/json"
    rows: dict[str, str] = field(default_factory=dict)
    """Other rows than the usual ones for ids in the path."""


def claim(h: Furnished, **more: Any) -> dict[str, Any]:
    own_words = [{"lineage": "none_given", "attributions": []}]
    return {"article": h.id("article"), "spans": [{"start": 0, "end": 9}], "chains": own_words, **more}


def by(source: Any, **more: Any) -> list[dict[str, Any]]:
    return [{"lineage": "complete", "attributions": [{"source": source, **more}]}]


CLAIM_PARTS: tuple[Body, ...] = (
    lambda h, t: {"chains": by(t.id("source"))},
    lambda h, t: {"chains": by({"name": "Somebody"}, upstream_article=t.id("article"))},
    lambda h, t: {"labels": [t.id("label")]},
    lambda h, t: {"proposition": t.id("proposition")},
    lambda h, t: {"set": t.id("set")},
)
NEW_CLAIMS: tuple[Body, ...] = (
    *(lambda h, t, part=part: claim(h, **part(h, t)) for part in CLAIM_PARTS),
    lambda h, t: claim(t),
    lambda h, t: {**claim(h), "article": None, "version": t.id("version")},
)
ARTICLE_PARTS: tuple[Body, ...] = (
    lambda h, t: {"publisher": {"id": t.id("source")}},
    lambda h, t: {"publisher": t.id("source")},
    lambda h, t: {"wire_credit": t.id("source")},
    lambda h, t: {"republishes": t.id("article")},
)
NEW_ARTICLES: tuple[Body, ...] = tuple(
    lambda h, t, part=part: {"title": "New", "text": "Words.", **part(h, t)}  # type: ignore[misc]
    for part in ARTICLE_PARTS
)
NO_ID = Feed()
API: dict[tuple[str, str], Feed] = {
    ("articles/", "post"): Feed(NEW_ARTICLES),
    ("articles/bulk/", "post"): Feed(
        tuple(lambda h, t, new=new: json.dumps(new(h, t)) for new in NEW_ARTICLES),  # type: ignore[misc]
        "application/x-ndjson",
    ),
    ("articles/<uuid:id>/", "patch"): Feed(ARTICLE_PARTS),
    ("articles/<uuid:id>/", "delete"): NO_ID,
    ("articles/<uuid:id>/restore/", "post"): NO_ID,
    ("articles/<uuid:id>/versions/", "post"): Feed((lambda h, t: {"text": "New words."},)),
    ("articles/<uuid:id>/versions/undo/", "post"): NO_ID,
    ("claims/<uuid:id>/place/", "post"): Feed((lambda h, t: {"spans": [{"start": 0, "end": 9}]},)),
    ("articles/<uuid:id>/take-down/", "post"): Feed((lambda h, t: {"reason": "Asked to."},)),
    ("claims/", "post"): Feed(NEW_CLAIMS),
    ("claims/bulk/", "post"): Feed(tuple(lambda h, t, new=new: [claim(h), new(h, t)] for new in NEW_CLAIMS)),  # type: ignore[misc]
    ("claims/bulk/", "patch"): Feed(
        (
            lambda h, t: {"ids": [t.id("claim")], "set": {"status": "accepted"}},
            lambda h, t: {"ids": [h.id("claim"), t.id("claim")], "set": {"status": "accepted"}},
            lambda h, t: {"ids": [h.id("claim")], "set": {"labels_add": [t.id("label")]}},
            lambda h, t: {"ids": [h.id("claim")], "set": {"labels": [t.id("label")]}},
        )
    ),
    ("claims/<uuid:id>/", "patch"): Feed(
        (*CLAIM_PARTS, lambda h, t: {"article": t.id("article")}, lambda h, t: {"version": t.id("version")})
    ),
    ("claims/<uuid:id>/", "put"): Feed(NEW_CLAIMS),
    ("claims/<uuid:id>/", "delete"): NO_ID,
    ("claims/<uuid:id>/restore/", "post"): Feed(rows={"claim": "withdrawn"}),
    ("sources/", "post"): Feed(
        (lambda h, t: {"name": "x", "identifiability": "described", "article": t.id("article")},)
    ),
    ("sources/<uuid:id>/", "patch"): Feed((lambda h, t: {"article": t.id("article")},)),
    ("sources/<uuid:id>/relations/", "post"): Feed(
        (
            lambda h, t: {"kind": "member_of", "target": t.id("source")},
            lambda h, t: {"kind": "member_of", "target": {"name": f"{t.mark} Quay"}},
        )
    ),
    ("sources/<uuid:id>/relations/<uuid:relation>/", "delete"): NO_ID,
    ("sources/<uuid:id>/merge/", "post"): Feed((lambda h, t: {"into": t.id("source")},), rows={"source": "publisher"}),
    ("sources/<uuid:id>/unmerge/", "post"): Feed((lambda h, t: {"merge": t.id("merge")},), rows={"source": "old"}),
    ("sources/<uuid:id>/split/", "post"): Feed(
        (
            lambda h, t: {"attributions": [t.id("hop")], "to": "Somebody"},
            lambda h, t: {"attributions": [h.id("origin")], "to": t.id("source")},
        )
    ),
    ("sources/<uuid:id>/unsplit/", "post"): Feed((lambda h, t: {"event": t.id("event")},)),
    ("sources/duplicates/find/", "post"): NO_ID,
    ("sources/duplicates/<uuid:id>/", "patch"): Feed((lambda h, t: {"verdict": "same", "into": t.id("source")},)),
    ("labels/", "post"): NO_ID,
    ("labels/<uuid:id>/", "patch"): Feed((lambda h, t: {"name": "taken over"},)),
    ("labels/<uuid:id>/", "delete"): NO_ID,
    ("labels/<uuid:id>/restore/", "post"): NO_ID,
    ("labels/<uuid:id>/merge/", "post"): Feed((lambda h, t: {"into": t.id("label")},)),
    ("labels/<uuid:id>/unmerge/", "post"): NO_ID,
    ("sets/<uuid:id>/", "patch"): Feed((lambda h, t: {"progress": "done"},)),
    ("assignments/", "post"): Feed(
        (
            lambda h, t: {"articles": [t.id("article")], "annotator": h.by.get_username()},
            lambda h, t: {"articles": [h.id("article")], "annotator": t.by.get_username()},
        )
    ),
    ("assignments/<uuid:id>/", "delete"): NO_ID,
    ("propositions/", "post"): NO_ID,
    ("propositions/<uuid:id>/", "patch"): Feed((lambda h, t: {"text": "Taken over"},)),
    ("propositions/<uuid:id>/relations/", "post"): Feed(
        (lambda h, t: {"kind": "updates", "target": t.id("proposition")},)
    ),
    ("propositions/<uuid:id>/relations/<uuid:relation>/", "delete"): Feed(rows={"relation": "propositionrelation"}),
    ("propositions/<uuid:id>/merge/", "post"): Feed((lambda h, t: {"into": t.id("proposition")},)),
    ("propositions/<uuid:id>/unmerge/", "post"): Feed(rows={"proposition": "merged"}),
    ("propositions/<uuid:id>/split/", "post"): Feed(
        (
            lambda h, t: {"claims": [t.id("claim")], "text": "New"},
            lambda h, t: {"claims": [h.id("claim")], "into": t.id("proposition")},
        )
    ),
    ("propositions/<uuid:id>/unsplit/", "post"): Feed((lambda h, t: {"event": t.id("event")},)),
    ("judgements/", "post"): Feed(
        (
            lambda h, t: {"claim": t.id("claim"), "proposition": h.id("proposition"), "verdict": "same"},
            lambda h, t: {"claim": h.id("claim"), "proposition": t.id("proposition"), "verdict": "same"},
        )
    ),
    ("judgements/<uuid:id>/", "delete"): NO_ID,
    ("articles/<uuid:id>/suggest/", "post"): NO_ID,
    ("suggestions/bulk/", "post"): Feed(
        (
            lambda h, t: {"ids": [t.id("suggestion")]},
            lambda h, t: {"ids": [h.id("suggestion"), t.id("suggestion")]},
            lambda h, t: {"article": t.id("article"), "band": "low"},
        )
    ),
    ("suggestions/train/", "post"): NO_ID,
    ("suggestions/<uuid:id>/accept/", "post"): Feed(CLAIM_PARTS),
    ("suggestions/<uuid:id>/reject/", "post"): NO_ID,
    ("suggestions/<uuid:id>/reopen/", "post"): NO_ID,
    ("dependences/", "post"): Feed(
        (
            lambda h, t: {"article": h.id("article"), "on_article": t.id("article"), "kind": "same_wire"},
            lambda h, t: {"source": h.id("source"), "on_source": t.id("source"), "kind": "common_owner"},
        )
    ),
    ("dependences/find/", "post"): NO_ID,
    ("dependences/<uuid:id>/", "patch"): Feed((lambda h, t: {"state": "rejected"},)),
    ("cycles/", "post"): NO_ID,
    ("grades/", "post"): Feed(
        (
            lambda h, t: {"source": t.id("source"), "grade": "B", "rationale": "Because."},
            lambda h, t: {"proposition": t.id("proposition"), "grade": "3", "rationale": "Because."},
            lambda h, t: {"claim": t.id("claim"), "grade": "3", "rationale": "Because."},
        )
    ),
    ("imports/", "post"): Feed(
        tuple(
            lambda h, t, new=new: {"format": "jsonl", "text": json.dumps(new(h, t))}  # type: ignore[misc]
            for new in NEW_ARTICLES[2:]
        )
    ),
    ("audit/erase/", "post"): Feed(
        (
            lambda h, t: {"reason": "Asked to.", "events": [t.id("event")]},
            lambda h, t: {"reason": "Asked to.", "object": t.id("claim")},
        )
    ),
}
"""Every route of the API that writes."""

SPANS = '[{"start": 0, "end": 9, "exact": "Two piers"}]'
STEP = {"stance": "asserts", "certainty": "certain", "verification": "verified", "basis": "told", "medium": "other"}
DETAILS = {"quotation": "direct", "polarity": "affirmed", "status": "draft"}
SURE = {"reason": "Asked to.", "sure": "on"}
OF_CLAIM: tuple[Body, ...] = (lambda h, t: {"spans": SPANS, "role": "cue", "hop": t.id("hop"), "open": t.id("claim")},)
WEB: dict[str, Feed] = {
    "claim-new": Feed(
        (
            lambda h, t: {"spans": SPANS, "open": t.id("claim"), "label": t.id("label")},
            lambda h, t: {"spans": "[]", "open": t.id("claim")},
        )
    ),
    "article-undo": Feed((lambda h, t: {"open": t.id("claim")},)),
    "article-redo": Feed((lambda h, t: {"open": t.id("claim")},)),
    "article-progress": Feed((lambda h, t: {"progress": "done", "open": t.id("claim")},)),
    "claim-edit": Feed(
        (
            lambda h, t: {**DETAILS, "labels": t.id("label")},
            lambda h, t: {**DETAILS, "proposition": t.id("proposition")},
        )
    ),
    "claim-place": Feed(OF_CLAIM),
    "claim-withdraw": NO_ID,
    "claim-restore": Feed(rows={"claim": "withdrawn"}),
    "claim-own-words": NO_ID,
    "step-new": Feed(
        (lambda h, t: {"source_id": t.id("source")}, lambda h, t: {"source_id": t.id("source"), "chain": "99"})
    ),
    "step-edit": Feed((lambda h, t: STEP,)),
    "step-remove": NO_ID,
    "step-move": NO_ID,
    "mention-new": Feed(OF_CLAIM),
    "article-edit": Feed((lambda h, t: {"title": "New", "publisher": f"{t.mark} Quay"},)),
    "article-withdraw": NO_ID,
    "article-restore": Feed(rows={"article": "gone"}),
    "article-take-down": Feed((lambda h, t: SURE,)),
    "claim-erase": Feed((lambda h, t: SURE,)),
    "article-versions": Feed((lambda h, t: {"text": "New words.", "revision": "1"},)),
    "article-version-undo": NO_ID,
    "place-again-undo": NO_ID,
    "claim-place-again": Feed((lambda h, t: {"spans": SPANS}, lambda h, t: {"at": "0-9"})),
    "find-same": Feed((lambda h, t: {"claim": t.id("claim"), "step": t.id("hop"), "quote": "Two piers", "at": "0-9"},)),
    "queue-assign": Feed(
        (
            lambda h, t: {"article": [t.id("article")], "annotator": h.by.get_username(), "do": "assign"},
            lambda h, t: {"article": [h.id("article")], "annotator": t.by.get_username(), "do": "assign"},
            lambda h, t: {"article": [t.id("gone")], "annotator": h.by.get_username(), "do": "take_back"},
        )
    ),
    "article-finish-next": NO_ID,
    "claims-bulk": Feed(
        (
            lambda h, t: {"claim": [t.id("claim")], "status": "accepted"},
            lambda h, t: {"claim": [h.id("claim"), t.id("claim")], "status": "accepted"},
            lambda h, t: {"claim": [h.id("claim")], "add_label": t.id("label")},
            lambda h, t: {"claim": [t.id("claim")]},
        )
    ),
    "claims-bulk-undo": NO_ID,
    "source-new": NO_ID,
    "source-edit": Feed((lambda h, t: {"name": "Taken over", "kind": "person", "identifiability": "named"},)),
    "source-relate": Feed((lambda h, t: {"kind": "member_of", "target": t.id("source")},)),
    "source-unrelate": NO_ID,
    "source-merge": Feed((lambda h, t: {"into": f"{t.mark} Quay"},), rows={"source": "publisher"}),
    "source-unmerge": Feed(rows={"source": "old"}),
    "source-split": Feed(
        (
            lambda h, t: {"to": "Somebody", "steps": t.id("origin")},
            lambda h, t: {"to": f"{t.mark} Quay", "steps": h.id("origin")},
        )
    ),
    "source-unsplit": NO_ID,
    "source-look-alikes": NO_ID,
    "source-duplicates-find": NO_ID,
    "source-duplicates-decide": Feed((lambda h, t: {"verdict": "same", "into": t.id("source")},)),
    "source-duplicates-reconsider": NO_ID,
    "statement-new": NO_ID,
    "statement-edit": Feed(
        (
            lambda h, t: {"do": "merge", "other": t.id("proposition")},
            lambda h, t: {"do": "merge", "other": f"{t.mark} statement"},
            lambda h, t: {"do": "unmerge", "other": t.id("proposition")},
            lambda h, t: {"do": "relate", "kind": "supports", "other": t.id("proposition")},
            lambda h, t: {"do": "unrelate", "other": t.id("proposition")},
        )
    ),
    "statement-split": Feed(
        (
            lambda h, t: {"claims": t.id("claim"), "to": "Something else"},
            lambda h, t: {"claims": h.id("claim"), "to": f"{t.mark} statement"},
        )
    ),
    "statement-unsplit": NO_ID,
    "candidate-judge": Feed((lambda h, t: {"claim": t.id("claim"), "verdict": "same", "passed": t.id("claim")},)),
    "candidate-undo": NO_ID,
    "copy-decide": Feed((lambda h, t: {"decision": "accept", "passed": t.id("dependence")},)),
    "copies-undo": NO_ID,
    "suggestions-train": NO_ID,
    "suggestions-accept": Feed((lambda h, t: {"band": "low", "open": t.id("claim")},)),
    "suggestions-read": NO_ID,
    "suggestion-accept": Feed(
        (lambda h, t: {"source_id-0": t.id("source")}, lambda h, t: {"source-0": "x", "open": t.id("claim")})
    ),
    "suggestion-reject": Feed((lambda h, t: {"open": t.id("claim")},)),
    "copies-find": NO_ID,
    "source-grade": Feed((lambda h, t: {"grade": "B", "rationale": "Because."},)),
    "statement-grade": Feed((lambda h, t: {"grade": "3", "rationale": "Because."},)),
    "claim-grade": Feed((lambda h, t: {"grade": "3", "rationale": "Because."},)),
    "alerts-scan": NO_ID,
    "label-new": NO_ID,
    "label-rename": Feed((lambda h, t: {"name": "taken over"},)),
    "label-retire": NO_ID,
    "label-restore": NO_ID,
    "label-merge": Feed((lambda h, t: {"into": t.id("label")},)),
    "label-unmerge": NO_ID,
    "import-files": Feed(
        tuple(
            lambda h, t, new=new: {"files": SimpleUploadedFile("x.jsonl", json.dumps(new(h, t)).encode())}  # type: ignore[misc]
            for new in NEW_ARTICLES[2:]
        )
    ),
    "import-text": NO_ID,
    "import-url": NO_ID,
    "import-save": NO_ID,
}
"""Every page that takes a form. The others are asked for, with ids of the other workspace in path and query."""


@dataclass(frozen=True, slots=True)
class Question:
    """One request, and what of the other workspace is in it and may be repeated by the answer."""

    method: str
    path: str
    body: Any = None
    media_type: str = "application/json"
    query: str = ""
    sent: tuple[str, ...] = ()
    crosses_path: bool = False


@pytest.fixture(autouse=True)
def _many_requests(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    settings.API_THROTTLE_PER_MINUTE = 1_000_000


def routes(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        assert isinstance(pattern, URLPattern), f"this test does not look into {pattern}"
        yield pattern


def methods_of(pattern: URLPattern) -> tuple[str, ...]:
    view = getattr(pattern.callback, "view_class", None)
    return tuple(method for method in METHODS if view is None or hasattr(view, method))


def test_every_route_of_the_api_that_writes_is_fed() -> None:
    writing = {
        (str(pattern.pattern), method)
        for pattern in routes(api_urls.WORKSPACE)
        for method in methods_of(pattern)
        if method != "get"
    }
    assert writing == API.keys()


def test_every_page_that_takes_a_form_is_fed(two: Two) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(two.member)
    taking = set()
    for pattern in routes([*web_urls.ANNOTATE, *web_urls.PAGES]):
        [(path, _)] = [(path, crosses) for path, crosses in paths(str(pattern.pattern), two, {}) if not crosses]
        with transaction.atomic():
            if browser.post(f"/{path}").status_code != 405:
                taking.add(pattern.name)
            transaction.set_rollback(True)
    assert taking == WEB.keys()


def paths(route: str, two: Two, rows: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """The path with our ids, and with each choice of theirs among its ids; whether it has one of theirs."""
    names = re.findall(r"<(\w+):(\w+)>", route)
    ids = [name for converter, name in names if converter == "uuid"]
    for choice in product((two.here, two.there), repeat=len(ids)):
        sides = iter(choice)
        parts = []
        for part, before in zip(route.split("/"), ["", *route.split("/")], strict=False):
            if part.startswith("<uuid:"):
                kind = KINDS[before]
                parts.append(next(sides).id(rows.get(kind, kind)))
            else:
                parts.append(re.sub(r"<slug:(\w+)>", lambda found: WORDS.get(found[1], "desk"), part))
        yield "/".join(parts), two.there in choice


def theirs(t: Furnished) -> tuple[str, ...]:
    return tuple(t.id(kind) for kind in BY_ID)


def asked_with_filters(path: str, t: Furnished, *, is_list: bool) -> Iterator[Question]:
    """Each parameter alone where there is a list; elsewhere all at once."""
    ids, names = theirs(t), (f"{t.mark} Quay", f"{t.mark} label", "charlie")
    if not is_list:
        yield Question("get", path, query="&".join(f"{name}={ids[0]}" for name in PARAMETERS), sent=ids)
        return
    for name in PARAMETERS:
        for values in (ids, names) if name in NAMING else (ids,):
            query = "&".join(f"{name}={value.replace(' ', '+')}" for value in values)
            yield Question("get", path, query=query, sent=values)


def questions(route: str, method: str, feed: Feed, two: Two, *, prefix: str) -> Iterator[Question]:
    for path, crosses in paths(route, two, feed.rows):
        here = f"{prefix}{path}"
        sent = theirs(two.there)
        if method == "get":
            if crosses:
                yield Question("get", here, sent=sent, crosses_path=True)
                yield Question("get", here, query="withdrawn=true", sent=sent, crosses_path=True)
            else:
                yield from asked_with_filters(here, two.there, is_list="<uuid" not in route)
            continue
        bodies = [body(two.here, two.there) for body in feed.bodies]
        for body in bodies or ([None] if crosses else []):
            yield Question(
                method, here, body, feed.media_type, sent=(*sent, f"{two.there.mark} Quay"), crosses_path=crosses
            )


def problems(client: Client, asked: Iterator[Question], two: Two) -> list[tuple[str, str, Any, int, str]]:
    """What is wrong with the answers: a word or id that was not sent, a crossing that was taken, a failure."""
    ids, mark = ids_of(two.there.workspace), two.there.mark.lower()
    before = content_of(two.there.workspace)
    found = []
    for question in asked:
        with transaction.atomic():
            status, text = answer(client, question)
            for word in question.sent:
                text = text.replace(word.lower(), "").replace(word.lower().replace(" ", "+"), "")
            leaks = mark in text or any(key in text for key in ids)
            is_wrong = leaks or status >= 500 or (question.crosses_path and status not in REFUSALS)
            if question.method != "get" and status < 400:
                kept = json.dumps(content_of(two.here.workspace))
                is_wrong = is_wrong or any(key in kept for key in ids) or content_of(two.there.workspace) != before
            if is_wrong:
                found.append((question.method, f"{question.path}?{question.query}", question.body, status, text[:300]))
            transaction.set_rollback(True)
    return found


def answer(client: Client, question: Question) -> tuple[int, str]:
    address = f"{question.path}?{question.query}"
    if question.method == "get":
        got: Any = client.get(address)
    elif question.media_type == "form":
        got = client.post(address, question.body or {})
    else:
        send = getattr(client, question.method)
        got = send(address, {} if question.body is None else question.body, content_type=question.media_type)
    content = got.getvalue() if got.streaming else got.content
    return got.status_code, (content.decode(errors="replace") + got.headers.get("Location", "")).lower()


def test_the_api_tells_nothing_of_the_other_workspace(two: Two) -> None:
    _, key = tokens.issue(two.member, scope=TokenScope.WRITE)
    client = Client(headers={"Authorization": f"Token {key}"}, raise_request_exception=False)
    asked = (
        question
        for pattern in routes(api_urls.WORKSPACE)
        for method in methods_of(pattern)
        for question in questions(
            str(pattern.pattern), method, API.get((str(pattern.pattern), method), NO_ID), two,
            prefix="/api/v1/workspaces/desk/",
        )
    )  # fmt: skip
    assert problems(client, asked, two) == []
    for path in ("/api/v1/workspaces/", "/api/v1/workspaces/elsewhere/", "/api/v1/workspaces/elsewhere/claims/"):
        status, text = answer(client, Question("get", path))
        assert status == (200 if path.endswith("workspaces/") else 404)
        assert two.there.mark.lower() not in text
        assert str(two.there.workspace.pk) not in text


def test_the_pages_tell_nothing_of_the_other_workspace(two: Two) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(two.member)
    asked = (
        question
        for pattern in routes([*web_urls.ANNOTATE, *web_urls.PAGES])
        for method in ("get", "post")
        for question in questions(
            str(pattern.pattern), method, Feed(**{**fed(pattern), "media_type": "form"}), two, prefix="/"
        )
    )
    assert problems(client, asked, two) == []
    assert client.get("/w/elsewhere/claims/").status_code == 404
    assert two.there.workspace.name not in client.get("/").content.decode()


def fed(pattern: URLPattern) -> dict[str, Any]:
    feed = WEB.get(pattern.name or "", NO_ID)
    return {"bodies": feed.bodies, "rows": feed.rows}
