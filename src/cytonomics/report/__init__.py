"""Chapters as plain data, rendered to one page that opens offline, with the data beside it."""

from cytonomics.report.chapters import chapters
from cytonomics.report.estimates import Estimates, estimates_of
from cytonomics.report.html import page
from cytonomics.report.writing import ReportFiles, write_report

__all__ = ["Estimates", "ReportFiles", "chapters", "estimates_of", "page", "write_report"]
