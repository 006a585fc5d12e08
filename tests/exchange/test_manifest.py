"""The note beside an export says what was written, and its digest is that of the bytes."""

import hashlib
import json
from datetime import datetime, timedelta, timezone

from claims.exchange.manifest import Tally, manifest


def test_the_digest_and_the_size_are_those_of_the_bytes_that_went_through() -> None:
    tally = Tally()
    assert b"".join(tally.through([b"a,b\n", b"1,2\n"])) == b"a,b\n1,2\n"
    assert tally.bytes == 8
    assert tally.sha256 == hashlib.sha256(b"a,b\n1,2\n").hexdigest()


def test_the_manifest_says_what_is_in_the_file_and_how_it_was_chosen() -> None:
    tally = Tally()
    list(tally.through([b"claim_id\n"]))
    made = manifest(
        tally,
        format="csv",
        shape="claims",
        workspace="demo",
        file="claims.csv",
        created=datetime(2024, 5, 9, 14, 0, tzinfo=timezone(timedelta(hours=2))),
        counts={"claims": 0},
        filters={"status": ["accepted"], "label": ["attack", "denial"]},
        columns=("claim_id",),
        guarded=True,
    )
    assert json.loads(json.dumps(made)) == {
        "schema": 1,
        "format": "csv",
        "shape": "claims",
        "workspace": "demo",
        "file": "claims.csv",
        "created": "2024-05-09T12:00:00Z",
        "filters": {"label": ["attack", "denial"], "status": ["accepted"]},
        "counts": {"claims": 0},
        "columns": ["claim_id"],
        "guarded": True,
        "excel": False,
        "bytes": 9,
        "sha256": hashlib.sha256(b"claim_id\n").hexdigest(),
    }
