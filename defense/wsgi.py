"""The WSGI application that the server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "defense.settings")

application = get_wsgi_application()

if not settings.SECRET_KEY:  # Django raises here, so the server does not start to fail at the first sign-in
    raise SystemExit(1)
