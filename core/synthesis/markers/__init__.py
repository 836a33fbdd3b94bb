"""Artificial markers: things that no retina holds, put into fundus photographs so that the truth is known.

After Vincenzi's thesis, 4.3.2 and Appendix 3: textured blobs blended into the fundus, and objects laid over it.
"""
