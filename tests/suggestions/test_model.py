import json
from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import BadModel
from claims.suggestions.bundle import MAGIC, pack
from claims.suggestions.evaluation import Count
from claims.suggestions.model import VERSION, Model, Report, load, save
from claims.suggestions.rules import Rules

TEXT = "The baker zorbled that yeast is rare. “Bread will be dear,” said Ilm Tarro. Both are tall."


def test_it_proposes_what_it_learned_and_says_why(model: Model):
    proposals = model.suggest_learned(TEXT)

    first = next(one for one in proposals if TEXT[one.cue[0].start : one.cue[0].end] == "zorbled")
    assert [TEXT[span.start : span.end] for span in first.source] == ["The baker"]
    assert [TEXT[span.start : span.end] for span in first.content] == ["that yeast is rare"]
    assert first.why.startswith("“zorbled” was marked as a cue 6 of 6 times in the finished articles")
    assert 0.0 < first.score <= 1.0
    starts = [min(one.source + one.cue + one.content).start for one in proposals if one.nested_in is None]
    assert starts == sorted(starts)


def test_it_proposes_the_same_after_a_way_through_a_file(model: Model, tmp_path: Path):
    save(model, tmp_path / "model")
    read = load(tmp_path / "model")

    assert read.suggest_learned(TEXT) == model.suggest_learned(TEXT)
    assert read.report == model.report
    assert read.to_bytes() == model.to_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["model"]


def test_the_rules_stay_in_use_until_they_are_beaten(model: Model):
    worse = Model(model.fields, tuning=model.tuning, report=replace(model.report, learned=model.report.rules))
    better = Model(model.fields, tuning=model.tuning, report=replace(model.report, rules=nothing_right(model.report)))

    assert worse.suggest(TEXT) == Rules().suggest(TEXT)
    assert better.suggest(TEXT) == model.suggest_learned(TEXT)


def nothing_right(report: Report):
    none = Count(0, 1, 1)
    return replace(report.rules, exact=none, soft=none)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Ünïcödé 🚢 «так» сказал он.", "said"], ids=["empty", "lines", "other", "word"]
)
def test_odd_texts_are_no_error(model: Model, text: str):
    assert all(one.content for one in model.suggest_learned(text))


def test_steps_inside_of_a_content_hang_on_what_holds_them(model: Model):
    text = "Orra Velm said that the dam holds, according to the engineer."

    for place, one in enumerate(model.suggest_learned(text)):
        assert one.nested_in is None or one.nested_in < place


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda content: b"", "no suggestion model"),
        (lambda content: b"PK" + content, "no suggestion model"),
        (lambda content: content[: len(MAGIC) + 5], "cut short"),
        (lambda content: content[:-1], "cut short"),
        (lambda content: content[:-1] + bytes([content[-1] ^ 1]), "changed or damaged"),
        (lambda content: content + b"x", "behind its end"),
        (lambda content: MAGIC + b"{}\n", "cannot be read"),
        (lambda content: MAGIC + b"[\n", "cannot be read"),
        (lambda content: content.replace(b'"format": 1', b'"format": 9', 1), "has format 9"),
        (lambda content: content.replace(b'"version": "1 with', b'"version": "0 with', 1), "is of version 0"),
        (lambda content: pack({"version": VERSION}, {}), "cannot be read"),
    ],
    ids=["empty", "zip", "header", "end", "bit", "more", "object", "json", "format", "version", "parts"],
)
def test_a_file_that_is_no_whole_model_is_refused_in_one_sentence(model: Model, change, says: str):
    with pytest.raises(BadModel, match=says) as caught:
        Model.from_bytes(change(model.to_bytes()))

    assert caught.value.message.endswith(".")


def test_parts_that_are_no_fields_are_refused(model: Model):
    top = json.loads(model.to_bytes()[len(MAGIC) :].split(b"\n", 1)[0])
    header = {name: top[name] for name in ("version", "tuning", "report")}

    with pytest.raises(BadModel, match="cannot be read"):
        Model.from_bytes(pack(header, {"cues": b"lCRF", "links": b"no field", "seen": b"{}"}))


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(BadModel, match="cannot be read: No such file"):
        load(tmp_path / "nothing")
