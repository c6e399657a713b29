"""The named cast, in one place, and what every test may ask for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

# Before Django reads its settings: tests never touch the home folder of whoever runs them.
os.environ.setdefault("COMMONSHELF_HOME", tempfile.mkdtemp(prefix="commonshelf-tests-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")

import pytest

from commonshelf.config.messages import compile_messages
from tests.left_behind import pytest_runtest_teardown  # noqa: F401 -- pytest finds it here

if TYPE_CHECKING:
    from django.test import Client

    from commonshelf.common.accounts.models import User
    from commonshelf.community.partners.models import Organization
    from commonshelf.community.places.models import Area, Place

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_configure() -> None:
    """Let pages speak what the catalogues say now."""
    compile_messages(Path(__file__).resolve().parents[1] / "locale")
    _keep_sqlite_in_memory()


def _keep_sqlite_in_memory() -> None:
    """Say what is Django's rule anyway: pytest-django knows it by the name of Django's own connection alone, and would make a file for each process."""
    from django.conf import settings  # noqa: PLC0415 -- reads the settings

    if settings.DATABASES["default"]["ENGINE"] == "commonshelf.common.rows.sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = ":memory:"


@pytest.fixture(autouse=True)
def _speaks_english() -> None:
    """Forget the language of the test before: a page leaves the language it was read in to whoever comes next in its thread."""
    from django.utils import translation  # noqa: PLC0415 -- needs Django's settings

    translation.deactivate()


@pytest.fixture(autouse=True)
def _nobody_was_counted() -> None:
    """Forget how much the tests before have sent: this process is one place for all of them."""
    from commonshelf.common.accounts.limits import MEMORY  # noqa: PLC0415 -- needs Django's settings

    MEMORY.counts.clear()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


def make_user(name: str, role: str) -> User:
    """Return a saved sign-in with a second factor where staff need one."""
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415 -- needs Django's apps

    from commonshelf.common.accounts.models import User  # noqa: PLC0415 -- needs Django's apps

    user = User.objects.create_user(f"{name.lower()}@example.org", "correct horse battery", name=name, role=role)
    if user.is_staff_member:
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return user


@pytest.fixture
def amina(db: None) -> User:
    """A resident who reads Arabic and uses a screen reader."""
    return make_user("Amina", "resident")


@pytest.fixture
def bao(db: None) -> User:
    """The outreach librarian."""
    return make_user("Bao", "outreach_staff")


@pytest.fixture
def carla(db: None, food_bank: Organization) -> User:
    """A contact at a partner; sees her own organization's things."""
    from commonshelf.community.partners.models import Contact  # noqa: PLC0415 -- needs Django's apps

    user = make_user("Carla", "partner")
    Contact.objects.create(organization=food_bank, name="Carla", email=user.email, user=user)
    return user


@pytest.fixture
def dmitri(db: None) -> User:
    """Has a sign-in and no rights: must never see anything."""
    return make_user("Dmitri", "resident")


@pytest.fixture
def elena(db: None) -> User:
    """A guardian of two."""
    return make_user("Elena", "resident")


@pytest.fixture
def farid(db: None, far_branch: Place) -> User:
    """Branch staff elsewhere."""
    from commonshelf.community.places.models import Post  # noqa: PLC0415 -- needs Django's apps

    user = make_user("Farid", "branch_staff")
    Post.objects.create(user=user, place=far_branch)
    return user


@pytest.fixture
def the_reader(db: None) -> User:
    """The director: every number, no name."""
    return make_user("Ruth", "reader")


@pytest.fixture
def the_administrator(db: None) -> User:
    """Runs the installation."""
    return make_user("Ada", "administrator")


@pytest.fixture
def a_volunteer(db: None) -> User:
    """Helps at the crafting table."""
    return make_user("Viktor", "volunteer")


@pytest.fixture
def old_town(db: None) -> Area:
    """A neighborhood."""
    from commonshelf.community.places.models import Area  # noqa: PLC0415 -- needs Django's apps

    return Area.objects.create(name="Old Town")


@pytest.fixture
def main_branch(db: None, old_town: Area) -> Place:
    """The branch where Bao works."""
    from commonshelf.community.places.models import Place  # noqa: PLC0415 -- needs Django's apps

    return Place.objects.create(name="Main Library", kind="branch", address="1 River Street", area=old_town)


@pytest.fixture
def far_branch(db: None) -> Place:
    """The branch where Farid works."""
    from commonshelf.community.places.models import Place  # noqa: PLC0415 -- needs Django's apps

    return Place.objects.create(name="Hill Branch", kind="branch")


@pytest.fixture
def food_bank(db: None) -> Organization:
    """A partner organization."""
    from commonshelf.community.partners.models import Organization  # noqa: PLC0415 -- needs Django's apps

    return Organization.objects.create(name="Harbor Food Bank", kind="nonprofit")


@pytest.fixture
def as_bao(client: Client, bao: User) -> Client:
    """A browser in which Bao is signed in."""
    client.force_login(bao, backend="django.contrib.auth.backends.ModelBackend")
    return client
