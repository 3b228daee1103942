"""The site's settings, with a folder of their own and one more address, the constant view."""

import os
from pathlib import Path

os.environ.setdefault("VAR_DIR", str(Path(__file__).resolve().parents[2] / "var" / "bench"))

from defense.settings import *  # noqa: F403  # the folder must be named before they are read

ROOT_URLCONF = "defense.bench.urls"
