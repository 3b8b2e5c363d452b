"""``python -m tests.bench [name …]``: run the benchmarks of this folder and print their figures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


def main() -> int:
    wanted = sys.argv[1:] or [path.stem.removeprefix("bench_") for path in _all()]
    files = [str(FOLDER / f"bench_{name}.py") for name in wanted]
    options = ["-q", "-s", "-p", "no:cacheprovider", "-o", "python_files=bench_*.py"]
    engines = [pytest.main([*options, "--engine", engine, *files]) for engine in ENGINES]
    return max(int(code) for code in engines if code != pytest.ExitCode.NO_TESTS_COLLECTED)


def _all() -> list[Path]:
    return sorted(FOLDER.glob("bench_*.py"))


ENGINES = ("sqlite", "postgres")

if __name__ == "__main__":
    sys.exit(main())
