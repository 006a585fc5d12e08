"""A workspace of any size, written with COPY straight into the tables; what the articles say is `invented`."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction

from claims.models import Membership, Workspace
from claims.services import tokens
from claims.text.names import match_key
from claims.text.normalize import NORMALISATION_VERSION
from claims.vocabulary import Role, SourceKind, TokenScope
from tests.bench.invented import SOURCES, Piece, Said, World

SEED = 20_210_827
ARTICLES_AT_ONCE = 2_500
FIRST_MS = 1_700_000_000_000
"""The time in the first id made here; ids rise from there, sixteen in a millisecond."""
LABELS = 40
LABELLED = 0.6
PROPOSITIONS = 2_000
JUDGED = 0.02
CITING_OUTLETS = 0.05
SKEW = 3
NULL = r"\N"

Say = Callable[[str], None]

TABLES = {
    "claims_source": "id workspace_id name short_name kind identifiability description counts_as_own_family "
    "external_uri revision created_at updated_at article_id merged_into_id",
    "claims_sourcealias": "id workspace_id source_id text key strength",
    "claims_label": "id workspace_id name description created_at",
    "claims_proposition": "id workspace_id text note revision created_at updated_at",
    "claims_reliabilitygrade": "id workspace_id source_id grade rationale graded_at",
    "claims_article": "id workspace_id title url archive_url byline language revision created_at updated_at "
    "published_earliest published_latest published_precision published_words published_zone published_printed "
    "current_version_id publisher_id",
    "claims_articleversion": "id workspace_id article_id number title text length sha256 raw_sha256 normalisation "
    "offset_map segments captured_at capture_method captured_from",
    "claims_annotationset": "id workspace_id article_id kind progress created_at",
    "claims_claim": "id workspace_id article_id version_id annotation_set_id annotator_id quote quotation polarity "
    "note status revision created_at updated_at",
    "claims_anchor": 'id workspace_id claim_id version_id start "end" spans mentions prefix suffix state translation '
    "translation_method",
    "claims_chain": "id workspace_id claim_id number lineage",
    "claims_attribution": "id workspace_id claim_id chain_id position is_origin source_id stance certainty "
    "verification basis medium said_precision said_words said_zone said_printed",
    "claims_claimlabel": "id workspace_id claim_id label_id",
    "claims_judgement": "id workspace_id claim_id proposition_id verdict made_at",
}
"""Each table with the columns that are written, in the order of their foreign keys."""


@dataclass(frozen=True, slots=True)
class Made:
    """A workspace of the bench, and the key by which a program enters it."""

    slug: str
    token: str


def ensure(slug: str, *, articles: int, claims: int, say: Say, is_judged: bool = False) -> Made:
    """The workspace with so many articles and claims; made anew only where it is not there.

    Where it `is_judged` each claim makes a statement, some make many, and outlets cite each other.
    """
    name = f"{articles} articles, {claims} claims, seed {SEED}{', judged' if is_judged else ''}"
    token = f"bench-{slug}-token"
    if not Workspace.objects.filter(slug=slug, name=name).exists():
        if Workspace.objects.filter(slug=slug).exists():
            raise SystemExit(f"The data folder holds another “{slug}”; remove var/bench or give the sizes it has.")
        say(f"Making {name}; this happens once.")
        started = time.monotonic()
        with transaction.atomic(), _without_indexes():
            workspace, user = _workspace(slug, name, token)
            _Filler(workspace, user, articles=articles, claims=claims, is_judged=is_judged).fill()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
        say(f"Made in {time.monotonic() - started:.0f} s.")
    return Made(slug, token)


def _workspace(slug: str, name: str, token: str) -> tuple[Workspace, User]:
    user, _ = User.objects.get_or_create(username="bench")
    user.set_password("bench")
    user.save()
    workspace = Workspace.objects.create(slug=slug, name=name)
    Membership.objects.create(workspace=workspace, user=user, role=Role.ANNOTATOR)
    tokens.issue(user, scope=TokenScope.WRITE, workspace=workspace, key=token)
    return workspace, user


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Indexes that hold no constraint are made after the rows: GIN costs ten times as much row by row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # the rows are right: no look-up for each key
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s)"
            " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)"
            " AND i.indexdef NOT LIKE 'CREATE UNIQUE%%'",
            [list(TABLES)],
        )
        indexes = cursor.fetchall()
        for index, _ in indexes:
            cursor.execute(f'DROP INDEX "{index}"')
        yield
        for _, definition in indexes:
            cursor.execute(definition)


class _Filler:
    """Fills one workspace, some thousand articles at a time."""

    def __init__(self, workspace: Workspace, user: User, *, articles: int, claims: int, is_judged: bool) -> None:
        self.world = World(SEED)
        self.random = self.world.random
        self.workspace = str(workspace.pk)
        self.user = str(user.pk)
        self.articles = articles
        self.claims = claims
        self.is_judged = is_judged
        self._base = FIRST_MS + int(hashlib.sha256(workspace.slug.encode()).hexdigest()[:6], 16) * 1000
        self._ids = 0
        self.rows: dict[str, list[str]] = {table: [] for table in TABLES}

    def fill(self) -> None:
        now = "2024-01-01 00:00:00+00"
        self.sources = [self._source(name, now, SourceKind.ORGANIZATION) for name in self.world.names]
        self.outlets = [self._source(name, now, SourceKind.MEDIA_OUTLET) for name in self.world.outlets]
        self.labels = [self._row("claims_label", f"label {number}", "", now) for number in range(LABELS)]
        self.propositions = [
            self._row("claims_proposition", self.world.some_words(8), "", "1", now, now) for _ in range(PROPOSITIONS)
        ]
        for source in self.sources[: SOURCES // 10]:
            self._row("claims_reliabilitygrade", source, self.random.choice("ABCDEF"), "Its record.", now)
        for number, piece in enumerate(self.world.pieces(self.articles, claims=self.claims)):
            self._article(piece, number)
            if number % ARTICLES_AT_ONCE == ARTICLES_AT_ONCE - 1:
                self._flush()
        self._flush()

    def _row(self, table: str, *columns: str, key: str = "") -> str:
        key = key or self._key()
        self.rows[table].append("\t".join((key, self.workspace, *columns)))
        return key

    def _key(self) -> str:
        """A UUIDv7 that depends on nothing but the seed and the name of the workspace."""
        self._ids += 1
        moment = f"{self._base + self._ids // 16:012x}"
        return f"{moment[:8]}-{moment[8:]}-7000-8000-{self._ids:012x}"

    def _source(self, name: str, now: str, kind: SourceKind, *, article: str = NULL) -> str:
        how = "named" if article == NULL else "anonymous"
        key = self._row("claims_source", name, "", kind, how, "", "f", "", "1", now, now, article, NULL)
        self._row("claims_sourcealias", key, name, match_key(name), "strong")
        return key

    def _article(self, piece: Piece, number: int) -> None:
        day = f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}"
        now = f"{day} {number % 24:02}:00:00+00"
        version = self._key()
        article = self._row(
            *("claims_article", piece.title, f"https://news.invalid/{number}", "", "", "en", "1", now, now),
            *(f"{day} 00:00:00+00", f"{day} 23:59:59.999999+00", "day", "", "", day),
            *(version, self.outlets[piece.outlet]),
        )
        digest = rf"\\x{hashlib.sha256(piece.text.encode()).hexdigest()}"
        text = piece.text.replace("\n", r"\n")
        segments = json.dumps([["body", 0, len(piece.text)]])
        self._row(
            *("claims_articleversion", article, "1", piece.title, text, str(len(piece.text)), digest, digest),
            *(str(NORMALISATION_VERSION), "[]", segments, now, "import", ""),
            key=version,
        )
        record = self._row("claims_annotationset", article, "record", "in_progress", now)
        unnamed: dict[str, str] = {}
        for said in piece.claims:
            self._claim(piece, said, (article, version, record), unnamed, now)

    def _claim(self, piece: Piece, said: Said, place: tuple[str, str, str], unnamed: dict[str, str], now: str) -> None:
        quote = piece.text[said.start : said.end]
        status = ("draft", "submitted", "accepted", "accepted")[self._ids % 4]
        claim = self._row("claims_claim", *place, self.user, quote, "indirect", "affirmed", "", status, "1", now, now)
        mentions = []
        for number, steps in enumerate(said.chains or ((),), start=1):
            chain = self._row("claims_chain", claim, str(number), "complete" if steps else "none_given")
            for position, step in enumerate(steps, start=1):
                last = position == len(steps)
                if step.source is not None and self.is_judged and self.random.random() < CITING_OUTLETS:
                    source = self.random.choice(self.outlets)
                elif step.source is not None:
                    source = self.sources[step.source]
                else:
                    if step.unnamed not in unnamed:
                        unnamed[step.unnamed] = self._source(step.unnamed, now, SourceKind.PERSON, article=place[0])
                    source = unnamed[step.unnamed]
                hop = self._row(
                    *("claims_attribution", claim, chain, str(position), "t" if last else "f", source),
                    *("asserts" if last else "relays", "not_stated", "not_stated", "unknown", "other", "", "", "", ""),
                )
                for role, (start, end) in (("source", step.source_at), ("cue", step.cue_at)):
                    words = piece.text[start:end]
                    mentions.append(f'{{"attribution":"{hop}","role":"{role}","spans":[[{start},{end},"{words}"]]}}')
        prefix, suffix = (
            piece.text[max(0, said.start - 32) : said.start].replace("\n", r"\n"),
            piece.text[said.end : said.end + 32].replace("\n", r"\n"),
        )
        self._row(
            *("claims_anchor", claim, place[1], str(said.start), str(said.end)),
            *(f'[[{said.start},{said.end},"{quote}"]]', f"[{','.join(mentions)}]", prefix, suffix, "anchored", "", ""),
        )
        if self.random.random() < LABELLED:
            self._row("claims_claimlabel", claim, self.random.choice(self.labels))
        if self.is_judged:
            # The more claims a statement has, the fewer statements have as many.
            statement = self.propositions[int(PROPOSITIONS * self.random.random() ** SKEW)]
            self._row("claims_judgement", claim, statement, "same", now)
        elif self.random.random() < JUDGED:
            self._row("claims_judgement", claim, self.random.choice(self.propositions), "same", now)

    def _flush(self) -> None:
        with connection.cursor() as cursor:
            for table, columns in TABLES.items():
                copy_in(cursor, f"{table} ({', '.join(columns.split())})", self.rows[table])
                self.rows[table].clear()


def copy_in(cursor: Any, into: str, rows: Sequence[str]) -> None:
    """Rows in the text format of COPY."""
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for start in range(0, len(rows), 5_000):
            copy.write("\n".join(rows[start : start + 5_000]) + "\n")
