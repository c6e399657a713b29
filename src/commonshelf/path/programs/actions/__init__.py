"""What can be done with programs: offer, schedule, register, cancel, look, forget."""

from __future__ import annotations

from commonshelf.path.programs.actions.cancelling import cancel_session
from commonshelf.path.programs.actions.ending import end_series
from commonshelf.path.programs.actions.forgetting import forget_registrations
from commonshelf.path.programs.actions.looking import arrange_accommodation, look_at_registrations
from commonshelf.path.programs.actions.offering import offer_program
from commonshelf.path.programs.actions.registering import Registered, cancel_registration, promote_from_waitlist, register
from commonshelf.path.programs.actions.scheduling import schedule_series, schedule_session

__all__ = [
    "Registered",
    "arrange_accommodation",
    "cancel_registration",
    "cancel_session",
    "end_series",
    "forget_registrations",
    "look_at_registrations",
    "offer_program",
    "promote_from_waitlist",
    "register",
    "schedule_series",
    "schedule_session",
]
