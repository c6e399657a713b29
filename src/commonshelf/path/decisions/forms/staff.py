"""What the pages for deciding, promising and replying ask."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonshelf.common.dates.clock import today
from commonshelf.common.text.fields import in_language
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.path.decisions.actions.promising import LONGEST_MEASURE, LONGEST_MILESTONE
from commonshelf.path.decisions.terms import NEEDS_MISSING, REASON_MISSING, CommitmentKind, DecisionState, Outcome, Verdict

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from commonshelf.common.accounts.models import User
    from commonshelf.common.errors.catalogue import ErrorCode
    from commonshelf.path.needs.models import Need

HALF_A_YEAR = dt.timedelta(days=182)


def _day(label: str | _StrPromise, help_text: str | _StrPromise = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _words_of(code: ErrorCode) -> str | _StrPromise:
    """Return a refusal's words, so that the form says what the action would."""
    return format_lazy("{} {}", code.what, code.mend)


class NeedsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it is not generic when it runs
    """The needs that a decision answers, by their title."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the title a reader gets."""
        return in_language(obj.title)


class DecisionForm(forms.Form):
    """What is decided, about which needs, and why."""

    outcome = forms.ChoiceField(label=_("What do we decide?"), choices=Outcome.choices, widget=forms.RadioSelect)
    title = TranslatedTextFormField(label=_("The decision in a few words"), help_text=_("As you would say it to those who asked."))
    reason = TranslatedTextFormField(
        label=_("Why?"), help_text=_("Everybody reads this. A no with a good reason is worth more than silence."), long=True
    )
    review_on = _day(_("When do we look at it again?"), _("Every decision has such a day, a no as well."))

    field_order = ("needs", "outcome", "title", "reason", "owner", "review_on")

    def __init__(self, *args: Any, needs: QuerySet[Need], owners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = {"required": _words_of(NEEDS_MISSING)}
        boxes = forms.CheckboxSelectMultiple
        self.fields["needs"] = NeedsField(needs, label=_("Which needs does it answer?"), widget=boxes, error_messages=missing)
        self.fields["owner"] = forms.ModelChoiceField(
            owners, label=_("Who answers for it?"), help_text=_("Only staff see this name."), empty_label=_("Choose one")
        )
        self.fields["reason"].error_messages["required"] = str(_words_of(REASON_MISSING))
        self.fields["review_on"].initial = today() + HALF_A_YEAR
        self.order_fields(self.field_order)


class DecisionFilter(forms.Form):
    """Which decisions to list."""

    state = forms.ChoiceField(choices=[("", _("Drafts and published")), *DecisionState.choices], required=False, label=_("State"))
    outcome = forms.ChoiceField(choices=[("", _("Every outcome")), *Outcome.choices], required=False, label=_("Outcome"))


class AnswerFilter(forms.Form):
    """Which answers to list."""

    verdict = forms.ChoiceField(choices=[("", _("Every answer")), *Verdict.choices], required=False, label=_("What they say"))


class CommitmentForm(forms.Form):
    """One promise."""

    kind = forms.ChoiceField(label=_("What do we promise?"), choices=CommitmentKind.choices, widget=forms.RadioSelect)
    promise = TranslatedTextFormField(
        label=_("The promise"), help_text=_("One sentence: what will be there that is not there today?"), long=True
    )
    measure = forms.CharField(
        max_length=LONGEST_MEASURE, label=_("How will we know that it is kept?"), help_text=_("For staff: 60 picture books in Vietnamese.")
    )
    due_on = _day(_("By when?"))


class MilestoneForm(forms.Form):
    """One step on the way."""

    title = forms.CharField(max_length=LONGEST_MILESTONE, label=_("The step"))
    due_on = _day(_("By when?"))


class ReviewForm(forms.Form):
    """When a decision that stays as it is comes back."""

    review_on = _day(_("When do we look at it again?"))


class ReplyForm(forms.Form):
    """What those who spoke are told."""

    words = TranslatedTextFormField(
        label=_("Your reply"),
        help_text=_("Say what you heard, what you decided and what happens next. Plain words, as to one person."),
        long=True,
    )
