"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext as _

from commonshelf.common.accounts.rules import may as user_may
from commonshelf.common.design.charts import Chart, drawn_bars, drawn_line
from commonshelf.common.design.navigation import current, link
from commonshelf.common.design.terms import PathStep
from commonshelf.common.text.fields import spoken as spoken_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request


@register.filter
def spoken(text: Mapping[str, str] | None) -> str:
    """Show a translated text in the reader's language, marked with the language it is in."""
    words, language = spoken_text(text)
    return format_html('<span lang="{}" dir="auto">{}</span>', language, words)


@register.simple_tag(takes_context=True)
def may(context: Context, permission: str, thing: Any = None) -> bool:
    """Say whether the reader may: {% may "needs.name_need" as may_name %}."""
    return user_may(_request(context).user, permission, thing)


def _dots(filled: int, words: str) -> dict[str, object]:
    """Return the places of the seven dots on a line 136 wide, as text: a template would write 4.5 as 4,5 in French."""
    row = [
        {
            "x": str(8 + 20 * place),
            "r": "6" if here else "4.5",
            "look": " dots__dot--here" if here else " dots__dot--filled" if reached else "",
        }
        for place in range(7)
        for here, reached in [(place + 1 == filled, place < filled)]
    ]
    return {"row": row, "way": str(8 + 20 * (filled - 1)) if filled > 1 else "", "words": words}


@register.inclusion_tag("design/parts/dots.html")
def dots(filled: int) -> dict[str, object]:
    """Show the seven dots, filled as far as a thing has come (0 to 7), and say so in words."""
    if not filled:
        return _dots(0, _("None of 7 steps taken yet"))
    words = {"number": filled, "step": PathStep(filled).label}
    return _dots(filled, _("Step %(number)s of 7: %(step)s") % words)


@register.inclusion_tag("design/parts/dots.html")
def dots_picture(filled: int) -> dict[str, object]:
    """Show the seven dots as an ornament that screen readers pass over."""
    return _dots(filled, "")


@register.inclusion_tag("design/parts/path_line.html")
def path_line(filled: int) -> dict[str, object]:
    """Show the seven steps with their words, filled as far as a thing has come."""
    return {"filled": filled, "steps": PathStep}


@register.inclusion_tag("design/parts/bar_chart.html")
def bar_chart(chart: Chart) -> dict[str, object]:
    """Show numbers side by side: a table whose rows carry their bars."""
    return {"chart": chart, "rows": drawn_bars(chart)}


@register.inclusion_tag("design/parts/line_chart.html")
def line_chart(chart: Chart) -> dict[str, object]:
    """Show numbers over time, with a gap where nobody counted, and the table under it."""
    return {"chart": chart, "line": drawn_line(chart)}


@register.inclusion_tag("design/parts/figure_number.html")
def figure_number(number: object, words: str) -> dict[str, object]:
    """Show one big number and what it counts."""
    return {"number": number, "words": words}


@register.inclusion_tag("design/parts/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, object]:
    """Show the pages above this one: {% breadcrumbs "needs:needs" _("Needs") %}, as many pairs as there are pages."""
    return {"crumbs": [(reverse(name), words) for name, words in zip(pairs[::2], pairs[1::2], strict=True)]}


@register.inclusion_tag("design/parts/language_switch.html", takes_context=True)
def language_switch(context: Context, *, staff: bool = False) -> dict[str, object]:
    """Offer the page in each language it speaks, each by its own name.

    On a page with `language_form` the buttons belong to the form of that id, which then comes back in the other language with all that was typed.
    """
    offered = [(code, name) for code, name in settings.LANGUAGES if not staff or code in settings.STAFF_LANGUAGES]
    own_name = dict(settings.LANGUAGES).get(get_language() or "", "")
    here = _request(context).get_full_path()
    return {"offered": offered, "own_name": own_name, "here": here, "language_form": context.get("language_form")}


@register.simple_tag(takes_context=True)
def house_link(context: Context, name: str, words: str) -> SafeString:
    """Link to a page by its name."""
    return link(_request(context), name, words)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, words: str) -> SafeString:
    """Link to a page in a menu; the link says whether one is there."""
    return format_html("<li>{}</li>", link(_request(context), name, words))


@register.simple_tag(takes_context=True)
def staff_link(context: Context, name: str, words: str, permission: str) -> SafeString | str:
    """Link to a page of the staff menu for those who may open it."""
    return nav_link(context, name, words) if may(context, permission) else ""


_LINE_BEGUN = "the line of the staff menu has begun"


@register.simple_tag(takes_context=True)
def path_link(context: Context, name: str, words: str, permission: str) -> SafeString | str:
    """Link to a step of the path in the staff menu, as one of the seven dots."""
    if not may(context, permission):
        return ""
    # The line begins at the first dot this reader sees, which is not the first step for everybody.
    look = "" if context.render_context.get(_LINE_BEGUN) else " path-step--first"
    context.render_context[_LINE_BEGUN] = True
    here = " path-step--here" if current(_request(context), reverse(name)) else ""
    return format_html('<li class="path-step{}{}">{}</li>', look, here, link(_request(context), name, words))


_RIPPLES = (
    ("volunteers:hours", "volunteers.read_hours"),
    ("gifts:gifts", "gifts.read_gifts"),
    ("stories:staff_stories", "stories.read_stories"),
)


@register.inclusion_tag("design/staff/ripples.html", takes_context=True)
def ripples_menu(context: Context, volunteers: str, gifts: str, stories: str) -> dict[str, object]:
    """Show the last dot of the staff menu with the three things it opens into."""
    request = _request(context)
    named = zip(_RIPPLES, (volunteers, gifts, stories), strict=True)
    mine = [(name, words) for (name, permission), words in named if may(context, permission)]
    links = format_html_join("", "<li>{}</li>", ((link(request, name, words),) for name, words in mine))
    return {"links": links, "here": any(current(request, reverse(name)) for name, _words in mine)}
