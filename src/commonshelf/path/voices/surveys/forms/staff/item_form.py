"""What every form about something that is asked has: its words, its condition, its name, and how it becomes part of the questions."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.translation import gettext as _, gettext_lazy

from commonshelf.path.voices.surveys.forms.staff.asking_if import (
    condition_fields,
    condition_initial,
    expression_of,
    with_labels,
)
from commonshelf.path.voices.surveys.forms.staff.marking import mark_of
from commonshelf.path.voices.surveys.forms.staff.refusals import sentence_of_edit
from commonshelf.path.voices.surveys.queries.building import languages_of
from commonshelf.questionnaire.editing import EditError, name_for, walk
from commonshelf.questionnaire.expressions import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.forms.boundfield import BoundField
    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.definition import Item, Questionnaire

EXPRESSION_FIELDS = {"relevant": "relevant", "constraint": "constraint", "calculation": "calculation", "required": "needed"}


class _AbstractForm(DeclarativeFieldsMetaclass, ABCMeta):
    """What makes a form whose subclasses have to say the rest."""


class ItemForm(forms.Form, metaclass=_AbstractForm):
    """One question, section or grid. `definition` is what is asked now; `changed` is what would be asked with this form's answers.

    The page carries `mark`, a digest of what the form shows at first. A save whose mark is another one is refused once, with all that was typed: it would
    write over what somebody else changed since.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        definition: Questionnaire,
        sort: str,
        item: Item | None = None,
        place: str = "",
        after: str = "",
        into: str = "",
    ) -> None:
        self.definition, self.sort, self.item, self.place, self.after, self.into = definition, sort, item, place, after, into
        self.languages = languages_of(definition)
        self.changed: Questionnaire = definition
        self.changed_place = place
        before = self.told_before()
        self.mark = mark_of([sort, self.languages, item is None, before])
        super().__init__(data, initial=with_labels(before, definition))
        self.add_fields()
        self.fields |= condition_fields(definition, item.name if item else "")
        self.fields["name"] = forms.CharField(
            label=gettext_lazy("Short name"),
            help_text=gettext_lazy("What the answers are called in files and conditions. It makes itself from the words."),
            required=False,
            max_length=64,
            widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false", "autocomplete": "off"}),
        )

    def told_before(self) -> dict[str, Any]:
        """Return what the fields hold at first."""
        if self.item is None:
            return {}
        return {"label": self.item.label, "name": self.item.name, **condition_initial(self.item.relevant)}

    @abstractmethod
    def add_fields(self) -> None:
        """Add the fields of this sort."""

    @abstractmethod
    def put(self, name: str, relevant: str) -> tuple[Questionnaire, str]:
        """Return the questions with this one in its place, and where that is."""

    def clean(self) -> dict[str, Any]:
        """Put it into the questions, and say at its field what is wrong with it."""
        told = super().clean() or self.cleaned_data
        self._ensure_nobody_changed_it()
        if self.errors:
            return told
        taken = [item.name for _place, item in walk(self.definition.items) if self.item is None or item.name != self.item.name]
        label = told.get("label") or {}
        name = told["name"] or (self.item.name if self.item else name_for(label.get(self.languages[0], ""), taken))
        try:
            self.changed, self.changed_place = self.put(name, expression_of(told, self.definition))
        except EditError as error:
            raise ValidationError(sentence_of_edit(error)) from error
        self._say_faults()
        return told

    def _ensure_nobody_changed_it(self) -> None:
        """Refuse a save over what the page did not show. A form without a mark is none of our pages, so nobody looked at anything."""
        if self.data.get("shown", self.mark) == self.mark:
            return
        if self.item is None:
            self.add_error(
                None,
                _(
                    "Somebody took this out, renamed it or moved it since you opened this page. "
                    "What you wrote is still here: save it again to add it at the end, or leave it."
                ),
            )
        else:
            self.add_error(
                None,
                _(
                    "Somebody changed this since you opened this page. What you wrote is still here. "
                    "Look on the page “Questions” at how it is now, then save again to put yours in its place, or leave it."
                ),
            )

    def _say_faults(self) -> None:
        """Refuse an expression that cannot be read or asks for what is not there; those that were wrong before are none of this form's."""
        before = {(error.expression, error.what) for error in faults_of(self.definition)}
        for error in faults_of(self.changed):
            if (error.expression, error.what) in before:
                continue
            own = next(
                (part for part in EXPRESSION_FIELDS if self.cleaned_data.get(part) == error.expression and part in self.fields), None
            )
            sentence = _("“%(expression)s”: %(what)s (at sign %(position)s). %(mend)s") % {
                "expression": error.expression,
                "what": error.what,
                "position": error.position + 1,
                "mend": error.mend,
            }
            self.add_error(own, sentence)

    def kept_words(self, part: str) -> Mapping[str, str]:
        """Return the words of a field."""
        return dict(self.cleaned_data.get(part) or {})

    def bound(self, names: Iterable[str]) -> list[BoundField]:
        """Return those of the fields that this sort has."""
        return [self[name] for name in names if name in self.fields]

    @property
    def parts(self) -> Iterator[tuple[_StrPromise | str, list[BoundField], bool, bool]]:
        """The fields in groups: heading, fields, whether they are folded, whether they stand open because something is in them."""
        for heading, names, folded in self.grouped():
            fields = self.bound(names)
            if fields:
                filled = any(field.errors or (folded and self._says(field)) for field in fields)
                yield heading, fields, folded, filled

    def _says(self, field: BoundField) -> bool:
        value = field.value()
        return bool(any(value) if isinstance(value, list) else value) and field.name not in {"name", "if_joined", *self._hows}

    @property
    def _hows(self) -> set[str]:
        return {name for name in self.fields if name.endswith("_how")}

    def grouped(self) -> list[tuple[_StrPromise | str, tuple[str, ...], bool]]:
        """Return the headings with the names of their fields, and whether they are folded."""
        return [
            ("", self.first_names(), False),
            (gettext_lazy("Only if"), (*(name for name in self.fields if name.startswith("if_")), "relevant"), True),
            (gettext_lazy("More"), self.more_names(), True),
        ]

    def first_names(self) -> tuple[str, ...]:
        """Return the fields that are always open."""
        return ("label",)

    def more_names(self) -> tuple[str, ...]:
        """Return the fields that are asked for seldom."""
        return ("name",)

    def relabelled(self, item: Item) -> Item:
        """Return an item with the words of this form, in the languages that have some."""
        return replace(item, label=self.kept_words("label"))
