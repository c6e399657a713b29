import datetime as dt

import pytest
from django.utils.translation import override

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.ripples.gifts.terms import GIFT_IN_FUTURE

DAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize(("language", "written"), [("en", "March 9, 2026"), ("es", "9 de marzo de 2026"), ("ar", "9 مارس، 2026")])
def test_refusal_writes_a_day_as_its_reader_does(language, written):
    refusal = Refusal(GIFT_IN_FUTURE, day=DAY)
    with override(language):
        assert (written in refusal.what, "2026-03-09" in refusal.what) == (True, False)
    assert refusal.where == {"day": DAY}
