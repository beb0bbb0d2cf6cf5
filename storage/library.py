"""The library of a programme: links that help to find one's way in the institution. Every member reads it."""

from sqlalchemy import ColumnElement
from sqlmodel import Field, Session, SQLModel, col, func, or_, select

from storage.columns import key_of, new_id
from storage.members import Member
from storage.upsert import insert_new


class Resource(SQLModel, table=True):
    """One entry. Public within the workspace, so nothing of it is sealed."""

    id: str = Field(default_factory=new_id, primary_key=True)
    team_id: str = Field(index=True)
    title: str
    url: str
    note: str | None = None
    """What it is good for, in a sentence."""
    site: str | None = None
    """The site it belongs to, None for one that serves everybody."""
    changed_by_id: str = Field(foreign_key=key_of(Member))
    """The facilitator who changed it last."""


def resources_at(session: Session, *, team_id: str, site: str | None, limit: int, offset: int) -> list[Resource]:
    """Return some of what is there for one site and for everybody, the site's own first, then by title."""
    wanted = select(Resource).where(*_at(team_id, site))
    ordered = wanted.order_by(col(Resource.site).is_(None), func.lower(Resource.title), col(Resource.id))
    return list(session.exec(ordered.limit(limit).offset(offset)))


def count_resources(session: Session, *, team_id: str, site: str | None) -> int:
    """Return how many entries there are for one site and for everybody."""
    return session.exec(select(func.count()).select_from(Resource).where(*_at(team_id, site))).one()


def library_sites(session: Session, *, team_id: str, limit: int) -> list[str]:
    """Return the sites that have entries of their own, by name."""
    sites = select(Resource.site).where(Resource.team_id == team_id, col(Resource.site).is_not(None))
    return [site for site in session.exec(sites.distinct().order_by(col(Resource.site)).limit(limit)) if site]


def resource_by_id(session: Session, *, team_id: str, resource_id: str) -> Resource | None:
    """Return one entry of a workspace, None when it has none of that id."""
    return session.exec(select(Resource).where(Resource.team_id == team_id, Resource.id == resource_id)).one_or_none()


def keep_new_resource(session: Session, *, resource: Resource) -> bool:
    """Keep an entry and return whether it is new; one whose id is known stays as it stands."""
    return bool(insert_new(session, Resource, [resource.model_dump()], by=("id",)))


def _at(team_id: str, site: str | None) -> tuple[ColumnElement[bool], ...]:
    for_all = col(Resource.site).is_(None)
    return col(Resource.team_id) == team_id, or_(for_all, col(Resource.site) == site) if site else for_all
