"""The portal as `run.py` starts it: its own process, its own database, the demonstration's data and day."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.environment import DEFAULTS

ROOT = Path(__file__).resolve().parents[2]
STOP_SECONDS = 20


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Address of a freshly loaded portal whose data lie in this folder; it ends with the block."""
    offset = datetime.fromisoformat(DEFAULTS["WIR_NOW"]) - datetime.now(UTC)
    variables = os.environ | DEFAULTS | {
        "WIR_DATA_DIR": str(data),
        "WIR_CLOCK_OFFSET_SECONDS": str(offset.total_seconds()),
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
    }  # fmt: skip
    subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE
    )
    with socket.create_server(("127.0.0.1", 0)) as listener, (data / "server.log").open("w") as log:
        command = [sys.executable, "-m", "wir_portal.server", "--fd", str(listener.fileno())]
        server = subprocess.Popen(
            command, cwd=ROOT, env=variables, pass_fds=[listener.fileno()], stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.terminate()
            try:
                server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
