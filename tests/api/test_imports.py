"""Files over HTTP."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Article
from tests.api.programs import Program, fields

IMPORTS = "/api/v1/workspaces/desk/imports/"


def test_an_uploaded_file_is_imported_once(alice: Program) -> None:
    def upload() -> tuple[int, dict[str, object]]:
        file = SimpleUploadedFile("piers.txt", b"Two piers burn\n\nA fire destroyed two piers on Monday night.")
        answer = alice.client.post(IMPORTS, {"file": file})
        return answer.status_code, answer.json()

    status, first = upload()
    assert (status, len(first["articles"]), first["skipped"]) == (201, 1, [])  # type: ignore[arg-type]
    status, again = upload()
    assert (status, again["articles"]) == (200, [])
    assert again["skipped"] == [{"row": 1, "title": "Two piers burn", "same_as": first["articles"][0]}]  # type: ignore[index]


def test_text_may_be_sent_as_json(alice: Program) -> None:
    lines = json.dumps({"title": "One", "text": "Some words."}) + "\n" + json.dumps({"title": "Two", "text": "Others."})
    answer = alice.post("imports/", {"text": lines, "filename": "articles.jsonl"})
    assert (answer.status_code, len(answer.json()["articles"])) == (201, 2)


def test_one_bad_row_is_named_and_nothing_is_saved(alice: Program) -> None:
    rows = [json.dumps({"title": f"Number {n}", "text": f"Text {n}"}) for n in range(10)]
    rows[6] = json.dumps({"title": "No text"})
    answer = alice.post("imports/", {"text": "\n".join(rows), "format": "jsonl"})
    assert (answer.status_code, fields(answer)) == (422, ["rows[6]"])
    assert not Article.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rest", b"\x00\x01\x02\x03" * 100])
def test_a_file_that_is_no_text_is_refused_in_a_sentence(alice: Program, content: bytes) -> None:
    answer = alice.client.post(IMPORTS, {"file": SimpleUploadedFile("file.txt", content)})
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")


def test_a_form_without_a_file_is_refused(alice: Program) -> None:
    assert fields(alice.client.post(IMPORTS, {"format": "txt"})) == ["file"]


def test_a_file_above_the_limit_is_refused(alice: Program, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000  # type: ignore[attr-defined]
    answer = alice.client.post(IMPORTS, {"file": SimpleUploadedFile("file.txt", b"word " * 1000)})
    assert answer.status_code == 413


def test_an_upload_is_replayed(alice: Program) -> None:
    def upload(content: bytes) -> int:
        file = SimpleUploadedFile("piers.txt", content)
        return alice.client.post(IMPORTS, {"file": file}, headers={"Idempotency-Key": "up"}).status_code

    assert [upload(b"Some words."), upload(b"Some words."), upload(b"Other words.")] == [201, 201, 422]
