"""Readers: studies in which they grade photographs with and without a network, or judge maps without knowing whose."""
