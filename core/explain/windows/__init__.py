"""Local evaluation: what a network says when part of its input is replaced, computing only what that can change."""
