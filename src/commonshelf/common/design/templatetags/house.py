"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html

from commonshelf.common.accounts.rules import may as user_may
from commonshelf.common.text.fields import spoken as spoken_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.template.context import Context

register = template.Library()


@register.filter
def spoken(text: Mapping[str, str] | None) -> str:
    """Show a translated text in the reader's language, marked with the language it is in."""
    words, language = spoken_text(text)
    return format_html('<span lang="{}" dir="auto">{}</span>', language, words)


@register.simple_tag(takes_context=True)
def may(context: Context, permission: str, thing: Any = None) -> bool:
    """Say whether the reader may: {% may "needs.name_need" as may_name %}."""
    return user_may(context["request"].user, permission, thing)


@register.inclusion_tag("design/parts/dots.html")
def dots(filled: int) -> dict[str, object]:
    """Show the seven dots, filled as far as a thing has come (0 to 7)."""
    return {"filled": filled, "steps": range(1, 8)}
