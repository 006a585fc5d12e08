"""Somebody who saves claims all the time and remembers each that was acknowledged; what goes wrong is for the tests."""

import threading
import time
from typing import Any

import httpx

from tests.provenance.sites import Site

SENTENCES = ("The database ", "The disk ")


class Saver:
    """A thread that posts one claim after the other to a site until it is stopped."""

    def __init__(self, site: Site) -> None:
        self.client = httpx.Client(
            base_url=f"{site.address}api/v1/workspaces/demo/",
            headers={"Authorization": f"Token {site.token}"},
            timeout=60,
        )
        self.article = first_article(self.client)
        self.acknowledged: list[str] = []
        self.refused = 0
        self.defects: list[str] = []
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._save, daemon=True)

    def __enter__(self) -> "Saver":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join(timeout=180)
        self.client.close()
        assert not self._thread.is_alive()

    def wait_for_more(self, count: int = 1, *, seconds: float = 180) -> float:
        """How long it took until so many more were acknowledged."""
        started, wanted = time.monotonic(), len(self.acknowledged) + count
        while len(self.acknowledged) < wanted:
            assert not self.defects, self.defects
            assert time.monotonic() - started < seconds, "nothing was acknowledged any more"
            time.sleep(0.02)
        return time.monotonic() - started

    def _save(self) -> None:
        while not self._stopped.is_set():
            try:
                self._note(self.client.post("claims/", json=claim_on(self.article)))
            except httpx.TransportError:
                self.refused += 1
                time.sleep(0.02)

    def _note(self, answer: httpx.Response) -> None:
        if answer.status_code == 201:
            self.acknowledged.append(answer.json()["id"])
        elif (
            answer.status_code == 503
            and answer.json()["detail"].startswith(SENTENCES)
            and "Retry-After" in answer.headers
        ):
            self.refused += 1
            time.sleep(0.02)
        else:
            self.defects.append(f"{answer.status_code}: {answer.text[:500]}")


def first_article(client: httpx.Client) -> dict[str, Any]:
    key = client.get("articles/", params={"page_size": 1}).json()["results"][0]["id"]
    found: dict[str, Any] = client.get(f"articles/{key}/").json()
    return found


def claim_on(article: dict[str, Any], *, length: int = 40) -> dict[str, Any]:
    """On its first characters, as the outlet's own words."""
    text = article["current_version"]["text"][:length]
    return {
        "article": article["id"],
        "spans": [{"start": 0, "end": len(text), "exact": text}],
        "chains": [{"lineage": "none_given", "attributions": []}],
    }
