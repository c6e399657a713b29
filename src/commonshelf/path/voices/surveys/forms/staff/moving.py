"""Where something goes: after which question, or into which section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from commonshelf.path.voices.surveys.forms.staff.conditions import label_of
from commonshelf.path.voices.surveys.forms.staff.kinds import is_scale
from commonshelf.path.voices.surveys.forms.staff.refusals import sentence_of_edit
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.editing import EditError, item_at, move_item, walk
from commonshelf.questionnaire.editing.tree import around_of, is_within, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commonshelf.questionnaire.definition import Questionnaire

FIRST = "before:"


class MoveForm(forms.Form):
    """One list of all the places where it could stand."""

    where = forms.ChoiceField(label=gettext_lazy("Where to?"))

    def __init__(self, data: Any = None, *, definition: Questionnaire, place: str) -> None:
        super().__init__(data)
        self.definition, self.place = definition, place
        self.changed, self.changed_place = definition, place
        field = self.fields["where"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(self._places())

    def _places(self) -> Iterator[tuple[str, str]]:
        grids = {at for at, item in walk(self.definition.items) if is_scale(item)}
        others = [(at, item) for at, item in walk(self.definition.items) if not is_within(at, self.place) and around_of(at) not in grids]
        if others:
            yield f"{FIRST}{others[0][0]}", _("To the very beginning")
        for at, item in others:
            said = {"label": label_of(item.label, self.definition) or item.name}
            deep = "  " * at.count("/")
            yield f"after:{at}", deep + _("After “%(label)s”") % said
            if not isinstance(item, Question) and at not in grids:
                yield f"into:{at}", deep + _("Into the section “%(label)s”") % said

    def clean(self) -> dict[str, Any]:
        """Move it, as far as that is possible."""
        told = super().clean() or self.cleaned_data
        way, _colon, to = told.get("where", "").partition(":")
        if way:
            try:
                self.changed = move_item(self.definition, self.place, **{way: to})
            except EditError as error:
                raise ValidationError(sentence_of_edit(error)) from error
            name = item_at(self.definition, self.place).name
            self.changed_place = joined(to if way == "into" else around_of(to), name)
        return told
