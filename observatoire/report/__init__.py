"""The yearly report to the conférence intercommunale du logement: one content, printed as PDF or written as a workbook."""

from observatoire.report.content import ReportContent, read_report
from observatoire.report.document import render_report
from observatoire.report.workbook import render_workbook

__all__ = ["ReportContent", "read_report", "render_report", "render_workbook"]
