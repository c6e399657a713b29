import io
import re
import struct
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import file_sorts, uploading
from commonshelf.path.voices.surveys.actions.file_sorts import cleaned_file
from commonshelf.path.voices.surveys.actions.uploading import forget_uploads, keep_upload
from commonshelf.path.voices.surveys.models import Response, Upload
from commonshelf.path.voices.surveys.queries.pages import shown_of
from commonshelf.path.voices.surveys.terms.drafting import PICTURE_TOO_LARGE
from commonshelf.questionnaire.definition import Question, Repeat
from tests.path.voices.surveys.answer_forms import DURING, published

FORM = "/surveys/form/"
PHOTO = Question("photo", "image", {"en": "A photo"})
TAKEN_AT = "2026:03:12 15:40:00"


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path, monkeypatch):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    monkeypatch.setattr(uploading, "SENDERS", uploading._Senders())
    with clock_set_to(DURING):
        yield tmp_path


def photo(size=(40, 20), sort="JPEG", mode="RGB", **more):
    """Return a picture with a place, an hour and an owner in it."""
    exif = Image.Exif()
    exif[0x0132] = TAKEN_AT
    exif[0x010F] = "Amina's telephone"
    exif[0x0112] = 6  # turned by a quarter
    exif.get_ifd(0x8825)[2] = (40.0, 42.0, 51.0)
    drawn = io.BytesIO()
    Image.new(mode, size, "green").save(drawn, sort, exif=exif, **more)
    return drawn.getvalue()


def sent(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_picture_is_kept_without_its_place_hour_and_owner(client, db, kept_files):
    published(PHOTO)
    assert b"Amina" in photo()
    assert client.post(FORM, {"photo": sent(photo())}).status_code == 302
    upload = Upload.objects.get()
    response = Response.objects.get()
    assert (upload.response, response.answers, upload.media_type) == (response, {"photo": str(upload.pk)}, "image/jpeg")
    content = upload.file.read()
    kept = Image.open(io.BytesIO(content))
    assert (dict(kept.getexif()), kept.size, upload.size) == ({}, (20, 40), len(content))
    assert not [words for words in (b"Amina", b"2026:03", b"Exif") if words in content]


def test_file_is_kept_under_a_name_that_says_nothing(client, db, kept_files):
    published(PHOTO)
    client.post(FORM, {"photo": sent(photo(), "../../amina.html")})
    [path] = [each for each in kept_files.rglob("*") if each.is_file()]
    assert re.fullmatch(r"surveys/[0-9a-f]{32}\.jpg", str(path.relative_to(kept_files)))


def test_file_tells_the_day_of_the_answer_and_not_the_second(client, db, kept_files):
    published(PHOTO)
    client.post(FORM, {"photo": sent(photo())})
    midnight = DURING.replace(hour=4, minute=0).timestamp()  # in New York
    path = kept_files / Upload.objects.get().file.name
    assert [(told.st_mtime, told.st_atime) for told in (path.stat(), path.parent.stat())] == [(midnight, midnight)] * 2


@pytest.mark.parametrize(
    ("sort", "mode", "media_type"),
    [("PNG", "RGBA", "image/png"), ("WEBP", "RGB", "image/jpeg"), ("GIF", "P", "image/jpeg"), ("PNG", "I;16", "image/jpeg")],
)
def test_pictures_of_every_sort_are_drawn_anew(sort, mode, media_type):
    drawn = io.BytesIO()
    Image.new(mode, (30, 30)).save(drawn, sort)
    assert cleaned_file(drawn.getvalue(), "image").media_type == media_type


def test_large_picture_is_made_smaller():
    assert max(Image.open(io.BytesIO(cleaned_file(photo((4000, 3000)), "image").content)).size) == 2560


@pytest.mark.parametrize(("sort", "taken"), [("JPEG", True), ("PNG", False)])
def test_small_file_with_a_picture_that_would_fill_the_memory_is_refused(sort, taken):
    drawn = io.BytesIO()
    Image.new("L", (4_100, 4_000)).save(drawn, sort)  # a JPEG is read at the size it is kept in, a PNG whole
    assert len(drawn.getvalue()) < 300_000
    if taken:
        assert cleaned_file(drawn.getvalue(), "image").media_type == "image/jpeg"
    else:
        with pytest.raises(Refusal) as refused:
            cleaned_file(drawn.getvalue(), "image")
        assert refused.value.code == PICTURE_TOO_LARGE
        assert "million pixels" in str(refused.value)


def test_progressive_picture_is_held_to_what_is_read_whole():
    small, large = (photo(size, quality=1, progressive=True) for size in ((400, 400), (4_100, 4_000)))
    assert cleaned_file(small, "image").media_type == "image/jpeg"
    with pytest.raises(Refusal) as refused:
        cleaned_file(large, "image")
    assert (refused.value.code, "16 million pixels" in str(refused.value)) == (PICTURE_TOO_LARGE, True)


def test_large_picture_of_a_telephone_that_writes_two_is_taken():
    drawn = io.BytesIO()
    Image.new("L", (4_100, 4_000)).save(drawn, "MPO", save_all=True, append_images=[Image.new("L", (30, 30))])
    assert Image.open(io.BytesIO(drawn.getvalue())).format == "MPO"
    assert cleaned_file(drawn.getvalue(), "image").media_type == "image/jpeg"


def test_pictures_are_drawn_one_at_a_time(monkeypatch):
    busy, most, really = [], [], file_sorts.ImageOps.exif_transpose

    def transposed(picture):
        busy.append(picture)
        most.append(len(busy))
        time.sleep(0.05)
        busy.remove(picture)
        return really(picture)

    monkeypatch.setattr(file_sorts.ImageOps, "exif_transpose", transposed)
    with ThreadPoolExecutor(4) as threads:
        kept = list(threads.map(lambda _number: cleaned_file(photo(), "image").media_type, range(4)))
    assert (kept, most) == (["image/jpeg"] * 4, [1, 1, 1, 1])


BOMB = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 60_000, 60_000, 8, 2, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "image"),
        (b"<html><script>alert(1)</script>", "image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image"),
        (photo()[:200], "image"),
        (BOMB, "image"),
        (b"MZ\x90\x00", "file"),
        (b"PK\x03\x04", "file"),
        (photo(), "audio"),
        (b"%PDF-1.7", "video"),
        (b"RIFF\0\0\0\0WAVE", "video"),
    ],
)
def test_file_that_is_not_what_was_asked_for_is_refused_in_words(client, db, content, kind):
    published(Question("photo", kind, {"en": "A file"}))
    answer = client.post(FORM, {"photo": sent(content)} if content else {"photo": sent(b" ")})
    assert (answer.status_code, Upload.objects.count(), Response.objects.count()) == (422, 0, 0)
    assert "We cannot take this sort of file here." in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [
        (b"%PDF-1.7 words", "file", "application/pdf"),
        (photo(), "file", "image/jpeg"),
        (b"\x1aE\xdf\xa3webm", "video", "video/webm"),
        (b"OggS....", "audio", "audio/ogg"),
        (b"ID3....", "audio", "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVE", "audio", "audio/wav"),
    ],
)
def test_sort_of_a_file_is_told_by_its_bytes(content, kind, media_type):
    assert cleaned_file(content, kind).media_type == media_type


def box(name, inside):
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def test_place_and_hour_of_a_recording_are_taken_out():
    hours = box(b"mvhd", b"\0\0\0\0" + b"HOURHOUR" + bytes(80))
    place = box(b"udta", box(b"\xa9xyz", b"+40.7142-074.0064/"))
    film = (
        box(b"ftyp", b"mp42")
        + box(b"moov", hours + place + box(b"trak", box(b"tkhd", b"\1\0\0\0" + b"H" * 16 + bytes(60))))
        + box(b"mdat", b"frames")
    )
    clean = cleaned_file(film, "video").content
    assert (len(clean), clean.endswith(b"mdatframes")) == (len(film), True)
    assert not [words for words in (b"+40.71", b"HOUR", b"HHHH", b"udta") if words in clean]


@pytest.mark.parametrize("size", [0, 4, 7, 2**31, 2**32 - 1])
def test_recording_with_sizes_that_lie_does_no_harm(size):
    lying = box(b"ftyp", b"mp42") + struct.pack(">I4s", size, b"moov") + b"rest"
    assert len(cleaned_file(lying, "video").content) == len(lying)


def test_file_waits_while_something_else_is_mended_and_is_sent_later(client, db):
    published(PHOTO, Question("age", "integer", {"en": "Age"}))
    page = client.post(FORM, {"photo": sent(photo()), "age": "x"}).content.decode()
    key = re.search(r'<input type="hidden" name="photo" value="([^"]+)"', page)[1]
    assert (str(Upload.objects.get().pk), "We have a file from you." in page) == (key, True)
    assert client.post(FORM, {"photo": key, "age": "7"}).status_code == 302
    assert Upload.objects.get().response == Response.objects.get()


def test_file_of_somebody_elses_response_is_no_answer(client, db):
    published(PHOTO)
    client.post(FORM, {"photo": sent(photo())})
    assert client.post(FORM, {"photo": str(Upload.objects.get().pk)}).status_code == 422
    assert Response.objects.count() == 1


def test_file_in_a_turn_of_a_repeat_stands_in_its_place(client, db):
    published(Repeat("pets", (Question("name", "integer", {"en": "Age"}), PHOTO), {"en": "Pet"}))
    client.post(FORM, {"pets[1]/name": "3", "pets[2]/photo": sent(photo())})
    assert Response.objects.get().answers == {"pets": [{"name": "3"}, {"photo": str(Upload.objects.get().pk)}]}


@pytest.mark.parametrize("place", ["pets[0]/photo", "pets[999999]/photo"])
@pytest.mark.parametrize("told", [{}, {"pets": "nonsense"}, {"pets/x": "nonsense"}])
def test_file_in_a_turn_that_cannot_be_does_no_harm(client, db, place, told):
    published(Repeat("pets", (Question("name", "integer", {"en": "Age"}), PHOTO), {"en": "Pet"}))
    assert client.post(FORM, {**told, place: sent(photo())}).status_code in {302, 422}


@pytest.mark.parametrize("place", ["nothing", "a/b[2]/c", "pets[1]", "pets[999999]/photo", "age"])
def test_file_nobody_asked_for_is_refused(client, db, place):
    published(Question("age", "integer", {"en": "Age"}), Repeat("pets", (Question("name", "text", {"en": "Name"}),), {"en": "Pet"}))
    assert client.post(FORM, {place: sent(photo())}).status_code == 422
    assert (Upload.objects.count(), Response.objects.count()) == (0, 0)


def test_file_is_refused_where_too_much_waits_already(client, db, monkeypatch):
    published(PHOTO, Question("age", "integer", {"en": "Age"}))
    client.post(FORM, {"photo": sent(photo()), "age": "x"})
    monkeypatch.setattr(uploading, "MOST_WAITING", 10)
    answer = client.post(FORM, {"photo": sent(photo())})
    assert ("Too many files wait" in answer.content.decode(), Upload.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("bound", "elsewhere", "from_others"), [("MOST_WAITING_OF_A_SURVEY", 302, 422), ("MOST_WAITING_OF_A_SENDER", 422, 302)]
)
def test_neither_one_survey_nor_one_address_takes_the_room_of_all(client, db, monkeypatch, bound, elsewhere, from_others):
    published(PHOTO, Question("age", "integer", {"en": "Age"}))
    published(PHOTO, slug="other")
    monkeypatch.setattr(uploading, bound, 10)
    assert client.post(FORM, {"photo": sent(photo()), "age": "7"}).status_code == 302  # what was sent waits no more
    client.post(FORM, {"photo": sent(photo()), "age": "x"})
    answer = client.post(FORM, {"photo": sent(photo())})
    assert ("Too many files wait" in answer.content.decode(), Upload.objects.count()) == (True, 2)
    assert client.post("/surveys/other/", {"photo": sent(photo())}).status_code == elsewhere
    assert client.post(FORM, {"photo": sent(photo())}, REMOTE_ADDR="198.51.100.7").status_code == from_others


def test_file_larger_than_the_limit_is_refused(db, monkeypatch):
    survey = published(PHOTO)
    monkeypatch.setattr(uploading, "MOST_BYTES", 100)
    with pytest.raises(Refusal) as refused:
        keep_upload(asked=shown_of(survey).asked, question=PHOTO, place="photo", file=sent(photo()), by=AnonymousUser())
    assert refused.value.code.code == "surveys.file_too_large"


def test_children_are_asked_for_no_file(db):
    survey = published(PHOTO, for_children=True)
    with pytest.raises(Refusal) as refused:
        keep_upload(asked=shown_of(survey).asked, question=PHOTO, place="photo", file=sent(photo()), by=AnonymousUser())
    assert refused.value.code.code == "surveys.upload_not_asked"


def test_file_that_was_never_sent_is_forgotten_the_next_day(client, db, kept_files):
    published(PHOTO, Question("age", "integer", {"en": "Age"}))
    client.post(FORM, {"photo": sent(photo()), "age": "x"})
    client.post(FORM, {"photo": sent(photo())})
    assert (forget_uploads(), Upload.objects.count()) == (0, 2)
    with clock_set_to(DURING.replace(day=14)):
        assert forget_uploads() == 1
    assert ([each.response for each in Upload.objects.all()], len(list(kept_files.rglob("*.jpg")))) == ([Response.objects.get()], 1)


@pytest.mark.parametrize(("items", "status"), [((PHOTO,), 302), ((Question("words", "text", {"en": "Words"}),), 400)])
def test_only_a_survey_that_asks_for_a_file_takes_a_large_body(client, db, items, status):
    published(*items)
    large = photo((1200, 1200), sort="PNG", compress_level=0)
    assert len(large) > 2_000_000
    assert client.post(FORM, {items[0].name: sent(large)}).status_code == status
