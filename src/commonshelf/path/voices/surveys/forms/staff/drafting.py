"""What beginning a survey asks, its settings, and the days it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext as _, gettext_lazy

from commonshelf.common.text.fields import in_language
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.path.voices.surveys.forms.staff.form_files import FORM_FILE_TYPES, MOST_BYTES, sentence_of_faults
from commonshelf.path.voices.surveys.forms.staff.waves import WindowForm
from commonshelf.path.voices.surveys.queries import surveys_visible_to
from commonshelf.path.voices.surveys.queries.building import bank_shelf
from commonshelf.path.voices.surveys.terms import Access, Layout
from commonshelf.path.voices.surveys.terms.once import FROZEN_WITH_PROMISE
from commonshelf.questionnaire.definition import Questionnaire
from commonshelf.questionnaire.editing import merge_in
from commonshelf.questionnaire.texts import mark_all
from commonshelf.questionnaire.xlsform import XlsformError, read_xlsform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser
    from django.forms.boundfield import BoundField
    from django.utils.functional import _StrPromise

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Survey

EVERYBODY, CHILDREN, CHILDREN_AND_GUARDIAN = "everybody", "children", "guardian"
FOR_WHOM = (
    (EVERYBODY, gettext_lazy("Everybody")),
    (CHILDREN, gettext_lazy("Children under 13: nothing is asked that says who a child is")),
    (CHILDREN_AND_GUARDIAN, gettext_lazy("Children under 13, and a parent or guardian has to agree first")),
)


def for_whom_settings(chosen: str) -> dict[str, bool]:
    """Return the two settings that a choice stands for."""
    return {"for_children": chosen != EVERYBODY, "guardian_consent": chosen == CHILDREN_AND_GUARDIAN}


class DraftForm(forms.Form):
    """A title, a reason, for whom, and what to begin with: `definition` is what would be asked at first, or `copied` the earlier survey."""

    title = TranslatedTextFormField(label=gettext_lazy("Title"))
    purpose = TranslatedTextFormField(
        label=gettext_lazy("Why do you ask?"),
        help_text=gettext_lazy("One or two sentences. People see them before the first question."),
        long=True,
    )
    for_whom = forms.ChoiceField(label=gettext_lazy("Who is it for?"), choices=FOR_WHOM, widget=forms.RadioSelect, initial=EVERYBODY)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages will you ask?"),
        help_text=gettext_lazy("You can add others later."),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.ChoiceField(label=gettext_lazy("Which of them do you write in?"), choices=settings.LANGUAGES)
    sets = forms.MultipleChoiceField(
        label=gettext_lazy("Begin with ready questions"),
        help_text=gettext_lazy("You can change, move and take out each of them. Choose none to begin with an empty page."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    earlier = forms.ChoiceField(label=gettext_lazy("Or begin with a copy of an earlier survey"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Or begin with an XLSForm file"),
        help_text=gettext_lazy("A workbook from KoboToolbox, ODK or another tool that writes XLSForms."),
        required=False,
        widget=forms.FileInput(attrs={"accept": FORM_FILE_TYPES}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, reader: User | AnonymousUser) -> None:
        here = get_language() or settings.LANGUAGE_CODE
        super().__init__(data, files, initial={"languages": [here], "source": here})
        self.definition: Questionnaire | None = None
        self.copied: Survey | None = None
        self.marks: Mapping[str, Mapping[str, str]] = {}
        self.surveys = {str(survey.pk): survey for survey in surveys_visible_to(reader)}
        self.shelf = bank_shelf()
        sets, earlier = self.fields["sets"], self.fields["earlier"]
        if isinstance(sets, forms.MultipleChoiceField) and isinstance(earlier, forms.ChoiceField):
            sets.choices = [(key, in_language(each.title)) for key, each in self.shelf.items()]
            earlier.choices = [("", _("(none)")), *((key, in_language(survey.title)) for key, survey in self.surveys.items())]

    @property
    def groups(self) -> list[tuple[_StrPromise, list[BoundField]]]:
        """The fields under three headings."""
        headings: tuple[tuple[_StrPromise, tuple[str, ...]], ...] = (
            (gettext_lazy("What and why"), ("title", "purpose")),
            (gettext_lazy("For whom"), ("for_whom", "languages", "source")),
            (gettext_lazy("What to begin with"), ("sets", "earlier", "file")),
        )
        return [(heading, [self[name] for name in names]) for heading, names in headings]

    def clean_file(self) -> Any:
        """Read the form, and say everything that is wrong with it."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than %(most)s megabytes."), params={"most": MOST_BYTES // 1_000_000})
        try:
            return read_xlsform(file.read(), name=file.name.rpartition(".")[0])
        except XlsformError as error:
            raise ValidationError(sentence_of_faults(error)) from error

    def clean(self) -> dict[str, Any]:
        """Make the questions the survey begins with; only one of the three ways at a time."""
        told = super().clean() or self.cleaned_data
        told |= for_whom_settings(told.get("for_whom", EVERYBODY))
        ways = [name for name in ("sets", "earlier", "file") if told.get(name)]
        if len(ways) > 1:
            raise ValidationError(_("Begin with ready questions, with an earlier survey or with a file: choose one of the three."))
        if told.get("languages") and told.get("source") and told["source"] not in told["languages"]:
            self.add_error("source", _("Choose one of the languages you ask in."))
        if not self.errors:
            self._begin(told)
        return told

    def _begin(self, told: Mapping[str, Any]) -> None:
        if told.get("earlier"):
            self.copied = self.surveys[told["earlier"]]
            return
        if told.get("file"):
            self.definition = told["file"]
        else:
            spoken = (told["source"], *(code for code in told["languages"] if code != told["source"]))
            definition = Questionnaire("", "", (), languages=spoken, default_language=told["source"])
            for name in told["sets"]:
                definition = merge_in(definition, self.shelf[name].definition)
            self.definition = definition
        self.marks = mark_all(self.definition)


class SettingsForm(forms.Form):
    """What stands around the questions."""

    title = TranslatedTextFormField(label=gettext_lazy("Title"))
    purpose = TranslatedTextFormField(label=gettext_lazy("Why do you ask?"), long=True)
    layout = forms.ChoiceField(label=gettext_lazy("How are the questions laid out?"), choices=Layout.choices, widget=forms.RadioSelect)
    access = forms.ChoiceField(label=gettext_lazy("Who may answer?"), choices=Access.choices, widget=forms.RadioSelect)
    for_whom = forms.ChoiceField(label=gettext_lazy("Who is it for?"), choices=FOR_WHOM, widget=forms.RadioSelect)
    asks_about_you = forms.BooleanField(
        label=gettext_lazy("Ask at the end where people live, how old they are and how often they use the library"),
        help_text=gettext_lazy("Everybody may leave it out. It shows who is not heard."),
        required=False,
    )
    thanks = TranslatedTextFormField(label=gettext_lazy("What people read when they have sent their answers"), required=False, long=True)
    results_public = forms.BooleanField(label=gettext_lazy("Show the results to everybody once the survey is over"), required=False)

    def __init__(self, data: Any = None, *, survey: Survey) -> None:
        told = {name: getattr(survey, name) for name in self.base_fields if name != "for_whom"}
        chosen = CHILDREN_AND_GUARDIAN if survey.guardian_consent else CHILDREN if survey.for_children else EVERYBODY
        super().__init__(data, initial={**told, "for_whom": chosen})
        if survey.published:
            for name in ("access", "for_whom"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("This stays as it is: the promise that people read rests on it.")
        self.frozen = survey.published

    def clean(self) -> dict[str, Any]:
        """Return the settings, named as the action takes them."""
        told = super().clean() or self.cleaned_data
        told |= for_whom_settings(told.pop("for_whom", EVERYBODY))
        told["thanks"] = told.get("thanks") or None
        return {name: value for name, value in told.items() if not (self.frozen and name in FROZEN_WITH_PROMISE)}


class OpenForm(WindowForm):
    """The first and the last day; without a window, a button alone."""

    def __init__(self, data: Any = None, *, window: bool = True) -> None:
        super().__init__(data)
        if not window:
            self.fields.clear()
