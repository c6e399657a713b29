import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.path.voices.ledger import actions
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt


def words(**more):
    return {"text": "Crime novels", "language": "en", "sent_once": str(uuid.uuid4()), **more}


def test_have_your_say_leads_to_a_receipt_code(client, db):
    answer = client.post("/have-your-say/", words(), follow=True)
    assert answer.redirect_chain == [("/have-your-say/thanks/", 302)]
    assert voice_of_receipt(answer.context["code"]).text == "Crime novels"
    assert answer.context["code"] in answer.content.decode()


def test_have_your_say_sent_twice_is_one_voice(client, db):
    sent = words()
    codes = {client.post("/have-your-say/", sent, follow=True).context["code"] for _ in range(2)}
    assert (len(codes), Voice.objects.count()) == (1, 1)


def test_have_your_say_in_two_tabs_is_two_voices(client, db):
    codes = {client.post("/have-your-say/", words(text=tab), follow=True).context["code"] for tab in ("one", "two")}
    assert (len(codes), Voice.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " \u202e "}, "There are no words in this text."),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
        ({"language": "tlh"}, "Select a valid choice"),
    ],
)
def test_have_your_say_says_what_is_wrong_and_keeps_what_was_typed(client, db, sent, said):
    answer = client.post("/have-your-say/", words(**sent))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["form"]["text"].value() == words(**sent)["text"]
    assert Voice.objects.count() == 0


def test_have_your_say_refuses_null_bytes_with_a_sentence(client, db):
    answer = client.post("/have-your-say/", words(text="nul\x00l"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"] == ["Null characters are not allowed."]


def test_have_your_say_refuses_two_megabytes(client, db):
    answer = client.post("/have-your-say/", words(text="x" * 2_000_000))
    assert answer.status_code in {400, 413, 422}
    assert Voice.objects.count() == 0


def test_have_your_say_opened_in_english_may_be_sent_in_arabic(client, db):
    answer = client.post("/have-your-say/", words(text="روايات بوليسية", language="ar"), headers={"accept-language": "ar"}, follow=True)
    assert voice_of_receipt(answer.context["code"]).language == "ar"


def test_thanks_without_having_said_anything_leads_back(client, db):
    assert client.get("/have-your-say/thanks/").headers["location"] == "/have-your-say/"


def test_note_shows_the_code_to_hand_on(as_bao):
    answer = as_bao.post("/staff/voices/note/", words(channel="phone"), follow=True)
    said = next(str(message) for message in answer.context["messages"])
    assert voice_of_receipt(said.split("code is ")[1][:14]).channel == "phone"


@pytest.mark.parametrize("how_many", [1, 3])
def test_voices_page_costs_the_same_for_one_and_for_three(as_bao, django_assert_num_queries, how_many):
    for n in range(how_many):
        actions.submit_voice(text=f"voice {n}", language="en", by=AnonymousUser())
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/voices/")
    assert len(answer.context["page"]) == how_many


def test_voices_page_is_filtered_by_language_and_channel(as_bao):
    actions.submit_voice(text="Novelas", language="es", by=AnonymousUser())
    actions.submit_voice(text="Novels", language="en", by=AnonymousUser())
    assert [voice.text for voice in as_bao.get("/staff/voices/?language=es").context["page"]] == ["Novelas"]
    assert list(as_bao.get("/staff/voices/?channel=phone").context["page"]) == []


def test_voices_page_escapes_hostile_words(as_bao):
    actions.submit_voice(text="<script>alert(1)</script>", language="en", by=AnonymousUser())
    page = as_bao.get("/staff/voices/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_voices_page_says_that_words_were_taken_back(as_bao):
    actions.take_back_voice(voice=actions.submit_voice(text="Quietly", language="en", by=AnonymousUser()).voice, by=AnonymousUser())
    page = as_bao.get("/staff/voices/").content.decode()
    assert ("(These words were taken back.)" in page, "Quietly" in page) == (True, False)


def test_thanks_is_closed_for_whoever_uses_the_device_next(client, db):
    client.post("/have-your-say/", words(), follow=True)
    assert client.get("/have-your-say/thanks/").headers["cache-control"] == "no-store, private"
    assert client.post("/have-your-say/thanks/", {"close": "1"}).headers["location"] == "/have-your-say/"
    assert client.get("/have-your-say/thanks/").headers["location"] == "/have-your-say/"
