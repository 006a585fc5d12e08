"""A trained recommender: kept as bytes, loaded without running code, asked for proposals; training is `training`'s."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from claims.errors import BadModel
from claims.suggestions.answers import Tuning, candidates, settle
from claims.suggestions.bundle import RETRAIN, pack, unpack, write
from claims.suggestions.crf import Field
from claims.suggestions.evaluation import Count, Scores
from claims.suggestions.learning import Fields
from claims.suggestions.pages import open_page
from claims.suggestions.proposals import Proposal
from claims.suggestions.proposing import propose
from claims.suggestions.rules import Rules

FEATURES = "1"
"""Raised with every change of the features: a field fitted to others says nothing."""
VERSION = f"{FEATURES} with rules {Rules.version}"


@dataclass(frozen=True, slots=True)
class Point:
    """How well a model learned from so many articles does."""

    articles: int
    scores: Scores


@dataclass(frozen=True, slots=True)
class Report:
    """What a model was learned from, and how it did on articles that it had not seen, beside the rules."""

    articles: int
    attributions: int
    measured_on: int
    seed: int
    rules: Scores
    learned: Scores
    curve: tuple[Point, ...] = ()

    @property
    def beats_rules(self) -> bool:
        """Better at whole attributions, and at neither the exact nor the soft ones worse."""
        exact = self.learned.exact.f1 - self.rules.exact.f1
        soft = self.learned.soft.f1 - self.rules.soft.f1
        return min(exact, soft) >= 0 and exact + soft > 0


class Model:
    """Proposes as it learned; as the rules do where its report says that it does not beat them."""

    name = "recommender"
    version = VERSION

    def __init__(self, fields: Fields, *, tuning: Tuning, report: Report) -> None:
        self.fields = fields
        self.tuning = tuning
        self.report = report
        try:
            self._cues = Field(fields.cues)
            self._links = Field(fields.links)
        except ValueError:
            raise BadModel(f"The suggestion model cannot be read. {RETRAIN}") from None

    def suggest(self, text: str) -> Sequence[Proposal]:
        return self.suggest_learned(text) if self.report.beats_rules else Rules().suggest(text)

    def suggest_learned(self, text: str) -> Sequence[Proposal]:
        """What was learned says, whether or not it beats the rules."""
        page = open_page(text)
        answers = settle(candidates(page, cues=self._cues, links=self._links), tuning=self.tuning)
        return propose(page, answers, seen=self.fields.seen)

    def to_bytes(self) -> bytes:
        header = {"version": VERSION, "tuning": asdict(self.tuning), "report": asdict(self.report)}
        seen = json.dumps(self.fields.seen, sort_keys=True, ensure_ascii=False).encode()
        return pack(header, {"cues": self.fields.cues, "links": self.fields.links, "seen": seen})

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        header, parts = unpack(content)
        if header.get("version") != VERSION:
            raise BadModel(
                f"The suggestion model is of version {header.get('version')}, this program of {VERSION}. {RETRAIN}"
            )
        try:
            seen = {word: (int(stood), int(marked)) for word, (stood, marked) in json.loads(parts["seen"]).items()}
            fields = Fields(parts["cues"], parts["links"], seen)
            return cls(fields, tuning=Tuning(**header["tuning"]), report=_report(header["report"]))
        except (KeyError, TypeError, ValueError):
            raise BadModel(f"The header of the suggestion model cannot be read. {RETRAIN}") from None


def load(path: Path) -> Model:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadModel(f"The suggestion model {path} cannot be read: {error.strerror}.") from None
    return Model.from_bytes(content)


def save(model: Model, path: Path) -> None:
    write(path, model.to_bytes())


def _report(row: dict[str, Any]) -> Report:
    points = tuple(Point(point["articles"], _scores(point["scores"])) for point in row["curve"])
    return Report(**{**row, "rules": _scores(row["rules"]), "learned": _scores(row["learned"]), "curve": points})


def _scores(row: dict[str, dict[str, int]]) -> Scores:
    return Scores(**{name: Count(**counted) for name, counted in row.items()})
