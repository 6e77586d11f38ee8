"""The command `watch`: polls feeds and tells what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from zegsman.cli.options import CaseOption, JsonOption, QuietOption
from zegsman.cli.outcome import DONE, NOTHING, PARTLY
from zegsman.cli.setting_up import opened
from zegsman.cli.terminal import name_refusals, print_lines, print_table, say
from zegsman.errors import UsageError

if TYPE_CHECKING:
    from zegsman.desk.casebook import Casebook
    from zegsman.desk.watching.watch import Round

Json = dict[str, Any]


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FEEDS]...",
            help="Addresses of feeds, OPML lists; without any those watched before.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[float, typer.Option("--every", metavar="MINUTES", help="From one round to the next.", min=1)] = 15,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    feed: Annotated[str | None, typer.Option("--feed", metavar="FILE", help="Write the news as an Atom feed.")] = None,
    lines: Annotated[str | None, typer.Option("--lines", metavar="FILE", help="Add the news as JSON lines.")] = None,
    run: Annotated[
        str | None, typer.Option("--run", metavar="COMMAND", help="Run it for each piece of news (JSON on stdin).")
    ] = None,
    post: Annotated[str | None, typer.Option("--post", metavar="URL", help="Post each piece of news to it.")] = None,
    on: Annotated[
        str,
        typer.Option("--on", metavar="KINDS", help="News for --run and --post: new, origin, denied, dropped, changed."),
    ] = "new,origin,denied,dropped",
    listed: Annotated[bool, typer.Option("--list", help="List the feeds that are watched.")] = False,
    forget: Annotated[
        str | None, typer.Option("--forget", metavar="FEED", help="Watch a feed no longer; its reports stay.")
    ] = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Polls feeds politely, takes the reports that they lead to, and tells what is new of the claims.

    Stopped at any moment (Ctrl-C ends it after the page in hand) and given again, it goes on where it was.
    """
    from zegsman.desk.fetching import fetcher_for
    from zegsman.desk.watching.deliveries import Places, parse_kinds
    from zegsman.desk.watching.polling import unwatch_feed, watch_feeds, watched_feeds
    from zegsman.desk.watching.watch import stopping_by_signal
    from zegsman.desk.watching.watch import watch as go_on

    places = Places(feed=feed, lines=lines, run=run, post=post, on=parse_kinds(on))
    with opened(case, quiet=quiet) as book:
        if forget is not None:
            unwatch_feed(book, forget)
        if listed:
            _list_feeds(book, as_json=as_json)
        if (listed or forget is not None) and not feeds:
            return
        outcome = Outcome(as_json=as_json, quiet=quiet)
        with stopping_by_signal() as stop, fetcher_for(book.settings, sleep=stop.wait) as fetcher:
            watch_feeds(book, feeds or (), fetcher)
            if not watched_feeds(book):
                raise UsageError("no feed is watched yet; expected addresses of feeds, or an OPML list of them")
            go_on(book, fetcher, places, every_s=None if once else every * 60, stop=stop, tell=outcome.tell)
    raise typer.Exit(outcome.status)


class Outcome:
    """Tells each round, and how the command ends."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self.as_json, self.quiet = as_json, quiet
        self.status = DONE

    def tell(self, done: Round) -> None:
        """Tells what a round did: the news on standard output, the rest as talk."""
        asked, taking = done.poll, done.poll.taking
        name_refusals([*asked.failed, *taking.refused, *done.unread])
        for failure in done.undelivered:
            say(f"not told: {failure}")
        for report, gain in done.gains.items():
            told = ", ".join(f"{n} {what}" for what, n in gain.items() if n) or "no claims"
            say(f"{report}: {told}", quiet=self.quiet)
        for later, earlier in taking.revised.items():
            say(f"{later}: takes the place of {earlier}; `zegsman show {later}` shows what changed", quiet=self.quiet)
        self._tell_news(done)
        say(
            f"{asked.n_feeds} feeds asked, {len(asked.failed)} failed; {len(taking.taken)} reports taken, "
            f"{len(taking.revised)} of them new versions; {asked.n_postponed} pages postponed; "
            f"{len(done.news)} news of claims",
            quiet=self.quiet,
        )
        went_wrong = bool(asked.failed or taking.refused or done.unread or done.undelivered)
        nothing = asked.n_feeds > 0 and len(asked.failed) == asked.n_feeds and not asked.n_pages
        self.status = NOTHING if nothing else PARTLY if went_wrong else DONE

    def _tell_news(self, done: Round) -> None:
        if self.as_json:
            print_lines(
                {"number": one.number, "kind": one.kind, "at": one.at, "story": one.story, "claim": one.claim,
                 "text": one.data["text"], "why": one.data["why"],
                 "reports": [report["id"] for report in one.data["new_reports"]]}
                for one in done.news
            )  # fmt: skip
        elif done.news:
            columns = (("news", "left"), ("from", "left"), ("status", "left"), ("claim", "left"))
            print_table(columns, [_row(one.kind, one.data) for one in done.news])


def _row(kind: str, data: Json) -> tuple[str, str, str, str]:
    outlets = dict.fromkeys(report["outlet"] or "?" for report in data["new_reports"] or data["reports"])
    return kind, ", ".join(outlets), data["status"], " ".join(data["text"].split())


def _list_feeds(book: Casebook, *, as_json: bool) -> None:
    from zegsman.desk.watching.polling import watched_feeds

    found = watched_feeds(book)
    if as_json:
        print_lines(
            {"feed": one.address, "title": one.title, "asked_at": one.asked_at, "failures": one.failures,
             "reason": one.reason}
            for one in found
        )  # fmt: skip
    elif found:
        columns = (("feed", "left"), ("asked", "left"), ("why it failed", "left"))
        print_table(columns, [(one.address, one.asked_at or "not yet", one.reason or "") for one in found])
    else:
        say("no feed is watched")
