"""Sending a file through the pages of the administration."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.clients import HouseClient


def send(client: HouseClient, model: str, content: bytes, name: str = "datei.csv"):
    """The dry run's page, or the page of the form with what it says about the file."""
    address = reverse(f"admin:municipalities_{model}_import")
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


def confirm(client: HouseClient, report, reason: str, **other: object):
    """Sends the form of the dry run, as the page that somebody saw would send it."""
    seen = {"digest": report.context["report"].digest, "reason_internal": reason, "sum_is_right": "on"}
    return client.post(report.request["PATH_INFO"], seen | other, follow=True)


def faults(report) -> list[tuple[int, str, str, str]]:
    return [(fault.row, fault.column, fault.cell, fault.reason) for fault in report.context["report"].faults]
