"""The part of a form that says when something is asked: lines to choose, and a box for those who write expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonshelf.path.voices.surveys.forms.staff.conditions import (
    HOWS,
    NEEDS_NO_VALUE,
    NUMBERS,
    SIGNS,
    Condition,
    Conditions,
    choices_of,
    label_of,
    questions_in,
    read,
    written,
)
from commonshelf.path.voices.surveys.forms.staff.kinds import CHOOSING, UNANSWERED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commonshelf.questionnaire.definition import Question, Questionnaire

LINES = 3
LONGEST_VALUE = 200


def condition_fields(definition: Questionnaire, own: str) -> dict[str, forms.Field]:
    """Return the fields of the lines; a question is not asked about itself."""
    asked = [question for question in questions_in(definition) if question.name != own and question.kind not in UNANSWERED - {"calculate"}]
    names = [("", _("(no condition)")), *((question.name, label_of(question.label, definition) or question.name) for question in asked)]
    fields: dict[str, forms.Field] = {}
    for number in range(LINES):
        fields[f"if_{number}_question"] = forms.ChoiceField(label=_("Question"), choices=names, required=False)
        fields[f"if_{number}_how"] = forms.ChoiceField(label=_("Comparison"), choices=[*HOWS.items()], required=False)
        fields[f"if_{number}_value"] = forms.CharField(
            label=_("Answer"),
            required=False,
            max_length=LONGEST_VALUE,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )
    joined = [("and", _("All of these")), ("or", _("Any of these"))]
    fields["if_joined"] = forms.ChoiceField(label=_("Which of them must be so?"), choices=joined, required=False)
    fields["relevant"] = forms.CharField(
        label=_("Or write the condition as an expression"),
        help_text=_(
            "As XLSForm has it, for example ${age} >= 18 and selected(${likes}, 'films'). If something stands here, the lines above are not read."
        ),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"}),
    )
    return fields


def condition_initial(expression: str) -> dict[str, str]:
    """Return what the fields hold for an expression: lines where it can be put so, else the box."""
    conditions = read(expression)
    if conditions is None or len(conditions.lines) > LINES:
        return {"relevant": expression}
    found: dict[str, str] = {"if_joined": conditions.joined}
    for number, line in enumerate(conditions.lines):
        found |= {f"if_{number}_question": line.name, f"if_{number}_how": line.how, f"if_{number}_value": line.value}
    return found


def with_labels(initial: Mapping[str, Any], definition: Questionnaire) -> dict[str, Any]:
    """Return what the fields hold with each answer by its label, as a librarian knows it."""
    questions = {question.name: question for question in questions_in(definition)}
    found = dict(initial)
    for number in range(LINES):
        question, value = questions.get(found.get(f"if_{number}_question", "")), found.get(f"if_{number}_value")
        if question is not None and value:
            labels = {choice.name: label_of(choice.label, definition) for choice in choices_of(question, definition)}
            found[f"if_{number}_value"] = labels.get(value) or value
    return found


def expression_of(told: Mapping[str, Any], definition: Questionnaire) -> str:
    """Return the condition that was chosen or written; raises ValidationError, by field, where a line cannot be."""
    if told.get("relevant"):
        return str(told["relevant"])
    questions = {question.name: question for question in questions_in(definition)}
    lines = []
    for number in range(LINES):
        question = questions.get(told.get(f"if_{number}_question", ""))
        if question is not None:
            how = told.get(f"if_{number}_how") or "is"
            try:
                lines.append(Condition(question.name, how, _value(question, how, told.get(f"if_{number}_value", ""), definition)))
            except ValidationError as error:
                raise ValidationError({f"if_{number}_value": error}) from error
    return written(Conditions(tuple(lines), "or" if told.get("if_joined") == "or" else "and"), definition)


def _value(question: Question, how: str, value: str, definition: Questionnaire) -> str:
    value = value.strip()
    if how in NEEDS_NO_VALUE:
        return ""
    if not value:
        raise ValidationError(_("Write with which answer it is compared."))
    if question.kind in CHOOSING:
        return _choice_named(question, value, definition)
    if how in SIGNS or question.kind in NUMBERS:
        if not value.removeprefix("-").replace(".", "", 1).isdecimal() or not value.isascii():
            raise ValidationError(_("“%(value)s” is not a number."), params={"value": value})
        return value
    if "'" in value:
        raise ValidationError(_("Write it as an expression: an answer with ' in it cannot stand here."))
    return value


def _choice_named(question: Question, value: str, definition: Questionnaire) -> str:
    choices = choices_of(question, definition)
    for choice in choices:
        if value == choice.name or value.casefold() in {words.strip().casefold() for words in choice.label.values()}:
            return choice.name
    known = ", ".join(f"“{label_of(choice.label, definition) or choice.name}”" for choice in choices)
    raise ValidationError(_("“%(value)s” is no answer of that question. It has these: %(known)s."), params={"value": value, "known": known})
