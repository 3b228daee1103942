"""The root addresses."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("accounts/", include("content.people.urls")),
    path("preview/", include("content.editorial.urls")),
    path("", include("content.annotations.urls")),
    path("", include("content.library.urls")),
]

handler400 = "content.library.views.errors.bad_request"
handler403 = "content.library.views.errors.permission_denied"
handler404 = "content.library.views.errors.not_found"
handler500 = "content.library.views.errors.server_error"
