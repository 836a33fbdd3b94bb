"""What holds for every command."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import core.cli.predict
import core.cli.program

Cli = Callable[..., object]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["layers"],
        ["layers", "/not/there"],
        ["layers", "{folder}"],
        ["layers", "{text}"],
        ["predict", "{model}", "/not/there"],
        ["predict", "{model}", "{empty}"],
        ["predict", "/not/there", "{photo}"],
        ["predict", "{model}", "{photo}", "--csv", "/not/there/out.csv"],
        ["predict", "{model}", "{photo}", "--csv", "{folder}"],
        ["predict", "{model}", "{photo}", "--csv", "{photo}"],
        ["predict", "{model}", "{text}"],
        ["explain", "{model}", "{photo}"],
        ["explain", "{model}", "{photo}", "--method", "gradcm"],
        ["explain", "{model}", "/not/there", "--method", "gradcam"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--layer", "features.1.expnd"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--target", "5"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--target", "-1"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--target", "no dr"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--param", "window=3"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--param", "window"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--overlay", "out.jpg"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--map", "out.txt"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--map", "/not/there/out.npy"],
        ["explain", "{model}", "{photo}", "--method", "gradcam", "--overlay", "{photo}"],
        ["import-model", "/not/there", "--out", "{new}"],
        ["import-model", "{text}", "--out", "{new}"],
        ["import-model", "{weights}"],
        ["import-model", "{weights}", "--out", "{weights}"],
        ["import-model", "{weights}", "--out", "{new}", "--classes", "a,b"],
        ["import-model", "{weights}", "--out", "{new}", "--classes", "a,b,c,d,a"],
        ["import-model", "{weights}", "--out", "{new}", "--classes-file", "/not/there"],
        ["import-model", "{weights}", "--out", "{new}", "--input-size", "0"],
        ["import-model", "{weights}", "--out", "{new}", "--input-size", "many"],
        ["import-model", "{weights}", "--out", "{new}", "--normalisation", "imagnet"],
        ["import-model", "{weights}", "--out", "{new}", "--preparation", "strech"],
        ["import-model", "{weights}", "--out", "{new}", "--preparation", "{text}"],
        ["import-model", "{weights}", "--out", "{new}", "--architecture", "torchvision/resnet18"],
        ["import-model", "{weights}", "--out", "{new}", "--architecture", "resnet"],
    ],
    ids=" ".join,
)
def test_what_the_user_can_mend_is_one_line_and_exit_status_2(
    arguments: list[str], cli: Cli, model: Path, weights: Path, photographs: Path, tmp_path: Path
) -> None:
    text, empty, new = tmp_path / "notes.txt", tmp_path / "empty", tmp_path / "new.safetensors"
    text.write_text("no photograph, no model")
    empty.mkdir()
    places = {"model": model, "weights": weights, "folder": photographs, "photo": photographs / "a.png"}
    places |= {"text": text, "empty": empty, "new": new}
    before = {path: path.read_bytes() for path in (model, weights, photographs / "a.png", text)}
    result = cli(*(argument.format(**places) for argument in arguments))
    assert result.status == 2
    assert result.err.startswith("error: ")
    assert result.err.count("\n") == 1
    assert result.err.endswith((".\n", "?\n", ")\n"))
    assert not new.exists()
    assert {path: path.read_bytes() for path in before} == before
    assert [path.name for path in tmp_path.rglob(".*")] == []


def test_a_defect_is_not_dressed_up_as_the_users_mistake(
    cli: Cli, model: Path, photographs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(core.cli.predict, "write_predictions", broken)
    with pytest.raises(ZeroDivisionError):
        cli("predict", model, photographs)


def test_an_interrupted_command_leaves_no_file_and_exits_with_130(
    cli: Cli, model: Path, photographs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")

    def interrupted(_model: object, _paths: object, stream: object) -> int:
        stream.write("half")  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    monkeypatch.setattr(core.cli.predict, "write_predictions", interrupted)
    result = cli("predict", model, photographs, "--csv", out)
    assert result.status == 130
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["eyes", "out.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_ends_the_program_with_130(repository: Path, model: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "weights.json"
    os.mkfifo(pipe)  # reading it takes until the signal comes
    command = [sys.executable, "-m", "core", "import-model", str(model), "--out", str(tmp_path / "x.safetensors")]
    # A shell that runs these tests in the background has them ignore the signal, and so would the child.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen([*command, "--classes-file", str(pipe)], cwd=repository, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    with process, pipe.open("wb"):  # opens once the program reads
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_reader_that_has_seen_enough_is_no_error(repository: Path, model: Path) -> None:
    command = f'"{sys.executable}" -m core layers "{model}" --json | head -n 1'
    done = subprocess.run(command, shell=True, cwd=repository, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_version_and_help(cli_process: Cli) -> None:
    assert cli_process("--version").out.startswith("Funduscope ")
    for command in ("layers", "import-model", "predict", "explain"):
        assert command in cli_process("--help").out
        assert cli_process(command, "--help").out.startswith(f"usage: funduscope-cli {command}")


def test_only_commands_that_are_there_are_offered(cli: Cli) -> None:
    for command in ("diagnose", "upload"):
        assert "invalid choice" in cli(command).err
