"""The public page that checks files: within limits, by its own form only, and nothing is kept."""

import fcntl
import multiprocessing
import re
import tempfile
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.checking import apart, checked, views
from importers.reading import read_file
from tests import samples
from tests.importers.reading import documents

from .checks import FINE, URL, city, packed, send, text
from .workbooks import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_visitor")]


def endless():
    """Ten kilobytes of Word that occupy the readers or the rules for very long."""
    [reading] = read_file(samples.filled(), "x.xlsx").reports
    sentence = "收到申请1件，" * 30_000
    report = replace(reading.report, sections={"overview": sentence})
    return documents.written(report)


class TestLimits:
    def test_too_many_files(self, client, site_tree):
        response = send(client, *(("a.xlsx", b"?") for _ in range(6)))
        assert response.status_code == 400
        assert "一次最多选择 5 个文件" in text(response)

    def test_too_many_in_archives(self, client, site_tree):
        content = packed(*((f"{i}.csv", b"?") for i in range(7)))
        said = text(send(client, ("包.zip", content)))
        assert "一次最多核对 5 个文件" in said
        assert "位置：包.zip/5.csv" in said
        assert "包.zip/6.csv" not in said

    def test_too_many_reports(self, monkeypatch):
        monkeypatch.setattr(checked, "REPORTS", 1)
        found = checked.check_files([("a.xlsx", city()), ("b.xlsx", city(2023))])
        assert len(found.reports) == 1
        [problem] = found.rest
        assert "其余 1 份没有核对" in problem.text.zh

    def test_what_is_left_out_is_told(self, monkeypatch):
        monkeypatch.setattr(checked, "SHOWN", 1)
        [found] = checked.check_files([("a.xlsx", samples.workbook("shanghai-stcsm-2024"))]).reports
        assert (len(found.findings), found.left_out) == (1, 2)

    @pytest.mark.parametrize("size", [1024 * 1024 + 1, 3 * 1024 * 1024])
    def test_too_large(self, client, site_tree, settings, size):
        """Just above the limit, and so far above that nothing is read."""
        settings.CHECK_MAX_BYTES = 1024 * 1024
        response = send(client, ("大.xlsx", b"x" * size))
        assert response.status_code in (400, 413)
        assert "文件总计超过 1 MB" in text(response)

    def test_too_much_work_is_broken_off(self, client, site_tree, monkeypatch):
        monkeypatch.setattr(apart.check_apart, "__kwdefaults__", {"formats": (), "seconds": 1})
        response = send(client, ("年报.docx", endless()))
        assert response.status_code == 400
        assert "没有核对完" in text(response)

    def test_one_check_at_a_time(self, client, site_tree, settings):
        settings.VAR_DIR.mkdir()
        with (settings.VAR_DIR / "check.lock").open("w") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            response = send(client, city())
            assert response.status_code == 429
            assert int(response["Retry-After"]) == views.SOON
            assert "正在核对其他文件" in text(response)
        assert FINE in text(send(client, city()))


class TestRate:
    @pytest.fixture(autouse=True)
    def few(self, settings):
        settings.CHECK_RATE = "2/hour"

    def codes(self, client, times, **headers):
        return [client.post(URL, headers=headers).status_code for _ in range(times)]

    def test_over_it_there_is_a_clear_answer(self, client, site_tree):
        assert self.codes(client, 2) == [400, 400]
        response = send(client, city())
        assert response.status_code == 429
        assert 3500 < int(response["Retry-After"]) <= 3600
        said = text(response)
        assert "短时间内核对次数过多，请在" in said
        assert FINE not in said
        assert client.get(URL).status_code == 200

    def test_it_is_each_clients_own(self, client, site_tree):
        assert self.codes(client, 3)[-1] == 429
        assert client.post(URL, REMOTE_ADDR="192.0.2.1").status_code == 400

    def test_what_a_client_says_of_itself_is_not_believed(self, client, site_tree):
        for i in range(2):
            self.codes(client, 1, x_forwarded_for=f"192.0.2.{i}")
        assert self.codes(client, 1, x_forwarded_for="192.0.2.9") == [429]

    def test_behind_a_proxy_its_word_counts(self, client, site_tree, settings):
        settings.REST_FRAMEWORK = {"NUM_PROXIES": 1}
        for i in range(2):  # the client's own word comes before the proxy's
            self.codes(client, 1, x_forwarded_for=f"203.0.113.{i}, 192.0.2.1")
        assert self.codes(client, 1, x_forwarded_for="203.0.113.9, 192.0.2.1") == [429]
        assert self.codes(client, 1, x_forwarded_for="203.0.113.9, 192.0.2.2") == [400]

    def test_of_ipv6_by_network(self, client, site_tree):
        for end in ("1", "2:3"):
            client.post(URL, REMOTE_ADDR=f"2001:db8::{end}")
        assert client.post(URL, REMOTE_ADDR="2001:db8::4:5").status_code == 429
        assert client.post(URL, REMOTE_ADDR="2001:db8:0:1::1").status_code == 400

    def test_what_is_no_address_has_no_rate_of_its_own(self, client, site_tree, settings):
        settings.REST_FRAMEWORK = {"NUM_PROXIES": 1}
        for port in (1, 2):
            self.codes(client, 1, x_forwarded_for=f"192.0.2.1:{port}")
        assert self.codes(client, 1, x_forwarded_for="192.0.2.1:3") == [429]


class TestNothingIsKept:
    def test_neither_files_nor_rows(self, client, site_tree, settings, tmp_path, monkeypatch):
        for name in ("media", "private", "temp"):
            (tmp_path / name).mkdir()
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.STORAGES["private"]["OPTIONS"]["location"] = tmp_path / "private"
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
        written = []
        monkeypatch.setattr(
            "django.core.files.uploadedfile.TemporaryUploadedFile.__init__",
            lambda *args, **kwargs: written.append(args),
        )
        large = packed(("年报.xlsx", city()), ("图.csv", b"?" * 4_000_000))
        padded = large + bytes(4_000_000)  # more than Django keeps in memory
        with CaptureQueriesContext(connection) as queries:
            for content in (city(), padded):
                assert send(client, content).status_code == 200
        assert written == []
        assert not re.search("INSERT|UPDATE|DELETE", str(queries.captured_queries))
        left = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert left == [settings.VAR_DIR / "check.lock"]
        assert left[0].read_bytes() == b""

    def test_nor_in_the_log(self, client, site_tree, caplog, capfd, settings):
        texts = (("overview", "张三丰的申请。"), ("other_matters", "无。"))
        content = filled(agency="某某保密局", sections=texts)
        for formats in ([], ["/nowhere.toml"]):  # the second is a check that falls over
            settings.REPORT_FORMATS = formats
            send(client, ("李四的文件.xlsx", content))
        said = f"{caplog.text}{capfd.readouterr()}"
        assert "FormatError" in said
        for word in ("某某", "张三", "李四"):
            assert word not in said

    def test_nor_by_the_browser(self, client, site_tree):
        response = send(client, city())
        assert "no-store" in response["Cache-Control"]
        assert set(response.cookies) == {"csrftoken"}
        assert set(client.get(URL).cookies) == {"csrftoken"}

    def test_no_process_is_left(self, client, site_tree):
        send(client, city())
        assert multiprocessing.active_children() == []


class TestForgery:
    def test_only_the_pages_own_form_is_answered(self, site_tree):
        client = Client(enforce_csrf_checks=True)
        response = send(client, city())
        assert response.status_code == 403
        assert "页面已过期" in text(response)
        assert FINE not in text(response)

    def test_with_its_token_it_is(self, site_tree):
        client = Client(enforce_csrf_checks=True)
        html = client.get(URL).content.decode()
        [token] = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', html))
        data = {"csrfmiddlewaretoken": token, "file": SimpleUploadedFile("报告.xlsx", city())}
        response = client.post(URL, data)
        assert FINE in text(response)
