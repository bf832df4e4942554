# mypy: disable-error-code="no-untyped-call,arg-type,attr-defined,no-any-return"
# python-pptx names the types of few of its charts, and some of them wrongly.
"""Results as PowerPoint's own charts: whoever gets them can change their look, and finds the numbers behind them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.slide import Slide
from pptx.util import Length, Pt

from principles.typesetting import printable
from workshops.reports import slide_marks as mark
from workshops.reports.drawing import SHADES
from workshops.reports.paper_principle import counts_of
from workshops.reports.parts import PrinciplePart
from workshops.reports.pictures import alt_of, words_of
from workshops.shown import RoundResult
from workshops.templatetags.svg import shade_of

Place = tuple[Length, Length, Length, Length]
NOUGHTS_LEFT_OUT = "0;;;"


def colour_of(level: int, levels: int) -> RGBColor:
    return RGBColor.from_string(SHADES[shade_of(level, levels)][1:].upper())


def by_level(slide: Slide, part: PrinciplePart, labels: Sequence[str], place: Place) -> None:
    """The scores of the newest round by level, beside those of the round before."""
    rounds = [one for one in (part.before, part.latest) if one]
    values = CategoryChartData()
    values.categories = [printable(f"{level} {label}") for level, label in enumerate(labels, 1)]
    for one in rounds:
        values.add_series(_("Round %(round)s") % {"round": one.round}, counts_of(one))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, values)
    mark.described(frame, _("Scores by level"), alt_of(part))
    chart = frame.chart
    _quiet(chart, legend=len(rounds) > 1)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, -5
    for series, one in zip(chart.plots[0].series, rounds, strict=True):
        _by_shade(series, len(labels), hollow=one is part.before)
    _numbers(chart.plots[0], XL_LABEL_POSITION.OUTSIDE_END, mark.INK)


def _by_shade(series: Any, levels: int, *, hollow: bool) -> None:
    """Each column in the colour of its level; those of the round before are outlines."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = mark.WHITE if hollow else mark.MUTED
    series.format.line.color.rgb = mark.MUTED
    for level in range(1, levels + 1):
        form = series.points[level - 1].format
        form.fill.solid()
        form.fill.fore_color.rgb = mark.WHITE if hollow else colour_of(level, levels)
        form.line.color.rgb, form.line.width = colour_of(level, levels), Pt(1.75)


def whole(slide: Slide, results: Sequence[RoundResult], labels: Sequence[str], place: Place) -> None:
    """Every principle a bar, its scores from the lowest level to the highest."""
    values = CategoryChartData()
    values.categories = [printable(f"{one.principle.number}. {one.principle.title}") for one in results]
    for level, label in enumerate(labels, 1):
        values.add_series(printable(f"{level} {label}"), [counts_of(one)[level - 1] for one in results])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED_100, *place, values)
    mark.described(frame, _("The whole picture"), " ".join(map(words_of, results)))
    chart = frame.chart
    _quiet(chart, legend=True)
    # From the first principle down, as everywhere.
    chart.category_axis.reverse_order = True
    chart.plots[0].gap_width = 40
    for level, series in enumerate(chart.plots[0].series, 1):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour_of(level, len(labels))
        series.format.line.color.rgb = mark.WHITE
    _numbers(chart.plots[0], XL_LABEL_POSITION.CENTER, mark.WHITE)


def _quiet(chart: Any, *, legend: bool) -> None:
    """Without lines that say nothing: every number stands at its column."""
    chart.has_title, chart.has_legend = False, legend
    chart.font.size, chart.font.color.rgb = Pt(14), mark.INK
    if legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.category_axis.format.line.color.rgb = mark.HAIR
    chart.category_axis.has_major_gridlines = False


def _numbers(plot: Any, position: XL_LABEL_POSITION, colour: RGBColor) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = NOUGHTS_LEFT_OUT, False
    labels.position, labels.show_value = position, True
    labels.font.size, labels.font.bold, labels.font.color.rgb = Pt(14), True, colour
