"""Who and where: the library, three branches, neighborhoods, eight partners and the people on the staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import TOTP

from commonshelf.common.accounts.actions import make_first_administrator, make_user
from commonshelf.common.accounts.terms import UserRole
from commonshelf.common.library.actions import describe_library
from commonshelf.community.partners.actions import add_contact, add_organization, log_interaction
from commonshelf.community.partners.terms import OrganizationKind
from commonshelf.community.persons.actions import add_person
from commonshelf.community.places.actions import add_area, add_place, post_user
from commonshelf.community.places.terms import PlaceKind
from commonshelf.demo.signins import PASSWORD, SIGN_INS

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.community.partners.models import Organization
    from commonshelf.community.persons.models import Person
    from commonshelf.community.places.models import Area, Place
    from commonshelf.demo.calendar import Calendar

AREAS = ("Old Town", "Riverside", "The Hill", "Mill Quarter", "Orchard End")
PARTNERS = (
    ("River Herald", OrganizationKind.BUSINESS, "The town's newspaper. One of its reporters explains the news."),
    ("Corner Books", OrganizationKind.BUSINESS, "A bookshop with a wall of crime novels."),
    ("Welcome House", OrganizationKind.NONPROFIT, "Helps people who are new in town, in Arabic, Spanish and Vietnamese."),
    ("Riverbend Elementary School", OrganizationKind.SCHOOL, "Four hundred children, nineteen languages."),
    ("Harbor Food Bank", OrganizationKind.NONPROFIT, "Two hundred households a week."),
    ("Silver Needle Guild", OrganizationKind.COMMUNITY, "Knitters, menders and quilters."),
    ("Riverbend Parks Office", OrganizationKind.GOVERNMENT, "Parks and what is left of the pool."),
    ("Tet Festival Committee", OrganizationKind.COMMUNITY, "Families who keep the new year together."),
)
VOLUNTEERS = ("Nadia H.", "Tom Okafor", "Mrs. Lindqvist", "Huy Tran")


@dataclass(frozen=True)
class Town:
    """Everybody and every place the story needs, by name."""

    users: dict[str, User]
    areas: list[Area]
    main: Place
    river: Place
    hill: Place
    partners: dict[str, Organization]
    volunteers: list[Person]

    @property
    def bao(self) -> User:
        """The outreach librarian, who does most of what is done."""
        return self.users["Bao"]


def found_town(calendar: Calendar) -> Town:
    """Found the library: its staff, places and partners."""
    with calendar.at(-104):
        users = _sign_ins()
        bao, ada = users["Bao"], users["Ada"]
        describe_library(name="Riverbend Public Library", postal_address="1 River Street, Riverbend", by=ada)
        areas = [add_area(name=name, by=bao) for name in AREAS]
        main = add_place(name="Main Library", kind=PlaceKind.BRANCH, address="1 River Street", area=areas[0], by=bao)
        river = add_place(name="River Branch", kind=PlaceKind.BRANCH, address="80 Quay Road", area=areas[1], by=bao)
        hill = add_place(name="Hill Branch", kind=PlaceKind.BRANCH, address="12 Upper Lane", area=areas[2], by=bao)
        post_user(user=users["Farid"], place=hill, by=ada)
        partners = {name: add_organization(name=name, kind=kind, about=about, by=bao) for name, kind, about in PARTNERS}
        volunteers = [add_person(name=name, by=bao) for name in VOLUNTEERS]
    _meet_partners(calendar, users, partners)
    return Town(users, areas, main, river, hill, partners, volunteers)


def _sign_ins() -> dict[str, User]:
    """Make the sign-ins, each with the second factor that `commonshelf demo code` shows."""
    ada = next(one for one in SIGN_INS if one.role == UserRole.ADMINISTRATOR)
    users = {ada.name: make_first_administrator(email=ada.email, name=ada.name, password=PASSWORD)}
    for one in SIGN_INS:
        if one != ada:
            users[one.name] = make_user(email=one.email, name=one.name, role=one.role, password=PASSWORD, by=users[ada.name])
        TOTP.activate(users[one.name], one.secret)
    users["Carla"] = make_user(email="carla@welcomehouse.example", name="Carla", role=UserRole.PARTNER, by=users[ada.name])
    return users


def _meet_partners(calendar: Calendar, users: dict[str, User], partners: dict[str, Organization]) -> None:
    bao = users["Bao"]
    with calendar.at(-90):
        add_contact(organization=partners["Welcome House"], name="Carla", email="carla@welcomehouse.example", user=users["Carla"], by=bao)
        log_interaction(
            organization=partners["Welcome House"],
            on=calendar.day(-90),
            summary="Coffee with Carla. They will ask in their language classes what people miss.",
            by=bao,
        )
    with calendar.at(-29, 2):
        log_interaction(
            organization=partners["River Herald"],
            on=calendar.day(-29, 1),
            summary="A reporter will come every Tuesday and bring three articles.",
            by=bao,
        )
        log_interaction(
            organization=partners["Corner Books"],
            on=calendar.day(-29, 2),
            summary="Ten copies of each crime novel at cost, and a seller who reads them all.",
            by=bao,
        )
