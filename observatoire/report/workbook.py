"""The report as a workbook: a sheet for each part, figures as numbers, ready to be printed."""

from io import BytesIO
from typing import Any

import xlsxwriter

from observatoire.files.formulas import TEXT_ONLY, is_risky
from observatoire.report.content import ReportContent
from observatoire.report.sheet import Cell, Kind, Sheet
from observatoire.report.sheets import list_sheets

WIDEST = 60
A4 = 9
CALM, INK = "#0e5a63", "#1d2433"


def render_workbook(content: ReportContent) -> bytes:
    """Write the workbook. Text is written as text: nothing in it can become a formula or a link."""
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True} | TEXT_ONLY)
    for sheet in list_sheets(content):
        written = _write_sheet(workbook, sheet)
        stamp = "&RDONNÉES FICTIVES" if content.fictif else ""
        written.set_header(f"&L{content.territory}, {content.statement.year}{stamp}")
        if sheet.plotted:
            _draw_shares(workbook, written, sheet, sheet.plotted)
    workbook.close()
    return buffer.getvalue()


def _write_sheet(workbook: Any, sheet: Sheet) -> Any:
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = {"text_wrap": True, "valign": "top"}
    plain, quoted = workbook.add_format(text), workbook.add_format(text | {"quote_prefix": True})
    kinds = dict(sheet.kinds)
    formats = {
        kind: workbook.add_format({"valign": "top"} | ({"num_format": kind.value} if kind.value else {}))
        for kind in Kind
    }
    written = workbook.add_worksheet(sheet.name)
    for place, column in enumerate(sheet.columns):
        written.write_string(0, place, column, head)
        written.set_column(place, place, _width(sheet, place))
    for line, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                written.write_string(line, place, value, quoted if is_risky(value) else plain)
            elif value is not None:
                written.write_number(line, place, value, formats[kinds.get(place, Kind.PLAIN)])
    written.freeze_panes(1, 0)
    written.repeat_rows(0)
    written.set_landscape()
    written.set_paper(A4)
    written.fit_to_pages(1, 0)
    written.set_footer("&L&A&RPage &P sur &N")
    return written


def _width(sheet: Sheet, place: int) -> int:
    """As wide as its texts up to a bound, beyond which they wrap; a heading wraps at half of itself."""
    texts = [_measure(row[place]) for row in sheet.rows if place < len(row)]
    return min(WIDEST, max(9, len(sheet.columns[place]) // 2 + 2, *(length + 2 for length in texts or [0])))


def _measure(value: Cell) -> int:
    if isinstance(value, float):
        return 6
    return 0 if value is None else len(str(value))


def _draw_shares(workbook: Any, written: Any, sheet: Sheet, rows: int) -> None:
    """The shares of the first objective as bars, and its minimum as a line."""
    partner, share, minimum = (sheet.columns.index(name) for name in ("Partenaire", "Part", "Minimum"))
    chart = workbook.add_chart({"type": "column"})
    line = workbook.add_chart({"type": "line"})
    labels = [sheet.name, 1, partner, rows, partner]
    for drawn, place, look in (
        (chart, share, {"fill": {"color": CALM}}),
        (line, minimum, {"line": {"color": INK, "width": 2}}),
    ):
        values = [sheet.name, 1, place, rows, place]
        drawn.add_series({"name": [sheet.name, 0, place], "categories": labels, "values": values} | look)
    chart.combine(line)
    chart.set_title({"name": str(sheet.rows[0][0]), "name_font": {"size": 11}})
    chart.set_y_axis({"num_format": "0%", "min": 0})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 300})
    written.insert_chart(
        len(sheet.rows) + 2, 0, chart, {"description": f"Part réalisée et minimum : {sheet.rows[0][0]}"}
    )
