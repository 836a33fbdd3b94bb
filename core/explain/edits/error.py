"""What is wrong with edits that were read from a file."""

from core.errors import FunduscopeError


class EditError(FunduscopeError):
    """Edits that cannot be: a field that is not known, a number out of bounds, or edits of another photograph."""
