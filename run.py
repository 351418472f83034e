#!/usr/bin/env python3
"""Das WIR-Portal einrichten und starten; dafür genügt Python 3.11 oder neuer.

python3 run.py [start] [--host 127.0.0.1] [--port 8000] [--data-dir .data]
python3 run.py test [Argumente für pytest]
python3 run.py manage Befehl …
"""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python does not know
    sys.exit("Das Portal braucht Python 3.11 oder neuer. Dies ist Python %d.%d." % sys.version_info[:2])

import argparse
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

from wir_portal.data_folder import DataFolder, Refusal, folder_of_environment, refuse_public

ROOT = Path(__file__).resolve().parent
POSIX = os.name == "posix"
VENV = ROOT / ".venv"
PYTHON = VENV / ("bin/python" if POSIX else "Scripts/python.exe")
HELP = argparse.RawDescriptionHelpFormatter
BACKLOG = 2048
STOP_SECONDS = 8
ACCOUNTS = """\
  land-bearbeitung               Ministerium: bearbeitet die Kontingente     {address}/admin/
  land-freigabe                  Ministerium: gibt frei                      {address}/admin/
  land-lesen                     Ministerium: liest                          {address}/admin/
  bewilligung-1, bewilligung-2   Bewilligungsbehörde                         {address}/admin/
  pruefung                       Rechnungsprüfung: liest alles               {address}/admin/
  technik                        Technik: Konten, keine Inhalte              {address}/admin/
  landkreis-fulda-amt            Landkreis Fulda: Sachbearbeitung            {address}/portal/
  landkreis-fulda-zeichnung      Landkreis Fulda: Zeichnung                  {address}/portal/
  landkreis-fulda-fallmanagement Landkreis Fulda: Fallmanagement             {address}/portal/
  … und ebenso -amt, -zeichnung, -fallmanagement für jede der 33 Kommunen, zum Beispiel stadt-kassel-amt"""


# --- the environment: .venv


def install(lock):
    """Makes .venv hold what `lock` names, hashes checked. The stamp, written last, makes the next start fast."""
    stamps = VENV / "installed.json"
    installed = stamps_in(stamps)
    digests = {name: digest_of(name) for name in ("requirements.lock", "requirements-test.lock")}
    if PYTHON.exists() and installed.get(lock) == digests[lock]:
        return
    try:
        half_made = not installed
        with suppress(FileNotFoundError):
            stamps.unlink()
        if not works(PYTHON):
            half_made = False
            make_environment()
        print(f"Die Pakete aus {lock} werden geladen …", flush=True)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
        pip += ["--require-hashes", "--requirement", ROOT / lock, *(["--force-reinstall"] if half_made else [])]
        log = VENV / "pip.log"
        with log.open("w", encoding="utf-8") as said:
            failed = call(pip, stdout=said, stderr=said)
        if failed:
            raise Refusal(
                f"{last_lines(log)}\nDie Pakete ließen sich nicht laden; darüber steht, was pip dazu sagt. Ist eine "
                "Paketquelle (PyPI oder ein Spiegel) erreichbar? Danach genügt derselbe Befehl noch einmal."
            )
        done = {lock, "requirements.lock"}  # the one for tests names all of the other, too
        stamps.write_text(json.dumps({name: digests[name] for name in sorted(done)}))
    except OSError as error:
        raise Refusal(f"In den Ordner {VENV} lässt sich nicht schreiben ({error.strerror}).") from None


def last_lines(log, count=8):
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


def stamps_in(path):
    try:
        return dict(json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return {}


def digest_of(lock):
    return hashlib.sha256((ROOT / lock).read_bytes() + sys.version.encode()).hexdigest()


def works(python):
    try:
        return (
            subprocess.call([python, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            == 0
        )
    except OSError:
        return False


def make_environment():
    print("Die Umgebung .venv wird angelegt …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if not os.access(ROOT, os.W_OK):
        raise Refusal(f"In den Ordner {ROOT} lässt sich nicht schreiben. Legen Sie das Portal in einen eigenen.")
    if call([sys.executable, "-m", "venv", VENV]) or not works(PYTHON):
        raise Refusal(
            "Python kann keine Umgebung anlegen: Das Modul „venv“ fehlt oder ist unvollständig. "
            "Debian und Ubuntu: apt install python3-venv"
        )


# --- commands


def start(arguments):
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__, formatter_class=HELP)
    parser.error = refuse_arguments
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data-dir", type=Path, default=folder_of_environment())
    options = parser.parse_args(arguments)
    listener = reserve(options.host, options.port)
    options.port = listener.getsockname()[1]
    folder = DataFolder(options.data_dir)
    env = folder.environment()
    if folder.is_demo:
        refuse_public(options.host)
        env.setdefault("WIR_PUBLIC_URL", address_of(options))
        env.setdefault("WIR_ALLOWED_HOSTS", ",".join({"localhost": 0, "127.0.0.1": 0, "[::1]": 0, options.host: 0}))
    install("requirements.lock")
    try:
        if not folder.is_demo:
            manage_or_refuse(["collectstatic", "--noinput", "--verbosity", "0"], env)
        manage_or_refuse(["prepare"], env)
    except Refusal:
        if folder.is_new:
            folder.file.unlink()  # the first start decides, and this was none
        raise
    folder.keep()
    serve(listener, options, folder, env)


def serve(listener, options, folder, env):
    """Becomes the server, so that every signal reaches it directly; Windows cannot do that."""
    address = address_of(options)
    if not POSIX:
        listener.close()
        announce(address, folder)
        command = [PYTHON, "-m", "wir_portal.server", "--host", options.host, "--port", str(options.port)]
        sys.exit(subprocess.call(command, cwd=ROOT, env=env))
    try:
        listener.listen(BACKLOG)
    except OSError:
        raise taken(options.host, options.port, "belegt") from None
    os.set_inheritable(listener.fileno(), True)
    announce(address, folder)
    become([PYTHON, "-m", "wir_portal.server", "--fd", str(listener.fileno())], env)


def address_of(options):
    return f"http://{'[' + options.host + ']' if ':' in options.host else options.host}:{options.port}"


def announce(address, folder):
    print(f"\nDas WIR-Portal läuft.\n\n  {address}/         öffentlich\n  {address}/en/      in English")
    print(f"  {address}/portal/  Kommunen\n  {address}/admin/   Land\n")
    if folder.is_demo:
        print(f"Vorführung: Die Uhr zeigt den {folder.clock():%d.%m.%Y, %H:%M Uhr}. Anmelden können sich")
        print(f"\n{ACCOUNTS.format(address=address)}\n\nPasswort für alle: {folder.state['demo_password']}\n")
    print("Beenden mit Strg+C.", flush=True)


def manage(arguments):
    folder = DataFolder(folder_of_environment())
    install("requirements.lock")
    become([PYTHON, ROOT / "manage.py", *arguments], folder.environment())


def test(arguments):
    install("requirements-test.lock")
    become([PYTHON, "-m", "tests.gate", *arguments], os.environ)


def manage_or_refuse(arguments, env):
    """Runs manage.py; what went wrong stands in start.log, its last words in the refusal."""
    log = Path(env["WIR_DATA_DIR"]) / "start.log"
    with log.open("w", encoding="utf-8") as errors:
        failed = call([PYTHON, "manage.py", *arguments, "--traceback"], env=env, stderr=errors)
    said = log.read_text(encoding="utf-8", errors="replace")
    if not failed:
        log.unlink()
        sys.stderr.write(said)
        return
    errors = list(re.finditer(r"^([\w.]*(?:Error|Configured)): ", said, re.MULTILINE))
    words = said[errors[-1].end() :].strip() if errors else f"manage.py {arguments[0]} ist gescheitert."
    if errors and errors[-1][1].endswith("OperationalError"):
        words = f"Die Datenbank antwortet nicht wie erwartet. {words}"
    raise Refusal(f"{words}\n(Ausführlich: {log})")


# --- processes


def call(command, **options):
    """Exit status of the command; whatever ends us ends it, with all that it started."""
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=POSIX, **options)
    try:
        return process.wait()
    except BaseException:
        kill = (lambda sign: os.killpg(process.pid, sign)) if POSIX else (lambda _sign: process.kill())
        with suppress(ProcessLookupError):
            kill(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=STOP_SECONDS)
            kill(signal.SIGKILL if POSIX else None)
        raise


def become(command, env):
    """Goes on as the command: its signals, its terminal, its exit status."""
    if not POSIX:
        sys.exit(subprocess.call(command, cwd=ROOT, env=env))
    os.chdir(ROOT)
    os.execve(command[0], [os.fspath(word) for word in command], env)  # noqa: S606


def reserve(host, port):
    """A socket that holds the address, found free before the long set-up; it does not listen yet."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if POSIX:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except socket.gaierror:
        raise Refusal(f"Den Namen {host} gibt es hier nicht. Beispiel: --host 127.0.0.1") from None
    except (OSError, OverflowError) as error:
        raise taken(host, port, getattr(error, "strerror", None) or error) from None
    return listener


def taken(host, port, reason):
    other = port + 1 if 1023 < port < 65535 else 8001
    return Refusal(
        f"Port {port} auf {host} ist nicht frei ({reason}). Wählen Sie einen anderen: python3 run.py --port {other}"
    )


def refuse_arguments(reason):
    raise Refusal(f"{reason}\n{__doc__.strip()}")


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    command, rest = (arguments[0], arguments[1:]) if arguments and arguments[0][:1] != "-" else ("start", arguments)
    if command not in ("start", "test", "manage"):
        raise Refusal(f"Den Befehl „{command}“ gibt es nicht.\n{__doc__.strip()}")
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), signal.default_int_handler)
    {"start": start, "test": test, "manage": manage}[command](rest)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refusal as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)
