"""The login. A Person (community.persons) is not a User: most people the library knows never sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from commonshelf.common.accounts.terms import STAFF_ROLES, UserRole
from commonshelf.common.dates.clock import now


class UserManager(BaseUserManager["User"]):
    """Makes sign-ins whose name is their mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Return a saved user; without a password the person signs in by a mailed code."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One sign-in with one role."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=UserRole.choices, default=UserRole.RESIDENT)
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff_member(self) -> bool:
        """Whether this is somebody who works for the library."""
        return self.role in STAFF_ROLES
