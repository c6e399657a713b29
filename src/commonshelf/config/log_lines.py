"""What the program prints about itself. Links in letters are keys, so they are left out of its lines."""

from __future__ import annotations

import logging
import re

# A token is long, and nothing else between two slashes of an address is; the code of an invitation is short, and known by what stands before it.
TOKEN = re.compile(r"(?<=/)[^/\s]{20,}|(?<=/invited/)[^/\s]+")
LEFT_OUT = "…"


class TokensLeftOut(logging.Filter):
    """Django says “Not Found: /registrations/…/” with the whole address; whoever reads the log could open that registration."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, without tokens in the addresses it names."""
        if record.name.startswith("django.") and isinstance(record.args, tuple):
            record.args = tuple(TOKEN.sub(LEFT_OUT, told) if isinstance(told, str) else told for told in record.args)
        return True
