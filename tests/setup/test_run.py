"""run.py in a process of its own, as people use it; nothing here loads a package."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
RUN = ROOT / "run.py"
OURS = ("WIR_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def run(*arguments: str, script: Path = RUN, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        env={**ENVIRONMENT, **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def copy(tmp_path) -> Path:
    """run.py with what it reads before any package is there, in a folder of its own."""
    project = tmp_path / "project"
    (project / "wir_portal").mkdir(parents=True)
    for name in (
        *("run.py", "requirements.lock", "requirements-test.lock"),
        *("wir_portal/__init__.py", "wir_portal/data_folder.py"),
    ):
        shutil.copy(ROOT / name, project / name)
    return project / "run.py"


def refusal(done: subprocess.CompletedProcess) -> str:
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    return done.stderr


def test_an_older_python_gets_as_far_as_the_sentence_that_refuses_it():
    tree = ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))

    first_import, check = tree.body[1:3]
    assert [name.name for name in first_import.names] == ["sys"]
    assert ast.unparse(check.test) == "sys.version_info < (3, 11)"


def test_only_the_standard_library_is_needed():
    tree = ast.parse(RUN.read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names} == {
        "wir_portal.data_folder"
    }


@pytest.mark.parametrize("arguments", [["starte"], ["--prot", "8000"], ["--port", "acht"], ["start", "jetzt"]])
def test_what_is_not_understood_is_answered_with_the_commands(arguments):
    said = refusal(run(*arguments))

    assert "python3 run.py test" in said


def test_a_taken_port_is_named_before_anything_is_set_up(copy):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = refusal(run("--port", str(port), script=copy))

    assert f"Port {port} auf 127.0.0.1 ist nicht frei" in said
    assert "--port" in said
    assert sorted(path.name for path in copy.parent.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize("port", ["70000", "-1"])
def test_an_impossible_port_is_refused(copy, port):
    assert "--port 8001" in refusal(run("--port", port, script=copy))


def test_a_name_that_is_not_known_here_is_refused(copy):
    assert "--host 127.0.0.1" in refusal(run("--host", "wir.invalid", "--port", "0", script=copy))


def test_a_wrong_clock_is_refused(copy):
    assert "WIR_NOW=2018-11-05T09:00+01:00" in refusal(run("--port", "0", script=copy, WIR_NOW="morgen"))


def test_a_folder_that_cannot_be_the_data_folder_is_refused(copy, tmp_path):
    (tmp_path / "file").write_text("")

    assert "--data-dir" in refusal(run("--port", "0", "--data-dir", str(tmp_path / "file"), script=copy))


def test_without_a_package_registry_the_reason_is_named_and_nothing_counts_as_done(copy):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
    nowhere |= {"PIP_NO_CACHE_DIR": "1", "PIP_EXTRA_INDEX_URL": "", "PIP_RETRIES": "0", "HOME": str(copy.parent)}

    said = refusal(run("--port", "0", script=copy, **nowhere))

    assert "Die Pakete ließen sich nicht laden" in said
    assert "Paketquelle" in said
    assert not (copy.parent / ".venv" / "installed.json").exists()


def test_without_the_module_venv_its_debian_package_is_named(copy, tmp_path):
    (tmp_path / "venv.py").write_text("raise SystemExit('ensurepip is not available')\n")

    said = refusal(run("manage", "check", script=copy, PYTHONPATH=str(tmp_path)))

    assert "apt install python3-venv" in said
    assert not (copy.parent / ".venv").exists()
