"""The widgets of the Train workspace."""
