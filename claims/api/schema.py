"""What the OpenAPI document says of every address alike: refusals, conditional writes, one send for one write."""

from typing import Any

from claims.vocabulary import (
    AliasStrength,
    AnchorState,
    ArticleProgress,
    Basis,
    CaptureMethod,
    Certainty,
    ClaimStatus,
    DependenceKind,
    Identifiability,
    IdentifierScheme,
    JobState,
    Lineage,
    Medium,
    Polarity,
    ProposalState,
    PropositionRelationKind,
    Quotation,
    RelationKind,
    Role,
    SegmentKind,
    SetKind,
    SourceKind,
    Stance,
    Verdict,
    Verification,
    Word,
)

PROBLEM = {
    "type": "object",
    "description": "Why a request was refused (RFC 9457).",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence for a person."},
        "current": {"type": "object", "description": "With 412: the document as it stands now; `ETag` is its."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {
                    "field": {
                        "type": ["string", "null"],
                        "description": "Where in the body, like `chains[0].lineage`.",
                    },
                    "code": {"type": "string", "description": "The broken rule, for programs."},
                    "detail": {"type": "string", "description": "The same, for a person."},
                },
            },
        },
    },
}
REFUSALS = {
    "400": "The body is no JSON.",
    "401": "No token, an unknown one, or one that was revoked.",
    "403": "Your role or the scope of your token does not allow this.",
    "404": "It does not exist, or you may not see it.",
    "409": "This collides with what is there.",
    "412": "It was changed since the state that `If-Match` names.",
    "413": "The body is too large.",
    "415": "The body has another media type than expected.",
    "422": "A field is wrong; `errors` says which.",
    "429": "Too many requests; `Retry-After` says for how many seconds.",
}
OF_READS = ("401", "404", "422", "429")
OF_WRITES = tuple(REFUSALS)
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "schema": {"type": "string"},
    "description": "The ETag you have seen; 412 if it changed since.",
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETag you have; 304 if it is still the same.",
}
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "maxLength": 255},
    "description": "A key of your choice. The same request sent again with it gets the same answer, done once.",
}
ETAG = {"schema": {"type": "string"}, "description": "The state this answer shows."}
READS = ("get",)
WRITES = ("post", "put", "patch", "delete")
ENUMS: tuple[type[Word], ...] = (
    AliasStrength, AnchorState, ArticleProgress, Basis, CaptureMethod, Certainty, ClaimStatus, DependenceKind,
    Identifiability, IdentifierScheme, JobState, Lineage, Medium, Polarity, ProposalState, PropositionRelationKind,
    Quotation, RelationKind, Role, SegmentKind, SetKind, SourceKind, Stance, Verdict, Verification,
)  # fmt: skip


def add_what_is_common(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: the problem document and the headers, at every address."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for address in result["paths"].values():
        for method in (*READS, *WRITES):
            if method in address:
                _complete(address[method], writes=method in WRITES, is_new=method == "post")
    return result


def _complete(operation: dict[str, Any], *, writes: bool, is_new: bool) -> None:
    operation["summary"] = operation["description"].partition(". ")[0].rstrip(".")
    answers = operation["responses"]
    for status in OF_WRITES if writes else OF_READS:
        answers.setdefault(
            status,
            {
                "description": REFUSALS[status],
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        )
    for status, said in answers.items():
        if status in ("200", "201"):
            said.setdefault("headers", {})["ETag"] = ETAG
    headers = [IF_NONE_MATCH]
    if writes:
        headers = [IDEMPOTENCY_KEY] if is_new else [IDEMPOTENCY_KEY, IF_MATCH]
    operation.setdefault("parameters", []).extend(headers)


SETTINGS: dict[str, Any] = {
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1/workspaces/\{slug\}",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "claims.api.schema.add_what_is_common",
    ],
    "ENUM_NAME_OVERRIDES": {word.__name__: list(word.values()) for word in ENUMS},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
}
"""For the generator; see docs/api.md for what is promised."""
