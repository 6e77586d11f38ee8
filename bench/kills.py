"""Kills the program at random points, hundreds of times, and counts what is lost: nothing may be.

usage: python bench/kills.py [--kills N] [--seed N]

Cases are read, worked out anew and watched under SIGKILL (see tests/endurance/killing.py) until there were N kills in
each of the four campaigns: both with small cases and with large ones. Prints one line of JSON a campaign: runs, kills,
inputs that had been acknowledged when they were looked for, and the lists of what was lost, unsound or unequal at the
end. Ends with 1 where any list has anything.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))


def main() -> None:
    """Runs the campaigns."""
    from endurance import killing, killing_watch

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    failed = False
    campaigns = {
        "read and rerun": killing.campaign,
        "read and rerun, large": killing.large_campaign,
        "watch": killing_watch.campaign,
        "watch, large": killing_watch.large_campaign,
    }
    for name, work in campaigns.items():
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            tally = work(Path(folder), kills=given.kills, seed=given.seed)
            seconds = round(time.perf_counter() - start, 1)
        failed = failed or bool(tally.lost or tally.unsound or tally.unequal)
        print(json.dumps({"campaign": name, "seconds": seconds, **asdict(tally)}), flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
