"""What holds for every file: short, used, nothing inline, no place of a machine, German quotes."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parent.parent.parent
TOP = {
    "manage.py", "run.py", "wir_portal", "programs", "municipalities", "casemanagers", "templates", "static", "tests",
    "docs", "pyproject.toml", "README.md", "requirements.lock", "requirements-test.lock", "CHANGELOG.md", "LICENSE",
    ".ci", ".gitignore", ".gitattributes",
}  # fmt: skip
MOST_LINES = 300
PLACES = re.compile(
    r"pypi\.org|pythonhosted|index-url|registry\.(npm|yarn)|(?<![\w.])/(home|root|Users|work|opt|mnt)/|[A-Z]:\\Users"
)
INLINE = re.compile(r"<style|\sstyle\s*=|<[^>]*\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
LOAD = re.compile(r"{%-?\s*load\s+([^%]*?)\s*-?%}")
LOADS_AT_THE_TOP = re.compile(r"(\s*{%\s*(load|get_current_language)\b[^%]*%})*\s*")
COMMENT = re.compile(r"{#\s*(.*?)\s*#}")
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
HTML_TAG = re.compile(r"<[^>]*>")
TRANSLATED = re.compile(r'{% translate "((?:[^"\\]|\\.)*)"')
QUOTES = re.compile(r"[„“”]")


def files() -> list[Path]:
    """Everything that is in the repository or about to be, as it lies here."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file()]


FILES = files()
TEMPLATES = [path for path in FILES if path.is_relative_to(ROOT / "templates")]
CODE = [path for path in FILES if path.suffix == ".py"]
TEXTS = [path for path in FILES if path.suffix not in (".png", ".geojson")]


# `f"programs/admin/{name}.html"`: templates of this folder are named by their stem alone.
FOLDERS_WITH_HOLES = {folder for path in CODE for folder in re.findall(r'f"([\w/]+/){\w+}\.html"', path.read_text())}


def name(path: Path) -> str:
    return path.relative_to(ROOT / "templates" if path in TEMPLATES else ROOT).as_posix()


def test_the_top_of_the_repository_holds_what_belongs_there():
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == TOP


def test_no_file_is_longer_than_300_lines():
    ours = [path for path in FILES if path.suffix in (".py", ".html", ".css", ".js") and "migrations" not in path.parts]
    lines = {name(path): len(path.read_text().splitlines()) for path in ours}

    assert {file: count for file, count in lines.items() if count > MOST_LINES} == {}


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_a_file_names_no_registry_and_no_place_of_a_machine(path):
    if path != Path(__file__):
        assert [found.group() for found in PLACES.finditer(path.read_text())] == []


# --- templates -----------------------------------------------------------------------------------------------------
def test_every_template_is_used():
    """By its name in code or in another template, or because it takes the place of a package's."""
    everything = {path: path.read_text() for path in (*CODE, *TEMPLATES)}
    elsewhere = [Path(folder) for folder in engines["django"].template_dirs if Path(folder) != ROOT / "templates"]
    unused = [
        name(path)
        for path in TEMPLATES
        if not any((folder / name(path)).is_file() for folder in elsewhere)
        and not any(is_named(path, text) for other, text in everything.items() if other != path)
    ]

    assert unused == []


def is_named(path: Path, text: str) -> bool:
    """Whole, or as `f"folder/{name}.html"` with the name in quotes or as the number of a status."""
    folder = name(path).removesuffix(path.name)
    return (
        f'"{name(path)}"' in text
        or (f'"{path.stem}"' in text and folder in FOLDERS_WITH_HOLES)
        or (path.stem.isdecimal() and f"error_page({path.stem})" in text)
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_nothing_inline(path):
    text = COMMENT.sub("", path.read_text())

    assert [found.group() for found in INLINE.finditer(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_line_loads_at_most_once_and_a_template_loads_nothing_twice(path):
    text = path.read_text()
    loaded = [library for found in LOAD.finditer(text) for library in found.group(1).split()]

    assert [line for line in text.splitlines() if len(LOAD.findall(line)) > 1] == []
    assert sorted(loaded) == sorted(set(loaded))


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name.startswith("_")], ids=name)
def test_a_partial_begins_with_a_comment_that_names_what_it_needs(path):
    text = path.read_text()
    comment = COMMENT.match(text, LOADS_AT_THE_TOP.match(text).end())

    assert comment, text[:100]
    assert re.search(r"\b[Nn]eeds:? \w+", comment.group(1)), comment.group(1)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_writes_german_quotes(path):
    text = path.read_text()
    words = "".join([HTML_TAG.sub(" ", TEMPLATE_CODE.sub("", text)), *TRANSLATED.findall(text)])

    assert '"' not in words
    assert quotes_fit(words)


def quotes_fit(text: str) -> bool:
    """Every „ has its “, and nothing else closes."""
    marks = "".join(QUOTES.findall(text))
    return marks == "„“" * (len(marks) // 2)


# --- sentences in code ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [path for path in CODE if "migrations" not in path.parts], ids=name)
def test_a_german_sentence_in_code_writes_german_quotes(path):
    said = sentences(path) if path != Path(__file__) else []

    assert [words for words in said if not quotes_fit(words) or has_typewriter_quotes(words)] == []


def sentences(path: Path) -> list[str]:
    """What is said in strings, put together where there are holes for values."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    with_holes = [node.values for node in nodes if isinstance(node, ast.JoinedStr)]
    parts = {part for values in with_holes for part in values}
    plain = [[n] for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in parts]
    return ["".join(p.value if isinstance(p, ast.Constant) else "…" for p in found) for found in with_holes + plain]


def has_typewriter_quotes(words: str) -> bool:
    """A German sentence with "words" between typewriter's marks."""
    is_german = re.search(r"[äöüßÄÖÜ]|\b(ist|und|der|die|das|nicht|Sie)\b", words)
    return bool(is_german and re.search(r'\w "\w[^"<>=()]*"([\s.:]|$)', words))
