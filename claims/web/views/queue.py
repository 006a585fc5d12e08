"""The queue of articles to annotate: its lists, who has what, and from one article to the next."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from claims.errors import BadFilter, ClaimsError
from claims.models import Article
from claims.permissions import Right
from claims.queries import articles as reading
from claims.queries import assignments as assigned
from claims.queries import highlights, names, pages, preferences, queue
from claims.queries.access import Access, load
from claims.queries.filters import Filters
from claims.queries.pages import Page
from claims.queries.queue import PARTS, QUEUE_FILTERS, Lane
from claims.services import articles, assignments, claims
from claims.vocabulary import ArticleProgress, AssignmentState
from claims.web.guard import in_workspace
from claims.web.htmx import render_page
from claims.web.presenters import queue as presented
from claims.web.presenters.addresses import Values, address, tidied, values_of
from claims.web.presenters.filters import queue_fields
from claims.web.presenters.frame import frame
from claims.web.redirects import next_address, see_other
from claims.web.views.lists import PAGE_SIZE, asked, neighbours


@require_GET
@in_workspace(Right.READ)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """One list of the queue; the browser's session remembers it as the one to go on with."""
    if tidy := tidied(request.path, request.GET):
        return redirect(tidy)
    question = asked(request, access, path=request.path, known=QUEUE_FILTERS)
    lengths = queue.lengths(access, question.filters or Filters({}))
    lane = _lane(request.GET.get("show", ""), otherwise=_first_lane(access, lengths))
    page = Page([], None, None)
    if question.filters is not None:
        found = queue.rows(access, lane, question.filters)
        cursor = request.GET.get("cursor", "")
        page = pages.page(found, cursor=cursor, size=PAGE_SIZE, narrowed=True, scope=f"{request.path}{lane}")
        _remember(request, access, lane, question.filter_values)
    people = assigned.open_on(access.workspace, page.ids)
    values = {**question.values, "show": [lane.value]}
    context = frame(
        access,
        "queue",
        asked=question,
        here=address(request.path, values),
        lane=lane.value,
        tabs=presented.tabs(request.path, question.values, lane, lengths),
        rows=presented.rows(
            reading.rows_of(access.workspace, page.ids),
            highlights.of_articles(access.workspace, page.ids, question.values.get("q", [])),
            people,
            queue.densities(access.workspace, page.ids),
            mine=access.user.pk if lane is Lane.MINE else None,
        ),
        picture_width=PARTS * presented.WIDTH,
        stroke_width=presented.WIDTH - 1,
        fields=queue_fields(question.make, members=names.of_members(access.workspace)),
        source_names=names.of_sources(access.workspace),
        members=names.of_members(access.workspace),
        hints_gone=preferences.of(access.user).hints_gone,
        page=neighbours(replace(question, values=values), page),
    )
    return render_page(request, "queue/list.html", context, fragment="results", status=question.status)


@require_POST
@in_workspace(Right.ANNOTATE)
def assign(request: HttpRequest, access: Access) -> HttpResponse:
    """Gives the ticked articles to a person, or takes them back; others than oneself take a reviewer."""
    back = next_address(request, otherwise=reverse("queue", args=[access.workspace.slug]))
    try:
        chosen = _ticked(request.POST)
        person = assigned.member_called(access.workspace, request.POST.get("annotator", ""))
        if person.pk != access.user.pk:
            access.require(Right.REVIEW)
        who = "you" if person.pk == access.user.pk else person.get_username()
        if request.POST.get("do") == "take_back":
            wanted = _open_ids(access, chosen, person.pk)
            assignments.cancel(access.workspace, wanted, by=access.user)
            messages.success(request, f"Taken from {who}: {_count(len(wanted))}.")
        else:
            made = assignments.assign(access.workspace, chosen, to=person, by=access.user)
            messages.success(request, f"Assigned to {who}: {_count(len(made))}.")
    except ClaimsError as error:
        messages.error(request, error.message)
    return see_other(back)


@require_POST
@in_workspace(Right.ANNOTATE)
def finish(request: HttpRequest, access: Access, key: UUID) -> HttpResponse:
    """Marks the article as done and opens the next one of the list that this person came from."""
    article = load(access.workspace, Article.objects.filter(withdrawn_at__isnull=True), key)
    lane, values = _remembered(request, access)
    own = claims.place(article, by=access.user).annotation_set
    if own.progress != ArticleProgress.DONE:
        articles.mark_progress(own, ArticleProgress.DONE, by=access.user)
    found = queue.rows(access, lane, Filters.parse(values, known=QUEUE_FILTERS))
    following = queue.next_after(found, article.pk)
    name = presented.LANE_WORDS[lane].lower()
    if following is None:
        messages.success(request, f"Done: “{article.title}”. Nothing else is left in this list ({name}).")
        path = reverse("queue", args=[access.workspace.slug])
        return see_other(address(path, {**values, "show": [lane.value]}))
    messages.success(request, f"Done: “{article.title}”. This is the next one of the queue ({name}).")
    return see_other("annotate", access.workspace.slug, following)


def _lane(word: str, *, otherwise: Lane) -> Lane:
    if not word:
        return otherwise
    if word not in list(Lane):
        raise BadFilter(f"“{word[:40]}” is no list of the queue; use one of: {', '.join(Lane)}.", field="show")
    return Lane(word)


def _first_lane(access: Access, lengths: dict[Lane, tuple[int, bool]]) -> Lane:
    """What waits for this person; where nothing does, what waits for anybody."""
    order = (Lane.MINE, Lane.UNSTARTED, Lane.IN_PROGRESS)
    return next((lane for lane in order if lengths[lane][0]), Lane.UNSTARTED)


def _remember(request: HttpRequest, access: Access, lane: Lane, values: Values) -> None:
    chosen = {"show": lane.value, **{name: list(given) for name, given in values.items()}}
    if request.session.get(_name(access)) != chosen:
        request.session[_name(access)] = chosen


def _remembered(request: HttpRequest, access: Access) -> tuple[Lane, dict[str, list[str]]]:
    """The list that the form names in `queue`, else the one seen last; without either, what waits for anybody."""
    if given := request.POST.get("queue", ""):
        named = values_of(QueryDict(given))
        return _lane(named.pop("show", [""])[0], otherwise=Lane.UNSTARTED), named
    seen = dict(request.session.get(_name(access), {}))
    return _lane(seen.pop("show", ""), otherwise=Lane.UNSTARTED), {name: list(given) for name, given in seen.items()}


def _name(access: Access) -> str:
    return f"queue {access.workspace.pk}"


def _ticked(data: QueryDict) -> list[UUID]:
    try:
        return [UUID(value) for value in data.getlist("article")]
    except ValueError as wrong:
        raise ClaimsError("A ticked article cannot be read; reload the page and tick again.") from wrong


def _open_ids(access: Access, articles_chosen: Sequence[UUID], person: int) -> list[UUID]:
    """Raises ClaimsError where the person has none of these articles."""
    rows = assigned.standing(access.workspace).filter(
        article__in=articles_chosen, annotator=person, state=AssignmentState.OPEN
    )
    found = list(rows.values_list("pk", flat=True))
    if not found:
        raise ClaimsError("None of the ticked articles is assigned to this person.")
    return found


def _count(number: int) -> str:
    return f"{number} article{'' if number == 1 else 's'}"
