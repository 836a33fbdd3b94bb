"""Docked panels: each shows one part of the session and emits what the user wants."""
