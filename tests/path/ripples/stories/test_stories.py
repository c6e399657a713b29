import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.ripples.stories import actions
from commonshelf.path.ripples.stories.models import Story
from commonshelf.path.ripples.stories.queries import published_stories, stories_visible_to

BACKEND = "django.contrib.auth.backends.ModelBackend"
NOBODY = AnonymousUser()


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


@pytest.fixture
def tell(bao, table):
    def told(heading="A quilt", *, agreed=True, **more):
        words = {"title": {"en": heading}, "words": {"en": "Four strangers finished one quilt.", "es": "Cuatro desconocidas."}}
        return actions.tell_story(**{"program": table, "agreed": agreed, "by": bao, **words, **more})

    return told


def test_tell_story_is_a_draft_of_clean_words(tell, bao):
    story = tell(" A\x00 quilt ", words={"en": "Made.", "es": " "})
    assert (story.title, story.words, story.state, story.written_by) == ({"en": "A quilt"}, {"en": "Made."}, "draft", bao)
    assert list(published_stories()) == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"title": {"en": "x" * 201}}, "house.text_too_long"),
        ({"words": {"en": "\u202e"}}, "house.text_empty"),
        ({"words": {"en": "x" * 2_000_000}}, "house.text_too_long"),
    ],
)
def test_tell_story_refuses_words_that_are_none_or_too_many(tell, told, code):
    assert code_of(tell, **told) == code
    assert Story.objects.count() == 0


def test_story_is_published_once_those_in_it_agreed(tell, bao):
    story = tell(agreed=False)
    assert code_of(actions.publish_story, story=story, by=bao) == "stories.agreement_missing"
    actions.note_agreement(story=story, by=bao)
    assert code_of(actions.note_agreement, story=story, by=bao) == "stories.agreement_there"
    assert actions.publish_story(story=story, by=bao).state == "published"
    assert code_of(actions.publish_story, story=story, by=bao) == "stories.published_already"
    assert [entry.action for entry in LogEntry.objects.order_by("at")][-3:] == ["tell_story", "note_agreement", "publish_story"]


def test_story_is_withdrawn_when_somebody_no_longer_agrees(tell, bao):
    story = actions.publish_story(story=tell(), by=bao)
    assert list(published_stories()) == [story]
    withdrawn = actions.withdraw_story(story=story, by=bao)
    assert ((withdrawn.state, withdrawn.agreed), list(published_stories())) == (("draft", False), [])
    assert code_of(actions.withdraw_story, story=story, by=bao) == "stories.is_draft"
    assert code_of(actions.publish_story, story=story, by=bao) == "stories.agreement_missing"


def test_drafts_are_seen_by_those_who_tell_stories_alone(tell, bao, farid, the_reader, carla, dmitri):
    draft, published = tell(), actions.publish_story(story=tell(), by=bao)
    for user in (bao, farid):
        assert list(stories_visible_to(user)) == [published, draft]
    for user in (the_reader, carla, dmitri, NOBODY):
        assert list(stories_visible_to(user)) == [published]


def test_stories_are_told_by_all_staff_and_published_by_outreach(tell, bao, farid, the_reader, carla, dmitri):
    story = tell(by=farid, agreed=False)
    for user in (the_reader, carla, dmitri, NOBODY):
        assert code_of(tell, by=user) == "house.not_allowed"
        assert code_of(actions.note_agreement, story=story, by=user) == "house.not_allowed"
    actions.note_agreement(story=story, by=farid)
    for user in (farid, the_reader, carla, dmitri, NOBODY):
        assert code_of(actions.publish_story, story=story, by=user) == "house.not_allowed"
        assert code_of(actions.withdraw_story, story=story, by=user) == "house.not_allowed"
    assert actions.publish_story(story=story, by=bao).state == "published"


def test_story_goes_from_the_form_to_everybody(as_bao, table):
    as_bao.post("/staff/stories/new/", {"program": table.pk, "title_en": "A quilt", "words_en": "Made together."})
    story = Story.objects.get()
    assert "Made together." not in as_bao.get("/stories/").content.decode()
    for verb in ("agreed", "publish"):
        assert as_bao.get(f"/staff/stories/{story.pk}/{verb}/").status_code == 405
        assert as_bao.post(f"/staff/stories/{story.pk}/{verb}/").headers["location"] == "/staff/stories/"
    assert as_bao.post(f"/staff/stories/{story.pk}/publish/").status_code == 409
    assert "Made together." in as_bao.get("/stories/").content.decode()
    as_bao.post(f"/staff/stories/{story.pk}/withdraw/")
    assert "Made together." not in as_bao.get("/stories/").content.decode()


def test_story_form_says_what_is_missing(as_bao, table):
    page = as_bao.post("/staff/stories/new/", {"program": table.pk, "title_en": "A quilt", "words_es": "\u202e"})
    assert page.status_code == 422
    assert page.context["form"].errors["words"][0] == "There are no words in this text. Write at least one word, then send it again."
    assert Story.objects.count() == 0


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/stories/", 6), ("/staff/stories/", 6)])
def test_stories_pages_cost_the_same_for_one_and_for_three(as_bao, bao, tell, django_assert_num_queries, how_many, address, queries):
    for n in range(how_many):
        actions.publish_story(story=tell(f"Story {n}"), by=bao)
    with django_assert_num_queries(queries):
        page = as_bao.get(address)
    assert len(page.context["page"]) == how_many


def test_stories_escape_hostile_words_and_say_their_language(client, bao, tell):
    actions.publish_story(story=tell("<script>alert(1)</script>", words={"es": "Hecho."}), by=bao)
    page = client.get("/stories/", headers={"accept-language": "ar"}).content.decode()
    assert ("<script>alert" in page, '<span lang="es" dir="auto">Hecho.</span>' in page) == (False, True)


def test_director_reads_a_story_when_everybody_does(client, tell, bao, the_reader):
    story = tell()
    client.force_login(the_reader, backend=BACKEND)
    draft = client.get("/staff/stories/").content.decode()
    actions.publish_story(story=story, by=bao)
    assert ("A quilt" in draft, "A quilt" in client.get("/staff/stories/").content.decode()) == (False, True)
