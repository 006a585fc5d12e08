"""The order in which a statement spread."""

from claims.lineage.tracing import trace
from claims.vocabulary import Polarity, Stance
from tests.lineage.makers import evidence, hop, piece, said


def test_firsts_denials_and_retractions_stand_in_order_of_time() -> None:
    found = trace(
        evidence(
            said(piece("Times", "2021-05-04"), "Army"),
            said(piece("Globe", "2021-05-03"), "Army"),
            said(piece("Globe", "2021-05-05"), "Army"),
            said(piece("Post", "2021-05-06"), hop("Rebels", Stance.DENIES)),
            said(piece("Mail", "2021-05-07"), "Judge", polarity=Polarity.NEGATED),
            said(piece("Sun", "2021-05-09"), hop("Clerk", Stance.RETRACTS)),
            said(piece("Undated"), "Army"),
        )
    )
    assert [(entry.moment, entry.assertion.piece.title) for entry in found.timeline] == [
        ("first", "Globe 2021-05-03"),
        ("first_in_family", "Times 2021-05-04"),
        ("denied", "Post 2021-05-06"),
        ("opposed", "Mail 2021-05-07"),
        ("retracted", "Sun 2021-05-09"),
    ]
