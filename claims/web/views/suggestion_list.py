"""What the annotate screen lists of suggestions; deciding on them is for `suggestions`."""

from typing import Any

from claims.models import Suggestion
from claims.permissions import Right
from claims.queries import preferences, suggestions
from claims.queries.access import Access
from claims.queries.placed import placed_in
from claims.services.claim_rows import Place
from claims.services.suggesting import is_marked
from claims.services.suggestion_records import proposed
from claims.text.spans import Span
from claims.vocabulary import Certainty, Quotation, SetKind, Stance
from claims.web.forms.annotate import choices
from claims.web.key_choices import screen_context
from claims.web.presenters.suggestions import counted, items, offers

MOST_SHOWN = 100
SCREEN = "Suggestions beside a text"


def suggested(access: Access, at: Place) -> dict[str, Any]:
    """The context of the list; who works blind has none."""
    if at.annotation_set.kind == SetKind.BLIND or not access.allows(Right.ANNOTATE):
        return {"suggested": None}
    own = [span for claim in placed_in(at.version, at.annotation_set) for span in claim.spans]
    rows = [row for row in suggestions.waiting_in(at.version) if not is_marked(own, _content(row))]
    shown = rows[:MOST_SHOWN]
    publisher = at.article.publisher if shown else None
    name = (publisher.merged_into or publisher).name if publisher else "The article"
    found = items(suggestions.documents(access.workspace, shown), proposed(access.workspace, shown), name)
    return {
        "suggested": {
            "items": found,
            "count": counted(found) if found else "No suggestions",
            "any": bool(rows) or suggestions.has_any(at.version),
            "more": len(rows) - len(shown),
            "offers": offers(found),
            "quotations": choices(Quotation),
            "stances": choices(Stance),
            "certainties": choices(Certainty),
            **screen_context(SCREEN, preferences.of(access.user)),
        }
    }


def _content(row: Suggestion) -> list[Span]:
    return [Span(start, end) for start, end in row.attribution["content"]]
