"""All other places of the same words in an article: ticked, they become claims, or mentions of a source, at once."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.errors import ClaimsError, NotFound
from claims.exchange.records import AttributionRecord, ChainRecord, ClaimRecord, SourceReference
from claims.models import Article
from claims.permissions import Right
from claims.queries import labels, names, preferences
from claims.queries.access import Access
from claims.queries.claim_documents import ClaimDocument, documents_of
from claims.queries.claim_records import record_of
from claims.queries.filter_values import as_uuid
from claims.queries.placed import placed_in
from claims.queries.tombstones import load_standing
from claims.services import claims
from claims.services.claim_rows import Place as At
from claims.text.anchoring import occurrences
from claims.text.segments import paragraphs
from claims.text.spans import QuotedSpan, Span, whole_words
from claims.vocabulary import ClaimStatus, Lineage
from claims.web.errors import status_of
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import same_words as presented
from claims.web.presenters.addresses import address
from claims.web.presenters.chains import claim_words
from claims.web.presenters.frame import frame
from claims.web.presenters.same_words import Place
from claims.web.redirects import see_other

STANDING = Article.objects.filter(withdrawn_at__isnull=True)
MOST = 500


@require_http_methods(["GET", "POST"])
@in_workspace(Right.ANNOTATE)
def find(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Of a claim (`claim`), of the words of one of its sources (`step`, too), or of words (`quote`)."""
    article = load_standing(access.workspace, STANDING, key)
    at = claims.place(article, by=access.user)
    asked = request.POST if request.method == "POST" else request.GET
    like = _claim(access, at, asked.get("claim", ""))
    step = _step(like, asked.get("step", ""))
    quote = _words(asked.get("quote", ""), like, step)
    places = _places(access, at, quote, step) if quote else []
    problem, status = "", 200
    if request.method == "POST":
        try:
            count = _apply(request, access, at, places, like, step)
            return _done(request, access, article, count, like)
        except ClaimsError as error:
            problem, status = error.message, status_of(error)
    context = frame(
        access,
        "articles",
        article=article,
        quote=quote,
        like=like,
        step=step,
        words=claim_words(like) if like else "",
        places=places[:MOST],
        more=max(0, len(places) - MOST),
        free=sum(1 for place in places[:MOST] if not place.taken),
        ticked=request.POST.getlist("at"),
        is_sent=request.method == "POST",
        problem=problem,
        label=request.POST.get("label", ""),
        source=request.POST.get("source", ""),
        labels=list(labels.offered(access.workspace).values_list("name", flat=True)),
        source_names=names.of_sources(access.workspace),
        hints_gone=preferences.of(access.user).hints_gone,
    )
    return render_page(request, "annotate/same_words.html", context, status=status)


def _claim(access: Access, at: At, key: str) -> ClaimDocument | None:
    """Raises NotFound for a claim that does not stand where this person's claims stand."""
    wanted = as_uuid(key)
    if not key:
        return None
    found = documents_of(access.workspace, [wanted]) if wanted else []
    if not found or found[0]["set"] != str(at.annotation_set.pk) or found[0]["withdrawn"]:
        raise NotFound("This claim does not stand in this article any more; open another one.")
    return found[0]


def _step(like: ClaimDocument | None, key: str) -> AttributionRecord | None:
    if like is None or not key:
        return None
    hops = [hop for chain in record_of(like).chains for hop in chain.attributions]
    return next((hop for hop in hops if str(hop.id) == key and hop.source is not None), None)


def _words(quote: str, like: ClaimDocument | None, step: AttributionRecord | None) -> str:
    if quote.strip() or like is None:
        return quote.strip()
    if step is not None:
        return step.source_spans[0].exact or "" if step.source_spans else ""
    return like["spans"][0]["exact"] if len(like["spans"]) == 1 else ""


def _places(access: Access, at: At, quote: str, step: AttributionRecord | None) -> list[Place]:
    found = whole_words(at.version.text, occurrences(at.version.text, quote))
    standing = placed_in(at.version, at.annotation_set)
    if step is None:
        return presented.claim_places(at.version.text, found, standing)
    marked = {span for claim in standing for span in claim.sources}
    documents = documents_of(access.workspace, [UUID(claim.claim) for claim in standing])
    return [_mention(at.version.text, span, documents, step, taken=span in marked) for span in found]


def _mention(
    text: str, span: Span, documents: Sequence[ClaimDocument], step: AttributionRecord, *, taken: bool
) -> Place:
    """A source is marked for the nearest claim of its paragraph that has it and no mention of it."""
    if taken:
        return presented.place(text, span, taken="is marked already")
    line = next(line for line in paragraphs(text) if line.start <= span.start < line.end)
    near = [
        document
        for document in documents
        if line.start <= document["spans"][0]["start"] < line.end and _bare_hop(document, step) is not None
    ]
    if not near:
        return presented.place(text, span, taken="no claim of this source beside it lacks its mark")
    nearest = min(near, key=lambda document: abs(document["spans"][0]["start"] - span.start))
    return presented.place(text, span, claim=nearest["id"])


def _bare_hop(document: ClaimDocument, step: AttributionRecord) -> AttributionRecord | None:
    hops = [hop for chain in record_of(document).chains for hop in chain.attributions]
    return next((hop for hop in hops if hop.source == step.source and not hop.source_spans), None)


def _apply(
    request: HttpRequest,
    access: Access,
    at: At,
    places: Sequence[Place],
    like: ClaimDocument | None,
    step: AttributionRecord | None,
) -> int:
    """One event, so that one undo takes all of it back. Raises ClaimsError where nothing is ticked."""
    free = {place.value: place for place in places if not place.taken}
    chosen = [free[value] for value in dict.fromkeys(request.POST.getlist("at")) if value in free]
    if not chosen:
        raise ClaimsError("Tick at least one place.")
    if step is not None:
        _mark(access, chosen, step)
    else:
        label, source = (" ".join(request.POST.get(name, "").split()) for name in ("label", "source"))
        records = [_record(like, place, label=label, source=source) for place in chosen]
        claims.make_many(access.workspace, [(at, record) for record in records], by=access.user)
    return len(chosen)


def _record(like: ClaimDocument | None, place: Place, *, label: str, source: str) -> ClaimRecord:
    """As the claim is, without what stands elsewhere in the text: its cues and the mentions of its sources."""
    spans = (QuotedSpan(place.start, place.end, place.words),)
    chains: tuple[ChainRecord, ...] = (ChainRecord(lineage=Lineage.NONE_GIVEN),)
    if source:
        chains = (ChainRecord(attributions=(AttributionRecord(source=SourceReference(name=source)),)),)
    more = (label,) if label else ()
    if like is None:
        return ClaimRecord(spans=spans, chains=chains, labels=more)
    copied = record_of(like)
    own = tuple(
        replace(
            chain,
            id=None,
            attributions=tuple(replace(hop, id=None, source_spans=(), cue_spans=()) for hop in chain.attributions),
        )
        for chain in copied.chains
    )
    return replace(
        copied, id=None, spans=spans, chains=chains if source else own, labels=(*copied.labels, *more),
        status=ClaimStatus.DRAFT, note="", proposition="",
    )  # fmt: skip


def _mark(access: Access, chosen: Sequence[Place], step: AttributionRecord) -> None:
    """Of several places for one claim the first is its mention."""
    places: dict[UUID, Place] = {}
    for place in chosen:
        places.setdefault(UUID(place.claim), place)

    def marked(document: ClaimDocument, record: ClaimRecord) -> ClaimRecord:
        bare = _bare_hop(document, step)
        place = places[UUID(document["id"])]
        span = QuotedSpan(place.start, place.end, place.words)
        chains = tuple(
            replace(
                chain,
                attributions=tuple(
                    replace(hop, source_spans=(span,)) if bare and hop.id == bare.id else hop
                    for hop in chain.attributions
                ),
            )
            for chain in record.chains
        )
        return replace(record, chains=chains)

    claims.change_many(access.workspace, list(places), marked, by=access.user)


def _done(
    request: HttpRequest, access: Access, article: Article, count: int, like: ClaimDocument | None
) -> HttpResponse:
    messages.success(request, f"{count} place{' is' if count == 1 else 's are'} marked; one undo takes all back.")
    here = reverse("annotate", args=[access.workspace.slug, article.pk])
    return see_other(address(here, {}, claim=like["id"] if like else None))
