"""Which part of the application answers which address; the addresses themselves stand in claims."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("claims.api.urls")),
    path("", include("claims.web.urls")),
]
