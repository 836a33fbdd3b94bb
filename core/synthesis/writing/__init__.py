"""Sets of photographs with known truth on disk: class folders with masks, or one HDF5 file."""
