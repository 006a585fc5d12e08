"""Reads of API tokens; issuing and revoking them are services."""

from django.contrib.auth.models import User

from claims.models import ApiToken
from claims.models.prepared import prepared_cursor
from claims.queries.model_rows import Part

TOKEN = Part(ApiToken, "t")
USER = Part(User, "u")
STANDING = f"""SELECT {TOKEN.sql}, {USER.sql} FROM claims_apitoken t JOIN auth_user u ON u.id = t.user_id
WHERE t.digest = %s AND t.revoked_at IS NULL AND u.is_active"""


def standing_token(digest: bytes) -> ApiToken | None:
    """The token with its user, unless it was revoked or the user may not log in. One query."""
    with prepared_cursor() as cursor:
        cursor.execute(STANDING, (digest,))
        for row in cursor.fetchall():
            token = TOKEN.row(row[: TOKEN.width])
            token.user = USER.row(row[TOKEN.width :])
            return token
    return None
