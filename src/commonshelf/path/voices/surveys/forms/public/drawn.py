"""What a page is drawn from: one of these for each thing a person sees. The templates of `surveys/parts` draw them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOTHING = SafeString("")


@dataclass(slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool = False


@dataclass(slots=True)
class Thing:
    """A question, a note, a group or a repeat as the page shows it. `look` is the template that draws it."""

    look: str
    place: str
    label: str = NOTHING
    hint: str = NOTHING
    guidance: str = NOTHING
    needed: bool = False
    maybe: bool = False
    errors: Sequence[str] = ()
    css: str = ""
    widget: str = ""
    value: str = ""
    kept: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    options: Sequence[Option] = ()
    positions: Sequence[tuple[str, Sequence[Option]]] = ()
    items: Sequence[Thing] = ()
    can_add: bool = False
    can_remove: bool = False
    instant: bool = False
    may_need: bool = False
    filtered: bool = False
    blank_turn: Thing | None = None

    @property
    def has_notes(self) -> bool:
        """Whether anything stands between the question and its answer, or may with a script."""
        return bool(self.instant or self.maybe or self.hint or self.guidance or self.errors)

    def buttons(self) -> SafeString:
        """Return the options as buttons. Drawn here, since a form of three hundred questions has thousands: a template takes ten times as long."""
        kind, name, drawn = self.attributes["type"], conditional_escape(self.place), []
        mark = f' id="{conditional_escape(self.ident)}"'
        label = '<label class="choice" data-choice>' if self.filtered else '<label class="choice">'
        for option in self.options:
            chosen = " checked" if option.chosen else ""
            drawn.append(
                f'{label}<input type="{kind}" name="{name}" value="{conditional_escape(option.value)}"{mark}{chosen}> '
                f"<span>{conditional_escape(option.label)}</span></label>"
            )
            mark = ""
        return mark_safe("".join(drawn))  # noqa: S308 -- every part was escaped above

    @property
    def is_output(self) -> bool:
        """Whether a note shows what was worked out, now or once something is answered."""
        return bool(self.value) or self.instant

    @property
    def buttons_only(self) -> bool:
        """Whether buttons are all there is to answer with."""
        return self.widget == "surveys/parts/choices.html"

    @property
    def is_tick(self) -> bool:
        """Whether it is one box to tick, whose label stands after it."""
        return self.widget == "surveys/parts/tick.html"

    @property
    def is_many(self) -> bool:
        """Whether it is answered with several buttons or boxes, which a fieldset holds together."""
        return self.widget in {"surveys/parts/choices.html", "surveys/parts/rank.html"}

    @property
    def ident(self) -> str:
        """The id of what is written in or pressed first."""
        return f"q-{self.place}"

    @property
    def said(self) -> dict[str, str]:
        """What a screen reader is told of the box: that it is needed, that something is wrong with it, and where that stands."""
        told = {"aria-required": "true" if self.needed else "", "aria-invalid": "true" if self.errors else ""}
        return {name: words for name, words in {**told, "aria-describedby": self.described}.items() if words}

    @property
    def described(self) -> str:
        """The ids of what a screen reader should read out with it."""
        ids = [f"{self.ident}.hint"] if self.hint else []
        return " ".join([*ids, f"{self.ident}.wrong"] if self.errors or self.instant else ids)
