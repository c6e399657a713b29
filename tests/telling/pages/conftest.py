"""A story that can be told step by step, through the public actions alone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import now, today
from commonshelf.path.attendance.actions import record_head_count
from commonshelf.path.decisions import actions as deciding
from commonshelf.path.needs import actions as needs
from commonshelf.path.outcomes.actions import record_outcome
from commonshelf.path.programs import actions as programs
from commonshelf.path.ripples.gifts.actions import open_fund, record_gift
from commonshelf.path.voices.ledger.actions import submit_voice

NOBODY = AnonymousUser()


class Tale:
    """Each method takes one step; what came before must have been told."""

    def __init__(self, bao, place, name="Current events"):
        self.bao, self.place, self.name = bao, place, name
        self.said = []
        self.theme = needs.add_theme(name=name, by=bao)

    def speak(self, *texts, language="en", **more):
        self.said += [submit_voice(text=text, language=language, by=NOBODY, **more) for text in texts]
        return self.said[-1]

    def name_need(self):
        for said in self.said:
            needs.code_voice(voice=said.voice, theme=self.theme, by=self.bao)
        words = {"title": {"en": f"Need: {self.name}"}, "gap": {"en": "Nobody talks about it."}, "for_whom": {"en": "Adults"}}
        self.need = needs.name_need(**words, themes=[self.theme], by=self.bao)
        return self.need

    def draft_decision(self):
        words = {"title": {"en": f"We talk: {self.name}", "ar": "نتحدث عن الأخبار"}, "reason": {"en": "Many asked."}}
        review = today() + dt.timedelta(days=100)
        self.decision = deciding.record_decision(needs=[self.need], outcome="adopt", owner=self.bao, review_on=review, by=self.bao, **words)
        promise = {"kind": "program", "promise": {"en": "A club every Tuesday"}, "measure": "People who come", "due_on": review}
        self.promise = deciding.add_commitment(decision=self.decision, by=self.bao, **promise)
        return self.decision

    def publish(self):
        self.decision = deciding.publish_decision(decision=self.decision, by=self.bao)
        self.promise = self.decision.commitments.get()
        return self.decision

    def reply(self):
        return deciding.reply_to_voices(decision=self.decision, words={"en": "The club begins."}, by=self.bao)

    def offer(self):
        facts = {"kind": "synchronous", "audience": "adult", "place_type": "onsite", "by": self.bao}
        self.program = programs.offer_program(
            title={"en": f"Club: {self.name}"}, summary={"en": "We talk."}, fulfils=self.promise, by=self.bao
        )
        far = today() + dt.timedelta(days=30)
        weekly = {"first_day": far, "last_day": far, "starts": dt.time(18), "ends": dt.time(19), "sponsorship": "library"}
        series = programs.schedule_series(**facts, **weekly, program=self.program, title={"en": f"Club: {self.name}"}, place=self.place)
        starts = now() - dt.timedelta(hours=2)
        self.session = programs.schedule_session(**facts, series=series, starts_at=starts, ends_at=starts + dt.timedelta(hours=1))
        return self.program

    def count(self, people=7):
        return record_head_count(session=self.session, in_person=people, by=self.bao)

    def ask(self, agreements=(5,)):
        for agreement in agreements:
            record_outcome(session=self.session, answers={"learned": agreement}, language="en", by=NOBODY)

    def give(self, amount="250"):
        fund = open_fund(name=f"Friends of {self.name}", by=self.bao)
        return record_gift(amount=Decimal(amount), received_on=today(), fund=fund, unnamed=True, program=self.program, by=self.bao)

    def tell_all(self):
        self.speak("We should talk about the news", may_be_quoted=True)
        for step in (self.name_need, self.draft_decision, self.publish, self.reply, self.offer, self.count, self.ask, self.give):
            step()
        return self


@pytest.fixture
def tale(bao, main_branch):
    return Tale(bao, main_branch)


@pytest.fixture
def another(bao, main_branch):
    return lambda name: Tale(bao, main_branch, name)
