"""Everything that one does with a copy of the source: run, test, package, bench, check.

Needs nothing but Python 3.11 to 3.13. The first call makes `.venv` and installs what `constraints.txt` pins; later
calls start at once. Works on Linux, macOS and Windows; on Debian and Ubuntu it also installs the system libraries that
Qt needs. Uses the standard library only, and parses on older Pythons too, so that they get to read the message below.
"""

import argparse
import contextlib
import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

OLDEST, FIRST_UNSUPPORTED = (3, 11), (3, 14)
if not OLDEST <= sys.version_info[:2] < FIRST_UNSUPPORTED:
    sys.stderr.write(
        f"error: Funduscope needs Python 3.11, 3.12 or 3.13; {sys.executable} is {sys.version.split()[0]}.\n"
    )
    sys.exit(2)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "funduscope-installed.json"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
UV_VERSION = "0.13.8"

EXTRAS = {
    "run": (),
    "test": ("test",),
    "package": ("package",),
    "bench": ("bench",),
    "check": ("check",),
    "translate": (),
}
"""Which optional dependencies of pyproject.toml each command needs."""

HEADLESS_LIBRARIES = {
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What QtCore, QtGui, QtWidgets, QtSvg and the offscreen platform are linked with: library and Debian package."""

WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb.so.1": "libxcb1",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What the xcb platform is linked with beyond that."""

FONT_PACKAGE = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".pfb")

IGNORED_VARIABLES = (
    "UV_FIND_LINKS",
    "UV_EXTRA_INDEX_URL",
    "UV_INDEX",
    "UV_TORCH_BACKEND",
    "UV_INDEX_STRATEGY",
    "UV_PRERELEASE",
    "UV_RESOLUTION",
    "UV_CONSTRAINT",
    "UV_OVERRIDE",
    "UV_BUILD_CONSTRAINT",
    "UV_EXCLUDE",
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
    "UV_TARGET",
    "UV_PREFIX",
    "UV_PROJECT_ENVIRONMENT",
    "UV_NO_BINARY",
    "UV_NO_SOURCES",
    "UV_REQUIRE_HASHES",
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "PYTHONHOME",
)
"""Each could bring in a CPU-only torch, which breaks torchvision's operators, or lead into another environment."""

NETWORK_SIGNS = (
    "dns error|error sending request|failed to lookup address|name resolution|connection refused|connection reset|"
    "network is unreachable|failed to establish a new connection|getaddrinfo failed|newconnectionerror|timed out"
)
DISK_SIGNS = r"no space left on device|os error 28\b|os error 112\b|errno 28\b|disk quota exceeded|not enough space"


class DevError(Exception):
    """Something that whoever called can mend; the message says how."""


# --- What is installed ----------------------------------------------------------------------------------------------


def installation_key() -> str:
    """A digest of all that decides what has to be installed, the place of the source among it: the copy is editable."""
    parts = [UV_VERSION, sys.version, sys.platform, sys.base_prefix, str(ROOT)]
    parts += [(ROOT / name).read_text("utf-8") for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read_stamp() -> dict[str, object]:
    """What the last complete installation left; empty where there was none or it was interrupted."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else {}


def installed_extras(stamp: dict[str, object]) -> set[str]:
    """The optional dependencies that the stamp says are there."""
    extras = stamp.get("extras", [])
    return {str(extra) for extra in extras} if isinstance(extras, list) else set()


def write_stamp(extras: set[str]) -> None:
    """Mark the installation as complete; the very last step."""
    stamp = {"key": installation_key(), "python": sys.version, "extras": sorted(extras)}
    beside = STAMP.with_suffix(".part")
    beside.write_text(json.dumps(stamp), "utf-8")
    beside.replace(STAMP)


def is_complete(stamp: dict[str, object], extras: set[str]) -> bool:
    """Whether what is installed is what is wanted now."""
    return stamp.get("key") == installation_key() and extras <= installed_extras(stamp)


def ensure_installed(command: str) -> None:
    """Make `.venv` hold what the command needs. Returns within milliseconds where it already does."""
    wanted = set(EXTRAS[command])
    if is_complete(read_stamp(), wanted):
        return
    with one_at_a_time():
        stamp = read_stamp()  # another call may have installed it while this one waited
        wanted |= installed_extras(stamp)
        if not is_complete(stamp, wanted):
            # No stamp: never installed, or interrupted half-way, after which no file can be trusted.
            install(wanted, from_scratch=stamp.get("python") != sys.version)


def install(extras: set[str], *, from_scratch: bool) -> None:
    """Install the project, editable, with these optional dependencies. The stamp goes first and comes back last."""
    print(f"Installing into {VENV} (several GB the first time) ...", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    if from_scratch:
        make_environment()
    environment = installer_environment()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"uv=={UV_VERSION}"]
    run_installer(pip, environment)
    project = f"{ROOT}[{','.join(sorted(extras))}]" if extras else str(ROOT)
    pinned = ["--constraint", "constraints.txt", "--build-constraint", "constraints.txt"]
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), *pinned, "--editable", project]
    run_installer(uv, environment)
    write_stamp(extras)


def make_environment() -> None:
    """An empty `.venv` with pip. Debian and Ubuntu keep what that needs in a package of its own."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        if not is_debian():
            raise DevError("this Python has no 'ensurepip' module. Install a complete Python 3.11 to 3.13.") from None
        install_packages([f"{version}-venv"], needed=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    run_installer(command, installer_environment())


def installer_environment() -> dict[str, str]:
    """The environment without what would install something else than is pinned."""
    environment = {name: value for name, value in os.environ.items() if name not in IGNORED_VARIABLES}
    if "PIP_CERT" in environment:
        environment.setdefault("SSL_CERT_FILE", environment["PIP_CERT"])
    return environment


def run_installer(command: Sequence[str], environment: dict[str, str]) -> None:
    """Run one step of the installation, show what it says, and explain what went wrong in a line."""
    said: list[str] = []
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with process:
        for line in process.stdout or ():
            said.append(line)
            sys.stderr.write(line)
            sys.stderr.flush()
    if process.returncode != 0:
        raise DevError(explain_failure("".join(said), shutil.disk_usage(ROOT).free))


def explain_failure(output: str, free_bytes: int) -> str:
    """What to do about a failed installation, from what the installer said."""
    if re.search(DISK_SIGNS, output, re.IGNORECASE):
        return (
            f"the disk is full: {free_bytes / 1e9:.1f} GB are free where {ROOT} is; about 12 GB are needed "
            "(environment and download cache). Make room and call again."
        )
    if re.search(NETWORK_SIGNS, output, re.IGNORECASE):
        return "the package index cannot be reached. Check the network (or the proxy) and call again."
    return "the installation failed; what the installer said is above. Calling again begins anew."


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock, so that two calls in two terminals do not install into one environment at once."""
    name = hashlib.sha256(str(ROOT).encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"funduscope-{name}.lock").open("w") as lock:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- System libraries -----------------------------------------------------------------------------------------------


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """The Debian packages of those libraries that the loader does not find."""
    missing = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return sorted(set(missing))


def has_font() -> bool:
    """Whether there is any font: Qt brings none, and draws no letter without one."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(path.suffix in FONT_SUFFIXES for folder in folders if folder.is_dir() for path in folder.rglob("*"))


def ensure_system_libraries(command: str) -> None:
    """On Linux, install Qt's system libraries and a font where missing, or say how."""
    if not sys.platform.startswith("linux") or command == "check":
        return
    headless = missing_packages(HEADLESS_LIBRARIES)
    if not has_font():
        headless.append(FONT_PACKAGE)
    # Tests need no screen: what only a window needs is asked for once, with the installation.
    wants_window = command == "run" or not STAMP.exists()
    window = missing_packages(WINDOW_LIBRARIES) if wants_window else []
    if headless or window:
        install_packages(headless + window, needed=bool(headless) or command == "run")


def is_debian() -> bool:
    """Whether packages are installed with apt-get here."""
    return shutil.which("apt-get") is not None


def install_packages(packages: list[str], *, needed: bool) -> None:
    """Install Debian packages as root. Else tell the one line to run, and stop where the command cannot do without."""
    names = " ".join(packages)
    if not is_debian():
        tell_or_stop(f"Qt needs libraries that are missing; on Debian they are in: {names}", needed=needed)
        return
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        tell_or_stop(f"system packages are missing. Run: sudo apt-get install -y {names}", needed=needed)
        return
    print(f"Installing system packages: {names}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        result = subprocess.run(["apt-get", *step], env=environment, stdout=sys.stderr, check=False)
    if result.returncode != 0:
        tell_or_stop(f"apt-get could not install: {names}. What it said is above.", needed=needed)


def tell_or_stop(message: str, *, needed: bool) -> None:
    """An error where the command needs it, else a note."""
    if needed:
        raise DevError(message)
    print(f"note: {message}", file=sys.stderr, flush=True)


# --- Commands -------------------------------------------------------------------------------------------------------


def headless_environment() -> dict[str, str]:
    """The environment of whatever draws no window on the screen."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def hand_over(arguments: Sequence[str], *, folder: Path, environment: dict[str, str] | None = None) -> int:
    """Run the environment's Python in this process's place, or as its child on Windows."""
    environment = dict(os.environ if environment is None else environment)
    for name in ("PYTHONPATH", "PYTHONHOME"):
        environment.pop(name, None)
    os.chdir(folder)
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(PYTHON, [str(PYTHON), *arguments], environment)
    return subprocess.run([str(PYTHON), *arguments], env=environment, check=False).returncode


def run(paths: Sequence[str]) -> int:
    """Open the window, which shows what was open last time or the bundled samples unless paths are given."""
    return hand_over(["-P", "-m", "desktop", *paths], folder=Path.cwd())


def test(arguments: Sequence[str]) -> int:
    """Run the tests without a screen: all of them in two processes of one thread each, named ones in a single process.

    With torch's own threads two processes get in each other's way; with one thread each they halve the time.
    """
    environment = headless_environment()
    if not arguments and (os.cpu_count() or 1) > 1:
        environment.setdefault("OMP_NUM_THREADS", "1")
        arguments = ["-n", "2"]
    return hand_over(["-m", "pytest", *arguments], folder=ROOT, environment=environment)


def bench(arguments: Sequence[str]) -> int:
    """Run the measurements, or the one named."""
    return hand_over(["-m", "benchmarks", *arguments], folder=ROOT, environment=headless_environment())


def translate(arguments: Sequence[str]) -> int:
    """Bring the files of translations in step with the words of the source, and compile them."""
    if arguments:
        raise DevError(f"'translate' takes no arguments, but was given: {' '.join(arguments)}")
    return hand_over(["docs/make_translations.py"], folder=ROOT, environment=headless_environment())


def check(arguments: Sequence[str]) -> int:
    """Lint, formatting, types and layers; all of them, also after one has failed."""
    if arguments:
        raise DevError(f"'check' takes no arguments, but was given: {' '.join(arguments)}")
    tools = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"])
    failed = []
    for tool, *options in tools:
        name = " ".join([tool, *options])
        print(f"--- {name}", flush=True)
        program = SCRIPTS / (f"{tool}.exe" if os.name == "nt" else tool)
        if subprocess.run([str(program), *options], cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    print(f"--- failed: {'; '.join(failed)}" if failed else "--- all clean", flush=True)
    return 1 if failed else 0


def package(arguments: Sequence[str]) -> int:
    """Build the program with PyInstaller into `dist/` and let what was built test itself."""
    out, work = ROOT / "dist", ROOT / "build"
    build = [
        str(PYTHON),
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--distpath",
        str(out),
        "--workpath",
        str(work),
        *arguments,
    ]
    status = subprocess.run([*build, str(ROOT / "build.spec")], cwd=ROOT, check=False).returncode
    if status != 0:
        return status
    folder = out / "funduscope"
    if sys.platform.startswith("linux"):
        for path in sorted((ROOT / "resources" / "linux").iterdir()):
            shutil.copy(path, folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"Built {folder}: {size / 1e9:.2f} GB. Testing it ...", flush=True)
    program = folder / ("funduscope.exe" if os.name == "nt" else "funduscope")
    return subprocess.run([str(program), "--self-test"], env=headless_environment(), check=False).returncode


COMMANDS = {"run": run, "test": test, "package": package, "bench": bench, "check": check, "translate": translate}


def parse(arguments: Sequence[str] | None = None) -> tuple[str, list[str]]:
    """The command, and what is handed on to it unread."""
    epilog = (
        "Arguments after the command are handed on: to the window (photographs, models, folders), pytest, the bench."
    )
    parser = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0], epilog=epilog)
    parser.add_argument("command", choices=COMMANDS, help="what to do")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="for the command, e.g. test --slow -k gradcam")
    found = parser.parse_args(arguments)
    return found.command, found.arguments


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare what the command needs and run it. Returns the exit status: 2 where the caller can mend something."""
    command, rest = parse(arguments)
    try:
        ensure_system_libraries(command)
        ensure_installed(command)
        return COMMANDS[command](rest)
    except DevError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
