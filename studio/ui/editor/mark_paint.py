"""Draws marks: each kind by the shape of its line, for the stretch that is repainted only."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from studio.ui.editor.mark_kind import MarkShape

LINE_ROOM = 5.0
"""How far below its upper edge a mark's line reaches, in pixels."""

_WAVE_STEP = 2.5
_WAVE_RISE = 1.1


def draw_line(
    painter: QPainter, shape: MarkShape, colour: QColor, left: float, right: float, y: float
) -> None:
    """Draw the line of ``shape`` from ``left`` to ``right`` just below ``y``."""
    width = right - left
    if width <= 0:
        return
    pen = QPen(colour, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if shape is MarkShape.WAVE:
        painter.setPen(pen)
        painter.drawPolyline(_wave(left, right, y + 1.8))
    elif shape is MarkShape.DOUBLE:
        pen.setWidthF(1.0)
        painter.setPen(pen)
        for below in (0.5, 3.5):
            painter.drawLine(QPointF(left, y + below), QPointF(right, y + below))
    elif shape is MarkShape.DOTTED:
        pen.setWidthF(2.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 1.9])
        painter.setPen(pen)
        painter.drawLine(QPointF(left + 1.1, y + 1.8), QPointF(right - 1.0, y + 1.8))
    else:
        pen.setWidthF(1.7)
        if shape is MarkShape.DASHED:
            pen.setDashPattern([3.2, 1.9])
        elif shape is MarkShape.DASH_DOT:
            pen.setDashPattern([4.5, 2.0, 0.9, 2.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y + 1.8), QPointF(right, y + 1.8))


def draw_gap(painter: QPainter, colour: QColor, x: float, y: float) -> None:
    """Draw the sign for a place where something is missing: a small wedge below the line."""
    painter.setPen(QPen(colour, 1.5))
    painter.drawPolyline([QPointF(x - 3.5, y + 4.5), QPointF(x, y + 0.5), QPointF(x + 3.5, y + 4.5)])


def draw_ornament(painter: QPainter, colour: QColor, centre: QPointF, size: float) -> None:
    """Draw the ornament that stands for a scene break: three small lozenges."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for step in (-1, 0, 1):
        x = centre.x() + step * size * 1.35
        half = size * 0.17
        lozenge = [(0, -half), (half, 0), (0, half), (-half, 0)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, centre.y() + dy) for dx, dy in lozenge]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_tint(painter: QPainter, colour: QColor, rect: QRectF) -> None:
    """Lay a soft tint behind words."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, 2.5, 2.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _wave(left: float, right: float, y: float) -> QPolygonF:
    steps = max(2, math.ceil((right - left) / _WAVE_STEP))
    points = [
        QPointF(min(right, left + i * _WAVE_STEP), y + (_WAVE_RISE if i % 2 else -_WAVE_RISE))
        for i in range(steps + 1)
    ]
    return QPolygonF(points)
