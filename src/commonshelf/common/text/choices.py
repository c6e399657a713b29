"""Choosing among rows that have a title in several languages."""

from __future__ import annotations

from typing import Any

from django import forms

from commonshelf.common.text.fields import in_language


class TitledChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # it is not generic when it runs
    """A choice among rows; each shows its title (or its name) in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the title a reader gets."""
        return in_language(getattr(obj, "title", None) or obj.name)
