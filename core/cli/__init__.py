"""The headless command line: one module a command, nothing that computes. See docs/command-line.md."""
