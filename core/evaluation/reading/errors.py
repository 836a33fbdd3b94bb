"""What can be wrong with a study, in words."""

from __future__ import annotations

from core.errors import FunduscopeError


class StudyError(FunduscopeError):
    """A study that cannot be made, read, gone on with or analysed."""
