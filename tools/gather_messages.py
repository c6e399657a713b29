"""Gather the strings of the code into locale/, check the translations, or hand them to a translator. No gettext program is needed.

python tools/gather_messages.py                          write the catalogues anew
python tools/gather_messages.py --check                  say what is missing or wrong, change nothing
python tools/gather_messages.py --untranslated vi        print as JSON what has no translation in Vietnamese
python tools/gather_messages.py --fill vi filled.json    take translations back; what is wrong is refused and said
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from messages.catalogues import catalogue_path, gather, read_catalogue, renewed, write_catalogue
from messages.checks import same_as_source, wrongs
from messages.entries import PUBLIC_LANGUAGES
from messages.handing_out import handed_out, held, taken_back

if TYPE_CHECKING:
    from messages.entries import Gathered

ROOT = Path(__file__).resolve().parent.parent


def findings(gathered: Gathered) -> list[str]:
    """Return what is wrong, each with its place and how to mend it."""
    found = list(gathered.findings)
    allowed = same_as_source(ROOT / "locale" / "same_as_source.txt")
    for language in PUBLIC_LANGUAGES:
        catalogue = renewed(read_catalogue(ROOT, language), gathered, language)
        path = catalogue_path(ROOT, language)
        if not path.exists() or path.read_text(encoding="utf-8") != f"{catalogue}".rstrip() + "\n":
            found.append(f"{path.relative_to(ROOT)}: is older than the code; run: make messages")
        for entry in catalogue:
            place = f"{path.relative_to(ROOT)}: “{' '.join(entry.msgid.split())}” ({entry.occurrences[0][0]})"
            found += [f"{place} {sentence}" for sentence in wrongs(entry, language, allowed)]
    return found


def write(gathered: Gathered) -> None:
    """Write every catalogue anew and say how far each has come."""
    for language in PUBLIC_LANGUAGES:
        with held(ROOT, language):
            catalogue = renewed(read_catalogue(ROOT, language), gathered, language)
            changed = write_catalogue(ROOT, language, catalogue)
        print(f"{language}: {len(catalogue)} strings, {catalogue.percent_translated()}% translated{', written anew' if changed else ''}")


def main() -> int:
    """Do what was asked; not zero when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--untranslated", metavar="LANG", choices=PUBLIC_LANGUAGES)
    parser.add_argument("--fill", nargs=2, metavar=("LANG", "FILE"))
    asked = parser.parse_args()
    wrong: list[str] = []
    if asked.untranslated:
        print(json.dumps(handed_out(ROOT, asked.untranslated), ensure_ascii=False, indent=1))
    elif asked.fill:
        taken, wrong = taken_back(ROOT, asked.fill[0], Path(asked.fill[1]))
        print(f"{asked.fill[0]}: {taken} translations taken, {len(wrong)} refused")
    elif asked.check:
        wrong = findings(gather(ROOT))
    else:
        gathered = gather(ROOT)
        wrong = gathered.findings
        write(gathered)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
