"""Texts that are hard to count in: marks that combine, line breaks of every system, emoji, right to left."""

from hypothesis import settings
from hypothesis import strategies as st

HARD_CHARACTERS = (
    "ab .\n\r\t\x00\x0b\x85\x7f\u00a0\ufeff\u200f\u2028"
    "e\u0301\u0323\u0308é한\u1100\u1161\u11a8\u0344\u2126\u212b\u0958\u0f73\u0cc6\u0cc2"
    "😀\U0001f468\u200d\U0001f469\U00011099\U000110ba\U0002f800مرحبا“’\"'"
)
any_text = st.one_of(
    st.text(st.sampled_from(HARD_CHARACTERS), max_size=40),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)

unhurried = settings(deadline=None, max_examples=80)
"""A busy machine is no failure."""
