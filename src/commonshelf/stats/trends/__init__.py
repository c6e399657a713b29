"""Alarms for series of sessions that lose their people."""

from commonshelf.stats.trends.dwindling import DwindlingResult, Silence, dwindling
from commonshelf.stats.trends.many import dwindling_many

__all__ = ["DwindlingResult", "Silence", "dwindling", "dwindling_many"]
