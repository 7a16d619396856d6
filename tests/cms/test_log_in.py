"""The log-in page speaks the admin's languages."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
WORDS = {
    "zh-hans": ("登录管理后台", ">密码<", "用户名或密码不正确"),
    "en": ("Log in to the desk", ">Password<", "User name or password is wrong"),
}


@pytest.mark.parametrize("language", WORDS)
def test_it_is_asked_for_and_refused_in_ones_language(language):
    client = Client()
    client.cookies.load({"django_language": language})
    heading, label, refusal = WORDS[language]
    url = reverse("wagtailadmin_login")
    asked = "".join(client.get(url).content.decode().split("\n"))
    assert heading in asked
    assert label in asked.replace(" ", "")
    assert refusal in client.post(url, {"username": "x", "password": "y"}).content.decode()
