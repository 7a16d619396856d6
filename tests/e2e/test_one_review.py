"""A review that takes long to be answered is not sent again when the editor saves by itself."""

import pytest
from playwright.sync_api import expect

from .offices import HANDED_IN, make_office

REPORT = "沙坡头区水务局2024年政府信息公开工作年度报告"
# Whether each autosave of a form that holds the review was stopped.
LISTEN = """() => {
  window.stopped = [];
  document.addEventListener('w-autosave:save', (event) => {
    if (!event.detail.formData.has('action-workflow-action')) return;
    setTimeout(() => window.stopped.push(event.defaultPrevented));
  });
}"""


@pytest.fixture
def zhang(person, site):
    make_office(site, "沙坡头区水务局", "water-affairs", HANDED_IN)
    zhang = person("checker")
    zhang.page.goto("/admin/")
    zhang.page.get_by_role("link", name=REPORT).first.click()
    zhang.wait_until_watched()
    return zhang


def test_what_is_on_its_way_is_not_saved_too(zhang):
    zhang.page.evaluate(LISTEN)
    zhang.page.route(
        lambda address: address.endswith("/edit/"),
        lambda route: route.fulfill(status=204),  # no answer: the page stays
    )
    zhang.open_menu()
    zhang.page.get_by_role("button", name="通过", exact=True).click()
    # The editor may have seen the form before the review was in it, and has to see a change.
    zhang.page.locator("[name=contact]").press_sequentially("。")
    zhang.page.wait_for_function("() => window.stopped.length")
    assert all(zhang.page.evaluate("() => window.stopped"))
    zhang.page.goto("/admin/")
    expect(zhang.page.get_by_role("link", name=REPORT).first).to_be_visible()  # not passed yet
