"""The catalogues under locale/: one file a language, in order of words, keeping what translators wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib

from messages.entries import Entry, Gathered, Key
from messages.in_python import gather_python
from messages.in_templates import gather_template

if TYPE_CHECKING:
    from pathlib import Path

PLURAL_FORMS = {
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
    "zh_Hans": "nplurals=1; plural=0;",
    "vi": "nplurals=1; plural=0;",
}
FORMS = {"es": 2, "fr": 2, "ar": 6, "zh_Hans": 1, "vi": 1}


def gather(root: Path) -> Gathered:
    """Return every string of the code of the checkout `root`."""
    found = Gathered({}, [])
    source = root / "src" / "commonshelf"
    for path in sorted(source.rglob("*")):
        file = str(path.relative_to(root))
        if path.suffix == ".py" and "migrations" not in path.parts:
            gather_python(path, file, found)
        elif path.is_file() and "templates" in path.parts:
            gather_template(path, file, found)
    return found


def catalogue_path(root: Path, language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(root: Path, language: str) -> polib.POFile:
    """Return the catalogue of a language as it is; a new one is empty."""
    path = catalogue_path(root, language)
    return polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()


def key_of(entry: polib.POEntry) -> Key:
    """Return what tells an entry of a catalogue apart."""
    return Key(entry.msgctxt or "", entry.msgid)


def renewed(old: polib.POFile, gathered: Gathered, language: str) -> polib.POFile:
    """Return the catalogue with what the code says today: translations are kept, what vanished is dropped."""
    kept = {key_of(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=120)
    new.metadata = {
        "Project-Id-Version": "Commonshelf",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    wanted = [entry for entry in gathered.entries.values() if language in entry.languages]
    for entry in sorted(wanted, key=lambda one: (one.key.words, one.key.context)):
        new.append(_row(entry, kept.get(entry.key), FORMS[language]))
    return new


def _row(entry: Entry, old: polib.POEntry | None, forms: int) -> polib.POEntry:
    row = polib.POEntry(msgid=entry.key.words, msgctxt=entry.key.context or None, occurrences=[(file, "") for file in sorted(entry.files)])
    row.flags = ["fuzzy"] if old is not None and "fuzzy" in old.flags else []
    row.flags += ["python-format"] if re.search(r"%\(\w+\)", entry.key.words + entry.plural) else []
    if not entry.plural:
        row.msgstr = old.msgstr if old is not None else ""
        return row
    row.msgid_plural = entry.plural
    before = old.msgstr_plural if old is not None and old.msgid_plural == entry.plural else {}
    row.msgstr_plural = {form: before.get(form, "") for form in range(forms)}
    return row


def write_catalogue(root: Path, language: str, catalogue: polib.POFile) -> bool:
    """Write a catalogue whole, and say whether it changed."""
    path = catalogue_path(root, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    words = f"{catalogue}".rstrip() + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == words:
        return False
    draft = path.with_suffix(".draft")
    draft.write_text(words, encoding="utf-8")
    draft.replace(path)
    return True
