import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.community.persons.models import Suppression
from commonshelf.telling.letters import actions
from commonshelf.telling.letters.models import Delivery, Letter, Topic
from commonshelf.telling.letters.queries import LEAVE, letters_visible_to, readers_of, token_for, topics

BACKEND = "django.contrib.auth.backends.ModelBackend"
NOBODY = AnonymousUser()


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


def arrived(letterbox):
    return {recipients[0]: message for recipients, message in letterbox.fetch() if message["List-ID"]}


def test_letter_arrives_with_its_way_out_in_the_readers_language(letter, letterbox, reader_of, bao):
    reader_of("elena@example.org", language="es")
    reader_of("otto@example.org")
    actions.send_letter(letter=letter, by=bao)
    came = arrived(letterbox)
    assert {to: (message["Subject"], message["Content-Language"]) for to, message in came.items()} == {
        "elena@example.org": ("Mayo", "es"),
        "otto@example.org": ("May", "en"),
    }
    message = came["otto@example.org"]
    way_out = message["List-Unsubscribe"].strip()
    assert way_out.startswith("<https://shelf.library.example/u/")
    assert (message["List-Unsubscribe-Post"], message["List-ID"]) == (
        "List-Unsubscribe=One-Click",
        "<whats-on.letters.shelf.library.example>",
    )
    words = message.get_content().replace("\r\n", "\n")
    assert words.startswith("Come on Tuesday.\nBring a friend.\n\n--\n")
    assert (way_out.strip("<>") in words, "Riverbend Library, 1 River Street" in words) == (True, True)


def test_one_click_of_the_arrived_letter_ends_the_letters(letter, letterbox, reader_of, bao, topic):
    reader_of("otto@example.org")
    actions.send_letter(letter=letter, by=bao)
    way_out = arrived(letterbox)["otto@example.org"]["List-Unsubscribe"].strip(" <>").removeprefix("https://shelf.library.example")
    answer = Client(enforce_csrf_checks=True).post(way_out, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, readers_of(topic)) == (200, [])


def test_letter_not_written_in_the_readers_language_says_which_it_is_in(letter, letterbox, reader_of, bao):
    reader_of("amina@example.org", language="ar")
    actions.send_letter(letter=letter, by=bao)
    message = arrived(letterbox)["amina@example.org"]
    assert (message["Subject"], message["Content-Language"]) == ("May", "en")


def test_letter_goes_to_those_alone_who_agreed(letter, letterbox, reader_of, bao, topic):
    reader_of("elena@example.org")
    actions.subscribe(address="never@example.org", topic=topic, language="en", by=NOBODY)
    gone = reader_of("gone@example.org")
    actions.end_subscription(token=token_for(gone, LEAVE), method="one_click")
    reader_of("bounced@example.org")
    Suppression.objects.create(address="Bounced@example.org", reason="bounced")
    reader_of("other@example.org", of=actions.add_topic(slug="stories", name={"en": "Stories"}, by=bao))
    actions.send_letter(letter=letter, by=bao)
    assert set(arrived(letterbox)) == {"elena@example.org"}
    assert [delivery.subscription.address for delivery in Delivery.objects.all()] == ["elena@example.org"]
    assert [entry.detail for entry in LogEntry.objects.filter(action="send_letter")] == [{"readers": 1}]


def test_letter_is_sent_once(letter, letterbox, reader_of, bao):
    reader_of()
    sent = actions.send_letter(letter=letter, by=bao)
    reader_of("late@example.org")
    assert code_of(actions.send_letter, letter=letter, by=bao) == "letters.sent_already"
    assert (sent.state, set(arrived(letterbox)), Delivery.objects.count()) == ("sent", {"elena@example.org"}, 1)


def test_letter_nobody_reads_stays_a_draft(letter, reader_of, bao):
    assert code_of(actions.send_letter, letter=letter, by=bao) == "letters.no_readers"
    assert Letter.objects.get().state == "draft"
    reader_of()
    assert actions.send_letter(letter=letter, by=bao).state == "sent"


def test_sent_letter_is_forgotten_by_the_outbox_once_delivered(letter, letterbox, reader_of, bao):
    reader_of()
    actions.send_letter(letter=letter, by=bao)
    assert OutboxMessage.objects.filter(payload__to="elena@example.org").count() == 2
    letterbox.fetch()
    assert [message.payload for message in OutboxMessage.objects.filter(kind="mail")] == [{}, {}]


def test_line_breaks_and_hostile_names_break_no_header(letterbox, reader_of, bao, topic):
    subject = {"en": "May\nBcc: all@example.org"}
    letter = actions.write_letter(topic=topic, subject=subject, body={"en": "Come."}, by=bao)
    evil = actions.add_topic(slug="evil", name={"en": "Evil\nBcc: all@example.org"}, by=bao)
    other = actions.write_letter(topic=evil, subject={"en": "June"}, body={"en": "Come."}, by=bao)
    reader_of()
    reader_of(of=evil)
    for each in (letter, other):
        actions.send_letter(letter=each, by=bao)
    came = letterbox.fetch()
    assert {tuple(recipients) for recipients, _message in came} == {("elena@example.org",)}
    assert [message["Bcc"] for _recipients, message in came] == [None] * 4
    assert sorted(message["Subject"] for _recipients, message in came if message["List-ID"]) == ["June", "May Bcc: all@example.org"]


@pytest.mark.parametrize("slug", ["", "what is on", "whats-on\nBcc: x", "قراءة", "s" * 61])
def test_add_topic_refuses_what_cannot_stand_in_a_header(bao, topic, slug):
    assert code_of(actions.add_topic, slug=slug, name={"en": "New"}, by=bao) == "letters.slug_unreadable"
    assert code_of(actions.add_topic, slug=" Whats-On ", name={"en": "New"}, by=bao) == "letters.topic_taken"
    assert list(Topic.objects.all()) == [topic]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"subject": {"en": "x" * 201}}, "house.text_too_long"),
        ({"subject": {}}, "house.text_empty"),
        ({"body": {"en": "\u202e"}}, "house.text_empty"),
        ({"body": {"en": "x" * 2_000_000}}, "house.text_too_long"),
    ],
)
def test_write_letter_refuses_words_that_are_none_or_too_many(bao, topic, told, code):
    assert code_of(actions.write_letter, **{"topic": topic, "subject": {"en": "May"}, "body": {"en": "Come."}, "by": bao, **told}) == code
    assert Letter.objects.count() == 0


def test_letters_are_written_by_outreach_staff_alone(letter, topic, reader_of, bao, the_administrator, farid, the_reader, carla, dmitri):
    reader_of()
    for user in (farid, the_reader, carla, dmitri, NOBODY):
        assert code_of(actions.add_topic, slug="new", name={"en": "New"}, by=user) == "house.not_allowed"
        assert code_of(actions.write_letter, topic=topic, subject={"en": "x"}, body={"en": "x"}, by=user) == "house.not_allowed"
        assert code_of(actions.send_letter, letter=letter, by=user) == "house.not_allowed"
    assert [letters_visible_to(user).count() for user in (bao, the_reader, farid, carla, dmitri, NOBODY)] == [1, 1, 0, 0, 0, 0]
    assert actions.send_letter(letter=letter, by=the_administrator).state == "sent"


def test_letter_goes_from_the_form_to_its_readers(as_bao, topic, reader_of):
    reader_of()
    words = {"topic": topic.pk, "subject_en": "May", "body_en": "<b>Come</b>\n\non Tuesday", "body_ar": "تعالوا"}
    page = as_bao.post("/staff/letters/new/", words, follow=True)
    letter = Letter.objects.get()
    assert "It would go to 1 reader now." in page.content.decode()
    assert ("<b>Come" in page.content.decode(), '<div lang="ar" dir="auto"><p>تعالوا</p></div>' in page.content.decode()) == (False, True)
    address = f"/staff/letters/{letter.pk}/send/"
    assert (as_bao.get(address).status_code, as_bao.post(address).status_code, as_bao.post(address).status_code) == (405, 302, 409)
    assert "Sent to 1 reader." in as_bao.get(f"/staff/letters/{letter.pk}/").content.decode()


def test_reader_role_sees_letters_and_no_address(client, the_reader, letter, reader_of):
    reader_of("elena@example.org")
    client.force_login(the_reader, backend=BACKEND)
    for address in ("/staff/letters/", f"/staff/letters/{letter.pk}/"):
        page = client.get(address).content.decode()
        assert ("May" in page, "elena@" in page, "/send/" in page) == (True, False, False)


@pytest.mark.parametrize("how_many", [1, 3])
def test_letters_page_costs_the_same_for_one_and_for_three(as_bao, bao, reader_of, django_assert_num_queries, how_many):
    for n in range(how_many):
        topic = actions.add_topic(slug=f"topic-{n}", name={"en": f"Topic {n}"}, by=bao)
        reader_of(f"reader{n}@example.org", of=topic)
        actions.send_letter(letter=actions.write_letter(topic=topic, subject={"en": "x"}, body={"en": "x"}, by=bao), by=bao)
    with django_assert_num_queries(7):
        page = as_bao.get("/staff/letters/")
    assert len(page.context["page"]) == how_many
    assert [topic.readers for topic in topics()] == [1] * how_many + [0]


@pytest.mark.parametrize("how_many", [1, 3])
def test_letter_page_costs_the_same_for_one_reader_and_for_three(as_bao, letter, reader_of, django_assert_num_queries, how_many):
    for n in range(how_many):
        reader_of(f"reader{n}@example.org")
    with django_assert_num_queries(8):
        page = as_bao.get(f"/staff/letters/{letter.pk}/")
    assert page.context["readers"] == how_many
