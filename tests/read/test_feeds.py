"""Feeds: entries, their fields and texts, and what feedparser makes of the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zegsman.errors import ReadError
from zegsman.read.feed_lists import FeedAddress, parse_feed_list
from zegsman.read.feeds import parse_feed
from zegsman.read.readers import read_reports
from zegsman.read.reports import Reading, ReadOptions, Refusal
from zegsman.record.report import Cut, CutKind

SAMPLES = Path(__file__).parents[1] / "fixtures" / "formats"
# Plain letters: of some pairs above ASCII feedparser thinks that they were decoded wrongly, and mends them.
WORDS = st.text("abcdefghijklmnopqrstuvwxyzABCDE 0123456789éëï€–'\"(),.:;!?-", min_size=1, max_size=40)


@pytest.mark.parametrize("name", ["rss-2.0.xml", "rss-1.0.rdf", "atom.xml"])
def test_feedparser_reads_the_same(name: str) -> None:
    """Titles, addresses, authors and moments are those that feedparser reads."""
    data = (SAMPLES / name).read_bytes()
    theirs, ours = feedparser.parse(data), parse_feed(data)
    assert ours.title == theirs.feed.title
    assert [(one.title, one.url, one.author) for one in ours.entries] == [
        (feedparser_title(one.title), urljoin("https://proefbode.example/", one.link), one.author)
        for one in theirs.entries
    ]
    for one, other in zip(ours.entries, theirs.entries, strict=True):
        assert moment(one.published) == datetime(
            *(other.get("published_parsed") or other.updated_parsed)[:6], tzinfo=UTC
        )


def feedparser_title(title: str) -> str:
    """A title of feedparser without the markup that it leaves in."""
    return title.replace("<b>", "").replace("</b>", "")


def moment(written: str) -> datetime:
    """A date of a feed in UTC."""
    from email.utils import parsedate_to_datetime

    found = datetime.fromisoformat(written) if written[0].isdigit() else parsedate_to_datetime(written)
    return found.astimezone(UTC).replace(microsecond=0)


@settings(max_examples=60)
@given(st.lists(st.tuples(WORDS, WORDS, st.integers(0, 10**9)), min_size=1, max_size=4))
def test_feedparser_reads_the_same_of_any_feed(entries: list[tuple[str, str, int]]) -> None:
    """Of any feed that a program writes, both read the same titles and moments in the same order."""
    dates = [datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds) for _, _, seconds in entries]
    items = "".join(
        f"<item><title>{escape(title)}</title><description>{escape(text)}</description>"
        f"<pubDate>{date.strftime('%a, %d %b %Y %H:%M:%S +0000')}</pubDate><link>https://p.example/{i}</link></item>"
        for i, ((title, text, _), date) in enumerate(zip(entries, dates, strict=True))
    )
    data = f'<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>{items}</channel></rss>'.encode()
    theirs, ours = feedparser.parse(data).entries, parse_feed(data).entries
    assert [one.url for one in ours] == [one.link for one in theirs]
    assert [moment(one.published) for one in ours] == dates
    assert [datetime(*one.published_parsed[:6], tzinfo=UTC) for one in theirs] == dates
    assert [one.title for one in ours] == [" ".join(one.get("title", "").split()) for one in theirs]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("</item>", "", 1),
        lambda text: text.replace("<rss", " \n<rss"),
        lambda text: text[:-20],
    ],
    ids=["unclosed", "late", "cut off"],
)
def test_feed_with_faults_is_read(damage: object) -> None:
    """A feed with the faults that feeds have gives what can be read of it."""
    text = (SAMPLES / "rss-2.0.xml").read_text("utf-8")
    assert callable(damage)
    assert parse_feed(damage(text).encode()).entries[0].title == "Brug bij Proefdam weken dicht"


def test_addresses_are_made_whole() -> None:
    """Relative addresses are made whole against where the feed was fetched; a permanent id stands for a link."""
    data = b"""<rss><channel><title>P</title><item><title>a</title><link>/a</link></item><item><title>b</title>
    <guid>https://p.example/b</guid></item><item><guid isPermaLink="false">c</guid></item></channel></rss>"""
    assert [one.url for one in parse_feed(data, url="https://p.example/rss").entries] == [
        "https://p.example/a", "https://p.example/b", ""
    ]  # fmt: skip


def test_summary_is_told_as_cut() -> None:
    """An entry of which the feed gives a summary says so; one with a long description is whole."""
    long = "De brug is dicht, meldt de gemeente. " * 25
    data = (
        f"<rss><channel><title>P</title><item><title>a</title><description>Kort bericht.</description></item><item>"
        f"<title>b</title><description>{long}</description></item><item><title>c</title></item></channel></rss>"
    )
    found = list(read_reports(data.encode(), ReadOptions(path="x")))
    assert [one.report.cut for one in found if isinstance(one, Reading)] == [(Cut(CutKind.SUMMARY),), ()]
    assert isinstance(found[2], Refusal)
    assert "a title and no text" in found[2].reason


def test_same_entry_is_the_same_report() -> None:
    """An entry has the same bytes wherever in the feed it stands: a feed that is read again gives nothing new."""
    data = (SAMPLES / "rss-2.0.xml").read_text("utf-8")
    first = data[data.index("<item>") : data.index("</item>") + 7]
    moved = data.replace(first, "").replace("</channel>", first + "</channel>")
    ids = [
        {one.report.id for one in read_reports(text.encode(), ReadOptions()) if isinstance(one, Reading)}
        for text in (data, moved)
    ]
    assert ids[0] == ids[1]


def test_feed_list() -> None:
    """An OPML list gives its feeds at any depth, each once; outlines without an address are headings."""
    data = b"""<opml><body><outline text="a"><outline xmlUrl="https://p.example/1" text="Een"/>
    <outline><outline xmlurl="https://p.example/2" title="Twee" text="x"/></outline></outline>
    <outline xmlUrl="https://p.example/1"/><outline xmlUrl="javascript:x"/></body></opml>"""
    assert parse_feed_list(data) == (
        FeedAddress("https://p.example/1", "Een"),
        FeedAddress("https://p.example/2", "Twee"),
    )
    with pytest.raises(ReadError, match="expected <opml>"):
        parse_feed_list(b"<rss/>")


def test_no_feed() -> None:
    """What is no feed is refused with what it is."""
    with pytest.raises(ReadError, match="its root is <html>"):
        parse_feed(b"<html><body/></html>")
    with pytest.raises(ReadError, match="no feed"):
        parse_feed(b'{"items": 3}')
