"""The words of columns in a language: which text to take, and those that are the house's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from commonshelf.questionnaire.definition import Texts
from commonshelf.questionnaire.languages import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*\Z")


def tag_of(language: str) -> str:
    """Return the code of a language as a form names it (`Español (es)`, `zh-Hans`, `French`); empty when it does not say."""
    code = code_of(language)
    return code if _TAG.match(code) else ""


def words_in(texts: Texts, language: str, default: str) -> str:
    """Return a text in a language, whatever the form calls it; else in the default language, else in any."""
    for wanted in (language, default):
        found = texts.get(wanted) or _by_code(texts, wanted)
        if found:
            return found
    return next((text for text in texts.values() if text), "")


def _by_code(texts: Texts, language: str) -> str:
    code = tag_of(language)
    if not code:
        return ""
    same = {tag_of(name): text for name, text in texts.items() if text}
    return same.get(code) or same.get(code.partition("-")[0], "")


Speaker = Callable[[Texts], str]


def together(form: Callable[[Speaker], str], texts: Iterable[Texts], default: str) -> dict[str, str]:
    """Return a text made of several, in every language that any of them is in. `form` gets what says each of them in that language."""
    languages = dict.fromkeys(language for each in texts for language, words in each.items() if words)
    return {language: form(partial(words_in, language=language, default=default)) for language in languages}


HOUSE_WORDS: Final[Mapping[str, Texts]] = {
    "number": {
        "en": "Number of the response (in no order)", "es": "Número de la respuesta (sin orden)", "fr": "Numéro de la réponse (sans ordre)",
        "ar": "رقم الاستجابة (بلا ترتيب)", "zh-hans": "答卷编号（无先后顺序）", "vi": "Số của phiếu trả lời (không theo thứ tự)",
    },
    "language": {"en": "Language", "es": "Idioma", "fr": "Langue", "ar": "اللغة", "zh-hans": "语言", "vi": "Ngôn ngữ"},
    "mode": {
        "en": "How it was answered", "es": "Cómo se respondió", "fr": "Comment on a répondu",
        "ar": "طريقة الإجابة", "zh-hans": "作答方式", "vi": "Cách trả lời",
    },
    "week": {
        "en": "Week of the response (its Monday)", "es": "Semana de la respuesta (su lunes)", "fr": "Semaine de la réponse (son lundi)",
        "ar": "أسبوع الاستجابة (يوم الاثنين منه)", "zh-hans": "作答的那一周（周一）", "vi": "Tuần trả lời (ngày thứ Hai)",
    },
    "wave": {"en": "Round", "es": "Ronda", "fr": "Vague", "ar": "الجولة", "zh-hans": "轮次", "vi": "Đợt khảo sát"},
    "disposition": {
        "en": "How far it was answered", "es": "Hasta dónde se respondió", "fr": "Jusqu’où on a répondu",
        "ar": "مدى اكتمال الإجابة", "zh-hans": "完成程度", "vi": "Mức độ hoàn thành",
    },
    "area": {"en": "Area", "es": "Zona", "fr": "Quartier", "ar": "المنطقة", "zh-hans": "区域", "vi": "Khu vực"},
    "age_band": {"en": "Age", "es": "Edad", "fr": "Âge", "ar": "العمر", "zh-hans": "年龄", "vi": "Tuổi"},
    "library_use": {
        "en": "Comes to the library", "es": "Viene a la biblioteca", "fr": "Vient à la bibliothèque",
        "ar": "يأتي إلى المكتبة", "zh-hans": "是否来图书馆", "vi": "Có đến thư viện không",
    },
    "weight": {"en": "Weight", "es": "Peso", "fr": "Poids", "ar": "الوزن", "zh-hans": "权重", "vi": "Trọng số"},
    "turn": {
        "en": "Which one, counted from 1", "es": "Cuál, contando desde 1", "fr": "Lequel, compté à partir de 1",
        "ar": "الترتيب بدءًا من 1", "zh-hans": "第几个（从 1 开始）", "vi": "Thứ mấy, đếm từ 1",
    },
    "other": {"en": "Other", "es": "Otro", "fr": "Autre", "ar": "غير ذلك", "zh-hans": "其他", "vi": "Khác"},
    "other_text": {
        "en": "Other, in their own words", "es": "Otro, en sus propias palabras", "fr": "Autre, dans ses propres mots",
        "ar": "غير ذلك، بكلماتهم", "zh-hans": "其他（原话）", "vi": "Khác, theo lời của họ",
    },
    "yes": {"en": "Yes", "es": "Sí", "fr": "Oui", "ar": "نعم", "zh-hans": "是", "vi": "Có"},
    "no": {"en": "No", "es": "No", "fr": "Non", "ar": "لا", "zh-hans": "否", "vi": "Không"},
    "not_asked": {
        "en": "Was not asked", "es": "No se preguntó", "fr": "Non posée", "ar": "لم يُسأل", "zh-hans": "未被问到", "vi": "Không được hỏi",
    },
    "not_answered": {
        "en": "Did not answer", "es": "No respondió", "fr": "Sans réponse", "ar": "لم يُجب", "zh-hans": "未作答", "vi": "Không trả lời",
    },
}  # fmt: skip
