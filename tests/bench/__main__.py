"""``python -m tests.bench [name …]``: run the benchmarks of this folder and print their figures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


def main() -> int:
    wanted = sys.argv[1:] or [path.stem.removeprefix("bench_") for path in _all()]
    files = [str(FOLDER / f"bench_{name}.py") for name in wanted]
    options = ["-q", "-s", "-p", "no:cacheprovider", "-o", "python_files=bench_*.py"]
    # A process for each engine: the ORM keeps the statements of the first one that it spoke to.
    pytests = [[sys.executable, "-m", "pytest", *options, "--engine", name] for name in ENGINES]
    codes = [subprocess.run([*command, *files], check=False).returncode for command in pytests]
    return max(code for code in codes if code != pytest.ExitCode.NO_TESTS_COLLECTED)


def _all() -> list[Path]:
    return sorted(FOLDER.glob("bench_*.py"))


ENGINES = ("sqlite", "postgres")

if __name__ == "__main__":
    sys.exit(main())
