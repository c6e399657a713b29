"""The privacy page says what is held. Here every column of every table is looked at, so that nothing is held unsaid."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models

from commonshelf.common.dates.clock import clock_set_to, now, today
from commonshelf.common.library.actions import describe_library
from commonshelf.path.programs.actions import forget_registrations, offer_program, register, schedule_series, schedule_session
from commonshelf.path.programs.models import Accommodation, Registration
from commonshelf.path.ripples.gifts.actions import open_fund, record_gift
from commonshelf.telling.pages.queries.held import TABLE, what_is_held

# What can hold words that somebody typed. A choice among given values, a number or a day cannot.
WORDY = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField, models.GenericIPAddressField)

# Columns that can hold words and hold nobody's: the library's own words, keys, digests, and the tables of Django and allauth that
# stay empty here. A new column belongs either here, with the thought that it can never be about a person, or into TABLE.
HARMLESS = {
    # The library's own words
    "library.Library": {"name", "postal_address"},
    "places.Area": {"name"},
    "places.Place": {"name", "address"},
    "population.Margin": {"variable", "variable_label", "category", "category_label", "source"},
    "partners.Organization": {"name", "website", "about"},
    "surveys.Survey": {"slug", "title", "purpose", "promise", "thanks"},
    "surveys.Questionnaire": {"before", "definition", "marks"},
    "surveys.Quota": {"name", "condition"},
    "surveys.OwnSet": {"name", "definition"},
    "surveys.ColumnMapping": {"columns", "headings_digest", "tool"},
    "surveys.Tabulation": {"mark", "counts"},
    "forums.Forum": {"title"},
    "forums.Table": {"question"},
    "needs.Theme": {"name", "definition", "told_as"},
    "needs.Need": {"title", "gap", "for_whom"},
    "needs.Evidence": {"note"},
    "decisions.Decision": {"title", "reason"},
    "decisions.Commitment": {"promise", "measure"},
    "decisions.Milestone": {"title"},
    "decisions.Reply": {"words"},
    "programs.Program": {"title", "summary"},
    "programs.Series": {"title"},
    "attendance.PeriodCount": {"place_words", "title", "category", "audience_words"},
    "outcomes.OutcomeMeasure": {"slug", "wording", "statement"},
    "volunteers.Role": {"title"},
    "volunteers.HourRate": {"source"},
    "gifts.Fund": {"name"},
    "letters.Topic": {"slug", "name"},
    "letters.Letter": {"subject", "body"},
    # Codes of languages, keys and digests
    "accounts.User": {"language"},
    "persons.Person": {"language"},
    "persons.Consent": {"topic", "wording"},
    "letters.Subscription": {"language"},
    "ledger.Voice": {"language"},
    "surveys.Response": {"language", "receipt_digest"},
    "surveys.OpenAnswer": {"place"},
    "surveys.Credential": {"code_digest"},
    "surveys.Token": {"digest"},
    "surveys.Draft": {"code_digest"},
    "surveys.Attempt": {"furthest", "language"},
    "surveys.Upload": {"place", "kind", "media_type"},
    "outcomes.OutcomeSheet": {"language"},
    "programs.Registration": {"language", "manage_digest"},
    "receipts.Receipt": {"digest"},
    "imports.ImportedFile": {"kind", "digest"},
    "log.LogEntry": {"action", "thing", "thing_id"},
    "outbox.OutboxMessage": {"key", "kind"},
    "outbox.Pulse": {"worker"},
    "mfa.Authenticator": {"type"},
    "sessions.Session": {"session_key"},
    "socialaccount.SocialAccount": {"provider"},
    # Tables of Django and allauth that describe the program, or stay empty: we mail codes of our own and keep no tokens
    "auth.Permission": {"name", "codename"},
    "auth.Group": {"name"},
    "contenttypes.ContentType": {"app_label", "model"},
    "account.EmailConfirmation": {"key"},
    "socialaccount.SocialApp": {"provider", "provider_id", "name", "client_id", "secret", "key", "settings"},
    "socialaccount.SocialToken": {"token", "token_secret"},
}


def wordy_columns(model):
    return {field.name for field in model._meta.get_fields() if field.concrete and isinstance(field, WORDY) and not field.choices}


def held_models():
    return [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


def named():
    return {row.model: set(row.columns) for row in TABLE}


def test_every_column_that_could_hold_something_personal_is_named():
    told = named()
    unsaid = {}
    for model in held_models():
        label = model._meta.label
        missing = wordy_columns(model) - told.get(label, set()) - HARMLESS.get(label, set())
        if missing:
            unsaid[label] = sorted(missing)
    assert unsaid == {}, "name these in pages/queries/held.py, or say in HARMLESS that they can be about nobody"


def test_a_column_nobody_named_would_be_found():
    class Diary(models.Model):
        secret = models.TextField()
        mood = models.CharField(max_length=4, choices=[("good", "good")])
        on = models.DateField()

        class Meta:
            app_label = "ledger"
            managed = False

        def __str__(self):
            return self.mood

    try:
        assert wordy_columns(Diary) == {"secret"}
    finally:
        del apps.all_models["ledger"]["diary"]
        apps.clear_cache()


def test_nothing_is_named_that_is_not_there():
    there = {model._meta.label: {field.name for field in model._meta.get_fields() if field.concrete} for model in held_models()}
    for label, columns in [*named().items(), *HARMLESS.items()]:
        assert columns <= there[label], label
    assert {label: columns & HARMLESS.get(label, set()) for label, columns in named().items() if columns & HARMLESS.get(label, set())} == {}


def test_rows_that_point_at_a_person_are_named():
    pointing = {
        model._meta.label
        for model in held_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model is not None and field.related_model._meta.label == "persons.Person"
    }
    assert pointing - set(named()) == set()


def test_privacy_page_counts_what_is_held_now(client, bao, the_administrator):
    fund = open_fund(name="Books", by=bao)
    record_gift(amount=Decimal(5), received_on=today(), fund=fund, unnamed=True, by=bao)
    describe_library(name="Shelf", postal_address="1 River Street", registration_days_kept=12, by=the_administrator)
    page = client.get("/privacy/")
    rows = {row.what: row.rows for row in page.context["held"]}
    assert (rows["Who gave how much, if they may be named."], len(rows)) == (1, len(TABLE))
    words = page.content.decode()
    assert ("Name and address are removed 12 days after the session." in words, "1 River Street" in words) == (True, True)


def test_privacy_page_costs_one_query_a_row(client, db, django_assert_num_queries):
    with django_assert_num_queries(len(TABLE) + 2):
        client.get("/privacy/")


@pytest.fixture
def registered(bao, main_branch):
    starts = now() + dt.timedelta(days=1)
    facts = {"kind": "synchronous", "audience": "adult", "place_type": "onsite", "registration": True, "by": bao}
    program = offer_program(title={"en": "Club"}, summary={"en": "We talk."}, by=bao)
    far = today() + dt.timedelta(days=300)
    weekly = {"first_day": far, "last_day": far, "starts": dt.time(18), "ends": dt.time(19), "sponsorship": "library"}
    series = schedule_series(**facts, **weekly, program=program, title={"en": "Club"}, place=main_branch)
    session = schedule_session(**facts, series=series, starts_at=starts, ends_at=starts + dt.timedelta(hours=1))
    party = {"name": "Elena", "email": "elena@example.org", "party_size": 2, "language": "en", "accommodation": "A seat near the door"}
    register(session=session, by=AnonymousUser(), **party)
    return session


def test_what_the_page_says_of_registrations_is_true(registered):
    says = {row.model: str(row.how_long) for row in TABLE}
    assert says["programs.Accommodation"] == "Removed once the session is over, at the latest on the next day."
    with clock_set_to(registered.ends_at + dt.timedelta(days=1)):
        forget_registrations()
    assert (Accommodation.objects.get().request, Registration.objects.get().name) == ("", "Elena")
    with clock_set_to(registered.ends_at + dt.timedelta(days=30)):
        forget_registrations()
    party = Registration.objects.get()
    assert (party.name, party.email, party.party_size) == ("", "", 2)
    said = [held.how_long for held in what_is_held() if held.what.startswith("Registrations")]
    assert said == ["Name and address are removed 30 days after the session. What stays has no name."]
