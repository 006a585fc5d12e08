"""The commands that learn from finished articles and that measure: files in, a model or a table out."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.suggestions.examples import Example
from claims.suggestions.model import load
from claims.text.spans import Span
from tests.suggestions.examples import ARTICLES


def pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def line(number: int, example: Example) -> str:
    attributions = [
        {"source": pairs(one.source), "cue": pairs(one.cue), "content": pairs(one.content)}
        for one in example.attributions
    ]
    return json.dumps({"doc": f"article {number}", "text": example.text, "attributions": attributions})


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(line(number, one) for number, one in enumerate(ARTICLES)), encoding="utf-8")
    return path


def test_a_model_is_trained_used_and_measured(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "model"
    call_command("train_suggester", str(gold), "-o", str(model))
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("8 articles with 17 attributions, measured on 8 of them")
    assert told[-1] == "The recommender beats the rules and is used."

    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"doc": "new", "text": "The baker zorbled that yeast is rare."}), encoding="utf-8")
    call_command("suggest_file", str(texts), "-o", str(tmp_path / "out.jsonl"), "--model", str(model))
    [attribution] = json.loads((tmp_path / "out.jsonl").read_bytes())["attributions"]
    assert attribution["cue"] == [[10, 17]]
    assert attribution["rule"] == "learned"

    call_command("evaluate_suggestions", str(gold), "--model", str(model))
    rows = [row.split() for row in capsys.readouterr().out.splitlines()[1:]]
    assert [row[0] for row in rows] == ["rules"] * 6 + ["model"] * 6
    exact = {row[0]: float(row[4]) for row in rows if row[1] == "exact"}
    assert exact["model"] > exact["rules"]
    assert load(model).report.articles == 8


def test_measuring_by_folds_needs_no_model(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("evaluate_suggestions", str(gold), "--folds", "2")
    rows = capsys.readouterr().out.splitlines()[1:]
    assert [row[:10].strip() for row in rows] == ["rules"] * 6 + ["2 folds"] * 6
    assert rows[-4].split()[-1] == "17"


def test_a_broken_line_is_told_by_its_number_and_nothing_is_learned(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + '\n{"doc": "x"}\n{', encoding="utf-8")
    with pytest.raises(CommandError, match="2 lines cannot be read; nothing was learned"):
        call_command("train_suggester", str(gold), "-o", str(tmp_path / "model"))
    assert [row.split(":")[0] for row in capsys.readouterr().err.splitlines()] == ["line 9", "line 10"]
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("command", ["train_suggester", "evaluate_suggestions"])
def test_a_missing_file_is_one_sentence(command: str, tmp_path: Path) -> None:
    more = ["-o", str(tmp_path / "model")] if command == "train_suggester" else []
    with pytest.raises(CommandError, match=r"nowhere\.jsonl cannot be read: No such file or directory\."):
        call_command(command, str(tmp_path / "nowhere.jsonl"), *more)


def test_a_model_cut_short_is_one_sentence(gold: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.write_bytes(b"provenance suggester\n{")
    with pytest.raises(CommandError, match=r"^The suggestion model is cut short\. Train it again"):
        call_command("evaluate_suggestions", str(gold), "--model", str(model))
    with pytest.raises(CommandError, match=r"^The suggestion model is cut short\."):
        call_command("suggest_file", str(gold), "-o", str(tmp_path / "out.jsonl"), "--model", str(model))
    assert not (tmp_path / "out.jsonl").exists()


def test_too_few_articles_are_one_sentence(gold: Path, tmp_path: Path) -> None:
    gold.write_text(line(1, ARTICLES[0]), encoding="utf-8")
    with pytest.raises(CommandError, match=r"^Learning needs at least 2 finished articles; there are 1\.$"):
        call_command("train_suggester", str(gold), "-o", str(tmp_path / "model"))
    with pytest.raises(CommandError, match="needs at least 2 of them"):
        call_command("evaluate_suggestions", str(gold), "--folds", "1")


def test_a_model_that_cannot_be_written_is_one_sentence(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"model cannot be written: .*nowhere is no folder\."):
        call_command("train_suggester", str(gold), "-o", str(tmp_path / "nowhere" / "model"))
