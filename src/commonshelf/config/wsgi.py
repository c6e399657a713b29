"""The door for the web server. Everything is read before it opens, so that nobody's first page waits for it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")

application = get_wsgi_application()

from commonshelf.common.outbox.kinds import gather_kinds  # noqa: E402 -- after Django's apps
from commonshelf.config.rested import check_only_rested_connections  # noqa: E402 -- after Django's apps

check_only_rested_connections()
get_resolver()._populate()
gather_kinds()
