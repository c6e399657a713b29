"""Short names of months and of days (Sunday first) in the languages the house speaks."""

from __future__ import annotations

MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "zh": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "vi": "Thg1 Thg2 Thg3 Thg4 Thg5 Thg6 Thg7 Thg8 Thg9 Thg10 Thg11 Thg12",
}
DAYS = {
    "en": "Sun Mon Tue Wed Thu Fri Sat",
    "es": "dom lun mar mié jue vie sáb",
    "fr": "dim. lun. mar. mer. jeu. ven. sam.",
    "ar": "الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت",
    "zh": "周日 周一 周二 周三 周四 周五 周六",
    "vi": "CN T2 T3 T4 T5 T6 T7",
}


def short_month(month: int, language: str) -> str:
    """Return the short name of a month, counted from 1; in English where the language has none here."""
    return MONTHS.get(language.lower()[:2], MONTHS["en"]).split()[month - 1]


def short_day(day: int, language: str) -> str:
    """Return the short name of a day of the week, Sunday being 0."""
    return DAYS.get(language.lower()[:2], DAYS["en"]).split()[day]
