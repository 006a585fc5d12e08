"""How sure each rule is, and its reason in words; which findings are kept is for `rules` and `nesting`."""

from claims.suggestions.findings import Finding
from claims.suggestions.tokens import Reading
from claims.suggestions.verb_forms import Form

SCORES: dict[str, float] = {
    "quotation-name-verb": 0.95,
    "quotation-verb-name": 0.95,
    "according-to": 0.95,
    "as-per": 0.95,
    "verb-quotation": 0.9,
    "verb-that": 0.9,
    "statement-name-verb": 0.9,
    "statement-verb-name": 0.9,
    "as-reported-by": 0.85,
    "as-noted-by": 0.85,
    "in-the-words-of": 0.85,
    "in-the-view-of": 0.85,
    "adjective": 0.85,
    "verb-clause": 0.85,
    "passive-asked": 0.8,
    "hearsay": 0.8,
    "verb-object": 0.8,
    "verb-question": 0.8,
    "verb-noun": 0.8,
    "verb-infinitive": 0.75,
    "verb-preposition": 0.75,
    "passive-by": 0.65,
    "as-said": 0.65,
    "labelled": 0.65,
    "unknown-quotation": 0.65,
    "seeming": 0.6,
    "noun": 0.6,
    "unknown-that": 0.6,
}
"""The surest first, in steps of a twentieth: finer would promise more than rules can hold."""
LEAST = 0.6
"""What is less sure than this is not proposed."""
WEAK_SOURCES: dict[str, float] = {"who": 0.75, "which": 0.75, "that": 0.6, "it": 0.65, "you": 0.5, "we": 0.8, "i": 0.8}

REASONS: dict[str, str] = {
    "quotation-name-verb": "verb '{cue}' behind a quotation, {where}",
    "quotation-verb-name": "verb '{cue}' behind a quotation, {where}",
    "verb-quotation": "verb '{cue}' before a quotation, {where}",
    "statement-name-verb": "verb '{cue}' behind a statement, {where}",
    "statement-verb-name": "verb '{cue}' behind a statement, {where}",
    "verb-that": "verb '{cue}' before 'that', {where}",
    "verb-clause": "verb '{cue}' before a statement, {where}",
    "verb-question": "verb '{cue}' before a question, {where}",
    "verb-infinitive": "verb '{cue}' before 'to', {where}",
    "verb-preposition": "verb '{cue}', {where}",
    "verb-object": "verb '{cue}', {where}",
    "according-to": "'{cue}', {where}",
    "as-per": "'{cue}', {where}",
    "as-said": "'as' with the verb '{cue}', {where}",
    "as-reported-by": "'{cue}', {where}",
    "as-noted-by": "'{cue}', {where}",
    "in-the-words-of": "'{cue}', {where}",
    "in-the-view-of": "'{cue}', {where}",
    "adjective": "adjective '{cue}', {where}",
    "noun": "noun '{cue}', {where}",
    "verb-noun": "noun in '{cue}', {where}",
    "passive-by": "passive '{cue}', name behind 'by'",
    "passive-asked": "'{cue}' without a source",
    "hearsay": "'{cue}' without a source",
    "labelled": "'{cue}' without a source",
    "seeming": "'{cue}' without a source",
    "unknown-quotation": "'{cue}' beside a quotation, {where}",
    "unknown-that": "'{cue}' before 'that', {where}",
}


def score(reading: Reading, finding: Finding) -> float:
    """0 to 1: how sure the rule is, less for sources that are only a small word and for participles."""
    value = SCORES.get(finding.rule, LEAST)
    if finding.source is not None and len(finding.source) == 1 and not finding.rule.startswith("quotation"):
        value *= WEAK_SOURCES.get(reading.words[finding.source.start], 1.0)
    if finding.group is not None and finding.group.form is Form.GERUND:
        value *= 0.95
    return round(value, 3)


def why(reading: Reading, finding: Finding) -> str:
    """The reason in words: "verb 'alleged', subject to the left"."""
    place = finding.group.head if finding.group is not None else None
    cue = (
        reading.tokens[place].text if place is not None and finding.rule.startswith("verb") else _text(reading, finding)
    )
    return REASONS[finding.rule].format(cue=cue, where=_where(finding))


def _text(reading: Reading, finding: Finding) -> str:
    return reading.text[reading.tokens[finding.cue.start].start : reading.tokens[finding.cue.stop - 1].end]


def _where(finding: Finding) -> str:
    if finding.source is None:
        return "no source named"
    return "subject to the left" if finding.source.start < finding.cue.start else "name to the right"
