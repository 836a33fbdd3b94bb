"""The parts of a window that plays a sequence of photographs."""
