"""The sample books of the writers' tests are what preflight is tried on."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "write"))
