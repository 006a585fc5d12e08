"""The ASGI application, for servers that speak it; `make run` uses wsgi.py."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "provenance.settings")
application = get_asgi_application()
