"""Addresses of the API, below /api/v1/."""

from django.urls import include, path

from claims.api.views import (
    articles,
    audit,
    bulk_claims,
    claims,
    documentation,
    erasure,
    exports,
    imports,
    jobs,
    labels,
    lineages,
    propositions,
    sets,
    sources,
)
from claims.api.views import workspaces as doors

WORKSPACE = [
    path("", doors.WorkspaceDetail.as_view(), name="workspace"),
    path("members/", doors.MemberList.as_view(), name="members"),
    path("articles/", articles.ArticleList.as_view(), name="articles"),
    path("articles/bulk/", articles.ArticleBulk.as_view(), name="articles-bulk"),
    path("articles/<uuid:id>/", articles.ArticleDetail.as_view(), name="article"),
    path("articles/<uuid:id>/restore/", articles.ArticleRestore.as_view(), name="article-restore"),
    path("articles/<uuid:id>/take-down/", erasure.ArticleTakeDown.as_view(), name="article-take-down"),
    path("articles/<uuid:id>/annotations/", articles.ArticleAnnotations.as_view(), name="article-annotations"),
    path("versions/", articles.VersionList.as_view(), name="versions"),
    path("versions/<uuid:id>/", articles.VersionDetail.as_view(), name="version"),
    path("claims/", claims.ClaimList.as_view(), name="claims"),
    path("claims/bulk/", bulk_claims.ClaimBulk.as_view(), name="claims-bulk"),
    path("claims/<uuid:id>/", claims.ClaimDetail.as_view(), name="claim"),
    path("claims/<uuid:id>/restore/", claims.ClaimRestore.as_view(), name="claim-restore"),
    path("claims/<uuid:id>/history/", claims.ClaimHistory.as_view(), name="claim-history"),
    path("sources/", sources.SourceList.as_view(), name="sources"),
    path("sources/<uuid:id>/", sources.SourceDetail.as_view(), name="source"),
    path("sources/<uuid:id>/what-if/", lineages.WhatIf.as_view(), name="what-if"),
    path("sources/<uuid:id>/relations/", sources.RelationList.as_view(), name="relations"),
    path("sources/<uuid:id>/relations/<uuid:relation>/", sources.RelationDetail.as_view(), name="relation"),
    path("labels/", labels.LabelList.as_view(), name="labels"),
    path("labels/<uuid:id>/", labels.LabelDetail.as_view(), name="label"),
    path("sets/", sets.SetList.as_view(), name="sets"),
    path("sets/<uuid:id>/", sets.SetDetail.as_view(), name="set"),
    path("propositions/", propositions.PropositionList.as_view(), name="propositions"),
    path("propositions/<uuid:id>/", propositions.PropositionDetail.as_view(), name="proposition"),
    path("propositions/<uuid:id>/lineage/", lineages.Lineage.as_view(), name="lineage"),
    path("propositions/<uuid:id>/lineage.svg", lineages.LineageSvg.as_view(), name="lineage-svg"),
    path("propositions/<uuid:id>/lineage.png", lineages.LineagePng.as_view(), name="lineage-png"),
    path("exports/<slug:shape>.csv", exports.Export.as_view(), name="export"),
    path("imports/", imports.Imports.as_view(), name="imports"),
    path("jobs/", jobs.JobList.as_view(), name="jobs"),
    path("jobs/<uuid:id>/", jobs.JobDetail.as_view(), name="job"),
    path("audit/", audit.EventList.as_view(), name="audit"),
    path("audit/seals/", erasure.SealList.as_view(), name="audit-seals"),
    path("audit/erase/", erasure.AuditErase.as_view(), name="audit-erase"),
    path("audit/<uuid:id>/", audit.EventDetail.as_view(), name="audit-event"),
]

urlpatterns = [
    path("", doors.Root.as_view(), name="root"),
    path("schema/", documentation.Schema.as_view(), name="schema"),
    path("docs/", documentation.show, name="docs"),
    path("workspaces/", doors.WorkspaceList.as_view(), name="workspaces"),
    path("workspaces/<slug:slug>/", include(WORKSPACE)),
]
app_name = "api"
