"""The functions of ODK XForms, by name. Source: the ODK XForms specification, section "XPath Functions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.functions.decisions import DECISIONS
from commonshelf.questionnaire.expressions.functions.geography import GEOGRAPHY
from commonshelf.questionnaire.expressions.functions.lookups import LOOKUPS
from commonshelf.questionnaire.expressions.functions.mathematics import MATHEMATICS
from commonshelf.questionnaire.expressions.functions.moments import MOMENTS
from commonshelf.questionnaire.expressions.functions.secrets import SECRETS
from commonshelf.questionnaire.expressions.functions.selections import SELECTIONS
from commonshelf.questionnaire.expressions.functions.series import SERIES
from commonshelf.questionnaire.expressions.functions.texts import TEXTS

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.functions.entry import Function

FUNCTIONS: dict[str, Function] = {
    **TEXTS, **DECISIONS, **MATHEMATICS, **SERIES, **LOOKUPS, **MOMENTS, **SELECTIONS, **GEOGRAPHY, **SECRETS,
}  # fmt: skip
