"""What lineage is computed from: claims of one proposition with articles, chains and dates; no rows, no files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from claims.vocabulary import Certainty, Identifiability, Lineage, Polarity, SourceKind, Stance, Verification


@dataclass(frozen=True, slots=True)
class Party:
    """A source as it counts at the date of the article that names it; merged sources are one."""

    id: UUID
    name: str
    kind: SourceKind
    identifiability: Identifiability
    family: UUID
    """Id of the topmost ancestor at that date; its own id where it has none."""
    family_name: str

    @property
    def is_named(self) -> bool:
        return self.identifiability is Identifiability.NAMED or self.family != self.id


@dataclass(frozen=True, slots=True)
class Published:
    """A partial date as the two ends of what is known, in UTC, and as it is printed."""

    earliest: datetime
    latest: datetime
    printed: str

    @property
    def in_words(self) -> str:
        """The same for a person: "2021-08-27 14:05 UTC"."""
        return self.printed.replace("T", " ").replace("Z", " UTC")

    def is_before(self, other: "Published") -> bool:
        """Whether it was certainly earlier: two articles of one day are not, unless their hours are known."""
        return self.latest < other.earliest


@dataclass(frozen=True, slots=True)
class Piece:
    """An article."""

    id: UUID
    title: str
    publisher: Party | None = None
    published: Published | None = None
    wire_credit: Party | None = None
    republishes: UUID | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One step. `party` None: the text has a cue and no source."""

    id: UUID
    party: Party | None
    stance: Stance
    certainty: Certainty = Certainty.NOT_STATED
    verification: Verification = Verification.NOT_STATED
    said: Published | None = None
    upstream: UUID | None = None
    """The article that the analyst says is cited here."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Hops from nearest the publisher to the origin."""

    id: UUID
    lineage: Lineage
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim that was judged to make the proposition. `is_disputed`: its analysts disagree whether it does."""

    id: UUID
    piece: Piece
    quote: str
    chains: tuple[Chain, ...]
    polarity: Polarity = Polarity.AFFIRMED
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known of one proposition. Pairs are confirmed by a person; their order means nothing."""

    assertions: tuple[Assertion, ...]
    dependent_pieces: Sequence[tuple[UUID, UUID]] = ()
    dependent_sources: Sequence[tuple[UUID, UUID]] = ()
    """By the id of a `Party` or of its family."""
    possibly_same: Sequence[tuple[UUID, UUID]] = ()
    """The same."""
