"""fanbook: a folder of saved fan fiction becomes finished books."""

__version__ = "0.1.0"
