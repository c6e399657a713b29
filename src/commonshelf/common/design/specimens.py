"""Parts that a step of the path adds to the style guide: it may not be named here, so it hands them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise


class Added(NamedTuple):
    """A part with the template that shows it, what that template is given, and the stylesheet of the pages it comes from."""

    key: str
    title: Promise
    use: Promise
    template: str
    context: Callable[[], dict[str, Any]]
    stylesheet: str


ADDED: Final[dict[str, Added]] = {}


def show_on_styleguide(part: Added) -> None:
    """Add a part to the style guide, once."""
    ADDED[part.key] = part
