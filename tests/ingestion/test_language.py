import subprocess
import sys

import pytest

from claims.ingestion.language import guess_language
from tests.ingestion.test_decode import TEXTS


@pytest.mark.parametrize("name", ["en", "fr", "de", "es", "pt", "sv", "pl", "cs", "hu", "tr", "ru", "el", "he", "ar"])
def test_a_paragraph_tells_its_language(name):
    assert guess_language(TEXTS[name]) == name


@pytest.mark.parametrize("text", ["", "World", "Fire in Lorne", "12 34 56 " * 100, "🔥" * 100, "OK " * 5])
def test_a_few_words_or_none_tell_nothing(text):
    assert guess_language(text) == ""


def test_a_mixture_tells_nothing():
    assert guess_language("Lorem kapu zest vint " * 4 + "qqq www xyzzy plugh " * 4) == ""


def test_the_model_and_the_extractor_are_not_loaded_before_they_are_needed():
    program = (
        "import sys, claims.ingestion.ingest, claims.ingestion.plain; "
        "sys.exit(any(name in sys.modules for name in ('trafilatura', 'py3langid', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
