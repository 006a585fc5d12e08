import pytest

from claims.ingestion.metadata import Metadata, find_metadata
from claims.text.dates import format_date

TITLE = "Depot fire at Port Lorne was set on purpose, inspectors say"
DEK = "A report that was handed to the city on Monday names no culprit but rules out an accident, two officials said."
BODY = "The fire that destroyed a grain depot in Port Lorne last week was set on purpose, according to the inspectors."
MORE = "Two officials, who asked not to be named, called the finding premature and said that the inquiry would go on."


def found(*lines: str, language: str = "en"):
    return find_metadata(lines, title=TITLE, language=language)


@pytest.mark.parametrize(
    "name", ["Harbour", "Harbour Courier", "The Port Lorne Times", "Der Hafenbote", "24 Stunden", "港报"]
)
def test_a_name_alone_between_title_and_text_is_the_publisher(name):
    for lines in ((TITLE, name, BODY), (TITLE, DEK, name, BODY), ("World", TITLE, DEK, name, BODY, MORE)):
        metadata = found(*lines)
        assert metadata.publisher == name
        assert metadata.notes == (
            f"The publisher was guessed from “{name}”, which stands alone above the text; check it.",
        )


@pytest.mark.parametrize(
    "line",
    [
        *("Share", "Advertisement", "Discuss", "World", "Politics", "Listen", "Background", "Analysis", "Key points"),
        *("City hall doubts it", "Nobody was hurt.", "“No comment”", "5 min read", "2 March 2024", "By Ines Valdor"),
        *(
            "Photo: Orlo Penn",
            "Updated",
            "12345",
            "What happened?",
            "The Long Name Of An Outlet Nobody Heard Of",
        ),
    ],
)
def test_other_lines_between_title_and_text_are_no_publisher(line):
    assert found(TITLE, DEK, line, BODY, MORE).publisher == ""


def test_a_heading_further_down_is_no_publisher():
    assert found(TITLE, DEK, BODY, "Northern Gate", MORE).publisher == ""
    assert found(TITLE, BODY, MORE, BODY, "Harbour Courier", MORE).publisher == ""


def test_a_name_above_the_title_is_no_publisher():
    assert found("Northern Gate", TITLE, BODY, MORE).publisher == ""


@pytest.mark.parametrize(
    "line",
    [
        *("© 2024 Harbour Courier", "© Harbour Courier 2024", "Copyright 2024 Harbour Courier. All rights reserved."),
        *("(c) 2023-2024 Harbour Courier", "Copyright © 2024 by Harbour Courier", "Publisher: Harbour Courier"),
    ],
)
def test_a_line_that_states_the_publisher_outranks_a_guess(line):
    assert found(TITLE, "Somebody", BODY, MORE, line).publisher == "Harbour Courier"
    assert found(TITLE, line, BODY, MORE).publisher == "Harbour Courier"


@pytest.mark.parametrize(
    "place",
    ["PORT LORNE (Merrow Wire) — ", "Port Lorne, 4 March 2024 (Merrow Wire) - ", "LORNE, March 4 (Merrow Wire) – "],
)
def test_the_agency_of_the_place_line_is_a_guess_that_says_so(place):
    metadata = found(TITLE, place + BODY, MORE)
    assert metadata.publisher == "Merrow Wire"
    assert "place line" in metadata.notes[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The board of the harbour, which meets on Mondays (Lorne) – and on some Fridays – has not met since then.",
        "The harbour police (Lorne) - which had spoken of an open case - did not want to answer any questions on it.",
    ],
)
def test_brackets_within_a_sentence_are_no_place_line(sentence):
    assert found(TITLE, sentence, MORE).publisher == ""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ines Valdor", "Ines Valdor"),
        ("By Ines Valdor and Orlo Penn", "Ines Valdor and Orlo Penn"),
        ("By Ines Valdor | 4 March 2024", "Ines Valdor"),
        ("Von Ines Valdor", "Ines Valdor"),
        ("Par Inès Valdor", "Inès Valdor"),
    ],
)
def test_a_line_that_names_the_author_is_the_byline(line, name):
    assert found(TITLE, line, BODY, MORE).byline == name


@pytest.mark.parametrize("line", ["By then it was late", "By Monday", "Written with care", BODY])
def test_other_lines_are_no_byline(line):
    assert found(TITLE, line, BODY, MORE).byline == ""


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("4 March 2024", "2024-03-04"),
        ("Published 4 March 2024", "2024-03-04"),
        ("Published: March 4, 2024, 14:05 GMT", "2024-03-04T14:05Z"),
        ("Published on 04.03.2024", "2024-03-04"),
        ("Harbour Courier | 4 March 2024 | 5 min read", "2024-03-04"),
        ("Date: 2024-03-04", "2024-03-04"),
        ("Last updated 5 March 2024", "2024-03-05"),
    ],
)
def test_a_date_alone_on_its_line_is_the_date(line, date):
    metadata = found(TITLE, line, BODY, MORE)
    assert metadata.published is not None
    assert format_date(metadata.published) == date
    assert any("date was read" in note for note in metadata.notes)


def test_the_first_printing_outranks_the_last_change():
    metadata = found(TITLE, "Updated 5 March 2024", "Published 4 March 2024", BODY, MORE)
    assert metadata.published is not None
    assert format_date(metadata.published) == "2024-03-04"


def test_the_last_change_says_that_it_is_one():
    assert any("first printing may be earlier" in note for note in found(TITLE, "Updated 5 March 2024", BODY).notes)


def test_a_published_line_below_the_text_counts_and_a_bare_date_there_does_not():
    lines = [TITLE, *([BODY] * 20)]
    assert found(*lines, "Published 4 March 2024").published is not None
    assert found(*lines, "4 March 2024").published is None


def test_the_date_of_the_place_line_counts():
    metadata = found(TITLE, f"PORT LORNE, 4 March 2024 (Merrow Wire) — {BODY}", MORE)
    assert metadata.published is not None
    assert format_date(metadata.published) == "2024-03-04"


def test_a_date_within_the_text_is_never_taken():
    assert (
        found(TITLE, "The report, dated 1 June 2024, says so.", "It was published on 3 July 2024, they say.").published
        is None
    )


def test_a_date_that_can_be_read_two_ways_is_left_to_the_reader():
    metadata = found(TITLE, "03/04/2024", BODY, MORE)
    assert metadata.published is None
    assert "two different days" in metadata.notes[0]


def test_nothing_is_found_in_nothing():
    assert find_metadata(()) == Metadata()
    assert find_metadata((BODY, MORE)) == Metadata()
