"""How the house draws forms: `{{ form }}` is label, hint, error and box, in that order, said in words and tied together for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

if TYPE_CHECKING:
    from collections.abc import Mapping

# What Django gives a text box when nobody said how high it is: half a phone's screen.
_DJANGO_ROWS = "10"


class HouseField(BoundField):
    """A field of a form, ready to be drawn."""

    @property
    def is_tick(self) -> bool:
        """Whether this is one box to tick, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """The id of the first thing a person can write in or press, for the links of the error summary."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label

    def build_widget_attrs(self, attrs: Mapping[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Let the house say what is missing, in the page's language, instead of the browser in its own.

        `required` becomes `aria-required`. The length limit of a text box becomes a number for the counter, because a browser
        cuts off what is pasted beyond `maxlength` without a word.
        """
        drawn = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)  # type: ignore[arg-type]  # the stubs want a mutable mapping of their own kind
        if built.pop("required", False) and not self.use_fieldset and not isinstance(drawn, forms.CheckboxInput):
            built["aria-required"] = "true"
        if isinstance(drawn, forms.Textarea):
            limit = drawn.attrs.pop("maxlength", None)
            if limit:
                drawn.attrs["data-limit"] = limit
            if drawn.attrs.get("rows") == _DJANGO_ROWS:
                drawn.attrs["rows"] = "5"
            drawn.attrs.setdefault("dir", "auto")
        return built


class HouseRenderer(TemplatesSetting):
    """Django's renderer with the house's templates."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    bound_field_class = HouseField
