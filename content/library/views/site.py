"""What the site says of itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.library.public import public_page


@public_page()
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "library/about.html")


@public_page()
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "library/accessibility.html")
