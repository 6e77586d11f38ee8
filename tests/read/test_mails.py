"""Messages and mailboxes."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from zegsman.read.readers import read_reports
from zegsman.read.reports import Reading, ReadOptions, Refusal
from zegsman.record.report import CutKind, Report

SAMPLES = Path(__file__).parents[1] / "fixtures" / "formats"
TEXT = "De brug over de rivier is dicht.\n\nDat meldt de gemeente Proefdam."


def a_message(text: str = TEXT) -> EmailMessage:
    """A message with a text."""
    message = EmailMessage()
    message["From"] = "Réd. Proefbode <red@proefbode.example>"
    message["To"] = "lezer@example.org"
    message["Subject"] = "Brüg dicht: één pijler geraakt"
    message["Date"] = "Tue, 05 Mar 2024 08:40:00 +0100"
    message["Message-ID"] = "<1@proefbode.example>"
    message.set_content(text)
    return message


def reports(data: bytes, name: str = "x.eml") -> list[Report]:
    """The reports of a message."""
    found = list(read_reports(data, ReadOptions(path=name)))
    assert all(isinstance(one, Reading) for one in found), found
    return [one.report for one in found if isinstance(one, Reading)]


def test_coded_header_is_read() -> None:
    """Words coded in the header are read; the sender's name counts as the outlet."""
    (report,) = reports(a_message().as_bytes())
    assert (report.title, report.outlet) == ("Brüg dicht: één pijler geraakt", "Réd. Proefbode")
    assert report.published_at == "2024-03-05T08:40:00+01:00"
    assert report.text == TEXT


@pytest.mark.parametrize(
    ("plain", "chosen"), [(TEXT, "gemeente Proefdam."), ("Lees dit in je browser.", "gemeente uit HTML.")]
)
def test_whole_form_is_chosen(plain: str, chosen: str) -> None:
    """Of two forms the plain one is read where it is whole, the rich one where the plain one is a stub."""
    message = a_message(plain)
    message.add_alternative(
        "<p>De brug over de rivier is dicht.</p><p>Dat meldt de gemeente uit HTML.</p>", subtype="html"
    )
    (report,) = reports(message.as_bytes())
    assert report.text.endswith(chosen)


def test_attachments_are_read_or_told() -> None:
    """An attached document and an attached message are reports of their own; a picture is told as left out."""
    message = a_message()
    message.add_attachment(
        (SAMPLES / "report.pdf").read_bytes(), maintype="application", subtype="pdf", filename="nota.pdf"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="kaart.png")
    message.add_attachment(a_message("Een ander bericht, over het kanaal."))
    found = reports(message.as_bytes())
    assert [one.path for one in found] == ["x.eml", "x.eml#nota.pdf", "x.eml#3"]
    assert found[1].author == "Provincie Proefland"
    assert found[2].text == "Een ander bericht, over het kanaal."
    assert [cut.kind for cut in found[0].cut] == [CutKind.ATTACHMENT]


def test_quoted_lines_are_left_out() -> None:
    """What a reply quotes is not its own."""
    (report,) = reports(a_message("Het klopt niet.\n\n> De brug is open.\n> Zegt men.\n\nGroet, Ada").as_bytes())
    assert report.text == "Het klopt niet.\n\nGroet, Ada"


def test_mailbox_parts_at_from_lines() -> None:
    """A line 'From ' parts messages only behind a blank line and with a date; an escaped one belongs to the text."""
    body = "Het bericht.\n\nFrom the harbour, he said.\nFrom x Tue Mar  5 08:40:00 2024 is geen begin."
    one = a_message(body).as_bytes().replace(b"\nFrom the", b"\n>From the")
    box = (
        b"From a@b Tue Mar  5 08:40:00 2024\n"
        + one
        + b"\n\nFrom a@b Tue Mar  5 08:41:00 2024\n"
        + a_message().as_bytes()
    )
    found = reports(box, "x.mbox")
    assert [report.path for report in found] == ["x.mbox#1", "x.mbox#2"]
    assert "From the harbour" in found[0].text
    assert "is geen begin" in found[0].text


def test_message_without_words_is_refused() -> None:
    """A message without a text is refused."""
    (one,) = read_reports(a_message("").as_bytes(), ReadOptions(path="x.eml"))
    assert isinstance(one, Refusal)
    assert "no words" in one.reason


def test_saved_page_of_another_browser() -> None:
    """A page that was saved without its parts, by a browser that tells no address, is read as a page all the same."""
    page = "<html lang='nl'><body><article><h1>Brug dicht</h1><p>De brug is dicht, zegt de gemeente.</p></article>"
    head = "From: <Saved by Windows Internet Explorer 11>\r\nSubject: Brug\r\nDate: Tue, 5 Mar 2024 08:40:00 +0100\r\n"
    kind = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: file://C:/brug.htm\r\n"
    (report,) = reports(f"{head}{kind}\r\n{page}".encode(), "brug.mht")
    assert (report.outlet, report.url, report.title) == (None, None, "Brug dicht")
    assert report.text.endswith("De brug is dicht, zegt de gemeente.")


def test_message_about_what_is_saved() -> None:
    """A sender whose name only begins alike is a sender."""
    message = a_message()
    message.replace_header("From", "Saved Bytes <a@bytes.example>")
    assert [one.outlet for one in reports(message.as_bytes())] == ["Saved Bytes"]
