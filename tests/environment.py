"""A pytest plugin that is loaded before the settings: tests run in the demo, on its day, with data of their own."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULTS = {
    "DJANGO_SETTINGS_MODULE": "wir_portal.settings",
    "WIR_DATA_DIR": str(ROOT / ".data" / "tests"),
    "WIR_DEMO": "1",
    "WIR_DEMO_PASSWORD": "vorführung-in-den-tests",
    "WIR_NOW": "2018-11-05T09:00+01:00",
    "WIR_SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)
Path(os.environ["WIR_DATA_DIR"]).mkdir(parents=True, exist_ok=True)
