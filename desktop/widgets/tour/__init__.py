"""The bubble of a tour, and the veil with a hole behind it."""
