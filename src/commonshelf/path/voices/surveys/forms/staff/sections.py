"""What a section, and a grid of statements, ask of the librarian who writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from commonshelf.path.voices.surveys.forms.staff.item_form import ItemForm
from commonshelf.path.voices.surveys.forms.staff.kinds import REPEAT
from commonshelf.path.voices.surveys.forms.staff.lines import as_lines, read_lines
from commonshelf.path.voices.surveys.forms.staff.words import WordsField
from commonshelf.questionnaire.definition import Choice, Group, Question, Repeat
from commonshelf.questionnaire.editing import add_item, name_for, replace_group, set_choices, walk
from commonshelf.questionnaire.editing.items import remove_item
from commonshelf.questionnaire.editing.tree import around_of, changed_within, joined
from commonshelf.questionnaire.wording import SCALE_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.questionnaire.definition import Questionnaire


class SectionForm(ItemForm):
    """A heading over questions that belong together; with `repeat`, they are asked several times."""

    item: Group | Repeat | None

    def told_before(self) -> dict[str, Any]:
        """Return the section as the fields show it."""
        return {**super().told_before(), "count": self.item.count if isinstance(self.item, Repeat) else ""}

    def add_fields(self) -> None:
        """Ask for a heading, and of a repeat how often."""
        self.fields["label"] = WordsField(self.definition, label=gettext_lazy("Heading"), required=True)
        if self.sort == REPEAT:
            self.fields["count"] = forms.CharField(
                label=gettext_lazy("How often?"),
                help_text=gettext_lazy("A number, or the answer to an earlier question: ${children}. Empty: as often as people like."),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"dir": "ltr", "spellcheck": "false"}),
            )

    def put(self, name: str, relevant: str) -> tuple[Questionnaire, str]:
        """Return the questions with this section; what is in it stays."""
        words = self.kept_words("label")
        kept = self.item or (Repeat(name, ()) if self.sort == REPEAT else Group(name, ()))
        made: Group | Repeat = replace(kept, name=name, label=words, relevant=relevant)
        if isinstance(made, Repeat):
            made = replace(made, count=self.cleaned_data["count"])
        if self.item is not None:
            return replace_group(self.definition, self.place, made), joined(around_of(self.place), name)
        added = add_item(self.definition, made, after=self.after, into="" if self.after else self.into)
        return added, joined(around_of(self.after) if self.after else self.into, name)

    def first_names(self) -> tuple[str, ...]:
        """Return the fields that are always open."""
        return ("label", "count")


class ScaleForm(ItemForm):
    """Statements, one a line, and the scale they are answered on."""

    item: Group | None

    def told_before(self) -> dict[str, Any]:
        """Return the grid as the fields show it."""
        rows = self.rows()
        return {
            **super().told_before(),
            "statements": as_lines([row.label for row in rows], self.languages),
            "choices": as_lines([choice.label for choice in self.scale()], self.languages),
            "needed": bool(rows) and all(row.required.strip() for row in rows),
        }

    def rows(self) -> list[Question]:
        """Return the statements as they are asked now."""
        return [each for each in self.item.items if isinstance(each, Question)] if self.item else []

    def scale(self) -> Sequence[Choice]:
        """Return the scale as it is now."""
        rows = self.rows()
        return self.definition.choices.get(rows[0].choice_list, ()) if rows else ()

    def add_fields(self) -> None:
        """Ask for the words above, the statements and the scale."""
        one_a_line = gettext_lazy("One a line, in the same order in each language.")
        self.fields["label"] = WordsField(self.definition, label=gettext_lazy("Words above the statements"), required=True)
        self.fields["statements"] = WordsField(
            self.definition, label=gettext_lazy("Statements"), help_text=one_a_line, required=True, long=True, rows=6
        )
        self.fields["choices"] = WordsField(
            self.definition, label=gettext_lazy("The scale"), help_text=one_a_line, required=True, long=True, rows=5
        )
        self.fields["needed"] = forms.BooleanField(label=gettext_lazy("Each statement needs an answer"), required=False)

    def first_names(self) -> tuple[str, ...]:
        """Return the fields that are always open."""
        return ("label", "statements", "choices", "needed")

    def clean_statements(self) -> list[tuple[str, dict[str, str]]]:
        """Return the statements with the names of their questions."""
        own = {row.name for row in self.rows()}
        taken = [item.name for _place, item in walk(self.definition.items) if item.name not in own]
        return read_lines(self.cleaned_data["statements"], [(row.name, row.label) for row in self.rows()], self.languages, lambda: taken)

    def clean_choices(self) -> list[tuple[str, dict[str, str]]]:
        """Return the steps of the scale with their names."""
        steps = read_lines(self.cleaned_data["choices"], [(each.name, each.label) for each in self.scale()], self.languages, list)
        if len(steps) < 2:
            raise ValidationError(_("Write at least two steps of the scale."))
        return steps

    def put(self, name: str, relevant: str) -> tuple[Questionnaire, str]:
        """Return the questions with this grid. A statement that was taken out is refused while something refers to it."""
        definition, rows = self.definition, {row.name: row for row in self.rows()}
        told = self.cleaned_data
        statements = {each for each, _texts in told["statements"]}
        for gone in [row for row in rows if row not in statements]:
            definition = remove_item(definition, joined(self.place, gone))
        of = next(iter(rows.values())).choice_list if rows else name_for(f"{name}_scale", definition.choices)
        earlier = {choice.name: choice for choice in definition.choices.get(of, ())}
        definition = set_choices(
            definition, of, [replace(earlier.get(each, Choice(each, {})), label=texts) for each, texts in told["choices"]]
        )
        required = "yes" if told["needed"] else ""
        asked = tuple(
            replace(rows.get(each, Question(each, "select_one", choice_list=of)), label=texts, required=required)
            for each, texts in told["statements"]
        )
        kept = self.item or Group(name, (), appearance=SCALE_ROWS)
        made = replace(kept, name=name, label=self.kept_words("label"), relevant=relevant)
        if self.item is None:
            around = around_of(self.after) if self.after else self.into
            whole = add_item(definition, replace(made, items=asked), after=self.after, into="" if self.after else self.into)
            return whole, joined(around, name)
        place = joined(around_of(self.place), name)
        changed = changed_within(replace_group(definition, self.place, made), place, lambda _items: asked)
        return changed, place
