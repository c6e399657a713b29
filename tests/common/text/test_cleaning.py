"""Masking contacts, and how long hostile text may hold up a page."""

import time

import phonenumbers
import pytest
from hypothesis import example, given, strategies as st

from commonshelf.common.text.cleaning import LONGEST_VOICE, mask_contacts


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Write to amina.b+x@mail.example.org!", "Write to [@ …]!"),
        ("a@b@example.org", "a@[@ …]"),
        ("(ana@example.org)", "([@ …])"),
        ("@home with no address", "@home with no address"),
    ],
)
def test_mask_contacts_masks_mail_addresses(text, masked):
    assert mask_contacts(text) == masked


@pytest.mark.parametrize("hostile", ["a", "a.", "a@a-", "+-"])
def test_mask_contacts_is_done_in_time_that_grows_with_the_text(hostile):
    seconds = {}
    for size in (LONGEST_VOICE, LONGEST_VOICE * 8):
        began = time.process_time()
        mask_contacts(hostile * (size // len(hostile)))
        seconds[size] = time.process_time() - began
    assert seconds[LONGEST_VOICE * 8] < max(40 * seconds[LONGEST_VOICE], 0.5)  # looking again from every letter: 64 times and seconds


PIECES = st.lists(
    st.sampled_from(
        ["call ", "+", "\uff0b", "49", "2", "555", "-", " ", "(", ")", "0199", "٥٥٥", "１２", "011", "1", "ext. ", "x7", "my ", "."]
    ),
    max_size=14,
)


@given(PIECES.map("".join))
@example("call 555-0199")
@example("+290 2345")
@example("call 55-0199")
def test_text_with_too_few_digits_is_let_through_only_where_no_number_would_be_found(text):
    found = list(phonenumbers.PhoneNumberMatcher(text, "US", leniency=phonenumbers.Leniency.POSSIBLE))
    assert (mask_contacts(text) == text) is (not found)
