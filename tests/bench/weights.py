"""What has to be there before a page can be drawn: bytes of the built app, brotli.

``python -m tests.bench.weights``. A page needs the entry, its own chunk and everything that these
import at once, and the styles that are fetched with both; what a page fetches later (when a sheet
opens, after the first paint) is not counted. The same build has the same bytes, so
``tests/e2e/test_weights.py`` may assert them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

DIST = Path(__file__).parents[2] / "pwa" / "dist"
NODE = Path(sys.executable).with_name("node")
PAGES = {
    "sign-in": "SignInPage",
    "my enterprises": "MyEnterprisesPage",
    "visit form": "VisitFormPage",
    "outbox": "OutboxPage",
    "my reports": "MyReportsPage",
    "review": "ReviewQueuePage",
}

# A lazy import and the styles that it waits for, as places in the list at the head of the chunk.
_LAZY = r"import\(.\./{name}.\)[^;]{{0,60}}?,__vite__mapDeps\(\[([\d,]*)\]"
_STYLES = re.compile(r"m\.f=\[([^\]]*)\]")
_IMPORT = re.compile(r"(?:^|[;}\s])(?:import|export)[^;'\"(`]*?[\"'](\./[\w./-]+\.js)[\"']")
_BROTLI = """
const { brotliCompressSync } = require('zlib'), { readFileSync } = require('fs')
const weigh = (path) => [path, brotliCompressSync(readFileSync(path)).length]
const sizes = process.argv.slice(1).map(weigh)
process.stdout.write(JSON.stringify(Object.fromEntries(sizes)))
"""


def entry() -> Path:
    """The script that ``index.html`` names."""
    found = re.search(r'src="\./(assets/[^"]+\.js)"', (DIST / "index.html").read_text())
    assert found
    return DIST / found[1]


def chunk(name: str) -> Path:
    """The chunk of one page, found by its file's name."""
    (path,) = (DIST / "assets").glob(f"{name}-????????.js")
    return path


def needed(start: Path) -> set[Path]:
    """The chunk and all that it imports before it runs."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        waiting += [path.parent / name for name in _IMPORT.findall(path.read_text())]
    return found


@cache
def brotli_sizes() -> dict[Path, int]:
    """Bytes of every built script and style, as a server with brotli sends them."""
    paths = sorted((DIST / "assets").glob("*.[jc]s*"))
    command = [str(NODE), "-e", _BROTLI, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True)
    return {Path(path): size for path, size in json.loads(done.stdout).items()}


def styles(page: Path) -> set[Path]:
    """The styles of ``index.html`` and of one page."""
    html = (DIST / "index.html").read_text()
    found = {DIST / name for name in re.findall(r'href="\./(assets/[^"]+\.css)"', html)}
    lazy = re.compile(_LAZY.format(name=re.escape(page.name)))
    for path in DIST.glob("assets/*.js"):
        text = path.read_text()
        for places in lazy.findall(text):
            listed = re.findall(r'"\./([^"]+)"', _STYLES.search(text)[1])  # type: ignore[index]
            found |= {path.parent / listed[int(place)] for place in places.split(",") if place}
    return {path for path in found if path.suffix == ".css"}


def weight(paths: set[Path]) -> int:
    return sum(brotli_sizes()[path] for path in paths)


def script_weight(name: str) -> int:
    return weight(needed(entry()) | needed(chunk(name)))


def style_weight(name: str) -> int:
    return weight(styles(chunk(name)))


def main() -> None:
    print(f"{'entry':16}{weight(needed(entry())) / 1000:6.1f} KB")
    for label, name in PAGES.items():
        files = len(needed(entry()) | needed(chunk(name)))
        script, style = script_weight(name) / 1000, style_weight(name) / 1000
        print(f"{label:16}{script:6.1f} KB in {files} files, styles {style:4.1f} KB")


if __name__ == "__main__":
    main()
