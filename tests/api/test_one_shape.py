"""The document that SQL builds for reading, and the serializer that reads writes and describes both: one shape."""

import json
from typing import Any

from claims.api.serializers.claims import ClaimSerializer
from claims.models import Article
from tests.api.programs import Program, claim_body


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


def test_the_serializer_gives_back_the_document_as_it_is(alice: Program, article: Article) -> None:
    body = claim_body(article.pk) | {"labels": ["Fire"], "note": "“two” \\ 🔥\nend", "proposition": "Two piers burned"}
    made = alice.post("claims/", body).json()
    read = alice.get(f"claims/{made['id']}/").json()
    [listed] = alice.get("claims/").json()["results"]
    assert made == read == listed
    assert as_json(ClaimSerializer(read).data) == read


def test_the_document_has_the_fields_of_the_serializer_and_no_others(alice: Program, article: Article) -> None:
    made = alice.post("claims/", claim_body(article.pk)).json()
    fields: Any = ClaimSerializer().fields
    assert set(made) == set(fields)
    [chain] = made["chains"]
    assert set(chain) == set(fields["chains"].child.fields)
    for step in chain["attributions"]:
        parts = fields["chains"].child.fields["attributions"].child.fields
        assert set(step) == set(parts)
        for name in ("source_spans", "cue_spans"):
            assert all(set(span) == set(parts[name].child.fields) for span in step[name])
    assert all(set(span) == set(fields["spans"].child.fields) for span in made["spans"])
    assert all(set(origin) == set(fields["origins"].child.fields) for origin in made["origins"])
