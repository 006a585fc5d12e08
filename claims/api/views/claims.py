"""Claims: read, make, change, withdraw, restore, and what happened to each; parsing and rules stand elsewhere."""

from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer_text, no_content
from claims.api.claim_bodies import check_change, read_claims
from claims.api.claim_documents import text_of, texts_of
from claims.api.etags import revision_seen
from claims.api.examples import CLAIM
from claims.api.idempotency import once
from claims.api.pagination import listing, switch
from claims.api.serializers.audit import EventSerializer
from claims.api.serializers.claims import ClaimSerializer, changed
from claims.api.serializers.fields import partial, whole
from claims.api.serializers.pages import paged
from claims.api.views.audit import event_texts
from claims.api.workspace_view import WorkspaceView
from claims.errors import NotFound
from claims.models import Claim
from claims.queries import events, sets
from claims.queries import filters as narrowing
from claims.queries.access import load
from claims.queries.tombstones import load_standing
from claims.services import claims


class ClaimList(WorkspaceView):
    @extend_schema(
        operation_id="claims_list",
        parameters=[*filters.CLAIMS, *filters.PAGE],
        responses=paged(ClaimSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Claims that pass all filters, the newest first."""
        wanted = filters.read_filters(request, narrowing.CLAIM_FILTERS)
        rows = sets.only_visible(self.access, narrowing.claims(self.access.workspace, wanted))
        return listing(request, rows, lambda ids: texts_of(request, self.access.workspace, ids), narrowed=bool(wanted))

    @extend_schema(
        operation_id="claims_make", request=ClaimSerializer, responses={201: ClaimSerializer}, examples=[CLAIM]
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Makes a claim, with its chains, in one request."""
        [(at, record)] = read_claims(self.access, [request.data])
        [made] = claims.make_many(self.access.workspace, [(at, record)], by=self.access.user)
        return answer_text(
            text_of(request, self.access.workspace, made.pk),
            status=201,
            location=self.address(request, "claims", made.pk),
            revision=made.revision,
        )


class ClaimDetail(WorkspaceView):
    @extend_schema(operation_id="claims_read", parameters=filters.WITHDRAWN, responses=ClaimSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One claim. A withdrawn one is 404 unless `?withdrawn=true`."""
        rows = sets.only_visible(self.access, Claim.objects.select_related("article"))
        claim = load_standing(self.access.workspace, rows, id)
        if (claim.withdrawn_at or claim.article.withdrawn_at) and not switch(request, "withdrawn"):
            raise NotFound(f"The claim {id} was withdrawn, or its article was; ?withdrawn=true shows it.")
        return self._answer(request, claim)

    @extend_schema(operation_id="claims_change", request=ClaimSerializer, responses=ClaimSerializer)
    @once
    def patch(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Changes what is sent; what is left out stays. A list that is sent replaces the list."""
        claim = self._load(id)
        given = partial(ClaimSerializer).run_validation(request.data)
        check_change(self.access, claim, given)
        seen = revision_seen(request, claim.revision)
        made = claims.change(claim, lambda _, record: changed(record, given), by=self.access.user, revision=seen)
        return self._answer(request, made)

    @extend_schema(operation_id="claims_replace", request=ClaimSerializer, responses=ClaimSerializer)
    @once
    def put(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Gives the claim this form; what is left out gets its default."""
        claim = self._load(id)
        given = whole(ClaimSerializer).run_validation(request.data)
        check_change(self.access, claim, given)
        seen = revision_seen(request, claim.revision)
        made = claims.revise(claim, changed(None, given), by=self.access.user, revision=seen)
        return self._answer(request, made)

    @extend_schema(operation_id="claims_withdraw", responses={204: None})
    @once
    def delete(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Withdraws the claim: it leaves every list and analysis, and can be restored."""
        claim = self._load(id)
        check_change(self.access, claim, {})
        claims.withdraw(claim, by=self.access.user, revision=revision_seen(request, claim.revision))
        return no_content()

    def _load(self, key: UUID) -> Claim:
        standing = Claim.objects.filter(withdrawn_at__isnull=True, article__withdrawn_at__isnull=True)
        rows = sets.only_visible(self.access, standing.select_related("annotation_set"))
        return load_standing(self.access.workspace, rows, key)

    def _answer(self, request: Request, claim: Claim) -> HttpResponse:
        return answer_text(text_of(request, self.access.workspace, claim.pk), revision=claim.revision)


class ClaimRestore(WorkspaceView):
    @extend_schema(operation_id="claims_restore", request=None, responses=ClaimSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Brings a withdrawn claim back."""
        withdrawn = Claim.objects.filter(withdrawn_at__isnull=False).select_related("annotation_set")
        claim = load_standing(self.access.workspace, sets.only_visible(self.access, withdrawn), id)
        check_change(self.access, claim, {})
        restored = claims.restore(claim, by=self.access.user)
        return answer_text(text_of(request, self.access.workspace, restored.pk), revision=restored.revision)


class ClaimHistory(WorkspaceView):
    @extend_schema(operation_id="claims_history", parameters=filters.PAGE, responses=paged(EventSerializer))
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """All that happened to a claim, the latest first."""
        claim = load(self.access.workspace, sets.only_visible(self.access, Claim.objects.all()), id)
        return listing(request, events.of_claim(claim), lambda ids: event_texts(self.access.workspace, ids))
