"""The command that imports files, as a person in a shell meets it."""

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import Article, AuditEvent, Claim, Workspace
from tests.makers import make_workspace

SHARED = Path(os.environ.get("PROVENANCE_SHARED") or Path(__file__).parents[2].parent / "shared")


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str


def run(*paths: Path | str, options: Sequence[str] = ()) -> Ended:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_records", "--workspace", "desk", *options, *map(str, paths), stdout=out, stderr=err)
    except SystemExit as end:
        return Ended(int(str(end.code)), out.getvalue(), err.getvalue())
    return Ended(0, out.getvalue(), err.getvalue())


@pytest.fixture
def desk(db: None) -> Workspace:
    return make_workspace("desk")


def file(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_it_says_what_it_added(desk: Workspace, tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "A headline\n\nA paragraph that says something of the port.")
    assert run(path).out.splitlines()[-1] == f"{path}: added 1 article, skipped 0"
    again = run(path)
    assert again.code == 0
    known = Article.objects.get()
    assert again.out.splitlines() == [
        f"{path}: skipped “A headline”, article {known.pk} has the same text",
        f"{path}: added 0 articles, skipped 1",
    ]


def test_every_bad_row_stands_on_stderr_by_its_number_and_nothing_is_saved(desk: Workspace, tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "title,text\nOne,Words.\nTwo,\nThree,Words again.\n,No title.\n")
    ended = run(path)
    assert ended.code == 1
    assert ended.err.splitlines() == [
        f"{path}: row 3: text is empty; an article needs some.",
        f"{path}: row 5: title is empty; give it some text.",
        f"{path}: 2 rows cannot be read; nothing was saved.",
    ]
    assert not Article.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_bad_file_does_not_keep_the_others_out(desk: Workspace, tmp_path: Path) -> None:
    good = [file(tmp_path, f"{name}.csv", f"title,text\n{name},Words of {name}.\n") for name in "ac"]
    bad = file(tmp_path, "b.csv", "title,text\nb,\n")
    assert run(good[0], bad, good[1]).code == 1
    assert sorted(Article.objects.values_list("title", flat=True)) == ["a", "c"]


def test_an_unknown_workspace_is_refused_with_the_way_out(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no workspace “desk”; add --create-workspace to make it"):
        run(file(tmp_path, "a.txt", "Words."))


def test_a_workspace_is_made_when_asked_for_and_kept_only_with_its_first_file(db: None, tmp_path: Path) -> None:
    assert run(file(tmp_path, "a.csv", "title,text\nb,\n"), options=["--create-workspace"]).code == 1
    assert not Workspace.objects.exists()
    assert run(file(tmp_path, "a.txt", "Words of the port."), options=["--create-workspace"]).code == 0
    assert Workspace.objects.get().slug == "desk"


def test_a_workspace_whose_name_cannot_be_an_address_is_not_made(db: None, tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    path = file(tmp_path, "a.txt", "Words of the port.")
    with pytest.raises(SystemExit):
        call_command("import_records", "--workspace", "A b", "--create-workspace", str(path), stdout=out, stderr=err)
    assert "“A b” is no name for a workspace's address" in err.getvalue()


@pytest.mark.parametrize(("name", "reason"), [("missing.txt", "No such file or directory"), (".", "Is a directory")])
def test_a_path_that_cannot_be_read_is_told(desk: Workspace, tmp_path: Path, name: str, reason: str) -> None:
    ended = run(tmp_path / name)
    assert (ended.code, ended.err.strip()) == (1, f"{tmp_path / name}: cannot be read: {reason}.")


def test_a_format_nobody_knows_is_refused(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="“pdf” is not a format that can be read; known are txt"):
        run(file(tmp_path, "a.txt", "Words."), options=["--format", "pdf"])


def test_it_reads_stdin(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"title,text\nA,Words.\n")))
    assert run("-", options=["--format", "csv"]).out.strip() == "stdin: added 1 article, skipped 0"


def test_the_work_is_that_of_the_user_who_is_named(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no user “nobody”"):
        run(file(tmp_path, "a.txt", "Words."), options=["--user", "nobody"])


def test_the_first_real_article_comes_in_with_its_headline(desk: Workspace) -> None:
    path = SHARED / "seed" / "kabul.txt"
    if not path.exists():
        pytest.skip(f"There is no {path}: set PROVENANCE_SHARED to test the import of a real article.")
    assert run(path).code == 0
    article = Article.objects.select_related("publisher", "current_version").get()
    assert article.title.startswith("Kabul Blasts: First Afghan VP Alleges")
    assert (str(article.publisher), Claim.objects.count()) == ("Sputnik", 0)
