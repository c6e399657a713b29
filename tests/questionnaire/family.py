"""One small questionnaire with something of everything, which the tests of editing change."""

from __future__ import annotations

from commonshelf.questionnaire.definition import Cell, Choice, Group, Question, Questionnaire, Repeat

FAMILY = Questionnaire(
    name="family",
    title="Family",
    items=(
        Question("visits", "select_one", label={"en": "Do you visit?", "es": "¿Viene?"}, choice_list="yes_no", cell=Cell("survey", 2)),
        Question("why", "text", label={"en": "Why not?", "es": "¿Por qué no?"}, relevant="${visits} = 'no'"),
        Group(
            "home",
            label={"en": "At home"},
            relevant="${visits} = 'yes'",
            items=(
                Question("people", "integer", label={"en": "How many live with you?"}, constraint=". < 30"),
                Repeat(
                    "child",
                    count="${people}",
                    items=(
                        Question("age", "integer", label={"en": "How old?"}),
                        Question("old", "calculate", calculation="../age > 12 and ${people} > 1"),
                    ),
                ),
            ),
        ),
        Question("thanks", "note", label={"en": "Thank you, you said ${ visits }.", "es": "Gracias, dijo ${visits}."}),
    ),
    choices={
        "yes_no": (Choice("yes", {"en": "Yes", "es": "Sí"}), Choice("no", {"en": "No", "es": "No"})),
        "wishes": (Choice("a", {"en": "A, as ${why} says"}, more={"town": "x"}), Choice("b", {"en": "B"})),
    },
    languages=("en", "es"),
    default_language="en",
    settings={"instance_name": "concat(${visits}, ' ')"},
    sheets={"entities": ({"label": "${people} people"},)},
)
