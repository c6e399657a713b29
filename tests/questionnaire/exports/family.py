"""A small survey in two languages, with everything a label can be, and three responses to it."""

from __future__ import annotations

import datetime as dt

from commonshelf.questionnaire.columns import HouseFacts, Record, tables_of
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire

ARABIC = "العربية (ar)"
LONG = "é" * 200
FAMILY = Questionnaire(
    name="family",
    title="Family & friends",
    items=(
        Group(
            "reading",
            (
                Question(
                    "reads",
                    "select_one",
                    {"English (en)": "Do you\nread?", ARABIC: "هل تقرأ؟"},
                    hint={"English (en)": "Anything counts"},
                    guidance_hint={"English (en)": "Do not prompt"},
                    choice_list="yes_no",
                ),
                Question(
                    "wishes", "select_multiple", {"English (en)": "Wishes"}, choice_list="wishes", relevant="${reads} = 'yes' and 1 < 2"
                ),
            ),
            {"English (en)": "About reading"},
        ),
        Question("order", "rank", {"English (en)": "Order"}, choice_list="wishes"),
        Question("hours", "decimal", {"English (en)": LONG}),
        Question("born", "date", {"English (en)": "Born"}),
        Question("at", "time", {"English (en)": "At"}),
        Question("since", "dateTime", {"English (en)": "Since"}),
        Question("words", "text", {"English (en)": "Words"}),
    ),
    choices={
        "yes_no": (Choice("yes", {"English (en)": "Yes", ARABIC: "نعم"}), Choice("no", {"English (en)": LONG})),
        "wishes": (Choice("books", {"English (en)": "Books"}), Choice("music", {"English (en)": "Music"})),
    },
    languages=("English (en)", ARABIC),
    default_language="English (en)",
    version="3",
)
RECORDS = (
    Record(
        3,
        {
            "reading": {"reads": "yes", "wishes": ["music"]},
            "order": "music books",
            "hours": "2.5",
            "born": "1980-02-29",
            "at": "10:30:00.000+02:00",
            "since": "2026-03-01T08:00:00",
            "words": "=HYPERLINK(1)",
        },
        language="ar",
        mode="web",
        week=dt.date(2026, 3, 2),
        weight=0.5,
        relevant=frozenset({"reading/reads", "reading/wishes", "order", "hours", "born", "at", "since", "words"}),
    ),
    Record(
        1,
        {"reading": {"reads": "no"}, "words": "مرحبا\nبكم"},
        mode="paper",
        relevant=frozenset({"reading/reads", "order", "hours", "words"}),
    ),
    Record(2, {"hours": "4"}),
)
FACTS = HouseFacts(values={"mode": {"web": {"en": "Web", "ar": "الويب"}, "paper": {"en": "Paper"}}}, weighted=True)
TABLE = tables_of(FAMILY, turns={}, facts=FACTS)[0]
