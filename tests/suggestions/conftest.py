import pytest

from claims.suggestions.model import Model
from claims.suggestions.training import train
from tests.suggestions.examples import ARTICLES


@pytest.fixture(scope="session")
def model() -> Model:
    return train(ARTICLES, folds=2, curve=(3,))
