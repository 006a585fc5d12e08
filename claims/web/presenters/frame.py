"""What every page of a workspace tells its frame: who looks at it, where they are, and what they may do."""

from typing import Any

from claims.permissions import Right
from claims.queries.access import Access


def frame(access: Access, section: str, **more: Any) -> dict[str, Any]:
    """The context of a page: `section` is the name of its entry in the navigation, or empty."""
    return {
        "access": access,
        "workspace": access.workspace,
        "section": section,
        "searched": "",
        "may_edit": access.allows(Right.ANNOTATE),
        "may_review": access.allows(Right.REVIEW),
        "may_administer": access.allows(Right.ADMINISTER),
        **more,
    }
