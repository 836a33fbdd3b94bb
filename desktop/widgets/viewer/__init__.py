"""The parts of the photograph view."""
