"""One small town through the public actions: whatever an address names, made when a row of the matrix asks for it."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from tests.house.survey_things import SURVEY_THINGS, SurveyThings, en

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonshelf.common.accounts.models import User
    from commonshelf.community.places.models import Place

# Django's apps must be ready before any of this is imported, so each thing imports what makes it.
# ruff: noqa: PLC0415


class Things(SurveyThings):
    """One of each thing, all at the main branch, where Farid does not work."""

    def __init__(self, bao: User, place: Place) -> None:
        from commonshelf.common.dates.clock import now, today

        self.bao, self.place, self.now, self.today = bao, place, now(), today()
        self.soon = self.today + dt.timedelta(days=60)

    @cached_property
    def voice(self) -> Any:
        from commonshelf.path.voices.ledger.actions import submit_voice

        return submit_voice(text="Open on Saturdays, please.", language="en", by=AnonymousUser()).voice

    @cached_property
    def theme(self) -> Any:
        from commonshelf.path.needs.actions import add_theme

        return add_theme(name="Saturday hours", by=self.bao)

    @cached_property
    def coding(self) -> Any:
        from commonshelf.path.needs.actions import code_voice

        return code_voice(voice=self.voice, theme=self.theme, by=self.bao)

    @cached_property
    def need(self) -> Any:
        from commonshelf.path.needs.actions import name_need

        assert self.coding
        words = {"title": en("Saturdays"), "gap": en("We are closed on Saturdays."), "for_whom": en("Families")}
        return name_need(**words, themes=[self.theme], by=self.bao)

    def _decide(self) -> Any:
        from commonshelf.path.decisions.actions import record_decision

        words = {"title": en("Open on Saturdays"), "reason": en("Many asked.")}
        return record_decision(needs=[self.need], outcome="adopt", **words, owner=self.bao, review_on=self.soon, by=self.bao)

    @cached_property
    def draft(self) -> Any:
        return self._decide()

    @cached_property
    def commitment(self) -> Any:
        return self._commit(self.draft)

    def _commit(self, decision: Any) -> Any:
        from commonshelf.path.decisions.actions import add_commitment

        promise = {"promise": en("Open from ten to two"), "measure": "Open doors"}
        return add_commitment(decision=decision, kind="service_change", **promise, due_on=self.soon, by=self.bao)

    @cached_property
    def milestone(self) -> Any:
        from commonshelf.path.decisions.actions import add_milestone

        return add_milestone(commitment=self.commitment, title="Find staff", due_on=self.soon, by=self.bao)

    @cached_property
    def decision(self) -> Any:
        from commonshelf.path.decisions.actions import publish_decision

        decision = self._decide()
        self._commit(decision)
        return publish_decision(decision=decision, by=self.bao)

    @cached_property
    def reply(self) -> Any:
        from commonshelf.path.decisions.actions import reply_to_voices

        return reply_to_voices(decision=self.decision, words=en("We open on Saturdays."), by=self.bao)[0]

    @cached_property
    def program(self) -> Any:
        from commonshelf.path.programs.actions import offer_program

        return offer_program(title=en("Crime novels"), summary=en("We read and talk."), by=self.bao)

    def _series(self, first_day: dt.date, *, registration: bool) -> Any:
        from commonshelf.path.programs.actions import schedule_series

        kind = {"kind": "synchronous", "audience": "adult", "place_type": "onsite", "sponsorship": "library"}
        days = {"first_day": first_day, "last_day": first_day, "starts": dt.time(18), "ends": dt.time(19)}
        room = {"registration": registration, "capacity": 12 if registration else None, "place": self.place}
        return schedule_series(program=self.program, title=en("Crime novels"), **days, **kind, **room, by=self.bao)

    @cached_property
    def session(self) -> Any:
        return self._series(self.today + dt.timedelta(days=7), registration=True).sessions.get()

    @cached_property
    def past_session(self) -> Any:
        from commonshelf.common.dates.clock import clock_set_to

        with clock_set_to(self.now - dt.timedelta(days=9)):
            return self._series(self.today - dt.timedelta(days=2), registration=False).sessions.get()

    @cached_property
    def registered(self) -> Any:
        from commonshelf.path.programs.actions import register

        who = {"name": "Amina", "email": "amina@example.org", "party_size": 1, "language": "ar", "accommodation": "large print"}
        return register(session=self.session, **who, by=AnonymousUser())

    @cached_property
    def forum(self) -> Any:
        from commonshelf.path.voices.forums.actions import hold_forum

        return hold_forum(title=en("Forum"), held_on=self.today, place=self.place, tables=["The first table"], by=self.bao)

    @cached_property
    def organization(self) -> Any:
        from commonshelf.community.partners.actions import add_organization

        return add_organization(name="Old Town School", kind="school", by=self.bao)

    @cached_property
    def margins(self) -> Any:
        from commonshelf.community.population.actions import CategoryDraft, describe_population

        homes = [CategoryDraft("own", 60), CategoryDraft("rent", 40)]
        return describe_population(variable="tenure", categories=homes, source="A count of ours", year=2023, by=self.bao)

    @cached_property
    def hours(self) -> Any:
        from decimal import Decimal

        from commonshelf.community.persons.actions import add_person
        from commonshelf.path.ripples.volunteers.actions import claim_hours, offer_role

        person, role = add_person(name="Viktor", by=self.bao), offer_role(title=en("Helper"), by=self.bao)
        return claim_hours(person=person, role=role, on=self.today, hours=Decimal(2), by=self.bao)

    @cached_property
    def story(self) -> Any:
        from commonshelf.path.ripples.stories.actions import tell_story

        return tell_story(program=self.program, title=en("A table"), words=en("They came back."), agreed=True, by=self.bao)

    @cached_property
    def topic(self) -> Any:
        from commonshelf.telling.letters.actions import add_topic

        return add_topic(slug="whats-on", name=en("What is on"), by=self.bao)

    @cached_property
    def letter(self) -> Any:
        from commonshelf.telling.letters.actions import write_letter

        return write_letter(topic=self.topic, subject=en("May"), body=en("Come."), by=self.bao)

    @cached_property
    def imported(self) -> Any:
        from commonshelf.common.imports.models import ImportedFile

        return ImportedFile.objects.create(kind="visits", digest="0" * 64, name="visits.csv", rows_read=1, report={}, by=self.bao)


def pk(name: str) -> Callable[[Things], dict[str, Any]]:
    """Return what an address needs that names one thing by its key."""
    return lambda things: {"pk": getattr(things, name).pk}


THINGS: dict[str, Callable[[Things], dict[str, Any]]] = {
    "account_reset_password_from_key": lambda _things: {"uidb36": "1", "key": "abc-def"},
    "accounts:deactivate_user": pk("bao"),
    "accounts:invite_user": pk("bao"),
    "accounts:reactivate_user": pk("bao"),
    "accounts:remove_second_factor": pk("bao"),
    "accounts:user": pk("bao"),
    "attendance:count": pk("past_session"),
    "decisions:add_commitment": pk("draft"),
    "decisions:add_milestone": pk("commitment"),
    "decisions:correct": pk("draft"),
    "decisions:decision": pk("decision"),
    "decisions:drop_commitment": pk("commitment"),
    "decisions:keep_commitment": pk("commitment"),
    "decisions:publish": pk("draft"),
    "decisions:reach_milestone": pk("milestone"),
    "decisions:reply": pk("decision"),
    "decisions:review": pk("decision"),
    "forums:forum": pk("forum"),
    "forums:note": lambda things: {"pk": things.forum.pk, "number": 1},
    "imports:file": pk("imported"),
    "ledger:show": pk("voice"),
    "letters:confirm": lambda _things: {"token": "a-token"},
    "letters:leave": lambda _things: {"token": "a-token"},
    "letters:letter": pk("letter"),
    "letters:send": pk("letter"),
    "mfa_edit_webauthn": lambda _things: {"pk": 1},
    "mfa_remove_webauthn": lambda _things: {"pk": 1},
    "needs:add_evidence": pk("need"),
    "needs:close": pk("need"),
    "needs:code": pk("voice"),
    "needs:need": pk("need"),
    "needs:reopen": pk("need"),
    "needs:settle": pk("coding"),
    "needs:describe_theme": pk("theme"),
    "openid_connect_callback": lambda _things: {"provider_id": "library"},
    "openid_connect_login": lambda _things: {"provider_id": "library"},
    "outcomes:tell": pk("past_session"),
    "pages:answer_back": pk("reply"),
    "pages:decision_thread": pk("decision"),
    "pages:need_thread": pk("need"),
    "pages:program_thread": pk("program"),
    "pages:voice_thread": pk("voice"),
    "partners:add_contact": pk("organization"),
    "partners:log_interaction": pk("organization"),
    "partners:organization": pk("organization"),
    "population:remove": lambda things: {"variable": things.margins.variable, "year": things.margins.year},
    "population:replace": lambda things: {"variable": things.margins.variable},
    "programs:arrange": lambda things: {"pk": things.registered.registration.accommodation.pk},
    "programs:cancel": pk("session"),
    "programs:cancel_registration": lambda things: {"pk": things.registered.registration.pk},
    "programs:end_series": lambda things: {"pk": things.session.series.pk},
    "programs:program": pk("program"),
    "programs:register": pk("session"),
    "programs:registration": lambda things: {"token": things.registered.token},
    "programs:schedule": pk("program"),
    "programs:session": pk("session"),
    "programs:staff_program": pk("program"),
    "programs:thanks": lambda things: {"token": things.registered.token},
    "stories:agreed": pk("story"),
    "stories:publish": pk("story"),
    "stories:withdraw": pk("story"),
    **SURVEY_THINGS,
    "volunteers:settle": pk("hours"),
}
