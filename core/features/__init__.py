"""What the layers of a network have learned: kernels, feature maps, strongest photographs, exemplars and names."""
