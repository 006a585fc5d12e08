"""Addresses of the pages. Names say noun or noun-verb; ids are UUIDs, so a link stays right whatever is renamed."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from claims.web.views import annotate, home

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

urlpatterns = [*ACCOUNT, *ANNOTATE]
