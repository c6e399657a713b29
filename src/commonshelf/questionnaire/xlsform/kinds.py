"""What the type cell of a row asks for. pyxform's tables say which spellings mean exactly the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, get_args

from pyxform import aliases, constants
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_SELECT

from commonshelf.questionnaire.definition import QuestionKind

KINDS: Final[dict[str, QuestionKind]] = {kind: kind for kind in get_args(QuestionKind)}

_SELECTS: Final[dict[str, QuestionKind]] = {
    constants.SELECT_ONE: "select_one",
    constants.SELECT_ALL_THAT_APPLY: "select_multiple",
    constants.RANK: "rank",
    constants.SELECT_ONE_EXTERNAL: "select_one",
}
# What our list of kinds has no word for is read as the nearest kind; its own word is kept beside, and written back.
_NEAREST: Final[dict[str, QuestionKind]] = {
    "trigger": "acknowledge",
    "simserial": "hidden",
    "subscriberid": "hidden",
    "xml-external": "hidden",
    "csv-external": "hidden",
    "background-audio": "audio",
    "background-geopoint": "geopoint",
    "percentage": "integer",
    "osm": "file",
    "q calculate": "calculate",
    "add calculate prompt": "calculate",
}
_BY_WIDGET: Final[dict[tuple[str, str], QuestionKind]] = {
    ("input", "string"): "text",
    ("input", "int"): "integer",
    ("trigger", ""): "acknowledge",
    ("select1", "string"): "select_one",
    ("select", "string"): "select_multiple",
}
_FILE_SELECT = re.compile(r"^select[ _](one|multiple)[ _]from[ _]file ")


@dataclass(frozen=True)
class RowKind:
    """What a row is. `opens` and `closes` are "group", "repeat" or "loop"; `kept` is the spelling that must be written back."""

    kind: QuestionKind | None = None
    opens: str = ""
    closes: str = ""
    choice_list: str = ""
    or_other: bool = False
    kept: str = ""


def read_kind(written: str) -> RowKind | None:
    """Return what a type cell asks for; None where pyxform would not know it either."""
    begins, ends, select = RE_BEGIN_CONTROL.search(written), RE_END_CONTROL.search(written), RE_SELECT.search(written)
    if ends:
        return RowKind(closes=aliases.control[ends["type"]])
    if begins:
        return RowKind(opens=aliases.control[begins["type"]], choice_list=begins["list_name"] or "")
    if select:
        meant = aliases.select[select["select_command"]]
        special = meant == constants.SELECT_ONE_EXTERNAL or _FILE_SELECT.match(written)
        kept = " ".join([select["select_command"], select["list_name"]]) if special else ""
        return RowKind(_SELECTS[meant], choice_list=select["list_name"], or_other=bool(select["specify_other"]), kept=kept)
    if written.startswith("osm ") or written == "osm":
        return RowKind("file", kept=written)
    return _read_plain(written)


def _read_plain(written: str) -> RowKind | None:
    if written in aliases.select:
        return RowKind(_SELECTS[aliases.select[written]])
    meant = aliases._type_alias_map.get(written, written)
    widget = QUESTION_TYPE_DICT.get(meant)
    if widget is None:
        return None
    spelled = "image" if meant == "photo" else meant
    if spelled in KINDS:
        return RowKind(KINDS[spelled])
    same = [kind for kind in KINDS if QUESTION_TYPE_DICT.get("photo" if kind == "image" else kind) == widget]
    if len(same) == 1:
        return RowKind(KINDS[same[0]])
    return RowKind(_nearest(meant, widget), kept=written)


def _nearest(meant: str, widget: dict[str, dict[str, str]]) -> QuestionKind:
    if meant in _NEAREST:
        return _NEAREST[meant]
    if meant.removeprefix("uri:") in KINDS:
        return KINDS[meant.removeprefix("uri:")]
    bind, control = widget.get("bind", {}), widget.get("control", {})
    same_bind = sorted(
        kind for kind in KINDS if QUESTION_TYPE_DICT.get(kind, {}).get("bind", {}) == bind and bind.get("type") not in {"string", "int"}
    )
    if same_bind:
        return KINDS[same_bind[0]]
    if "jr:preload" in bind:
        return "hidden"
    return _BY_WIDGET.get((control.get("tag", ""), bind.get("type", "")), "text")
