"""What every ModelAdmin of pages has of the past: history, comparison, restoring, discarding."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from content.editorial.views import comparing, history, restoring


class WithHistory:
    """A ModelAdmin of pages whose history can be read and gone back in."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[URLPattern]:
        name = f"pages_{self.opts.model_name}"
        others: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        return [
            path("<int:pk>/history/", self._of_a_page(history.history), name=f"{name}_history"),
            path(
                "<int:pk>/history/<int:number>/", self._of_a_page(history.revision), name=f"{name}_revision"
            ),
            path(
                "<int:pk>/history/<int:number>/restore/",
                self._of_a_page(restoring.restore),
                name=f"{name}_restore",
            ),
            path("<int:pk>/discard/", self._of_a_page(restoring.discard), name=f"{name}_discard"),
            path("<int:pk>/compare/", self._of_a_page(comparing.choose), name=f"{name}_choose"),
            path(
                "<int:pk>/compare/<str:old>/<str:new>/",
                self._of_a_page(comparing.compare),
                name=f"{name}_compare",
            ),
            *others,
        ]

    def _of_a_page(self, view: Callable[..., HttpResponse]) -> Any:
        def of_this_kind(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
            return view(request, self, pk, **more)

        return self.admin_site.admin_view(of_this_kind)
