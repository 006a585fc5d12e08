"""The family tree of a source as a drawing and as a nested list."""

from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from claims.lineage.contraction import NodeKind
from claims.lineage.layout import UPWARDS, as_svg
from claims.lineage.picture import Arrow, Dot, Picture
from claims.models import Source
from claims.queries.source_trees import Link, Tree


@dataclass(slots=True)
class Twig:
    """A source in the list, with how it stands to the one above; `is_repeated`: what is below stands elsewhere."""

    source: Source
    link: Link | None
    is_asked: bool
    is_repeated: bool
    twigs: list["Twig"] = field(default_factory=list)


def drawing(tree: Tree, slug: str) -> SafeString:
    """The SVG element. Names of sources were escaped by Graphviz."""
    picture = picture_of(tree)
    title = f"Family tree of {tree.source.name}"
    drawn = as_svg(picture, address=lambda dot: address(dot, slug), title=title, direction=UPWARDS)
    return mark_safe(drawn)  # noqa: S308


def address(dot: Dot, slug: str) -> str | None:
    return reverse("source", args=[slug, dot.source]) if dot.source else None


def picture_of(tree: Tree) -> Picture:
    dots = tuple(
        Dot(
            id=str(row.pk),
            kind=NodeKind.SOURCE,
            name=row.name,
            detail="family of its own" if row.counts_as_own_family else "",
            source=row.pk,
            is_chokepoint=row.pk == tree.source.pk,
        )
        for row in tree.sources.values()
    )
    arrows = tuple(
        Arrow(str(link.below), str(link.above), (), is_spliced=not link.is_of_family, words=words(link))
        for link in tree.links
    )
    return Picture(dots, arrows)


def words(link: Link) -> str:
    return f"{link.kind.on_screen} {dates(link)}".strip()


def dates(link: Link) -> str:
    return f"{link.since or '…'} – {link.until or '…'}" if link.since or link.until else ""


def nested(tree: Tree) -> list[Twig]:
    """From the tops down; what stands below two sources is unfolded once."""
    shown: set[UUID] = set()

    def twig(key: UUID, link: Link | None) -> Twig:
        made = Twig(tree.sources[key], link, key == tree.source.pk, key in shown)
        if key not in shown:
            shown.add(key)
            made.twigs = [twig(below.below, below) for below in tree.under(key)]
        return made

    return [twig(key, None) for key in tree.roots]
