"""The door for the web server. Everything is read before it opens, so that nobody's first page waits for it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")

application = get_wsgi_application()

from commonshelf.common.outbox.kinds import gather_kinds  # noqa: E402 -- after Django's apps

get_resolver()._populate()
gather_kinds()
