"""Conditional random fields over features in words, by python-crfsuite; which features is for the taggers."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

import pycrfsuite

Features = Sequence[Sequence[str]]
"""One list of features a token."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fit: `l2` pulls weights to zero, features seen less than `seen` times are left out."""

    l2: float
    iterations: int
    seen: int


def fit(sequences: Iterable[tuple[Features, Sequence[str]]], *, settings: Settings) -> bytes:
    """The fitted field as bytes; the same sequences give the same bytes (L-BFGS draws no random numbers).

    Nothing to learn from makes an empty field.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": 0.0,
            "c2": settings.l2,
            "max_iterations": settings.iterations,
            "feature.minfreq": settings.seen,
            "feature.possible_transitions": True,
        }
    )
    is_empty = True
    for features, labels in sequences:
        trainer.append(pycrfsuite.ItemSequence(features), labels)
        is_empty = False
    if is_empty:
        return b""
    handle, path = tempfile.mkstemp(suffix=".crfsuite")
    os.close(handle)
    try:
        trainer.train(path)
        with open(path, "rb") as fitted:
            return fitted.read()
    finally:
        os.unlink(path)


class Field:
    """A fitted field that labels sequences; an empty one gives no label a chance."""

    def __init__(self, fitted: bytes) -> None:
        # CRFsuite reads the labels from the bytes themselves, so that these must live as long as the tagger.
        self._fitted = fitted
        self._tagger = pycrfsuite.Tagger() if fitted else None
        # The tagger keeps a sequence between two calls: threads must not come between them.
        self._lock = Lock()
        if self._tagger is not None:
            self._tagger.open_inmemory(fitted)
        self.labels = frozenset(self._tagger.labels()) if self._tagger is not None else frozenset()

    def marginals(self, features: Features, *, of: Sequence[str]) -> list[tuple[float, ...]]:
        """For every token, how probable each of the labels `of` is."""
        tagger = self._tagger
        known = [label if label in self.labels else None for label in of]
        if tagger is None or not any(known):
            return [(0.0,) * len(of)] * len(features)
        with self._lock:
            tagger.set(pycrfsuite.ItemSequence(features))
            return [
                tuple(tagger.marginal(label, place) if label else 0.0 for label in known)
                for place in range(len(features))
            ]

    def best(self, features: Features) -> tuple[list[str], float]:
        """The most probable labels, and how probable all of them together are."""
        if self._tagger is None:
            return [""] * len(features), 0.0
        with self._lock:
            self._tagger.set(pycrfsuite.ItemSequence(features))
            labels = list(self._tagger.tag())
            return labels, float(self._tagger.probability(labels))
