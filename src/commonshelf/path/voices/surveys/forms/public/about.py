"""The few questions of the house that stand behind those of a survey. Their fields begin with a sign that no question's name has."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

from commonshelf.path.voices.ledger.forms.public import AboutYou
from commonshelf.path.voices.ledger.terms import AgeBand, LibraryUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.forms.boundfield import BoundField
    from django.utils.functional import _StrPromise

    from commonshelf.path.voices.surveys.queries.pages import Shown

OURS = "~"
"""What the names of the house's own fields begin with. No question of an XLSForm can be called so."""
_LANGUAGES, _BANDS, _USES = frozenset(dict(settings.LANGUAGES)), frozenset({"", *AgeBand.values}), frozenset({"", *LibraryUse.values})
_NOT_TICKED = frozenset({"", "false"})


class AboutForm(AboutYou):
    """What a person may add to their answers. Of a child only the age is asked, and whether a guardian agrees where the library wants it."""

    area = forms.ChoiceField(required=False, label=_("Where do you live?"))  # type: ignore[assignment]  # the areas are at hand: no query for them
    language = forms.ChoiceField(label=_("Which language did you write in?"), choices=settings.LANGUAGES)
    may_be_quoted = forms.BooleanField(
        required=False,
        label=_("The library may show my words to others, without my name"),
        help_text=_("Leave this empty and only staff will read them."),
    )
    guardian_agreed = forms.BooleanField(required=False, label=_("My parent or guardian agrees that I answer"))
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, shown: Shown, has_words: bool, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"language": get_language(), "sent_once": uuid.uuid4, **(initial or {})})
        survey = shown.survey
        area = self.fields["area"]
        if isinstance(area, forms.ChoiceField):
            area.choices = [("", _("I would rather not say")), *((str(key), name) for key, name in shown.areas)]
        asked = {"sent_once", "language"}
        asked |= {"guardian_agreed"} if survey.guardian_consent else set()
        asked |= {"may_be_quoted"} if has_words and not survey.for_children else set()
        if survey.asks_about_you or survey.for_children:
            asked |= {"age_band"} if survey.for_children else {"area", "age_band", "library_use"}
        for name in set(self.fields) - asked:
            del self.fields[name]
        if not has_words:
            self.fields["language"].widget = forms.HiddenInput()

    def told(self, shown: Shown, language: str) -> dict[str, Any]:
        """Return what was told, named as the action takes it. Where no language was asked for, it is that of the page."""
        told = dict(self.cleaned_data)
        if "area" in told:
            told["area"] = shown.area(told["area"])
        return {**told, "language": told.get("language") or language}

    def add_prefix(self, field_name: str) -> str:
        """Return the name of a field on the page."""
        return f"{OURS}{field_name}"

    @property
    def groups(self) -> list[tuple[_StrPromise | str, list[BoundField]]]:
        """The words about the answers, then the few things about the person."""
        return [
            (legend, fields)
            for legend, names in (
                (_("Your words"), ("language", "may_be_quoted")),
                (_("About you"), ("area", "age_band", "library_use", "guardian_agreed")),
            )
            if (fields := [self[name] for name in self._shown(names)])
        ]

    def _shown(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name in self.fields and not self[name].is_hidden]


def told_at_once(told: Mapping[str, str], sent_once: uuid.UUID, *, shown: Shown, has_words: bool) -> dict[str, Any] | None:
    """Return what was told, as `AboutForm.told` does, without making a form; None where something is wrong, for the form to say what.

    A form is made anew for everybody who sends a survey, and costs more than all that is done with what it holds.
    """
    survey = shown.survey
    asks = survey.asks_about_you and not survey.for_children
    area = shown.area(told.get("area", "")) if asks else None
    band = told.get("age_band", "") if asks or survey.for_children else ""
    use = told.get("library_use", "") if asks else ""
    language = told.get("language", "")
    wrong_area = asks and area is None and bool(told.get("area", ""))
    if wrong_area or language not in _LANGUAGES or band not in _BANDS or use not in _USES:
        return None
    return {
        "language": language,
        "sent_once": sent_once,
        "area": area,
        "age_band": band,
        "library_use": use,
        "may_be_quoted": has_words and not survey.for_children and told.get("may_be_quoted", "").lower() not in _NOT_TICKED,
        "guardian_agreed": survey.guardian_consent and told.get("guardian_agreed", "").lower() not in _NOT_TICKED,
    }
