"""The window's clothes: one style sheet and palette made from a theme, so that the map is the colourful thing."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from stratmap.drawing.theme import ChromeColors, Theme

_SHEET = """
* {{ font-family: "Fira Sans"; font-size: 13px; }}
QMainWindow, QDialog, QMessageBox {{ background: {window}; color: {text}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QWidget#panel, QWidget#toolbox, QScrollArea#panel, QWidget#panel-body {{ background: {panel}; color: {text}; }}
QLabel {{ color: {text}; background: transparent; }}
QLabel#heading {{ font-size: 14px; font-weight: 600; }}
QLabel#title {{ font-size: 26px; font-weight: 600; }}
QLabel#muted, QLabel#summary {{ color: {muted}; }}
QLabel#section {{ color: {muted}; font-size: 11px; font-weight: 600; }}
QWidget#banner {{ background: {selection}; border-bottom: 1px solid {border}; }}
QWidget#banner QLabel {{ color: {selection_text}; }}
QWidget#banner QPushButton {{ padding: 3px 12px; }}
QWidget#filter-bar {{ background: {panel}; border-bottom: 1px solid {border}; }}
QWidget#find-bar {{ background: {panel}; border: 1px solid {border}; border-radius: 8px; }}
QListWidget#check-list {{ background: {panel}; color: {text}; border: 1px solid {border}; }}
QDialog#palette {{ border: 1px solid {border}; }}
QDialog#palette QTreeWidget::item {{ padding: 3px 6px; min-height: 20px; }}
QListView#history::item {{ padding: 4px 8px; min-height: 18px; }}
QListView#history::item:selected {{ background: {selection}; color: {selection_text}; }}
QTreeWidget, QTableView {{ background: {panel}; color: {text}; border: 2px solid transparent; outline: none; }}
QTreeWidget::item:selected, QTableView::item:selected {{ background: {selection}; color: {selection_text}; }}
QTableView#matrix QHeaderView, QTableView#matrix QTableCornerButton::section {{ background: {panel}; border: none; }}
QLabel#notice {{ background: {tooltip}; color: {tooltip_text}; border-radius: 8px; padding: 8px 14px; }}
QLabel#notice[large="true"] {{ font-size: 24px; padding: 14px 24px; }}
QToolBar {{ background: {window}; border: none; border-bottom: 1px solid {border}; padding: 4px 8px; spacing: 2px; }}
QToolBar::separator {{ width: 1px; background: {border}; margin: 6px 6px; }}
QToolButton {{ color: {text}; border: 1px solid transparent; border-radius: 6px; padding: 4px 8px;
  min-height: 20px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed {{ background: {pressed}; }}
QToolButton:checked {{ background: {selection}; color: {selection_text}; border-color: {accent}; }}
QToolButton:focus {{ border: 2px solid {focus}; padding: 3px 7px; }}
QToolButton:checked:focus {{ border-color: {text}; }}
QToolButton:disabled {{ color: {disabled}; }}
QToolButton#chip {{ border-color: {input_border}; padding: 3px 8px; }}
QToolButton#chip:checked {{ border-color: {accent}; }}
QToolButton#chip:focus {{ border: 2px solid {focus}; padding: 2px 7px; }}
QScrollArea#detail {{ border-top: 1px solid {border}; }}
QLabel#small {{ color: {muted}; font-size: 12px; }}
QToolButton#tool {{ text-align: left; padding: 4px 8px; }}
QToolButton#tool:focus {{ padding: 3px 7px; }}
QMenuBar {{ background: {window}; color: {text}; border: none; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {panel}; color: {text}; border: 1px solid {border}; padding: 5px; }}
QMenu::item {{ padding: 5px 28px 5px 10px; border-radius: 5px; min-height: 18px; }}
QMenu::item:selected {{ background: {selection}; color: {selection_text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::icon:checked {{ background: {selection}; border: 1px solid {accent}; border-radius: 4px; }}
QStatusBar {{ background: {window}; color: {muted}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 0 6px; }}
QPushButton {{ background: {panel}; color: {text}; border: 1px solid {input_border}; border-radius: 6px;
  padding: 6px 14px; min-height: 18px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:focus {{ border: 2px solid {focus}; padding: 5px 13px; }}
QPushButton:disabled {{ color: {disabled}; border-color: {border}; }}
QPushButton:default, QPushButton#primary {{ background: {accent}; color: {accent_text}; border-color: {accent}; }}
QPushButton:default:hover, QPushButton#primary:hover {{ background: {accent_hover}; }}
QPushButton:default:focus, QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton:default:disabled {{ background: {panel}; color: {disabled}; border-color: {border}; }}
QPushButton#card {{ text-align: left; padding: 14px; min-height: 72px; border-color: {border}; border-radius: 10px; }}
QPushButton#card:hover {{ border-color: {accent}; }}
QPushButton#card:focus {{ border: 2px solid {focus}; padding: 13px; }}
QPushButton#link {{ border: none; background: transparent; color: {accent}; text-align: left; padding: 4px 6px; }}
QPushButton#link:hover {{ background: {hover}; }}
QPushButton#link:focus {{ border: 2px solid {focus}; padding: 2px 4px; }}
QLineEdit, QPlainTextEdit, QComboBox, QDoubleSpinBox {{ background: {input}; color: {text};
  border: 1px solid {input_border}; border-radius: 5px; padding: 3px 6px; min-height: 20px;
  selection-background-color: {accent}; selection-color: {accent_text}; }}
QPlainTextEdit {{ min-height: 44px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {muted}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDoubleSpinBox:focus {{ border: 2px solid {focus};
  padding: 2px 5px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {danger}; }}
QFrame#kind-strip {{ background: {panel}; border: 1px solid {border}; border-radius: 8px; }}
QToolButton#kind {{ padding: 2px 5px; }}
QFrame#quick-entry {{ background: {panel}; border-top: 1px solid {border}; }}
QPlainTextEdit#title-editor {{ border: 2px solid {accent}; border-radius: 8px; padding: 2px 4px; min-height: 20px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: none; }}
QListWidget::item {{ padding: 5px 8px; border-radius: 4px; }}
QListWidget::item:selected {{ background: {selection}; color: {selection_text}; }}
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {{ background: {panel}; color: {text};
  border: 1px solid {input_border}; selection-background-color: {selection}; selection-color: {selection_text}; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 6px; }}
QComboBox QAbstractItemView::item:selected {{ background: {selection}; color: {selection_text}; }}
QCheckBox {{ color: {text}; spacing: 8px; min-height: 24px; border: 2px solid transparent; border-radius: 5px; }}
QCheckBox:focus {{ border-color: {focus}; }}
QCheckBox:disabled {{ color: {disabled}; }}
QListView {{ background: {panel}; color: {text}; border: 2px solid transparent; outline: none; }}
QListView:focus, QTreeView:focus, QTableView:focus, QTextBrowser:focus {{ border: 2px solid {focus}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {border}; }}
QTabBar {{ background: {panel}; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 8px 14px; border-bottom: 2px solid transparent; }}
QTabWidget#side-tabs QTabBar::tab {{ padding: 8px 4px; }}
#sheet-tabs QTabBar::tab {{ min-width: 64px; }}
QTabBar::scroller {{ width: 52px; }}
QTabBar::tear {{ width: 0; border: none; }}
QTabBar QToolButton {{ padding: 0; background: {panel}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected:focus {{ background: {selection}; color: {selection_text}; }}
QFrame#drop-frame {{ border: 2px solid {accent}; border-radius: 6px; background: transparent; }}
#sheet-tabs {{ background: {panel}; border-top: 1px solid {border}; }}
QSplitter::handle {{ background: {border}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {scrollbar}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ height: 0; width: 0;
  background: transparent; }}
QScrollArea {{ border: none; background: {panel}; }}
QProgressBar {{ background: {border}; border: none; border-radius: 3px; max-height: 6px; min-width: 120px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QToolTip {{ background: {tooltip}; color: {tooltip_text}; border: none; padding: 5px 8px; }}
"""


LARGE = "* { font-size: 20px; }"
"""What is written over the style of a menu or a dialog that a room is to read."""

_STYLED = "styled"
"""Property of the application that says it has its style."""


_DARKER = 140
"""Per cent by which Fusion has the frame of a box to tick darker than the window: on a dark one it is not seen."""


def dress(window: QWidget, theme: Theme) -> None:
    """Give a window this theme, with all there is in it and every dialog over it.

    The sheet is the window's and not the program's: a part that is put together outside a window is then styled once,
    when it is put in, and not anew with all that is in it whenever something of it gets a parent.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _color(app, theme)
    sheet = _SHEET.format(**{name: getattr(theme.chrome, name) for name in ChromeColors.__slots__})
    if window.styleSheet() != sheet:
        window.setStyleSheet(sheet)


def _color(app: QApplication, theme: Theme) -> None:
    """What Qt draws by itself.

    The style under the sheets is set but once: each new one throws away a style that widgets about to go still hold.
    """
    if not app.property(_STYLED):
        app.setStyle("Fusion")
        app.setProperty(_STYLED, True)
    palette = _palette(theme.chrome)
    app.setPalette(palette)
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.chrome.input_border).lighter(_DARKER))
    app.setPalette(palette, "QCheckBox")  # type: ignore[arg-type]  # the stub asks for bytes, PySide refuses them


def _palette(chrome: ChromeColors) -> QPalette:
    palette = QPalette()
    for role, color in (
        (QPalette.ColorRole.Window, chrome.window),
        (QPalette.ColorRole.WindowText, chrome.text),
        (QPalette.ColorRole.Base, chrome.input),
        (QPalette.ColorRole.AlternateBase, chrome.panel),
        (QPalette.ColorRole.Text, chrome.text),
        (QPalette.ColorRole.PlaceholderText, chrome.muted),
        (QPalette.ColorRole.Button, chrome.panel),
        (QPalette.ColorRole.ButtonText, chrome.text),
        (QPalette.ColorRole.ToolTipBase, chrome.tooltip),
        (QPalette.ColorRole.ToolTipText, chrome.tooltip_text),
        (QPalette.ColorRole.Highlight, chrome.accent),
        (QPalette.ColorRole.HighlightedText, chrome.accent_text),
    ):
        palette.setColor(role, QColor(color))
    return palette
