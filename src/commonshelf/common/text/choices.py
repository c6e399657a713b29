"""Choosing among rows that have a title in several languages."""

from __future__ import annotations

from typing import Any

from django import forms

from commonshelf.common.text.fields import in_language


class TitledChoice(forms.ModelChoiceField):
    """A choice among rows; each shows its title in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the title a reader gets."""
        return in_language(obj.title)
