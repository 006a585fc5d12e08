"""Translations of claims, beside their words."""

from dataclasses import replace

import pytest

from claims.errors import BadRecord
from claims.exchange.records import TranslationRecord
from claims.models import Anchor, Claim
from claims.queries.claim_documents import TranslationDocument, documents_of
from claims.services import claims, erasure, undo
from tests.makers import FIRE, Team, make_article, make_claim


def shown(claim: Claim) -> TranslationDocument | None:
    return documents_of(claim.workspace, [claim.pk])[0]["translation"]


def test_who_wrote_it_stays_while_others_change_the_rest(team: Team) -> None:
    article = make_article(team.workspace, by=team.alice)
    claim = make_claim(article, FIRE, translation=TranslationRecord("Ein Feuer", "by hand"), by=team.alice)
    assert shown(claim) == {"text": "Ein Feuer", "method": "by hand", "by": "alice"}
    claims.change(claim, lambda _, record: replace(record, note="x"), by=team.bob)
    assert shown(claim) == {"text": "Ein Feuer", "method": "by hand", "by": "alice"}
    claims.change(claim, lambda _, record: replace(record, translation=TranslationRecord("Ein Brand")), by=team.bob)
    assert shown(claim) == {"text": "Ein Brand", "method": "", "by": "bob"}
    undo.undo(article, by=team.bob)
    found = shown(claim)
    assert found is not None
    assert found["text"] == "Ein Feuer"
    undo.redo(article, by=team.bob)
    claims.change(claim, lambda _, record: replace(record, translation=None), by=team.bob)
    assert shown(claim) is None
    assert Anchor.objects.get().translated_by is None


def test_what_cannot_be_kept_is_refused(team: Team) -> None:
    article = make_article(team.workspace)
    for wrong in (TranslationRecord("x" * 50_001), TranslationRecord("x", "y" * 101), TranslationRecord("x\0")):
        with pytest.raises(BadRecord):
            make_claim(article, FIRE, translation=wrong)


def test_a_takedown_blanks_it(team: Team) -> None:
    article = make_article(team.workspace)
    make_claim(article, FIRE, translation=TranslationRecord("Ein Feuer"))
    erasure.take_down(article, reason="Asked to.", by=team.adam)
    assert Anchor.objects.get().translation == ""
