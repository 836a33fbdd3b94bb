"""Scenes that drive the real window for the pictures of the guide."""
