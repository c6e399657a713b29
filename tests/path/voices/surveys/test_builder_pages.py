import gzip
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.actions import draft_survey
from commonshelf.path.voices.surveys.forms.staff.kinds import BY_CODE, sort_of
from commonshelf.path.voices.surveys.models import OwnSet, Response, Survey
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.questionnaire.bank import bank_set
from commonshelf.questionnaire.definition import Question, Questionnaire
from commonshelf.questionnaire.editing import item_at, walk
from tests.path.voices.surveys.conftest import DURING

BEGUN = {
    "title_en": "The book club",
    "purpose_en": "To know why people stopped coming.",
    "for_whom": "everybody",
    "languages": ["en", "es"],
    "source": "en",
}


@pytest.fixture
def draft(bao):
    spoken = Questionnaire("", "", (), languages=("en", "es"), default_language="en")
    return draft_survey(title={"en": "The book club"}, purpose={"en": "To know."}, by=bao, definition=spoken)


def add(client, survey, kind, where="", **told):
    answer = client.post(f"/staff/surveys/{survey.pk}/questions/add/?kind={kind}{where}", told)
    errors = answer.context["form"].errors if answer.status_code == 422 else ""
    assert answer.status_code == 302, errors
    return answer


@pytest.fixture
def three(as_bao, draft):
    """Whether people come, why not if they do not, and how old they are."""
    add(as_bao, draft, "select_one", label_0="Do you come?", label_1="¿Viene?", choices_0="Yes\nNo", choices_1="Sí\nNo", needed="on")
    condition = {"if_0_question": "do_you_come", "if_0_how": "is", "if_0_value": "No", "if_joined": "and"}
    add(as_bao, draft, "text", label_0="Why not?", voice="on", **condition)
    add(as_bao, draft, "integer", label_0="How old are you?", least="0", most="120")
    return draft


def places(survey):
    return [place for place, _item in walk(definition_in_works(survey).items)]


def test_draft_page_begins_a_survey_nobody_else_sees(as_bao, client):
    answer = as_bao.post("/staff/surveys/new/", BEGUN)
    survey = Survey.objects.get()
    assert answer.headers["location"] == f"/staff/surveys/{survey.pk}/questions/"
    assert (definition_in_works(survey).languages, survey.published, survey.for_children) == (("en", "es"), False, False)
    assert client.get(f"/surveys/{survey.slug}/").status_code == 404


def test_questions_are_added_as_they_were_written(three):
    definition = definition_in_works(three)
    come, why, age = definition.items
    assert places(three) == ["do_you_come", "why_not", "how_old_are_you"]
    assert [(choice.name, dict(choice.label)) for choice in definition.choices[come.choice_list]] == [
        ("yes", {"en": "Yes", "es": "Sí"}),
        ("no", {"en": "No", "es": "No"}),
    ]
    assert (come.required, dict(come.label)) == ("yes", {"en": "Do you come?", "es": "¿Viene?"})
    assert (why.relevant, age.constraint) == ("${do_you_come} = 'no'", ". >= 0 and . <= 120")


def test_survey_is_built_opened_and_answered(as_bao, client, three):
    with clock_set_to(DURING):
        assert as_bao.get(f"/staff/surveys/{three.pk}/open/").status_code == 200
        told = {"opens_on": "2026-03-10", "closes_on": "2026-03-31"}
        assert as_bao.post(f"/staff/surveys/{three.pk}/open/", told).status_code == 302
        page = client.get(f"/surveys/{three.slug}/")
        assert "Do you come?" in page.content.decode()
        client.post(f"/surveys/{three.slug}/", {"~do": "send", "~language": "en", "do_you_come": "no", "how_old_are_you": "44"})
    assert Response.objects.get().answers == {"do_you_come": "no", "how_old_are_you": "44"}


def test_preview_shows_the_draft_in_a_language_within_our_own_frame(as_bao, three):
    answer = as_bao.get(f"/staff/surveys/{three.pk}/preview/?language=es")
    assert "¿Viene?" in answer.content.decode()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    elsewhere = as_bao.get(f"/staff/surveys/{three.pk}/questions/")
    assert (elsewhere.status_code, elsewhere.headers["X-Frame-Options"]) == (200, "DENY")
    assert "frame-ancestors 'none'" in elsewhere.headers["Content-Security-Policy"]


def test_trial_tells_what_would_be_kept_and_keeps_nothing(as_bao, three):
    address = f"/staff/surveys/{three.pk}/try/"
    answer = as_bao.post(address, {"~do": "send", "~language": "en", "do_you_come": "yes", "how_old_are_you": "44"})
    assert [(one.label, one.answer, one.fate) for one in answer.context["told"]] == [
        ("Do you come?", "Yes", "kept with the answers"),
        ("Why not?", "", "not asked: only if “Do you come?” is “No”"),
        ("How old are you?", "44", "kept with the answers"),
    ]
    assert Response.objects.count() == 0
    faulty = as_bao.post(address, {"~do": "send", "~language": "en", "how_old_are_you": "444"})
    assert faulty.status_code == 422
    assert item_at(definition_in_works(three), "why_not").kind == "text"


def arrange(client, survey, **told):
    return client.post(f"/staff/surveys/{survey.pk}/questions/arrange/", told, follow=True)


def said(answer):
    return [str(message) for message in answer.context["messages"]][-1]


@pytest.mark.parametrize(
    ("told", "order", "sentence"),
    [
        ({"up": "how_old_are_you"}, ["do_you_come", "how_old_are_you", "why_not"], "“How old are you?” moved up."),
        ({"down": "why_not"}, ["do_you_come", "how_old_are_you", "why_not"], "“Why not?” moved down."),
        ({"copy": "why_not"}, ["do_you_come", "why_not", "why_not_2", "how_old_are_you"], "“Why not?” was copied."),
        ({"remove": "why_not"}, ["do_you_come", "how_old_are_you"], "“Why not?” is taken out. You can take that back."),
        ({"drop": "how_old_are_you", "beside": "do_you_come"}, ["how_old_are_you", "do_you_come", "why_not"], "“How old are you?” moved."),
        ({"up": "do_you_come"}, ["do_you_come", "why_not", "how_old_are_you"], "It cannot move further that way."),
        (
            {"remove": "do_you_come"},
            ["do_you_come", "why_not", "how_old_are_you"],
            "These still refer to it: why_not. Change their conditions or words first.",
        ),
    ],
)
def test_small_buttons_do_what_they_say(as_bao, three, told, order, sentence):
    answer = arrange(as_bao, three, **told)
    assert (places(three), said(answer)) == (order, sentence)


def test_last_change_is_taken_back_and_done_again(as_bao, three):
    arrange(as_bao, three, remove="why_not")
    arrange(as_bao, three, undo="1")
    assert places(three) == ["do_you_come", "why_not", "how_old_are_you"]
    arrange(as_bao, three, undo="1")
    assert places(three) == ["do_you_come", "how_old_are_you"]


def edit(client, survey, place, **told):
    return client.post(f"/staff/surveys/{survey.pk}/questions/edit/?at={place}", told)


def test_edited_question_keeps_its_name_its_answers_and_what_refers_to_it(as_bao, three):
    shown = as_bao.get(f"/staff/surveys/{three.pk}/questions/edit/?at=do_you_come").context["form"]
    assert (shown["choices"].value(), shown["needed"].value()) == ({"en": "Yes\nNo", "es": "Sí\nNo"}, True)
    told = {
        "label_0": "Do you still come?",
        "label_1": "¿Viene?",
        "choices_0": "Yes\nNot any more",
        "choices_1": "Sí\nYa no",
        "name": "comes",
    }
    assert edit(as_bao, three, "do_you_come", **told).status_code == 302
    definition = definition_in_works(three)
    assert places(three) == ["comes", "why_not", "how_old_are_you"]
    assert [choice.name for choice in definition.choices[definition.items[0].choice_list]] == ["yes", "no"]
    assert definition.items[1].relevant == "${comes} = 'no'"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"label_0": ""}, "Write it in the first language of the questions."),
        ({"relevant": "${nobody} = 1"}, "There is no question “nobody”"),
        ({"relevant": "selected("}, "“selected(”"),
        ({"if_0_question": "do_you_come", "if_0_how": "is", "if_0_value": "Perhaps"}, "“Perhaps” is no answer of that question."),
        ({"if_0_question": "how_old_are_you", "if_0_how": "more", "if_0_value": "old"}, "“old” is not a number."),
        ({"name": "do_you_come"}, "Something else is called “do_you_come”."),
        ({"name": "2 x"}, "cannot be a short name"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_and_nothing_changes(as_bao, three, told, sentence):
    before = definition_in_works(three)
    answer = edit(as_bao, three, "why_not", **{"label_0": "Why not?", **told})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert definition_in_works(three) == before


def test_every_sort_can_be_added_and_opened_again(as_bao, draft):
    lines = {"choices_0": "One\nTwo", "statements_0": "A\nB", "start": "0", "end": "5", "step": "1", "calculation": "1 + 1"}
    for kind in BY_CODE:
        add(as_bao, draft, kind, label_0=f"About {kind}", **lines)
    definition = definition_in_works(draft)
    assert [sort_of(item) for item in definition.items] == list(BY_CODE)
    for item in definition.items:
        before = item
        page = as_bao.get(f"/staff/surveys/{draft.pk}/questions/edit/?at={item.name}")
        form = page.context["form"]
        told = {}
        for field in form:
            value = field.value()
            if hasattr(value, "items") or isinstance(value, list):
                told |= {f"{field.name}_{number}": part for number, part in enumerate(field.field.widget.decompress(value))}
            elif value not in (None, False):
                told[field.name] = value
        assert edit(as_bao, draft, item.name, **told).status_code == 302
        assert next(each for each in definition_in_works(draft).items if each.name == item.name) == before


def test_grid_is_asked_statement_by_statement(as_bao, draft):
    add(as_bao, draft, "scale", label_0="Do you agree?", statements_0="I learned\nI share", choices_0="No\nYes", needed="on")
    assert places(draft) == ["do_you_agree", "do_you_agree/i_learned", "do_you_agree/i_share"]
    edit(as_bao, draft, "do_you_agree", label_0="Do you agree?", statements_0="I share\nI learned a lot\nI come", choices_0="No\nYes")
    group = definition_in_works(draft).items[0]
    assert [(each.name, each.label["en"], each.required) for each in group.items] == [
        ("i_share", "I share", ""),
        ("i_learned_a_lot", "I learned a lot", ""),
        ("i_come", "I come", ""),
    ]


def test_question_moves_into_a_section(as_bao, three):
    add(as_bao, three, "section", label_0="About you")
    answer = as_bao.post(f"/staff/surveys/{three.pk}/questions/move/?at=how_old_are_you", {"where": "into:about_you"})
    assert answer.status_code == 302
    assert places(three) == ["do_you_come", "why_not", "about_you", "about_you/how_old_are_you"]


def test_translation_page_keeps_words_and_says_what_is_missing_or_stale(as_bao, three):
    address = f"/staff/surveys/{three.pk}/words/"
    page = as_bao.get(f"{address}?language=es&only=open")
    assert [row.source for row in page.context["page"]] == ["Why not?", "How old are you?"]
    as_bao.post(f"{address}?language=es", {"language": "es", "words:why_not#label": "¿Por qué no?"})
    edit(as_bao, three, "why_not", label_0="Why do you not come?", label_1="¿Por qué no?", voice="on")
    states = {row.key: (row.state, row.words) for row in as_bao.get(f"{address}?language=es").context["page"]}
    assert states["why_not#label"] == ("stale", "¿Por qué no?")
    assert states["how_old_are_you#label"] == ("missing", "")
    as_bao.post(f"{address}?language=es", {"language": "es", "fits": ["why_not#label"]})
    assert [(gap.language, gap.missing, gap.stale) for gap in as_bao.get(address).context["gaps"]] == [("es", 1, 0)]


def test_languages_come_and_go(as_bao, three):
    address = f"/staff/surveys/{three.pk}/words/"
    as_bao.post(address, {"add": "vi"})
    assert definition_in_works(three).languages == ("en", "es", "vi")
    as_bao.post(address, {"first": "es"})
    assert definition_in_works(three).default_language == "es"
    as_bao.post(address, {"first": "en"})
    as_bao.post(address, {"remove": "vi"})
    assert definition_in_works(three).languages == ("en", "es")


def test_versions_page_says_in_sentences_what_changed(as_bao, three):
    with clock_set_to(DURING):
        as_bao.post(f"/staff/surveys/{three.pk}/open/", {"opens_on": "2026-03-10", "closes_on": "2026-03-31"})
        arrange(as_bao, three, remove="how_old_are_you")
        edit(as_bao, three, "why_not", label_0="Why do you not come?", voice="on")
        newest, first = as_bao.get(f"/staff/surveys/{three.pk}/versions/").context["versions"]
        assert as_bao.post(f"/staff/surveys/{three.pk}/open/").status_code == 302
        released = as_bao.get(f"/staff/surveys/{three.pk}/versions/").context["versions"][0]
    assert (first.released, newest.released, released.released) == (DURING, None, DURING)
    assert newest.changes == [
        "Taken out: “How old are you?”.",
        "Reworded (English): “Why not?” is now “Why do you not come?”.",
        "“Why do you not come?” is asked of everybody.",
    ]
    assert first.changes == []


def test_ready_questions_are_taken_over_and_kept(as_bao, three):
    address = f"/staff/surveys/{three.pk}/questions/ready/"
    as_bao.post(address, {"set": "aspirations", "place": [item.name for item in bank_set("aspirations").items]})
    taken = places(three)[3:]
    assert taken == [place for place, _item in walk(bank_set("aspirations").items)]
    as_bao.post(address, {"set": "keep", "name": "Coming", "place": ["how_old_are_you"]})
    own = OwnSet.objects.get()
    assert own.name == {"en": "Coming"}
    as_bao.post(address, {"set": f"own-{own.pk}", "place": ["how_old_are_you"]})
    assert places(three)[-1] == "how_old_are_you_2"


def test_form_goes_out_as_a_file_and_comes_back_the_same(as_bao, three, draft):
    workbook = as_bao.get(f"/staff/surveys/{three.pk}/form.xlsx").content
    before = definition_in_works(three)
    arrange(as_bao, three, remove="why_not")
    file = SimpleUploadedFile("form.xlsx", workbook)
    assert as_bao.post(f"/staff/surveys/{three.pk}/bring-form/", {"file": file}).status_code == 302
    after = definition_in_works(three)
    assert [replace(item, cell=None, required="yes" if item.required else "") for item in after.items] == list(before.items)
    assert dict(after.choices) == dict(before.choices)


def test_broken_file_is_refused_with_its_place_and_mend(as_bao, three):
    before = definition_in_works(three)
    file = SimpleUploadedFile("form.csv", b"survey,,,\n,type,name,label\n,select_one fruit,eat,Which?\n")
    answer = as_bao.post(f"/staff/surveys/{three.pk}/bring-form/", {"file": file})
    assert (answer.status_code, "Sheet “survey”, row" in answer.content.decode()) == (422, True)
    assert definition_in_works(three) == before


def test_settings_that_the_promise_rests_on_are_fixed_once_it_is_open(as_bao, three):
    told = {"title_en": "Coming", "purpose_en": "To know", "layout": "by_section", "access": "invited", "for_whom": "guardian"}
    address = f"/staff/surveys/{three.pk}/settings/"
    assert as_bao.post(address, told).status_code == 302
    three.refresh_from_db()
    assert (three.layout, three.access, three.for_children, three.guardian_consent) == ("by_section", "invited", True, True)
    with clock_set_to(DURING):
        as_bao.post(f"/staff/surveys/{three.pk}/open/", {"opens_on": "2026-03-10", "closes_on": "2026-03-31"})
        assert as_bao.post(address, {**told, "layout": "one_page", "access": "link", "for_whom": "everybody"}).status_code == 302
    three.refresh_from_db()
    assert (three.layout, three.access, three.for_children, three.guardian_consent) == ("one_page", "invited", True, True)


def test_survey_for_children_is_not_opened_while_it_asks_who_they_are(as_bao, three):
    add(as_bao, three, "email", label_0="Your mail address?")
    three.for_children = True
    three.save()
    answer = as_bao.post(f"/staff/surveys/{three.pk}/open/", {"opens_on": "2026-03-10", "closes_on": "2026-03-31"})
    assert (answer.status_code, "These questions do: Your mail address?." in answer.content.decode()) == (422, True)
    three.refresh_from_db()
    assert three.published is False


@pytest.mark.parametrize("how_many", [1, 60])
def test_questions_page_costs_the_same_for_few_and_for_many_and_stays_light(as_bao, bao, django_assert_num_queries, how_many):
    asked = tuple(Question(f"q{number}", "text", {"en": f"What about number {number}?"}) for number in range(how_many))
    survey = draft_survey(
        title={"en": "Long"}, purpose={"en": "P"}, by=bao, definition=Questionnaire("", "", asked, languages=("en",), default_language="en")
    )
    with django_assert_num_queries(6):
        answer = as_bao.get(f"/staff/surveys/{survey.pk}/questions/")
    assert len(answer.context["cards"]) == how_many
    assert len(gzip.compress(answer.content)) < 12_000
