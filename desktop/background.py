"""Threads that stand back behind the window's."""

import os
import sys
import threading
from contextlib import suppress

NICENESS = 5
"""A third of the window's share where both want the same processor."""


def give_way_to_the_window() -> None:
    """Let the calling thread, and those that it starts from now on, have the processor after the window's thread.

    Linux counts priorities by thread. Elsewhere they belong to the process, and nothing is done.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
