"""Printed documents: one house style, from Jinja templates to HTML that prints well and to tagged PDF.

A template extends `document.html`, which lays out the page, its header and the stamp « données fictives ». What a
template receives is escaped; nothing is fetched from anywhere while a page is laid out.
"""

from observatoire.printing.rendering import render_html, render_pdf

__all__ = ["render_html", "render_pdf"]
