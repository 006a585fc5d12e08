"""Suggestions over HTTP: what the program proposes, what people decide, and reading and learning anew."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims.api import filters
from claims.api.answers import answer, answer_text, as_json
from claims.api.claim_documents import text_of
from claims.api.idempotency import once
from claims.api.pagination import listing
from claims.api.serializers.claims import ClaimSerializer, changed
from claims.api.serializers.fields import partial, whole
from claims.api.serializers.jobs import JobSerializer
from claims.api.serializers.pages import paged
from claims.api.serializers.suggestions import (
    AcceptedSerializer,
    AcceptManySerializer,
    EmptySerializer,
    SuggestedSerializer,
    SuggestionSerializer,
)
from claims.api.views.filtering import chosen_ids, chosen_words
from claims.api.workspace_view import WorkspaceView
from claims.errors import BadRecord, ClaimsError
from claims.models import Article, Suggestion
from claims.queries import jobs, suggestions
from claims.queries.access import load
from claims.queries.tombstones import load_standing
from claims.services import suggesters, suggesting
from claims.services import suggestions as writing
from claims.tasks import TRAIN, start_training
from claims.vocabulary import Band, ProposalState

PARAMETERS = [
    OpenApiParameter("state", str, enum=ProposalState.values()),
    OpenApiParameter("band", str, enum=Band.values()),
    OpenApiParameter("rule", str, description="Name of a rule, like `according-to`."),
    OpenApiParameter("article", str, description="Id of an article."),
]


class SuggestionList(WorkspaceView):
    @extend_schema(
        operation_id="suggestions_list",
        parameters=[*PARAMETERS, *filters.PAGE],
        responses=paged(SuggestionSerializer),
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Suggestions for the current texts, decided or not, the newest first."""
        rows = suggestions.listed(self.access.workspace)
        if states := chosen_words(request, "state", ProposalState):
            rows = rows.filter(state__in=states)
        if bands := chosen_words(request, "band", Band):
            decided = suggestions.tallies(self.access.workspace)
            rows = suggestions.with_band(rows, decided, [Band(band) for band in bands])
        if rules := [rule for rule in request.query_params.getlist("rule") if rule]:
            rows = rows.filter(rule__in=rules)
        for key in chosen_ids(request, "article"):
            rows = rows.filter(version__article=key)
        return listing(request, rows, self._texts)

    def _texts(self, ids: Sequence[UUID]) -> list[str]:
        return [as_json(row) for row in suggestions.documents_of(self.access.workspace, ids)]


class OneSuggestion(WorkspaceView):
    """What the views of one suggestion share."""

    def load(self, key: UUID) -> Suggestion:
        return load(self.access.workspace, suggestions.listed(self.access.workspace), key)

    def tell(self, key: UUID) -> HttpResponse:
        return answer(suggestions.documents_of(self.access.workspace, [key])[0])


class SuggestionDetail(OneSuggestion):
    @extend_schema(operation_id="suggestions_read", responses=SuggestionSerializer)
    def get(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """One suggestion."""
        return self.tell(self.load(id).pk)


class SuggestionAccept(OneSuggestion):
    @extend_schema(operation_id="suggestions_accept", request=ClaimSerializer, responses={201: ClaimSerializer})
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Makes the claim; fields of a claim that are sent take the place of what was proposed. 409 where decided."""
        given = partial(ClaimSerializer).run_validation(request.data)
        if misplaced := [name for name in ("article", "version", "set") if given.get(name)]:
            raise BadRecord("A suggestion stays where it was found; leave this out.", field=misplaced[0])
        made = writing.accept(self.load(id), by=self.access.user, change=lambda record: changed(record, given))
        return answer_text(
            text_of(request, self.access.workspace, made.pk),
            status=201,
            location=self.address(request, "claims", made.pk),
            revision=made.revision,
        )


class SuggestionReject(OneSuggestion):
    @extend_schema(operation_id="suggestions_reject", request=EmptySerializer, responses=SuggestionSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Nothing is proposed at this place again. 409 where it was decided."""
        whole(EmptySerializer).run_validation(request.data)
        return self.tell(writing.reject(self.load(id), by=self.access.user).pk)


class SuggestionReopen(OneSuggestion):
    @extend_schema(operation_id="suggestions_reopen", request=EmptySerializer, responses=SuggestionSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """A rejected one waits again; of an accepted one, undo the claim."""
        whole(EmptySerializer).run_validation(request.data)
        return self.tell(writing.reopen(self.load(id), by=self.access.user).pk)


class SuggestionBulk(WorkspaceView):
    @extend_schema(
        operation_id="suggestions_accept_many", request=AcceptManySerializer, responses={201: AcceptedSerializer}
    )
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Accepts several in one change: all those named, or none; of a band, those whose source is no question."""
        given = whole(AcceptManySerializer).run_validation(request.data)
        if given.get("ids") and not (given.get("article") or given.get("band")):
            made = writing.accept_many(self.access.workspace, given["ids"], by=self.access.user)
        elif given.get("article") and given.get("band") and not given.get("ids"):
            article = load_standing(self.access.workspace, Article.objects.filter(withdrawn_at=None), given["article"])
            made = writing.accept_above(article, given["band"], by=self.access.user)
        else:
            raise BadRecord("Give “ids”, or “article” and “band”; nothing else goes together.", field="ids")
        return answer({"claims": [str(claim.pk) for claim in made]}, status=201)


class SuggestionTraining(WorkspaceView):
    @extend_schema(operation_id="suggestions_train", request=EmptySerializer, responses={202: JobSerializer})
    @once
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Learns from the finished articles, in the background."""
        whole(EmptySerializer).run_validation(request.data)
        workspace = self.access.workspace
        job = start_training(workspace, by=self.access.user) or jobs.waiting(workspace, TRAIN)
        if job is None:
            raise ClaimsError("A training ended at this moment; ask again.")
        return answer(jobs.document(job), status=202, location=self.address(request, "jobs", job.pk))


class ArticleSuggest(WorkspaceView):
    @extend_schema(operation_id="articles_suggest", request=EmptySerializer, responses=SuggestedSerializer)
    @once
    def post(self, request: Request, slug: str, id: UUID) -> HttpResponse:
        """Reads the article for suggestions now; what was decided on stays decided."""
        whole(EmptySerializer).run_validation(request.data)
        workspace = self.access.workspace
        standing = Article.objects.filter(withdrawn_at=None).select_related("current_version")
        article = load_standing(workspace, standing, id)
        made = suggesting.propose(article.current_version, suggester=suggesters.active(workspace), by=self.access.user)
        rows = suggestions.waiting_in(article.current_version)
        return answer({"made": len(made), "suggestions": suggestions.documents(workspace, rows)})
