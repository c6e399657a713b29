import datetime as dt

import pytest
from django.urls import reverse

from commonshelf.path.needs import actions, queries
from commonshelf.path.needs.models import Coding, Need, Theme
from commonshelf.path.voices.ledger.actions import note_voice
from commonshelf.path.voices.ledger.models import Voice

LISTEN = "/staff/needs/voices/"


def code_page(voice):
    return reverse("needs:code", args=[voice.pk])


def accepted():
    return sorted(Coding.objects.filter(state="accepted").values_list("theme__name", flat=True))


@pytest.fixture
def three(say):
    return [say(f"Voice {number}", week=dt.date(2026, 3, 2) + dt.timedelta(weeks=number)) for number in range(3)]


def test_listen_shows_the_words_in_their_own_language_with_channel_and_second_hand(as_bao, bao):
    note_voice(text="Xin mở cửa thứ Bảy", language="vi", channel="phone", by=bao)
    page = as_bao.get(LISTEN).content.decode()
    assert page.count('<blockquote class="quote" lang="vi" dir="auto">Xin mở cửa thứ Bảy</blockquote>') == 1
    assert (page.count(">Second-hand<"), page.count('<span class="badge">Phone call</span>')) == (1, 1)


@pytest.mark.parametrize("voices", [1, 3])
def test_listen_asks_the_database_the_same_for_one_voice_and_for_three(as_bao, say, saturday, voices, django_assert_num_queries):
    for number in range(voices):
        actions.suggest_theme(voice=say(f"Voice {number}"), theme=saturday)
    with django_assert_num_queries(10):
        answer = as_bao.get(LISTEN)
    assert len(answer.context["rows"]) == voices


def test_listen_accepts_in_the_list_and_leads_on_to_the_next_voice(as_bao, three, saturday):
    rows = as_bao.get(f"{LISTEN}?language=en").context["rows"]
    sent = {"theme": saturday.pk, "after": rows[0]["form"]["after"].value(), "from_list": "1"}
    answer = as_bao.post(f"{code_page(rows[0]['voice'])}?language=en", sent)
    assert (rows[0]["voice"], answer.url) == (three[0], f"{LISTEN}?language=en#voice-{three[1].pk}")
    assert [row["voice"] for row in as_bao.get(LISTEN).context["rows"]] == [three[1], three[2], three[0]]


def test_listen_filters_and_ignores_a_filter_that_makes_no_sense(as_bao, say, saturday):
    arabic, english = say("المزيد", language="ar"), say()
    actions.suggest_theme(voice=arabic, theme=saturday)
    found = {
        query: [row["voice"] for row in as_bao.get(f"{LISTEN}?{query}").context["rows"]]
        for query in ("language=ar", f"theme={saturday.pk}", "channel=phone", "language=tlh&theme=\x00")
    }
    assert sorted(voice.language for voice in found.pop("language=tlh&theme=\x00")) == ["ar", "en"]
    assert found == {"language=ar": [arabic], f"theme={saturday.pk}": [arabic], "channel=phone": []}
    assert english.language == "en"


def test_code_goes_through_all_voices_by_the_enter_key_alone(as_bao, three, saturday):
    address = code_page(three[0])
    walked = []
    while address != LISTEN:
        walked.append(address)
        address = as_bao.post(address, {"theme": saturday.pk}).url
    assert walked == [code_page(voice) for voice in three]
    assert accepted() == ["Saturday hours"] * 3


def test_code_opens_with_the_cursor_in_the_list_and_the_words_beside_it(as_bao, say):
    page = as_bao.get(code_page(say())).content.decode()
    assert page.count('<select name="theme" autofocus aria-describedby="voice-words"') == 1
    assert page.count('<blockquote id="voice-words" class="quote"') == 1


def test_code_can_stay_for_a_second_theme_that_is_new(as_bao, say, saturday):
    voice = say()
    assert as_bao.post(f"{code_page(voice)}?language=en", {"theme": saturday.pk, "stay": "1"}).url == f"{code_page(voice)}?language=en"
    assert as_bao.post(code_page(voice), {"new_theme": "Evenings"}).url == LISTEN
    assert accepted() == ["Evenings", "Saturday hours"]


def test_code_takes_a_new_theme_that_exists_already_as_the_one_meant(as_bao, say, saturday):
    for _double_click in range(2):
        as_bao.post(code_page(say()), {"new_theme": " saturday  HOURS"})
    assert (Theme.objects.count(), accepted()) == (1, ["Saturday hours"] * 2)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a theme, or write a new one: one of the two."),
        ({"theme": "{known}", "new_theme": "Evenings"}, "Choose a theme, or write a new one: one of the two."),
        ({"theme": "999999"}, "Select a valid choice"),
        ({"new_theme": "\x00"}, "Null characters are not allowed."),
        ({"new_theme": "\u202e\u202d"}, "There are no words in this text."),
        ({"new_theme": "x" * 81}, "Ensure this value has at most 80 characters"),
        ({"theme": "{known}", "after": "not-a-key", "from_list": "1"}, "Enter a valid UUID."),
    ],
)
def test_code_says_what_is_wrong_and_writes_nothing(as_bao, say, saturday, sent, said):
    voice = say()
    known = {name: value.format(known=saturday.pk) for name, value in sent.items()}
    answer = as_bao.post(code_page(voice), known)
    assert (answer.status_code, answer.content.decode().count(said) > 0) == (422, True)
    assert (Coding.objects.count(), Theme.objects.count()) == (0, 1)
    assert as_bao.post(code_page(voice), {"theme": saturday.pk}).status_code == 302


def test_code_does_not_take_two_megabytes(as_bao, say):
    assert as_bao.post(code_page(say()), {"new_theme": "x" * 2_000_000}).status_code == 400
    assert Theme.objects.count() == 0


def test_suggestion_is_refused_and_accepted_after_all_from_the_list(as_bao, say, saturday):
    voice = say()
    coding = actions.suggest_theme(voice=voice, theme=saturday)
    address = reverse("needs:settle", args=[coding.pk])
    assert as_bao.post(f"{address}?channel=open", {"refuse": "", "from_list": "1"}).url == f"{LISTEN}?channel=open#voice-{voice.pk}"
    assert (Coding.objects.get().state, as_bao.get(address).status_code) == ("refused", 405)
    assert as_bao.post(address, {"accept": ""}).url == code_page(voice)
    assert Coding.objects.get().state == "accepted"


@pytest.mark.parametrize("themes", [1, 3])
def test_themes_show_counts_by_channel_under_the_same_queries(as_bao, bao, say, themes, django_assert_num_queries):
    for number in range(themes):
        theme = actions.add_theme(name=f"Theme {number}", by=bao)
        actions.code_voice(voice=say(), theme=theme, by=bao)
        actions.code_voice(voice=say(channel="phone"), theme=theme, by=bao)
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/needs/themes/")
    assert answer.context["channels"] == ["Have your say", "Phone call"]
    assert [row.counts for row in answer.context["page"]] == [[1, 1]] * themes


def test_theme_is_added_from_its_page_and_refused_the_second_time(as_bao, db):
    sent = {"name": "Saturday hours", "definition": "Opening on Saturdays"}
    assert as_bao.post("/staff/needs/themes/new/", sent).url == "/staff/needs/themes/"
    again = as_bao.post("/staff/needs/themes/new/", sent)
    assert (again.status_code, Theme.objects.count()) == (422, 1)
    assert again.context["form"].non_field_errors() == ["There is a theme named “Saturday hours” already. Choose it, or find another name."]


def test_words_residents_read_are_written_on_the_page_of_the_theme(as_bao, bao, saturday):
    assert queries.themes_by_channel(bao)[1][0].untold == ["Español", "Français", "العربية", "简体中文", "Tiếng Việt"]
    page = f"/staff/needs/themes/{saturday.pk}/"
    assert as_bao.get(page).context["form"]["told_as"].value() == {"en": "Saturday hours"}
    assert as_bao.post(page, {"told_as_en": "Saturday hours", "told_as_fr": "Ouverture le samedi"}).url == "/staff/needs/themes/"
    assert Theme.objects.get().told_as == {"en": "Saturday hours", "fr": "Ouverture le samedi"}
    assert queries.themes_by_channel(bao)[1][0].untold == ["Español", "العربية", "简体中文", "Tiếng Việt"]
    assert (as_bao.post(page, {}).status_code, len(Theme.objects.get().told_as)) == (422, 2)


def need_words(**more):
    words = {
        "title_en": "Open when people are free",
        "gap_en": "Closed on Saturdays",
        "gap_vi": "Đóng cửa thứ Bảy",
        "for_whom_en": "Workers",
    }
    return words | more


def test_need_is_named_with_a_note_on_each_theme(as_bao, bao, say, saturday, crime):
    actions.code_voice(voice=say(), theme=saturday, by=bao)
    assert as_bao.get(f"/staff/needs/new/?theme={saturday.pk}").context["form"]["theme_1"].value() == str(saturday.pk)
    sent = need_words(theme_1=saturday.pk, note_1="Nine of ten", theme_3=crime.pk)
    answer = as_bao.post("/staff/needs/new/", sent, follow=True)
    need = Need.objects.get()
    assert (answer.status_code, answer.redirect_chain) == (200, [(f"/staff/needs/{need.pk}/", 302)])
    assert need.gap == {"en": "Closed on Saturdays", "vi": "Đóng cửa thứ Bảy"}
    assert sorted(need.evidence.values_list("theme__name", "note")) == [("Crime novels", ""), ("Saturday hours", "Nine of ten")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title_en": ""}, "This field is required."),
        ({"title_en": "\u202e"}, "There are no words in this text."),
        ({"theme_1": ""}, "This field is required."),
        ({"theme_1": "{crime}"}, "This need has no theme with an accepted voice behind it."),
        ({"gap_en": "x" * 10_001}, "at most 10,000 fit"),
        ({"note_1": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_need_that_lacks_something_keeps_what_was_typed_and_writes_nothing(as_bao, bao, say, saturday, crime, wrong, said):
    actions.code_voice(voice=say(), theme=saturday, by=bao)
    wrong = {name: value.format(crime=crime.pk) for name, value in wrong.items()}
    right = need_words(theme_1=saturday.pk)
    answer = as_bao.post("/staff/needs/new/", right | wrong)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "Đóng cửa thứ Bảy" in page, Need.objects.count()) == (422, True, True, 0)
    assert as_bao.post("/staff/needs/new/", right).status_code == 302


@pytest.fixture
def need(bao, say, saturday, name_need):
    actions.code_voice(voice=say("A secret wish"), theme=saturday, by=bao)
    return name_need(saturday, note="Nine of ten")


def test_need_page_shows_a_reader_numbers_and_no_words_of_a_voice(client, need, the_reader):
    client.force_login(the_reader, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/staff/needs/{need.pk}/")
    page = answer.content.decode()
    assert (answer.status_code, answer.context["spread"].total) == (200, 1)
    assert ["A secret wish" in page, "Nine of ten" in page, reverse("needs:close", args=[need.pk]) in page] == [False, True, False]
    assert [client.get(address).status_code for address in (LISTEN, code_page(Voice.objects.get()))] == [403, 403]


@pytest.mark.parametrize("needs", [1, 3])
def test_needs_list_asks_the_database_the_same_for_one_and_for_three(
    as_bao, bao, say, saturday, name_need, needs, django_assert_num_queries
):
    actions.code_voice(voice=say(), theme=saturday, by=bao)
    for _ in range(needs):
        name_need(saturday)
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/needs/")
    assert [need.voices for need in answer.context["page"]] == [1] * needs


def test_need_is_closed_and_opened_again_after_being_asked(as_bao, need):
    close, reopen, page = (f"/staff/needs/{need.pk}/{ending}" for ending in ("close/", "reopen/", ""))
    assert "Close this need?" in as_bao.get(close).content.decode()
    assert (as_bao.post(close).url, Need.objects.get().state) == (page, "met")
    twice = as_bao.post(close)
    assert (twice.status_code, twice.context["form"].non_field_errors()) == (
        422,
        ["This need is closed already. Open it again first if it is not met."],
    )
    assert (as_bao.post(reopen).url, Need.objects.get().state) == (page, "open")


def test_evidence_is_added_from_the_page_of_a_need(as_bao, bao, need, say, crime):
    actions.code_voice(voice=say(), theme=crime, by=bao)
    address = f"/staff/needs/{need.pk}/themes/"
    assert as_bao.post(address, {"theme": crime.pk, "note": ""}).url == f"/staff/needs/{need.pk}/"
    assert as_bao.post(address, {"theme": crime.pk, "note": ""}).status_code == 422
    assert need.themes.count() == 2


@pytest.mark.parametrize("who", ["amina", "carla", "a_volunteer"])
def test_pages_of_needs_are_closed_to_those_who_do_not_work_here(client, request, who, need):
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    pages = [LISTEN, "/staff/needs/", "/staff/needs/themes/", "/staff/needs/new/", f"/staff/needs/{need.pk}/"]
    assert [client.get(page).status_code for page in pages] == [403] * 5


def test_pages_of_needs_send_the_nameless_to_the_sign_in(client, db):
    assert client.get(LISTEN).url == f"/account/login/?next={LISTEN}"
