"""Any questionnaire that can be written reads as itself again."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire, Repeat
from commonshelf.questionnaire.xlsform import UnwritableFormError, read_xlsform, write_xlsform, xlsform_bytes

LANGUAGES = ("", "English (en)", "العربية (ar)")
# Words as a cell keeps them: no space at either end, no character that XML cannot hold, none that pyxform reads as a reference.
WORDS = (
    st.text(st.characters(exclude_categories=("C",), exclude_characters="\u00a0$"), min_size=1, max_size=20)
    .map(lambda words: words.replace("_x", "-x").strip())
    .filter(lambda words: words and not words.isspace())
)
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), WORDS, min_size=1)


def without_cells(items):
    return tuple(replace(item, cell=None, **({} if isinstance(item, Question) else {"items": without_cells(item.items)})) for item in items)


def read_again(questionnaire):
    again = read_xlsform(xlsform_bytes(questionnaire), name=questionnaire.name)
    return replace(again, items=without_cells(again.items))


@st.composite
def questions(draw, number):
    kind = draw(st.sampled_from(["text", "integer", "decimal", "date", "note", "select_one", "select_multiple", "rank"]))
    chosen = kind in {"select_one", "select_multiple", "rank"}
    mixed = chosen and draw(st.booleans())
    return Question(
        name=f"q{number}",
        kind=kind,
        label=draw(TEXTS),
        hint=draw(TEXTS | st.just({})),
        constraint_message=draw(TEXTS | st.just({})),
        relevant=draw(st.sampled_from(["", "1 = 1", "true()"])),
        required=draw(st.sampled_from(["", "true()"])),
        choice_list="c" if chosen else "",
        randomize=mixed,
        seed=draw(st.sampled_from(["", "7"])) if mixed else "",
        media=draw(st.sampled_from([{}, {"image": {"English (en)": "a.png"}}])),
        more=draw(st.sampled_from([{}, {"a note": "ask Bao"}, {"bind::odk:length": "3"}])),
    )


@st.composite
def questionnaires(draw):
    inside = tuple(draw(questions(number)) for number in range(draw(st.integers(1, 3))))
    items = (
        *(draw(questions(number)) for number in range(10, draw(st.integers(11, 13)))),
        draw(st.sampled_from([Group("g", inside, {"": "G"}, relevant="1 = 1"), Repeat("r", inside, {"English (en)": "R"}, count="2")])),
    )
    choices = {"c": tuple(Choice(name, draw(TEXTS), more=draw(st.sampled_from([{}, {"branch": "north"}]))) for name in ("yes", "no"))}
    used = {language for choice in choices["c"] for language in choice.label}
    used |= {
        language for item in (*items[:-1], *inside, items[-1]) for texts in (item.label, getattr(item, "hint", {})) for language in texts
    }
    used |= {language for item in (*items[:-1], *inside) for texts in (item.constraint_message, *item.media.values()) for language in texts}
    return Questionnaire(
        name="form",
        title=draw(st.just("form") | WORDS),
        items=items,
        choices=choices,
        languages=tuple(language for language in LANGUAGES if language in used),
        default_language=draw(st.sampled_from(["", "English (en)"])),
        version=draw(st.sampled_from(["", "3"])),
        settings=draw(st.sampled_from([{}, {"form_id": "f1", "style": "pages"}])),
    )


@settings(deadline=None, max_examples=60)
@given(questionnaires())
def test_written_questionnaire_reads_as_itself(questionnaire):
    assert read_again(questionnaire) == questionnaire


def one(label):
    return Questionnaire(name="form", title="form", items=(Question("a", "text", label={"": label}),))


@pytest.mark.parametrize(
    "label", ["=1+1", "#REF!", "@SUM(A1)", "+1", "-", "0012", "TRUE", "2026-01-01", "line\nbreak", "tab\there", "a::b", "A" * 32_767]
)
def test_label_that_looks_like_something_else_stays_text(label):
    assert read_again(one(label)) == one(label)


def test_written_workbook_holds_no_formula(tmp_path):
    write_xlsform(one("=HYPERLINK(1)"), tmp_path / "form.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "form.xlsx")["survey"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize(("label", "code"), [("A" * 32_768, "cell_too_long"), ("bell \x07", "control_characters")])
def test_text_that_no_cell_can_hold_is_refused_and_nothing_is_written(tmp_path, label, code):
    with pytest.raises(UnwritableFormError) as refusal:
        write_xlsform(one(label), tmp_path / "form.xlsx")
    worst = refusal.value.worst
    assert (worst.code, worst.cell.sheet, worst.cell.row, worst.cell.column) == (code, "survey", 2, "label")
    assert list(tmp_path.iterdir()) == []
