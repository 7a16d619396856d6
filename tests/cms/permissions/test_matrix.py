"""Who gets through at which address: each role, at its own office's things and at another's.

``matrix.txt`` declares the answers; an address without a line fails, and so does a line without
an address. A letter stands for a role that gets through, in the order of ``ROLES``; a dot for one
that is turned away (403, 404, or sent to the log-in or the first page with an apology). What a
form says to an empty submission does not matter here: it was shown.
"""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cms.demo.roles import ADMINISTRATOR, PEOPLE, Person, create_person
from cms.models import AgencyPage, AnnualReportPage, Role

from .addresses import Address, addresses
from .objects import FIXED, begin, of_the_site

MATRIX = Path(__file__).parent / "matrix.txt"
POST = Person("system", "孙系统", "", ((Role.ADMINISTRATOR, None),))
# Nobody, and one for each role; the reviewer and the publisher import as well.
ROLES = {
    "-": None,
    "E": "editor",
    "C": "checker",
    "R": "reviewer",
    "P": "publisher",
    "U": "auditor",
    "A": "system",
    "S": "admin",
}
# They end the session of who asks, raise on purpose, or pass in silence over what is not allowed.
NEITHER = {"wagtailadmin_logout", "wagtailadmin_error_test", "wagtail_bulk_action"}
SORRY = "没有权限"


@pytest.fixture
def world(site_tree, tmp_path, settings):
    """Two offices of two authorities, and the site's other things."""
    settings.MEDIA_ROOT = tmp_path
    home, _authority, office = site_tree
    for person in (*PEOPLE, POST):
        create_person(person)
    create_person(ADMINISTRATOR, is_superuser=True)
    elsewhere = home.add_child(
        instance=AgencyPage(title="别处人民政府", slug="elsewhere", collects_reports=True)
    )
    foreign = elsewhere.add_child(instance=AgencyPage(title="别处司法局", slug="foreign"))
    stranger = create_person(Person("stranger", "吴外人", "", ((Role.OFFICE_EDITOR, "foreign"),)))
    editor = User.objects.get(username="editor")
    return {
        "own": begin(office, editor).values,
        "other": begin(foreign, stranger).values,
        "site": of_the_site(),
        "clients": clients(),
    }


def clients() -> dict[str, Client]:
    found = {}
    for letter, name in ROLES.items():
        found[letter] = Client(raise_request_exception=False)
        if name:
            found[letter].force_login(User.objects.get(username=name))
    return found


def url_of(address: Address, values: dict[str, object], site: dict[str, object]) -> str:
    namespace = address.name.rpartition(":")[0]
    if address.name.endswith(":revisions_compare"):
        return reverse(address.name, args=[values["page_id"], "earliest", "latest"])
    if address.name == "wagtaildocs_serve":
        return reverse(address.name, args=[site["document_id"], "x.txt"])
    known = FIXED | site | values
    is_task = address.name.endswith("_task") and "pk" in address.parts
    own = {"pk": site["task"] if is_task else site.get(namespace, values["page_id"])}
    if namespace == "wagtailsettings":
        own["model_name"] = "siteidentity"
    return reverse(address.name, kwargs={part: (known | own)[part] for part in address.parts})


def is_let_through(client: Client, method: str, url: str) -> bool | None:
    """None where the method is not for the address."""
    with transaction.atomic():
        response = getattr(client, method)(url)
        if response.status_code >= 500:  # behind the door, but it must be Wagtail's own stumbling
            assert not response.resolver_match.url_name.startswith("report_"), url
        transaction.set_rollback(True)
    if response.status_code == 405:
        return None
    if response.status_code in (401, 403, 404):
        return False
    if response.status_code == 302:
        said = " ".join(str(message) for message in get_messages(response.wsgi_request))
        return SORRY not in said and not response.url.startswith(reverse("wagtailadmin_login"))
    return True


def line_of(name: str, method: str, address: Address, world: dict) -> str:
    urls = [url_of(address, world[whose], world["site"]) for whose in ("own", "other")]
    letters = {}
    for url in dict.fromkeys(urls):  # one if it is about no object
        through = {
            letter: is_let_through(client, method, url)
            for letter, client in world["clients"].items()
        }
        if set(through.values()) == {None}:
            return ""
        letters[url] = "".join(letter if ok else "." for letter, ok in through.items())
    return f"{name:<56} {method.upper():<4} {' '.join(letters[url] for url in urls)}"


def is_posted_to(address: Address, world: dict) -> bool:
    """Whether it is asked to do something as well: where it is about an object, or is ours."""
    named = {*world["own"], "pk"} & {*address.parts}
    return bool(named) or "revisions_compare" in address.name or address.name.startswith("report_")


@pytest.mark.django_db
def test_everyone_gets_just_where_the_matrix_says(world):
    found = []
    for address in addresses():
        if address.name in NEITHER:
            continue
        for method in ("get", "post") if is_posted_to(address, world) else ("get",):
            if line := line_of(address.name, method, address, world):
                found.append(line)
    declared = MATRIX.read_text("utf-8").splitlines()
    declared = [line for line in declared if line and not line.startswith("#")]
    assert found == declared


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_many_pages_at_once_are_no_way_around(world, action):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    foreign = AnnualReportPage.objects.get(pk=world["other"]["page_id"])
    for letter in "-ECRPU":
        data = {"chooser": foreign.get_parent().pk, "include_descendants": "on"}
        world["clients"][letter].post(f"{url}?id={foreign.pk}", data)
        after = AnnualReportPage.objects.get(pk=foreign.pk)
        assert (after.path, after.live) == (foreign.path, foreign.live), letter
