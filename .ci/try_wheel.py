"""Tries an unpacked wheel outside the source tree: the main job on the examples, from the wheel's own files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Runs `zegsman dossier` from the wheel in an empty folder; 0 where it wrote a dossier with claims."""
    wheel = Path(sys.argv[1]).resolve()
    reports = sorted((ROOT / "examples").glob("*/reports"))
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "PYTHONPATH": str(wheel)}
        where = subprocess.run(
            [sys.executable, "-c", "import zegsman; print(zegsman.__file__)"],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        if not where.startswith(str(wheel)):
            print(f"the wheel was not tried: zegsman came from {where}", file=sys.stderr)
            return 1
        pages = (
            "from zegsman.web.rendering import page_templates; from zegsman.web.static_files import static_files; "
            "page_templates().get_template('story.html.j2'); print(*sorted(static_files()))"
        )
        shipped = subprocess.run(
            [sys.executable, "-c", pages], cwd=place, env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        if not {"web.js", "web.css", "dossier.css"} <= set(shipped):
            print(f"the wheel lacks scripts or styles of the pages; it has {shipped}", file=sys.stderr)
            return 1
        out = Path(place) / "out"
        command = [sys.executable, "-m", "zegsman", "dossier", *map(str, reports), "-o", str(out), "--format", "json"]
        subprocess.run(command, cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL)
        dossiers = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.json"))]
    n_claims = [len(dossier["claims"]) for dossier in dossiers]
    print(f"the wheel wrote {len(dossiers)} dossiers with {n_claims} claims")
    return 0 if dossiers and all(n_claims) else 1


if __name__ == "__main__":
    sys.exit(main())
