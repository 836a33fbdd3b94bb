"""What-if edits: regions of a photograph that are blurred, filled, darkened or replaced, and what a network then says.

An edit says what is done, never what comes of it: pixels are made of the photograph anew each time (`canvas`), and the
photograph's file is never written to.
"""
