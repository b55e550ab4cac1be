"""A list of maps that are not open: a small picture of each, and two lines of words."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

WIDE, HIGH = 144, 90
"""Pixels of a picture in the list."""

LONGEST = 160
"""Characters of a line in the list."""


class PicturedList(QListWidget):
    """Lists maps by number. Plain text; a picture that cannot be read is an empty frame."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setIconSize(QSize(WIDE, HIGH))
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setMinimumHeight(2 * HIGH + 40)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def offer(self, first: str, second: str, picture: bytes | None) -> None:
        """Add a map at the end."""
        self.addItem(QListWidgetItem(_icon(picture), _words(first, second)))
        if self.currentRow() < 0:
            self.setCurrentRow(0)

    def tell(self, number: int, first: str, second: str, picture: bytes | None) -> None:
        """Show a map otherwise than it was offered: more is known of it by now."""
        item = self.item(number)
        item.setText(_words(first, second))
        item.setIcon(_icon(picture))

    @property
    def chosen(self) -> int | None:
        """The number of what is chosen, from 0."""
        row = self.currentRow()
        return row if row >= 0 else None


def _words(first: str, second: str) -> str:
    return "\n".join(" ".join(line.split())[:LONGEST] for line in (first, second) if line)


def _icon(picture: bytes | None) -> QIcon:
    framed, icon = framed_picture(picture), QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # the chosen one is not tinted
        icon.addPixmap(framed, mode)
    return icon


def _read(png: bytes) -> QImage:
    """The picture, an empty one where it is none; nothing but PNG is tried."""
    buffer = QBuffer()
    buffer.setData(QByteArray(png))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer, QByteArray(b"png")).read()


def framed_picture(picture: bytes | None) -> QPixmap:
    """The picture in the middle of what every picture may take, so that the words stand in line."""
    whole = QPixmap(WIDE * 2, HIGH * 2)
    whole.setDevicePixelRatio(2)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    try:
        image = _read(picture or b"")
        if image.isNull():
            painter.setPen(QColor(128, 128, 128, 120))
            painter.drawRect(0, 0, WIDE - 1, HIGH - 1)
        else:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            small = image.scaled(WIDE * 2, HIGH * 2, keep, smooth)
            small.setDevicePixelRatio(2)
            size = small.deviceIndependentSize()
            painter.drawImage(int((WIDE - size.width()) / 2), int((HIGH - size.height()) / 2), small)
    finally:
        painter.end()
    return whole
