"""``python -m tests.screens [word]``: the pictures whose name has the word, or all of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    options = ["-q", "-s", "-p", "no:cacheprovider", "-o", "python_files=take_*.py"]
    only = ["-k", sys.argv[1]] if len(sys.argv) > 1 else []
    sys.exit(pytest.main([*options, *only, str(Path(__file__).parent)]))
