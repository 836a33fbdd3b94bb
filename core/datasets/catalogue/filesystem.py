"""What kind of drive a file lies on: SQLite's faster journal needs memory that is shared, which network drives lack."""

from __future__ import annotations

import sys
from pathlib import Path

_NETWORKS = (
    "nfs",
    "cifs",
    "smb",
    "afs",
    "ncp",
    "9p",
    "ceph",
    "gluster",
    "lustre",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
)


def can_share_memory(path: Path) -> bool:
    """Whether the drive of `path` is one of this machine, as far as can be told."""
    if sys.platform == "win32":
        return not _is_remote_on_windows(path)
    return not _kind_of_mount(path).startswith(_NETWORKS)


def _kind_of_mount(path: Path) -> str:
    """The file system's name where the system lists mounts as Linux does; empty elsewhere."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    mounts = {}
    for line in lines:
        _device, place, kind, *_rest = line.split(" ")
        mounts[Path(place.replace("\\040", " "))] = kind
    here = path.absolute()
    return next((mounts[parent] for parent in (here, *here.parents) if parent in mounts), "")


def _is_remote_on_windows(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    remote = 4  # DRIVE_REMOTE
    anchor = path.absolute().anchor
    return anchor.startswith("\\\\") or bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == remote)
