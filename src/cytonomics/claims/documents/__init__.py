"""A file, bytes or a page becomes a document: text, and blocks that are spans of it."""
