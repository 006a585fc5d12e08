from claims.suggestions.cue_features import cue_features
from claims.suggestions.link_features import SENTENCES_BEHIND, WIDEST, link_features, window
from claims.suggestions.links import link_labels
from claims.suggestions.pages import Marked, mark, open_page, places, runs
from claims.suggestions.tagger import cue_labels
from claims.text.spans import Span
from tests.suggestions.examples import marked


def test_a_token_shows_its_word_its_neighbours_and_what_the_rules_see():
    page = open_page("Orra Velm said that the dam holds.")
    said = cue_features(page, page.reading.sentences[0])[2]

    assert {"w=said", "b=say", "wl=velm", "wr=that", "s=x"} <= set(said)
    assert "r=cB verb-that" in said


def test_rules_mark_source_cue_and_content_of_a_sentence():
    page = open_page("It rained. Orra Velm said that the dam holds.")

    assert page.roles[:7] == ("", "", "", "s", "s", "cB verb-that", "x")
    assert page.by_cue[5].content == (6, 7, 8, 9)


def test_spans_touch_the_tokens_they_cut():
    page = open_page("Orra Velm said so.")

    assert places(page.reading, [Span(0, 4), Span(12, 16)]) == (0, 2, 3)
    assert places(page.reading, [Span(4, 5)]) == ()


def test_neighbouring_places_are_put_together():
    assert runs([5, 1, 2, 6, 9]) == [range(1, 3), range(5, 7), range(9, 10)]


def test_the_labels_of_cues_begin_and_go_on():
    example = marked("{S1 Velm} {C1 has said} {X1 that it rains}.")
    page = open_page(example.text)

    assert cue_labels(page, mark(page.reading, example.attributions)) == list("OBIOOOO")


def test_a_window_has_the_sentences_of_the_paragraph_around_a_cue():
    page = open_page("Before one. “It rains,” Velm said. “It pours.” After two.\n\nAnother paragraph.")
    cue = places(page.reading, [Span(page.reading.text.index("said"), page.reading.text.index("said") + 4)])
    looked_at = window(page, range(cue[0], cue[0] + 1))

    assert len(looked_at.before) == 1
    assert len(looked_at.behind) == 2
    rows = link_features(page, looked_at, set())
    assert len(rows) == 1 + len(looked_at.tokens) + 2


def test_a_sentence_is_content_when_most_of_it_is():
    example = marked("{X1 “It rains,”} {S1 Velm} {C1 said}. {X1 “It pours.”} Dogs barked.")
    page = open_page(example.text)
    [one] = mark(page.reading, example.attributions)
    labels = link_labels(window(page, range(one.cue[0], one.cue[-1] + 1)), one)

    assert labels == ["XB", "XI", "XI", "XI", "XI", "SB", "C", "O", "XX", "O"]


def test_a_text_without_a_full_stop_is_looked_at_in_part_only():
    page = open_page("and then " * 2000 + "Velm said that it rains " + "and then " * 2000)
    place = page.reading.words.index("said")
    looked_at = window(page, range(place, place + 1))

    assert len(looked_at.tokens) <= 2 * WIDEST + 1
    assert len(looked_at.behind) <= SENTENCES_BEHIND


def test_other_cues_between_a_token_and_the_cue_are_seen():
    page = open_page("Velm said that Oru fears rain.")
    rows = link_features(page, window(page, range(1, 2)), {1, 4})

    assert "q=R0c00" in rows[5]
    assert "q=R000" in rows[3]


def test_a_marked_part_without_tokens_changes_nothing():
    page = open_page("Velm said so.")

    assert cue_labels(page, [Marked((), (), (2,))]) == ["O"] * len(page.reading.tokens)
