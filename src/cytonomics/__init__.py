"""Cytonomics: an open, auditable market model for cell therapy.

A market is a set of quantities; a document states claims about them; evidence bounds them; a
mechanism connects them. Importing this package alone loads none of its rooms.
"""

__version__ = "0.1.0"
