"""What a page is about, in the words of schema.org, for search engines and data portals."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.models import AgencyPage, AnnualReportPage, PublishedFile
from cms.models.published_file import CONTENT_TYPES

from .tags import description

Thing = dict[str, Any]


def linked_data(page: Page, request: HttpRequest) -> Thing | None:
    """As JSON-LD; None of a page that has no address yet, or is no page of ours."""
    url = page.get_full_url(request)
    if not url:
        return None
    match page:
        case AgencyPage():
            things = [_office(page, url) | _contact(page)]
        case AnnualReportPage():
            office = page.trail[-1]
            common = _of(page) | {"publisher": _office(office, office.get_full_url(request))}
            things = [_report(url) | common]
            if page.published_files:
                things.append(_dataset(page, url) | common)
        case _:
            return None
    return {"@context": "https://schema.org", "@graph": [*things, _trail(page, request)]}


def _office(page: Page, url: str) -> Thing:
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{url}#office",
        "name": page.title,
        "url": url,
    }


def _contact(agency: AgencyPage) -> Thing:
    """What is known of it: the keys of schema.org without those that have no value."""
    address = {"streetAddress": agency.address, "postalCode": agency.postcode}
    given = {name: value for name, value in address.items() if value}
    known = {
        "taxID": agency.credit_code,
        "telephone": agency.telephone,
        "email": agency.email,
        "address": {"@type": "PostalAddress", "addressCountry": "CN", **given} if given else None,
    }
    return {name: value for name, value in known.items() if value}


def _report(url: str) -> Thing:
    return {"@type": "Report", "@id": f"{url}#report", "url": url, "mainEntityOfPage": url}


def _dataset(page: AnnualReportPage, url: str) -> Thing:
    files = [file for file in page.published_files.values() if file.kind != "pdf"]
    return {
        "@type": "Dataset",
        "@id": f"{url}#data",
        "url": url,
        "isBasedOn": f"{url}#report",
        "distribution": [_download(file, url) for file in files],
    }


def _of(page: AnnualReportPage) -> Thing:
    """What report and data have in common."""
    first, last = page.archived_on or page.first_published_at, page.last_published_at
    dates = {"datePublished": first, "dateModified": last}
    return {
        "name": page.title,
        "description": description(page),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "temporalCoverage": f"{page.year}-01-01/{page.year}-12-31",
        **{name: _time(date) for name, date in dates.items() if date},
    }


def _time(date: datetime.date) -> str:
    """A day, or a moment to the second as clocks here show it."""
    if isinstance(date, datetime.datetime):
        return timezone.localtime(date).isoformat(timespec="seconds")
    return date.isoformat()


def _download(file: PublishedFile, url: str) -> Thing:
    return {
        "@type": "DataDownload",
        "name": str(file.label),
        "encodingFormat": CONTENT_TYPES[file.kind].partition(";")[0],
        "contentUrl": f"{url}{file.name}",
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def _trail(page: Page, request: HttpRequest) -> Thing:
    pages = [*page.trail, page]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": i,
                "name": each.title,
                "item": each.get_full_url(request),
            }
            for i, each in enumerate(pages, start=1)
        ],
    }
