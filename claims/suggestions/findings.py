"""What a rule found in a sentence, in tokens; turning it into a proposal of the text is for `rules`."""

from dataclasses import dataclass

from claims.suggestions.verb_groups import VerbGroup


@dataclass(frozen=True, slots=True)
class Finding:
    """One step: the tokens of its source (or None), of its cue and of its contents, and the rule that saw it."""

    rule: str
    source: range | None
    cue: range
    content: tuple[range, ...]
    group: VerbGroup | None = None
    base: str = ""
    """The word the cue is about, uninflected: "say", "claim"."""

    def __post_init__(self) -> None:
        assert self.cue
        assert all(self.content)
        assert self.source is None or self.source
