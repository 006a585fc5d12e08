"""Who sends a request: tokens to users; what the user may do is for the views and claims.permissions."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.models import ApiToken
from claims.queries.api_tokens import standing_token
from claims.services.tokens import digest_of

KEYWORD = "Token"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Token KEY`. `request.auth` is the ApiToken then, and None for a session."""

    def authenticate(self, request: Request) -> tuple[object, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != KEYWORD.lower().encode():
            return None
        if len(parts) != 2:
            raise AuthenticationFailed("Send one key without spaces: “Authorization: Token KEY”.")
        token = standing_token(digest_of(parts[1].decode("latin-1")))
        if token is None:
            raise AuthenticationFailed("This token is unknown or was revoked.")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return KEYWORD


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself without types
    """How the OpenAPI document says it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "The word “Token”, a space, and the key: `Token KEY`.",
        }
