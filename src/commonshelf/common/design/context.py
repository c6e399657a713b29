"""What every template has at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from commonshelf.common.library.queries import the_library

if TYPE_CHECKING:
    from django.http import HttpRequest


def every_page(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 -- Django hands the request to each of these
    """Return the library and whether this is the sample town."""
    return {"library": the_library(), "sample_town": settings.SAMPLE_TOWN, "languages": settings.LANGUAGES}
