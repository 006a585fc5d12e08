from dataclasses import replace

import pytest

from claims.suggestions.crf import Field, Settings, fit
from claims.suggestions.examples import Example
from claims.suggestions.links import find_link, fit_links
from claims.suggestions.pages import mark, open_page
from claims.suggestions.tagger import find_cues, fit_cues
from tests.suggestions.examples import ARTICLES

SETTINGS = Settings(l2=0.1, iterations=40, seen=1)
PAGES = [(open_page(example.text), example) for example in ARTICLES]


def learned_cues(examples: tuple[Example, ...] = ARTICLES) -> bytes:
    return fit_cues(
        (
            (page, mark(page.reading, example.attributions), mark(page.reading, example.rejected))
            for page, example in ((open_page(example.text), example) for example in examples)
        ),
        settings=SETTINGS,
    )


@pytest.fixture(scope="module")
def cues() -> Field:
    return Field(learned_cues())


@pytest.fixture(scope="module")
def links() -> Field:
    return Field(fit_links(((page, mark(page.reading, e.attributions)) for page, e in PAGES), settings=SETTINGS))


def test_it_finds_a_verb_that_only_people_marked(cues: Field):
    page = open_page("The baker zorbled that yeast is rare. Cats slept.")
    found = find_cues(cues, page, threshold=0.5)

    assert [page.reading.words[cue.tokens.start] for cue in found] == ["zorbled"]
    assert 0.5 <= found[0].score <= 1.0


def test_a_cue_of_the_rules_is_always_looked_at(cues: Field):
    page = open_page("The baker said that yeast is rare.")

    assert [page.reading.words[cue.tokens.start] for cue in find_cues(cues, page, threshold=1.01)] == ["said"]


def test_it_links_source_and_content_to_a_cue(links: Field):
    page = open_page("The baker zorbled that yeast is rare.")
    link, score = find_link(links, page, range(2, 3), taken=set())

    assert link.source == (0, 1)
    assert link.content == (3, 4, 5, 6)
    assert 0.0 < score <= 1.0


def test_a_sentence_behind_belongs_to_the_quotation_when_it_goes_on(links: Field):
    page = open_page("“It was dark,” the baker said. Dogs barked.")
    place = page.reading.words.index("said")
    link, _ = find_link(links, page, range(place, place + 1), taken=set())

    assert max(link.content) < place


def test_what_was_rejected_makes_a_cue_less_probable(cues: Field):
    sentence = "The mayor zorbled it opens soon."
    place = next(place for place, example in enumerate(ARTICLES) if sentence in example.text)
    gone = [
        one
        for one in ARTICLES[place].attributions
        if "zorbled" in sentence and one is not ARTICLES[place].attributions[1]
    ]
    left_out = replace(ARTICLES[place], attributions=tuple(gone))
    rejected = replace(left_out, rejected=(ARTICLES[place].attributions[1],))

    def score(example: Example) -> float:
        field = Field(learned_cues((*ARTICLES[:place], example, *ARTICLES[place + 1 :])))
        page = open_page(sentence)
        return max((cue.score for cue in find_cues(field, page, threshold=0.0)), default=0.0)

    assert score(rejected) < score(left_out)


def test_the_same_sequences_give_the_same_bytes():
    assert learned_cues() == learned_cues()


def test_a_label_never_seen_has_no_chance():
    field = Field(fit([([["a"], ["b"]], ["O", "O"])], settings=SETTINGS))

    assert field.marginals([["a"]], of=("B", "O")) == [(0.0, pytest.approx(1.0))]


def test_a_field_that_learned_from_nothing_says_nothing():
    field = Field(fit([], settings=SETTINGS))

    assert field.marginals([["a"]], of=("B",)) == [(0.0,)]
    assert field.best([["a"], ["b"]]) == (["", ""], 0.0)
