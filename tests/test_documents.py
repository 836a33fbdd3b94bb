"""The documents say what the program does: commands, floors of the house, decisions, and where a link leads."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import re
import sqlite3
import tomllib
from pathlib import Path
from typing import get_type_hints

import pytest

from core.cli.program import build_parser
from core.datasets.catalogue.project import Project
from core.datasets.preparing.journal import Entry
from core.evaluation.reading.records import RecordKind
from core.images.preparation import Normalisation, recipe
from core.networks.card import ModelCard
from core.training.settings import TrainingSettings
from desktop.guide_pages import DOCS, ORDER

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)


def commands() -> dict[str, argparse.ArgumentParser]:
    """The commands by name."""
    return dict(subcommands(build_parser()))


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def long_options(parser: argparse.ArgumentParser) -> set[str]:
    """The options of a command and of what it is divided into."""
    own = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    return own.union(*map(long_options, subcommands(parser).values())) - {"--help"}


def sections(text: str) -> dict[str, str]:
    """The parts of the page on the command line, by command."""
    found: dict[str, str] = {}
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        named = re.match(r"`([a-z-]+)", part)
        assert named is not None, part[:40]
        found[named.group(1)] = found.get(named.group(1), "") + part
    return found


def test_every_command_has_its_section_and_no_other() -> None:
    assert set(sections((DOCS / "command-line.md").read_text("utf-8"))) == set(commands())


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_option_is_told_and_no_other(command: str) -> None:
    section = sections((DOCS / "command-line.md").read_text("utf-8"))[command]
    assert set(re.findall(r"--[a-z][a-z-]*", section)) == long_options(commands()[command])


def test_every_option_in_the_examples_is_one(repository: Path) -> None:
    known = commands()
    texts = [path.read_text("utf-8") for path in (repository / "README.md", *DOCS.rglob("*.md"))]
    lines = [line for text in texts for line in re.findall(r"funduscope-cli ([a-z-]+ [^`\n]*)", text)]
    assert len(lines) > 10
    for line in lines:
        name = line.split()[0]
        assert set(re.findall(r"(?<=\s)--[a-z][a-z-]*", line)) <= long_options(known[name]), line


def part(heading: str) -> str:
    """A part of the page on what is written."""
    text = (DOCS / "file-formats.md").read_text("utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def told(text: str) -> set[str]:
    """What stands as code."""
    return set(re.findall(r"`([^`\n]+)`", text))


def test_the_card_is_told_as_it_is_written() -> None:
    preparation = recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET)
    card = ModelCard(
        name="N",
        architecture="torchvision/resnet18",
        class_names=("a", "b"),
        preparation=preparation,
        calibration={"temperature": 1.5},
    )
    rows = re.findall(r"^\| (`.+?`) \|", part("Model file"), flags=re.M)
    assert {key for row in rows for key in told(row)} == set(card.to_json())


def test_the_tables_of_a_project_are_told(tmp_path: Path) -> None:
    path = tmp_path / "empty.funduscope"
    with Project.create(path):
        pass
    with contextlib.closing(sqlite3.connect(path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    rows = re.findall(r"^\| (`.+?`) \|", part("Project"), flags=re.M)
    assert {key for row in rows for key in told(row)} == tables
    assert f"`user_version` {version})" in part("Project")


def test_the_settings_of_a_training_are_told() -> None:
    rows = re.findall(r"^\| `\[(\w+)\]` \| (.+) \|", part("Settings of a training"), re.M)
    written = {name: told(keys) for name, keys in rows}
    tables = {
        name: {each.name for each in dataclasses.fields(kind)}
        for name, kind in get_type_hints(TrainingSettings).items()
        if dataclasses.is_dataclass(kind)
    }
    assert written == tables


def test_the_manifest_and_the_study_are_told() -> None:
    assert {each.name for each in dataclasses.fields(Entry)} <= told(part("Prepared set"))
    assert {each.value for each in RecordKind} <= told(part("Study"))


def test_the_picture_of_the_house_is_that_of_the_contracts(repository: Path) -> None:
    picture = FENCED.findall((DOCS / "architecture.md").read_text("utf-8"))[0].splitlines()
    house = picture[next(at for at, line in enumerate(picture) if line.startswith("core/")) :]
    contracts = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    floors = [
        [room.strip() for room in floor.split("|")]
        for contract in contracts
        if contract.get("containers") == ["core"]
        for floor in contract["layers"]
    ]
    heights = [[height_of(room, house) for room in floor] for floor in floors]
    assert [floor for floor, height in zip(floors, heights, strict=True) if len(set(height)) > 1] == []
    assert [floor[0] for floor in heights] == sorted(floor[0] for floor in heights)
    packages = {path.parent.name for path in (repository / "core").glob("*/__init__.py")}
    assert packages <= {room for floor in floors for room in floor}


def height_of(room: str, picture: list[str]) -> int:
    """The line of the picture on which a room of the core stands."""
    is_package = (DOCS.parent / "core" / room).is_dir()
    pattern = re.compile(rf"\b{re.escape(room)}/" if is_package else rf"\b{re.escape(room)}\b")
    return next(at for at, line in enumerate(picture) if pattern.search(line))


def test_every_decision_is_listed() -> None:
    listed = set(LINK.findall((DOCS / "decisions" / "README.md").read_text("utf-8")))
    assert listed == {path.name for path in (DOCS / "decisions").glob("[0-9]*.md")}


def test_every_page_is_listed_in_the_guide_or_linked_from_one_that_is() -> None:
    reached, fresh = set(), {(DOCS / name).resolve() for name in ORDER}
    while fresh:
        reached |= fresh
        fresh = {target for page in fresh for target in targets(page) if target.suffix == ".md"} - reached
    pages = [path for path in DOCS.rglob("*.md") if path.parent.name != "images"]
    assert [path.relative_to(DOCS).as_posix() for path in pages if path.resolve() not in reached] == []


def targets(page: Path) -> set[Path]:
    """The files that a page links to, those that are there."""
    links = [link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    return {place for link in links if link and (place := (page.parent / link).resolve()).is_file()}


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_links_and_pictures_of_the_first_pages_lead_somewhere(repository: Path, name: str) -> None:
    text = (repository / name).read_text("utf-8")
    places = [link.partition("#")[0] for link in (*LINK.findall(text), *PICTURE.findall(text)) if "://" not in link]
    assert [place for place in places if place and not (repository / place).exists()] == []


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.relative_to(DOCS).as_posix())
def test_a_link_to_a_heading_finds_it(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        place, _hash, heading = link.partition("#")
        if heading and "://" not in link:
            target = page.parent / place if place else page
            assert heading in anchors(target.read_text("utf-8")), link


def anchors(text: str) -> set[str]:
    """The names of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", text), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
