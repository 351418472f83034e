"""Every floor rests on those below, doors open downwards, calculations know nobody: without an exception."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_the_contracts_are_kept():
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )

    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in run.stdout, run.stdout
    assert run.returncode == 0


def test_no_contract_looks_away():
    allowed = {"name", "type", "layers", "containers", "exhaustive", "exhaustive_ignores"}

    assert [contract["type"] for contract in CONTRACTS] == ["layers", "layers", "forbidden"]
    for contract in CONTRACTS:
        assert contract.keys() <= allowed | {"source_modules", "forbidden_modules"}


def test_every_app_of_the_house_stands_on_a_floor():
    floors, rooms, _calculations = CONTRACTS
    apps = {folder.parent.name for folder in ROOT.glob("*/apps.py")}

    assert apps == set(rooms["containers"])
    assert set(floors["layers"]) == apps | {"wir_portal.urls", "wir_portal.pages", "wir_portal.core"}
