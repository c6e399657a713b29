import datetime as dt
from collections import Counter

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.models import ImportedFile
from commonshelf.common.receipts.models import Receipt
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions.import_responses import import_responses
from commonshelf.path.voices.surveys.models import OpenAnswer, Response, Survey
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of, questions_of, surveys_open_now
from tests.conftest import SHARED_DATA

FORMS = SHARED_DATA / "newcastle_libraries" / "feedback-forms"
CHILDREN = "2011-2012_Childrens_event_long_-_branch_libraries.csv"
READING = "2011-2012_Reading_groups_-_City.csv"
SIX_BOOKS = "2011-2012_Six_books_challenge.csv"
WORK_CLUB = "2011-2012_Work_club_-_branch_libraries.csv"


@pytest.fixture
def feedback():
    if not FORMS.exists():
        pytest.skip("needs shared/data/newcastle_libraries beside the repository")
    return FORMS


@pytest.fixture
def export(tmp_path):
    def write(content, name="export.csv"):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


# Rows, open answers with words in them, empty open answers and filled cells, counted beside this with csv alone.
COUNTED = [(CHILDREN, 30, 37, 53, 164), (READING, 37, 11, 100, 456), (SIX_BOOKS, 9, 20, 16, 37), (WORK_CLUB, 28, 2, 54, 293)]


@pytest.mark.parametrize(("name", "rows", "voices", "empty", "choices"), COUNTED)
def test_import_responses_takes_every_answer_of_the_newcastle_forms(bao, feedback, name, rows, voices, empty, choices):
    report = import_responses(feedback / name, by=bao)
    assert (report.rows_read, report.rows_taken, report.rows_refused) == (rows, rows, ())
    assert (Response.objects.count(), Voice.objects.count(), OpenAnswer.objects.count()) == (rows, voices, voices)
    assert report.notes[0] == f"{voices} open answers are now voices; {empty} open answers were empty and are none."
    documents = Response.objects.values_list("answers", flat=True)
    assert sum(1 if isinstance(answer, str) else len(answer) for document in documents for answer in document.values()) == choices


def test_import_responses_of_all_four_forms_makes_four_surveys_that_nobody_can_answer(bao, feedback):
    for name, *_counts in COUNTED:
        import_responses(feedback / name, by=bao)
    assert (Survey.objects.count(), Response.objects.count(), Voice.objects.count(), Receipt.objects.count()) == (4, 104, 70, 70)
    assert list(surveys_open_now()) == []


def _asked(survey):
    questionnaire = questionnaire_of(survey)
    return questions_of(questionnaire), definition_of(questionnaire).choices


def test_import_responses_finds_the_kinds_of_the_questions(bao, feedback):
    import_responses(feedback / CHILDREN, by=bao)
    survey = Survey.objects.get()
    questions, lists = _asked(survey)
    assert survey.title == {"en": "2011-2012 Childrens event long - branch libraries"}
    assert [(question.kind, question.label["en"], len(lists.get(question.choice_list, ()))) for question in questions] == [
        ("select_one", "Event Title, Library and Date", 4),
        ("select_one", "Are you a member of Newcastle Libraries?", 1),
        ("select_one", "Did you enjoy the event?", 1),
        ("text", "What did you like best?", 0),
        ("select_one", "Did you learn anything new or exciting?", 2),
        ("select_one", "Did you make any new friends?", 2),
        ("text", "What other events would you like to see at the library?", 0),
        ("select_multiple", "How did you find out about this event? (please tick any that apply)", 7),
        ("text", "How did you find out about this event? (please tick any that apply) Other (please specify)", 0),
    ]


def test_import_responses_keeps_answers_under_columns_that_are_questions_of_their_own(bao, feedback):
    import_responses(feedback / SIX_BOOKS, by=bao)
    questions, lists = _asked(Survey.objects.get())
    label = {"en": "After taking part in the Six Book Challenge... Has your reading improved?"}
    (improved,) = [question for question in questions if question.label == label]
    assert (improved.kind, [choice.label["en"] for choice in lists[improved.choice_list]]) == ("select_one", ["Yes"])
    answered = [document.get(improved.name) for document in Response.objects.values_list("answers", flat=True)]
    assert Counter(answered) == {"yes": 8, None: 1}


def test_import_responses_keeps_a_row_as_it_was_given(bao, feedback):
    import_responses(feedback / CHILDREN, by=bao)
    response = Response.objects.get(row=10)
    assert response.answers == {
        "event-title-library-and-date": "src-crafts-fenham-30811",
        "are-you-a-member-of-newcastle-libraries": "yes",
        "did-you-enjoy-the-event": "yes",
        "did-you-learn-anything-new-or-exciting": "yes",
        "how-did-you-find-out-about-this-event-please-tick-any-that-apply": ["publicity-in-the-library"],
    }
    assert dict(response.open_answers.values_list("place", "voice__text")) == {
        "what-did-you-like-best": "I liked colouring my elephant and clown.  I was happy with my train when I finished it.",
        "how-did-you-find-out-about-this-event-please-tick-any-that-apply-other": "School",
    }
    assert (response.disposition, response.mode, response.week) == ("partial", "unknown", None)


def test_import_responses_invents_no_week_for_a_response(bao, feedback):
    with clock_set_to(dt.datetime(2026, 3, 12, 15, 40, tzinfo=dt.UTC)):
        report = import_responses(feedback / WORK_CLUB, by=bao)
    assert set(Response.objects.values_list("week", flat=True)) == {None}
    assert set(Voice.objects.values_list("week", "channel", "language", "second_hand")) == {(dt.date(2026, 3, 9), "survey", "en", False)}
    assert report.notes[1:] == (
        (
            "The file does not say when people answered, so the responses have no week. Their voices stand under the week in which they "
            "reached us here, March 9, 2026."
        ),
        "The file does not say which language people wrote in; it was taken to be English.",
    )


def test_import_responses_twice_changes_nothing(bao, feedback):
    def everything():
        kept = (ImportedFile, Survey, Response, OpenAnswer, Voice, Receipt)
        return [list(model.objects.order_by("pk").values()) for model in kept]

    import_responses(feedback / READING, by=bao)
    before = everything()
    again = import_responses(feedback / READING, by=bao)
    assert (again.already_imported, again.rows_taken, again.rows_unchanged) == (True, 0, 37)
    assert everything() == before


TWO_ROWS = "Did you like it?,What did you like?,Which of these?,,\nResponse,Open-Ended Response,Books,Films,Other (please specify)\n"


def test_import_responses_in_another_language_is_said_by_whoever_brings_it(bao, export):
    import_responses(export("¿Le gustó?,¿Por qué?\nResponse,Open-Ended Response\nSí,Los libros\n"), by=bao, language="es")
    voice, survey = Voice.objects.get(), Survey.objects.get()
    assert (voice.text, voice.language, survey.title) == ("Los libros", "es", {"es": "export"})
    with pytest.raises(Refusal) as refusal:
        import_responses(export(TWO_ROWS + "Yes,All,,,\n"), by=bao, language="tlh")
    assert refusal.value.code.code == "ledger.language_unknown"


def test_import_responses_cleans_masks_and_skips_empty_words(bao, export):
    import_responses(
        export(TWO_ROWS + "Yes,Call (206) 555-0142,Books,,\u202e\nNo,  ,,Films,❤️\n\u202eyes\u202c,safe \u202egnp.exe,,,\n"), by=bao
    )
    assert sorted(voice.text for voice in Voice.objects.all()) == ["Call [☎ …]", "safe gnp.exe", "❤️"]
    assert [document["did-you-like-it"] for document in Response.objects.order_by("row").values_list("answers", flat=True)] == [
        "yes",
        "no",
        "yes",
    ]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Yes,All,Boks,,", "Books", "surveys.cell_not_the_choice"),
        (",  ,,,", "", "surveys.row_without_answers"),
        (f"Yes,{'x' * 10_001},,,", "What did you like?", "imports.cell_too_long"),
        (f"{'x' * 241},All,,,", "Did you like it?", "imports.cell_too_long"),
        ("Yes,All,", "", "imports.row_ragged"),
        ("Yes,A\0ll,,,", "What did you like?", "imports.cell_with_null"),
    ],
)
def test_import_responses_refuses_a_bad_row_and_writes_nothing(bao, export, row, column, code):
    path = export(f"{TWO_ROWS}Yes,Everything,Books,Films,\n{row}\n")
    report = import_responses(path, by=bao)
    assert [(fault.row, fault.column, fault.code) for fault in report.rows_refused] == [(4, column, code)]
    assert (Survey.objects.count(), Response.objects.count(), Voice.objects.count(), ImportedFile.objects.count()) == (0, 0, 0, 0)
    partial = import_responses(path, by=bao, allow_partial=True)
    assert (partial.rows_taken, Response.objects.count(), Voice.objects.count()) == (1, 1, 1)
    assert import_responses(path, by=bao, allow_partial=True).rows_unchanged == 1
    assert (Survey.objects.count(), Response.objects.count(), Voice.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Library,2024-1\nHarbor,7\nHill,8\n", "surveys.headings_unreadable"),
        (",Did you like it?\nResponse,Response\nYes,No\n", "surveys.headings_unreadable"),
        ("Which?,,Why?\nBooks,books,Open-Ended Response\nBooks,,Because\n", "imports.column_twice"),
        ("Did you like it?\nResponse\n", "imports.table_empty"),
    ],
)
def test_import_responses_refuses_other_headings(bao, export, content, code):
    with pytest.raises(Refusal) as refusal:
        import_responses(export(content), by=bao)
    assert refusal.value.code.code == code
    assert ImportedFile.objects.count() == 0


def test_import_responses_leaves_out_what_a_tool_adds_about_people(bao, export):
    report = import_responses(export("RespondentID,IP Address,Did you like it?\n,,Response\n17,192.0.2.1,Yes\n"), by=bao)
    assert Response.objects.get().answers == {"did-you-like-it": "yes"}
    assert report.notes[-1] == ("These columns have no kind of answer in the second row and were left out: RespondentID, IP Address.")


def test_import_responses_names_questions_and_choices_in_other_letters(bao, export):
    import_responses(export("هل أعجبك؟,ماذا؟\nResponse,Response\nنعم,نعم\nلا,لا\n"), by=bao, language="ar")
    assert list(Response.objects.order_by("row").values_list("answers", flat=True)) == [
        {"question-1": "choice-1", "question-2": "choice-1"},
        {"question-1": "choice-2", "question-2": "choice-2"},
    ]
