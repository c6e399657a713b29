"""The audit log: who did, or looked at, what."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models

from commonshelf.common.dates.clock import now
from commonshelf.common.receipts.keys import random_key


class LogIsAppendOnly(TypeError):  # noqa: N818 -- says what is so
    """Somebody's code tried to change or delete what was logged: a fault, never an answer to a person."""

    def __init__(self) -> None:
        super().__init__("rows of the log are only ever added")


class AppendOnlyQuerySet(models.QuerySet["LogEntry"]):
    """Rows that can be added and read, and nothing else."""

    def update(self, **changes: Any) -> int:
        """Refuse, but for the one change that deleting a user makes: the sentence stays and names nobody."""
        if changes != {"actor": None}:
            raise LogIsAppendOnly
        return super().update(actor=None)

    def _update(self, values: Any) -> NoReturn:  # noqa: ARG002 -- entry.save() of an old row comes here: Django has no public way
        raise LogIsAppendOnly

    def bulk_update(self, *rows: Any, **fields: Any) -> NoReturn:  # noqa: ARG002 -- refused whatever it is
        """Refuse."""
        raise LogIsAppendOnly

    def delete(self) -> NoReturn:
        """Refuse."""
        raise LogIsAppendOnly


class LogEntry(models.Model):
    """One sentence of the log. Rows are only ever added; forgetting a user empties `actor` and keeps the sentence.

    What nobody signed in did has its day and no hour (`log_action`), and no place among its neighbors: the key is random.
    """

    id = models.BigAutoField(primary_key=True, default=random_key)
    at = models.DateTimeField(default=now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=80)
    thing = models.CharField(max_length=80)
    thing_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["thing", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.action} {self.thing} {self.thing_id}"

    def delete(self, *how: Any, **more: Any) -> NoReturn:  # noqa: ARG002 -- refused however it is asked
        """Refuse."""
        raise LogIsAppendOnly
