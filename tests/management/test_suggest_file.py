"""The command that proposes attributions of texts in a file: lines in, lines out, all or nothing."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

TEXT = "🚢 The port is closed, said Ann Ek, a pilot."


def run(folder: Path, *lines: str) -> list[dict[str, Any]]:
    """The documents that come out when these lines go in."""
    (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    call_command("suggest_file", str(folder / "in.jsonl"), "-o", str(folder / "out.jsonl"))
    return [json.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]


def test_it_counts_code_points_of_the_text_as_given(tmp_path: Path) -> None:
    [answer] = run(tmp_path, json.dumps({"doc": "a", "text": TEXT}))
    assert answer["doc"] == "a"
    [attribution] = answer["attributions"]
    spans = {role: [TEXT[start:end] for start, end in attribution[role]] for role in ("source", "cue", "content")}
    assert spans == {"source": ["Ann Ek, a pilot"], "cue": ["said"], "content": ["🚢 The port is closed"]}
    assert attribution["nested_in"] is None
    assert attribution["why"] == "verb 'said' behind a statement, name to the right"
    assert 0 < attribution["score"] <= 1


def test_every_text_has_a_line_in_the_order_of_the_file(tmp_path: Path) -> None:
    texts = ["", "Der Hafen ist zu.", "She said that it rained."]
    answers = run(tmp_path, "\ufeff" + json.dumps({"doc": 0, "text": texts[0]}), "", *(
        json.dumps({"doc": number, "text": text}) for number, text in enumerate(texts[1:], start=1)
    ))  # fmt: skip
    assert [answer["doc"] for answer in answers] == [0, 1, 2]
    assert [len(answer["attributions"]) for answer in answers] == [0, 0, 1]


def test_a_broken_line_is_told_by_its_number_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"doc": "a", "text": TEXT})
    with pytest.raises(CommandError, match="3 lines cannot be read; nothing was written"):
        run(tmp_path, good, '{"doc": "b", "text"', good, '{"doc": "c"}', '["d"]')
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == ["line 2", "line 4", "line 5"]
    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.jsonl cannot be read: No such file or directory\."):
        call_command("suggest_file", str(tmp_path / "nowhere.jsonl"), "-o", str(tmp_path / "out.jsonl"))


def test_it_reads_stdin_and_writes_stdout(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = json.dumps({"doc": "a", "text": TEXT}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    call_command("suggest_file", "-", "-o", "-")
    assert json.loads(capsysbinary.readouterr().out)["doc"] == "a"
