"""The people of the demo: for each role one who has the post."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User

from cms.models import AgencyPage, Post, Role

PASSWORD = "demo-2026"  # noqa: S105, printed on the screen for everybody


@dataclass(frozen=True)
class Person:
    """A person of the demo; ``posts`` are (role, slug of the office, None for all)."""

    username: str
    name: str  # in one piece: Wagtail would put the given name first
    may: str
    posts: tuple[tuple[Role, str | None], ...] = ()


JUSTICE, SHAPOTOU = "justice", "shapotou"

PEOPLE = (
    Person("editor", "王编辑", "编辑本单位的年度报告，提交审核", ((Role.OFFICE_EDITOR, JUSTICE),)),
    Person("checker", "张初审", "初审本单位的年度报告", ((Role.OFFICE_REVIEWER, JUSTICE),)),
    Person(
        "reviewer",
        "李复审",
        "导入和复审所属各单位的年度报告",
        ((Role.AUTHORITY_EDITOR, SHAPOTOU), (Role.AUTHORITY_REVIEWER, SHAPOTOU)),
    ),
    Person(
        "publisher",
        "陈终审",
        "导入、终审、发布所属各单位的年度报告",
        ((Role.AUTHORITY_EDITOR, SHAPOTOU), (Role.PUBLISHER, SHAPOTOU)),
    ),
    Person("auditor", "周审计", "查看所有报告及其档案，不作改动", ((Role.AUDITOR, None),)),
)
ADMINISTRATOR = Person("admin", "赵管理", "管理整个网站")
ROLES = (*PEOPLE, ADMINISTRATOR)


def create_person(person: Person, *, is_superuser: bool = False) -> User:
    """The person with the demo password, in their posts; an existing one is left as it is."""
    users = get_user_model().objects
    user = users.filter(username=person.username).first()
    if user is None:
        create = users.create_superuser if is_superuser else users.create_user
        user = create(
            person.username,
            f"{person.username}@example.org",
            PASSWORD,
            first_name=person.name,
        )
        for role, slug in person.posts:
            user.groups.add(_group(role, slug))
    return user


def _group(role: Role, slug: str | None) -> Group:
    agency = AgencyPage.objects.get(slug=slug) if slug else None
    return Post.objects.get(role=role, agency=agency).group
