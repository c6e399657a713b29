"""What a small file may not blow up to: deep groups, loops inside loops, languages times rows. Asked before pyxform, which has no limits.

The limits: 64 groups inside one another, 20,000 rows once the loops are unrolled, 500,000 texts (rows times languages).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.faults import Fault
from commonshelf.questionnaire.xlsform.kinds import RowKind, read_kind

if TYPE_CHECKING:
    from commonshelf.questionnaire.xlsform.rows import Form

MAX_DEPTH = 64
MAX_UNROLLED_ROWS = 20_000
MAX_TEXTS = 500_000


def check_limits(form: Form) -> list[Fault]:
    """Return what makes a form too large to be built, if anything does."""
    faults = []
    languages = {heading.language for sheet in ("survey", "choices") for heading in form.headings[sheet]}
    texts = len(languages) * (len(form.survey) + len(form.choices))
    if texts > MAX_TEXTS:
        what = f"{len(languages)} languages for {len(form.survey) + len(form.choices)} rows are {texts} texts; {MAX_TEXTS} is the most."
        faults.append(Fault("too_many_texts", Cell("survey", 1, "label"), what, "Split the form, or delete the languages you do not need."))
    sizes = Counter(row.get("list_name") for row in form.choices)
    times = [1]
    unrolled = 0
    for row in form.survey:
        kind = read_kind(row.get("type")) or RowKind()
        unrolled += times[-1]
        if kind.closes and len(times) > 1:
            times.pop()
        if kind.opens:
            times.append(times[-1] * (sizes[kind.choice_list] + 1 if kind.opens == "loop" else 1))
        if len(times) > MAX_DEPTH + 1:
            what = f"More than {MAX_DEPTH} groups lie inside one another."
            return [*faults, Fault("nested_too_deep", row.cell("type"), what, "End some groups before others begin.")]
        if unrolled > MAX_UNROLLED_ROWS:
            what = f"With its loops written out, the form has more than {MAX_UNROLLED_ROWS} rows."
            return [*faults, Fault("loop_too_large", row.cell("type"), what, "Loop over a shorter list, or use a repeat.")]
    return faults
