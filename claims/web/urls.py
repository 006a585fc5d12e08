"""Addresses of the pages. Names say noun or noun-verb; ids are UUIDs, so a link stays right whatever is renamed."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from claims.web.views import (
    annotate,
    articles,
    claim_page,
    claims,
    erasure,
    exports,
    grades,
    home,
    imports,
    labels,
    previews,
    search,
    sources,
    statement_page,
)

ACCOUNT = [
    path("", home.show, name="home"),
    path("login/", LoginView.as_view(template_name="login.html", redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("csp-report", home.report_violation, name="csp-report"),
    path("w/<slug:slug>/", home.enter_workspace, name="workspace"),
]

ANNOTATE = [
    path("w/<slug:slug>/articles/<uuid:key>/", annotate.show, name="annotate"),
    path("w/<slug:slug>/articles/<uuid:key>/claims/new/", annotate.make_claim, name="claim-new"),
    path("w/<slug:slug>/articles/<uuid:key>/undo/", annotate.undo_change, name="article-undo"),
    path("w/<slug:slug>/articles/<uuid:key>/redo/", annotate.redo_change, name="article-redo"),
    path("w/<slug:slug>/articles/<uuid:key>/progress/", annotate.set_progress, name="article-progress"),
    path("w/<slug:slug>/articles/<uuid:key>/sources/", annotate.suggest_sources, name="article-sources"),
    path("w/<slug:slug>/claims/<uuid:key>/edit/", annotate.edit_claim, name="claim-edit"),
    path("w/<slug:slug>/claims/<uuid:key>/place/", annotate.place_claim, name="claim-place"),
    path("w/<slug:slug>/claims/<uuid:key>/withdraw/", annotate.withdraw_claim, name="claim-withdraw"),
    path("w/<slug:slug>/claims/<uuid:key>/restore/", annotate.restore_claim, name="claim-restore"),
    path("w/<slug:slug>/claims/<uuid:key>/own-words/", annotate.say_own_words, name="claim-own-words"),
    path("w/<slug:slug>/claims/<uuid:key>/steps/new/", annotate.add_step, name="step-new"),
    path("w/<slug:slug>/claims/<uuid:key>/steps/<uuid:hop>/", annotate.edit_step, name="step-edit"),
    path("w/<slug:slug>/claims/<uuid:key>/steps/<uuid:hop>/remove/", annotate.remove_step, name="step-remove"),
    path("w/<slug:slug>/claims/<uuid:key>/steps/<uuid:hop>/move/", annotate.move_step, name="step-move"),
    path("w/<slug:slug>/claims/<uuid:key>/mentions/", annotate.mark_mention, name="mention-new"),
]

PAGES = [
    path("w/<slug:slug>/articles/", articles.index, name="articles"),
    path("w/<slug:slug>/articles/<uuid:key>/edit/", articles.edit, name="article-edit"),
    path("w/<slug:slug>/articles/<uuid:key>/withdraw/", articles.withdraw, name="article-withdraw"),
    path("w/<slug:slug>/articles/<uuid:key>/take-down/", erasure.take_down, name="article-take-down"),
    path("w/<slug:slug>/articles/<uuid:key>/restore/", articles.restore, name="article-restore"),
    path("w/<slug:slug>/claims/", claims.index, name="claims"),
    path("w/<slug:slug>/claims/bulk/", claims.edit_many, name="claims-bulk"),
    path("w/<slug:slug>/claims/bulk/undo/", claims.undo_many, name="claims-bulk-undo"),
    path("w/<slug:slug>/claims/<uuid:key>/", claim_page.show, name="claim"),
    path("w/<slug:slug>/claims/<uuid:key>/erase/", erasure.erase_history, name="claim-erase"),
    path("w/<slug:slug>/sources/", sources.index, name="sources"),
    path("w/<slug:slug>/sources/new/", sources.make, name="source-new"),
    path("w/<slug:slug>/sources/<uuid:key>/", sources.show, name="source"),
    path("w/<slug:slug>/sources/<uuid:key>/edit/", sources.edit, name="source-edit"),
    path("w/<slug:slug>/sources/<uuid:key>/relations/new/", sources.relate, name="source-relate"),
    path("w/<slug:slug>/sources/<uuid:key>/relations/<uuid:relation>/end/", sources.unrelate, name="source-unrelate"),
    path("w/<slug:slug>/statements/<uuid:key>/", statement_page.show, name="statement"),
    path("w/<slug:slug>/sources/<uuid:key>/grade/", grades.source, name="source-grade"),
    path("w/<slug:slug>/statements/<uuid:key>/grade/", grades.statement, name="statement-grade"),
    path("w/<slug:slug>/claims/<uuid:key>/grade/", grades.claim, name="claim-grade"),
    path("w/<slug:slug>/labels/", labels.index, name="labels"),
    path("w/<slug:slug>/labels/new/", labels.make, name="label-new"),
    path("w/<slug:slug>/labels/<uuid:key>/rename/", labels.rename, name="label-rename"),
    path("w/<slug:slug>/labels/<uuid:key>/retire/", labels.retire, name="label-retire"),
    path("w/<slug:slug>/search/", search.show, name="search"),
    path("w/<slug:slug>/import/", imports.start, name="import"),
    path("w/<slug:slug>/import/files/", imports.upload, name="import-files"),
    path("w/<slug:slug>/import/result/", imports.result, name="import-result"),
    path("w/<slug:slug>/import/text/", imports.paste, name="import-text"),
    path("w/<slug:slug>/import/url/", imports.fetch, name="import-url"),
    path("w/<slug:slug>/import/save/", previews.save, name="import-save"),
    path("w/<slug:slug>/evidence/", erasure.show, name="evidence"),
    path("w/<slug:slug>/export/", exports.show, name="export"),
    path("w/<slug:slug>/exports/<slug:shape>.<slug:form>", exports.download, name="export-file"),
]

urlpatterns = [*ACCOUNT, *ANNOTATE, *PAGES]
