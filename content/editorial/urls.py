"""The addresses of the desk outside the admin: previews for outsiders."""

from django.urls import path

from content.editorial.views.preview import shared_preview

urlpatterns = [path("<str:secret>/", shared_preview, name="shared_preview")]
