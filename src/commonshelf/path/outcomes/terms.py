"""The words of outcomes, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class Agreement(models.IntegerChoices):
    """The five points of the scale."""

    STRONGLY_DISAGREE = 1, _("Strongly disagree")
    DISAGREE = 2, _("Disagree")
    NEITHER = 3, _("Neither agree nor disagree")
    AGREE = 4, _("Agree")
    STRONGLY_AGREE = 5, _("Strongly agree")


OUTCOME_EMPTY = ErrorCode("outcomes.empty", _("None of the statements has an answer."), _("Answer at least one, then send it again."))
SESSION_CANCELLED = ErrorCode(
    "outcomes.session_cancelled",
    _("This session was cancelled, so there is nothing to tell about it."),
    _("Look at what is on instead."),
    status=409,
)
SESSION_NOT_OVER_YET = ErrorCode("outcomes.session_not_over", _("This session has not begun yet."), _("Come back after it."), status=409)

# Institute of Museum and Library Services, LSTA outcome survey for the public, as state agencies give it (2020 to 2023):
# "do NOT alter them". A later wording gets its own name, so that trends never mix two.
IMLS_WORDING = "imls-2020"
IMLS_STATEMENTS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "learned",
        {
            "en": "I learned something by participating in this library activity.",
            "es": "Aprendí algo al participar en esta actividad de la biblioteca.",
            "fr": "J’ai appris quelque chose en participant à cette activité de la bibliothèque.",
            "ar": "تعلّمتُ شيئًا من المشاركة في نشاط المكتبة هذا.",
            "zh-hans": "参加图书馆的这次活动，我学到了东西。",
            "vi": "Tôi đã học được điều gì đó khi tham gia hoạt động này của thư viện.",
        },
    ),
    (
        "confident",
        {
            "en": "I feel more confident about what I just learned.",
            "es": "Me siento más seguro de lo que acabo de aprender.",
            "fr": "Je me sens plus sûr de ce que je viens d’apprendre.",
            "ar": "أشعر بثقة أكبر فيما تعلّمتُه للتوّ.",
            "zh-hans": "对刚学到的东西，我更有信心了。",
            "vi": "Tôi tự tin hơn về những gì mình vừa học.",
        },
    ),
    (
        "apply",
        {
            "en": "I intend to apply what I just learned.",
            "es": "Tengo la intención de aplicar lo que acabo de aprender.",
            "fr": "J’ai l’intention d’utiliser ce que je viens d’apprendre.",
            "ar": "أنوي أن أستعمل ما تعلّمتُه للتوّ.",
            "zh-hans": "我打算把刚学到的东西用起来。",
            "vi": "Tôi dự định áp dụng những gì mình vừa học.",
        },
    ),
    (
        "aware",
        {
            "en": "I am more aware of resources and services provided by the library.",
            "es": "Conozco mejor los recursos y servicios que ofrece la biblioteca.",
            "fr": "Je connais mieux les ressources et les services de la bibliothèque.",
            "ar": "صرتُ أعرف أكثر عن موارد المكتبة وخدماتها.",
            "zh-hans": "我更了解图书馆提供的资源和服务了。",
            "vi": "Tôi biết rõ hơn về các nguồn tài liệu và dịch vụ của thư viện.",
        },
    ),
    (
        "likely",
        {
            "en": "I am more likely to use other library resources and services.",
            "es": "Es más probable que use otros recursos y servicios de la biblioteca.",
            "fr": "J’utiliserai plus volontiers d’autres ressources et services de la bibliothèque.",
            "ar": "صار من الأرجح أن أستعمل موارد المكتبة وخدماتها الأخرى.",
            "zh-hans": "我更有可能使用图书馆的其他资源和服务。",
            "vi": "Tôi có nhiều khả năng sẽ dùng các tài liệu và dịch vụ khác của thư viện.",
        },
    ),
)

STATEMENT_UNKNOWN = ErrorCode(
    "outcomes.statement_unknown", _("“%(statement)s” is not a statement we ask about."), _("Answer the statements on the page.")
)
AGREEMENT_OUT_OF_RANGE = ErrorCode(
    "outcomes.agreement_out_of_range", _("%(agreement)s is not a point of the scale from 1 to 5."), _("Choose one of the five answers.")
)
