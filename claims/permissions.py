"""Which role may do what in a workspace; nothing here loads or changes rows."""

from enum import StrEnum

from claims.vocabulary import Role


class Right(StrEnum):
    READ = "read"
    ANNOTATE = "annotate"
    REVIEW = "review"
    ADMINISTER = "administer"


RANK = {Role.VIEWER: 0, Role.ANNOTATOR: 1, Role.REVIEWER: 2, Role.ADMIN: 3}
LOWEST_ROLE = {
    Right.READ: Role.VIEWER,
    Right.ANNOTATE: Role.ANNOTATOR,
    Right.REVIEW: Role.REVIEWER,
    Right.ADMINISTER: Role.ADMIN,
}


def allows(role: Role, right: Right) -> bool:
    return RANK[role] >= RANK[LOWEST_ROLE[right]]
