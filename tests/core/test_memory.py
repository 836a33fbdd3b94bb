"""Freed memory is kept where the C library can, and can be given back."""

import sys

from core.memory import give_back_freed_memory, keep_freed_memory


def test_the_settings_are_taken_where_there_is_a_glibc() -> None:
    import platform

    assert keep_freed_memory() == (sys.platform == "linux" and platform.libc_ver()[0] == "glibc")
    give_back_freed_memory()
