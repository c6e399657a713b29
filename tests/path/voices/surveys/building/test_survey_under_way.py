from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import change_settings, copy_survey
from commonshelf.path.voices.surveys.actions.building import draft_survey
from commonshelf.path.voices.surveys.models import OwnSet, Response, Survey
from commonshelf.path.voices.surveys.queries.building import newest_version
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.questionnaire.bank import bank_set
from commonshelf.questionnaire.editing import item_at, walk
from tests.path.voices.surveys.building.pressed import add, arrange, edit, places
from tests.path.voices.surveys.conftest import DURING

BEGUN = {
    "title_en": "The book club",
    "purpose_en": "To know why people stopped coming.",
    "for_whom": "everybody",
    "languages": ["en", "es"],
    "source": "en",
}


def test_draft_page_begins_a_survey_nobody_else_sees(as_bao, client):
    answer = as_bao.post("/staff/surveys/new/", BEGUN)
    survey = Survey.objects.get()
    assert answer.headers["location"] == f"/staff/surveys/{survey.pk}/questions/"
    assert (definition_in_works(survey).languages, survey.published, survey.for_children) == (("en", "es"), False, False)
    assert client.get(f"/surveys/{survey.slug}/").status_code == 404


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


def test_language_is_offered_only_while_there_is_one_to_add(as_bao, three):
    address = f"/staff/surveys/{three.pk}/words/"
    offered = []
    for code in ("fr", "ar", "zh-hans", "vi"):
        offered.append('id="add-language"' in as_bao.get(address).content.decode())
        as_bao.post(address, {"add": code})
    assert (offered, 'id="add-language"' in as_bao.get(address).content.decode()) == ([True] * 4, False)


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


def test_large_file_reaches_the_page_that_takes_it_and_no_other(as_bao, three):
    large = b"survey,,,\n" + b",,,\n" * 400_000
    answers = [
        as_bao.post(f"/staff/surveys/{three.pk}/{page}/", {"file": SimpleUploadedFile("form.csv", large)})
        for page in ("bring-form", "settings")
    ]
    assert [answer.status_code for answer in answers] == [422, 400]


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


def test_earlier_survey_is_begun_anew_with_its_words_marks_and_settings(as_bao, bao, three):
    as_bao.post(f"/staff/surveys/{three.pk}/words/?language=es", {"language": "es", "t-why_not#label": "¿Por qué no?"})
    earlier = change_settings(
        survey=three, by=bao, layout="by_section", asks_about_you=False, thanks={"en": "Thanks."}, results_public=True
    )
    with clock_set_to(DURING):
        as_bao.post(f"/staff/surveys/{three.pk}/open/", {"opens_on": "2026-03-10", "closes_on": "2026-03-31"})
    assert as_bao.post("/staff/surveys/new/", {**BEGUN, "title_en": "Next year", "earlier": str(three.pk)}).status_code == 302
    again, source = Survey.objects.get(slug="next-year"), earlier.questionnaires.get()
    version = again.questionnaires.get()
    before, after = definition_in_works(earlier), definition_in_works(again)
    assert (after.items, after.choices, after.languages, after.title) == (before.items, before.choices, before.languages, "Next year")
    assert (version.marks, version.released, version.version) == (source.marks, False, 1)
    assert (again.layout, again.asks_about_you, again.thanks, again.results_public) == ("by_section", False, {"en": "Thanks."}, False)
    assert (again.published, again.promise, again.waves.count()) == (False, None, 0)


def test_copy_is_made_by_those_who_may_change_questions(three, the_reader):
    with pytest.raises(Refusal):
        copy_survey(survey=three, title={"en": "Again"}, by=the_reader)
    assert Survey.objects.count() == 1


def test_title_stands_on_one_line_however_it_came(bao):
    lines = {"en": "What\r\nnext?", "es": "¿Qué \n sigue?"}
    survey = draft_survey(title=lines, purpose={"en": "To plan."}, by=bao)
    assert (survey.title, newest_version(survey).definition["title"]) == ({"en": "What next?", "es": "¿Qué sigue?"}, "What next?")
    assert change_settings(survey=survey, title={"en": "And\rnow?"}, by=bao).title == {"en": "And now?"}
