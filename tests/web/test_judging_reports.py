"""Which reports tell of one affair: told on the pages where it is nearly so, and decided there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from zegsman.record.story import NearStories
from zegsman.store.near_stories import save_near

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from zegsman.web.site import Site

pytestmark = pytest.mark.encoder
Json = dict[str, Any]


def _stories(client: TestClient) -> list[Json]:
    found: list[Json] = client.get("/api/stories").json()
    return [client.get(f"/api/stories/{one['id']}").json() for one in found]


def _reports(story: Json) -> list[str]:
    return [report["id"] for report in story["reports"]]


def _post(client: TestClient, site: Site, address: str, data: Json) -> None:
    """Posts a form, and waits until the case is worked out anew."""
    client.post(address, data=data)
    while (job := site.jobs.current) is not None:
        job.ended.wait(60)


def _near(site: Site, client: TestClient) -> tuple[Json, Json]:
    """Says that the two stories of the case may be one: the smaller and the larger."""
    larger, smaller = _stories(client)[:2]
    near = NearStories(_reports(smaller)[0], _reports(larger)[0], 0.31, 0.5, ("Brakelse Mout",))
    with site.shelf.writing() as book, book.case.transaction():
        save_near(book.case, (), [near])
    return smaller, larger


def test_near_stories_are_told_on_the_front_page_and_on_both(client: TestClient, site: Site) -> None:
    """The front page tells it at the smaller story, and each of the two has it above its claims."""
    smaller, larger = _near(site, client)
    told = "the linkage is 0.31 of the 0.50 needed"
    assert client.get("/").text.count(told) == 1
    for here, there in ((smaller, larger), (larger, smaller)):
        page = client.get(f"/story/{here['story']['id']}").text
        assert told in page and "Brakelse Mout" in page and f"/story/{there['story']['id']}" in page


def test_near_stories_are_joined_by_their_button(client: TestClient, site: Site) -> None:
    """What the form on the page posts joins the two, the history tells it by titles, and undo parts them."""
    smaller, larger = _near(site, client)
    before = sorted(map(_reports, _stories(client)))
    data = {"subject": "report", "verdict": "same", "pick": _reports(smaller)[0], "other": _reports(larger)[0]}
    assert f'value="{data["pick"]}"' in client.get("/").text
    _post(client, site, "/judge", data)
    joined = _stories(client)[0]
    assert sorted(_reports(joined)) == sorted(_reports(smaller) + _reports(larger))
    history = client.get("/judgements").text
    assert "are about one affair" in history and smaller["reports"][0]["title"] in history
    _post(client, site, "/judgements/undo", {"number": "1"})
    assert sorted(map(_reports, _stories(client))) == before


def test_picked_reports_leave_their_story(client: TestClient, site: Site) -> None:
    """A report ticked in the list of a story's reports and said to be no part of it stands by itself, as one act."""
    story = _stories(client)[0]
    gone, *rest = _reports(story)
    assert "not_of" in client.get(f"/story/{story['story']['id']}/reports").text
    _post(client, site, "/judge", {"not_of": story["story"]["id"], "pick": [gone]})
    found = [sorted(_reports(one)) for one in _stories(client)]
    assert [gone] in found and sorted(rest) in found
    rows = client.get("/api/judgements").json()
    assert {(row["subject"], row["left"], row["verdict"]) for row in rows} == {("report", gone, "different")}
    assert "is not about the affair of" in client.get("/judgements").text
