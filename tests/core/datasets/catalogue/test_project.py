"""The file: what becomes of it when programs are killed, drives are full, and others look at it."""

import errno
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from core.datasets.catalogue import project as project_module
from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import (
    DamagedProjectError,
    NewerProjectError,
    ProjectError,
    ReadOnlyProjectError,
)
from core.datasets.catalogue.migrations import copy_before, make, migrate
from core.datasets.catalogue.project import Project, backup_of, restore_backup
from core.datasets.catalogue.schema import APPLICATION_ID, MIGRATIONS, VERSION, Migration
from core.datasets.catalogue.settings import Setting
from tests.core.datasets.catalogue.conftest import AddFiles


def run(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    """A program of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def finish(process: subprocess.Popen[str]) -> None:
    process.communicate()


def test_a_closed_project_is_one_file_that_says_what_it_is(path: Path) -> None:
    with Project.create(path) as project:
        project.settings.setValue(Setting.TITLE, "Grading 2024")
        assert project.database.journal == "wal"
        assert not project.is_read_only
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    with Project.open(path) as project:
        assert project.settings.value(Setting.TITLE) == "Grading 2024"


def test_create_gives_the_suffix_and_never_overwrites(tmp_path: Path) -> None:
    Project.create(tmp_path / "study").close()
    before = (tmp_path / "study.funduscope").read_bytes()
    with pytest.raises(ProjectError, match="is there already"):
        Project.create(tmp_path / "study.funduscope")
    assert (tmp_path / "study.funduscope").read_bytes() == before


@pytest.mark.parametrize("name", ["what? 100%.funduscope", "a#b&c=d.funduscope", "mémo 目.funduscope"])
def test_names_may_hold_what_addresses_may_not(tmp_path: Path, name: str) -> None:
    with Project.create(tmp_path / name) as project:
        project.settings.setValue(Setting.TITLE, name)
    with Project.open(tmp_path / name) as project:
        assert project.settings.value(Setting.TITLE) == name
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_foreign_keys_hold(project: Project) -> None:
    with pytest.raises(ProjectError), project.database.write() as connection:
        connection.execute("INSERT INTO facts VALUES (1, 1, 'x')")


def test_a_change_that_fails_leaves_nothing(project: Project) -> None:
    project.settings.setValue(Setting.TITLE, "before")

    def fail_half_way() -> None:
        with project.database.write():
            project.settings.setValue(Setting.TITLE, "half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert project.settings.value(Setting.TITLE) == "before"


def test_what_was_acknowledged_survives_a_kill(path: Path) -> None:
    Project.create(path).close()
    for _ in range(3):
        process = run(
            """
            import sys
            from pathlib import Path
            from core.datasets.catalogue.project import Project
            from core.datasets.catalogue.annotations import Annotation
            from core.datasets.catalogue.files import ListedFile
            project = Project.open(Path(sys.argv[1]))
            root = project.roots.add(Path(sys.argv[1]).parent / "p")
            coder = project.patients.coder()
            start = project.photographs.count()
            for number in range(start, start + 100000):
                project.files.add_listed(root, [ListedFile(f"{number}.png", 1, 1)], coder)
                photograph = project.files.at(Path(sys.argv[1]).parent / "p" / f"{number}.png")[0]
                project.annotations.put(photograph, "anna", Annotation(notes=str(number)))
                print(number, flush=True)
            """,
            path,
        )
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(20)]
        process.send_signal(signal.SIGKILL)
        said += process.communicate()[0].splitlines(keepends=True)
        acknowledged = [int(line) for line in said if line.endswith("\n")]
        with Project.open(path) as project:
            assert not project.is_read_only
            assert project.database.check() == ""
            for number in acknowledged:
                (photograph,) = project.files.at(path.parent / "p" / f"{number}.png")
                assert project.annotations.of(photograph, "anna").notes == str(number)


def test_the_second_to_open_it_reads_only_and_says_who_has_it(path: Path) -> None:
    Project.create(path).close()
    process = run(
        """
        import sys
        from pathlib import Path
        from core.datasets.catalogue.project import Project
        from core.datasets.catalogue.settings import Setting
        project = Project.open(Path(sys.argv[1]))
        project.settings.setValue(Setting.TITLE, "of the first")
        print("open", flush=True)
        sys.stdin.readline()
        project.settings.setValue(Setting.TITLE, "later")
        print("changed", flush=True)
        sys.stdin.readline()
        project.close()
        """,
        path,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "open\n"
    with Project.open(path) as second:
        assert second.is_read_only
        assert "It is open" in second.reason
        assert second.settings.value(Setting.TITLE) == "of the first"
        with pytest.raises(ReadOnlyProjectError, match="reading only"):
            second.settings.setValue(Setting.TITLE, "mine")
        process.stdin.write("go on\n")
        process.stdin.flush()
        assert process.stdout.readline() == "changed\n"
        assert second.settings.value(Setting.TITLE) == "later"  # it sees what the first one does
    finish(process)
    with Project.open(path) as third:
        assert not third.is_read_only
        assert third.settings.value(Setting.TITLE) == "later"


def test_a_killed_program_does_not_keep_it_locked(path: Path) -> None:
    Project.create(path).close()
    process = run(
        """
        import sys
        from pathlib import Path
        from core.datasets.catalogue.project import Project
        project = Project.open(Path(sys.argv[1]))
        print("open", flush=True)
        sys.stdin.readline()
        """,
        path,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate()
    with Project.open(path) as project:
        assert not project.is_read_only


def test_twice_in_one_program_the_second_reads_only(project: Project, path: Path) -> None:
    with Project.open(path) as second:
        assert second.is_read_only
    project.settings.setValue(Setting.TITLE, "still mine")
    with Project.open(path) as third:  # closing the second did not let go of the first one's locks
        assert third.is_read_only


def test_by_a_link_it_is_the_same_project(project: Project, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "other.funduscope"
    link.symlink_to(path)
    with Project.open(link) as second:
        assert second.is_read_only


def unprivileged(function: str, *arguments: object) -> str:
    """What `function` prints as a user who may not write everywhere."""
    process = run(
        f"""
        import os, sys
        from pathlib import Path
        from core.datasets.catalogue.project import Project
        from core.datasets.catalogue.settings import Setting
        from core.errors import FunduscopeError
        path = Path(sys.argv[1])
        if os.getuid() == 0:
            os.setgid(65534); os.setuid(65534)
        try:
            {function}
        except FunduscopeError as error:
            print("error:", error)
        """,
        *arguments,
    )
    return process.communicate()[0]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
@pytest.mark.parametrize("is_killed", [False, True])
def test_where_nothing_may_be_written_it_is_read(path: Path, tmp_path: Path, is_killed: bool) -> None:
    project = Project.create(path)
    project.settings.setValue(Setting.TITLE, "on a disc")
    place = Path(tempfile.mkdtemp()) / "disc"
    place.parent.chmod(0o755)
    if is_killed:  # the last change is still in the journal
        shutil.copytree(tmp_path, place, ignore=shutil.ignore_patterns("disc", "*-shm", "*-lock"))
        assert (place / f"{path.name}-wal").stat().st_size > 0
    project.close()
    if not is_killed:
        place.mkdir()
        shutil.copy(path, place)
    for part in [place, *place.iterdir()]:
        part.chmod(0o555 if part.is_dir() else 0o444)
    try:
        said = unprivileged(
            "project = Project.open(path); print(project.is_read_only, project.settings.value(Setting.TITLE), "
            "project.reason); project.close()",
            place / path.name,
        )
    finally:
        place.chmod(0o755)
        shutil.rmtree(place.parent)
    assert said.startswith("True on a disc The file may not be written"), said


def test_a_full_disk_is_told_and_nothing_is_lost(project: Project, path: Path) -> None:
    project.settings.setValue(Setting.TITLE, "before")
    with project.database.write() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    with project.database.write() as connection:
        connection.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(ProjectError, match="no room left"):
        project.settings.setValue(Setting.VIEW, "x" * 100_000)
    assert project.settings.value(Setting.TITLE) == "before"
    with project.database.write() as connection:
        connection.execute(f"PRAGMA max_page_count={pages + 1000}")
    project.settings.setValue(Setting.VIEW, "x" * 100_000)  # room was made
    project.close()
    with Project.open(path) as opened:
        assert opened.settings.value(Setting.TITLE) == "before"
        assert len(opened.settings.value(Setting.VIEW)) == 100_000


@pytest.mark.skipif(sys.platform == "win32", reason="limits are those of POSIX")
def test_a_disk_that_is_really_full(path: Path) -> None:
    """The system refuses to let any file grow: what was acknowledged is there, and the file is whole."""
    Project.create(path).close()
    process = subprocess.run(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                import sys
                from pathlib import Path
                from core.datasets.catalogue.project import Project
                from core.datasets.catalogue.settings import Setting
                from core.errors import FunduscopeError
                project = Project.open(Path(sys.argv[1]))
                size = 0
                try:
                    while True:
                        project.settings.setValue(Setting.VIEW, "x" * (size + 1000))
                        size += 1000
                except FunduscopeError as error:
                    print(size)
                    print(error)
                    print(len(project.settings.value(Setting.VIEW)))
                project.close()
                """
            ),
            str(path),
        ],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20)),
    )
    size, message, kept = process.stdout.splitlines()
    assert int(size) > 0
    assert size == kept
    assert "project 'study.funduscope'" in message
    with Project.open(path) as project:
        assert len(project.settings.value(Setting.VIEW)) == int(size)
        assert project.database.check() == ""


def test_a_later_version_is_refused_untouched(path: Path) -> None:
    make(path, [*MIGRATIONS, Migration(VERSION + 1, lambda connection: connection.execute("CREATE TABLE later (x)"))])
    before, status = path.read_bytes(), path.stat()
    with pytest.raises(NewerProjectError, match="later version") as caught:
        Project.open(path)
    assert "not touched" in caught.value.message
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_an_earlier_version_is_brought_up_to_date_and_a_copy_kept(path: Path) -> None:
    make(path)
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO settings VALUES ('title', '\"old\"')")
        connection.commit()
    steps = (*MIGRATIONS, Migration(VERSION + 1, lambda connection: connection.execute("CREATE TABLE later (x)")))
    database = Database(path)
    copy = migrate(database, steps)
    with database.read() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION + 1
        assert connection.execute("SELECT value FROM settings WHERE name = 'title'").fetchone()[0] == '"old"'
        assert connection.execute("SELECT count(*) FROM later").fetchone()[0] == 0
    assert migrate(database, steps) is None
    database.close()
    assert copy == copy_before(path, VERSION)
    with Project.open(copy) as old:
        assert old.settings.value(Setting.TITLE) == "old"
    assert before != path.read_bytes()


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    make(path)

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE later (x)")
        connection.execute("DROP TABLE nonsense")

    database = Database(path)
    with pytest.raises(ProjectError):
        migrate(database, (*MIGRATIONS, Migration(VERSION + 1, fails)))
    database.close()
    with Project.open(path) as project, project.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").fetchone()[0] == 0


@pytest.mark.parametrize("content", [b"", b"PK\3\4 no project" * 100, b"SQLite format 3\0" + b"\0" * 40])
def test_what_is_no_project_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectError, match="not a project"):
        Project.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (x)")
    before = path.read_bytes()
    with pytest.raises(ProjectError, match="not a project"):
        Project.open(path)
    assert path.read_bytes() == before


def filled(path: Path) -> None:
    with Project.create(path) as project:
        project.settings.setValue(Setting.TITLE, "whole")
        project.settings.setValue(Setting.VIEW, ["x" * 1000] * 300)
        assert project.keep_backup() == backup_of(path)
        assert project.keep_backup() is None  # there is one of today
        project.settings.setValue(Setting.TITLE, "later")


@pytest.mark.parametrize("place", ["beginning", "middle", "end"])
def test_a_damaged_file_offers_its_copy(path: Path, place: str) -> None:
    filled(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        if place == "end":
            file.truncate(size // 2)
        else:
            file.seek(0 if place == "beginning" else 4096 * 3)
            file.write(os.urandom(size // 2))
    damaged = path.read_bytes()
    with pytest.raises(DamagedProjectError, match="damaged") as caught:
        Project.open(path)
    assert caught.value.backup == backup_of(path)
    assert path.read_bytes() == damaged
    kept = restore_backup(caught.value)
    assert kept.read_bytes() == damaged
    with Project.open(path) as project:
        assert project.settings.value(Setting.TITLE) == "whole"


def test_the_copy_is_made_anew_once_the_photographs_have_doubled(project: Project, add_files: AddFiles) -> None:
    copy = backup_of(project.path)

    def count_after(names: list[str]) -> int:
        add_files(names)
        project.keep_backup()
        with Project.open_to_read(copy) as kept:
            return kept.photographs.count()

    assert count_after([]) == 0  # as the window keeps it when a project is new
    assert count_after(["1.png", "2.png"]) == 2
    assert count_after(["3.png"]) == 2
    assert count_after(["4.png"]) == 4
    copy.write_bytes(b"spoilt")
    assert count_after([]) == 4


def test_a_damaged_file_without_a_copy_says_so(path: Path) -> None:
    filled(path)
    backup_of(path).write_bytes(b"also spoilt")
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    with pytest.raises(DamagedProjectError, match="no copy of it") as caught:
        Project.open(path)
    assert caught.value.backup is None
    with pytest.raises(ProjectError, match="no copy"):
        restore_backup(caught.value)


def test_a_damaged_file_never_takes_the_place_of_its_copy(path: Path) -> None:
    filled(path)
    whole = backup_of(path).read_bytes()
    os.utime(backup_of(path), (0, 0))
    project = Project.open(path)
    with path.open("r+b") as file:
        file.seek(4096 * 20)
        file.write(os.urandom(4096 * 30))
    with pytest.raises(DamagedProjectError):
        project.keep_backup()
    project.close()
    assert backup_of(path).read_bytes() == whole


def test_a_drive_that_vanishes_is_told_and_taken_up_when_it_is_back(path: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    project = Project.create(drive / "study.funduscope")
    project.settings.setValue(Setting.TITLE, "before")
    project.close()
    database = Database(drive / "study.funduscope")
    drive.rename(tmp_path / "gone")
    with pytest.raises(ProjectError, match="cannot be reached any more"), database.write() as connection:
        connection.execute("UPDATE settings SET value = '\"lost\"'")
    (tmp_path / "gone").rename(drive)
    with database.write() as connection:
        connection.execute("UPDATE settings SET value = '\"after\"'")
    database.close()
    with Project.open(drive / "study.funduscope") as opened:
        assert opened.settings.value(Setting.TITLE) == "after"


def test_where_locks_are_unknown_it_opens_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    Project.create(path).close()
    monkeypatch.setattr(fcntl, "flock", refuse)
    with Project.open(path) as project:
        assert not project.is_read_only


def test_a_drive_without_shared_memory_gets_the_plain_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.datasets.catalogue.database.can_share_memory", lambda _path: False)
    with Project.create(path) as project:
        assert project.database.journal == "delete"
        project.settings.setValue(Setting.TITLE, "kept")
        assert project.settings.value(Setting.TITLE) == "kept"


def test_closing_waits_for_nobody_for_long(project: Project) -> None:
    import threading

    began = threading.Event()
    errors: list[BaseException] = []

    def count_forever() -> None:
        try:
            with project.database.read() as connection:
                began.set()
                connection.execute(
                    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
                ).fetchone()
        except ProjectError as error:
            errors.append(error)

    thread = threading.Thread(target=count_forever)
    thread.start()
    began.wait()
    project.close()
    thread.join(10)
    assert not thread.is_alive()
    assert len(errors) == 1
    with pytest.raises(ProjectError, match="is closed"):
        project.photographs.count()


def test_small_files_are_read_through_when_opened() -> None:
    assert project_module.CHECKED_AT_ONCE_BYTES >= 2**20


def test_what_is_being_changed_is_seen_by_whoever_changes_it_alone(project: Project) -> None:
    import threading

    seen: list[object] = []
    with project.database.write():
        project.settings.setValue(Setting.TITLE, "new")
        assert project.settings.value(Setting.TITLE) == "new"
        thread = threading.Thread(target=lambda: seen.append(project.settings.value(Setting.TITLE)))
        thread.start()
        thread.join()
    assert seen == [None]
    assert project.settings.value(Setting.TITLE) == "new"
