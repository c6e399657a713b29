"""The `commonshelf` command."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> int:
    """Hand the words to Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonshelf.config.settings")
    execute_from_command_line(sys.argv)
    return 0
