"""How far apart two colours look, to everybody and to people who see fewer colours."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

VISIONS: dict[str, Matrix | None] = {
    "usual": None,
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""On linear RGB, at full severity: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of
Color Vision Deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009, table 1."""


def difference(first: str, second: str, vision: str = "usual") -> float:
    """How far two colours (``#rrggbb``) are apart, as CIEDE2000: 1 can just be told, 10 at a glance."""
    return ciede2000(_lab(first, VISIONS[vision]), _lab(second, VISIONS[vision]))


def ciede2000(one: Triple, other: Triple) -> float:
    """The colour difference of two CIELAB colours (Sharma, Wu and Dalal, Color Research and Application 30, 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    middle = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - sqrt(middle / (middle + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn, both = h2 - h1, h1 + h2
    if c1 * c2 == 0:
        turn, mean_h = 0.0, both
    elif abs(turn) <= 180:
        mean_h = both / 2
    else:
        turn -= 360 if turn > 0 else -360
        mean_h = (both + 360) / 2 if both < 360 else (both - 360) / 2
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 - 0.17 * _cos(mean_h - 30) + 0.24 * _cos(2 * mean_h)
    t += 0.32 * _cos(3 * mean_h + 6) - 0.20 * _cos(4 * mean_h - 63)
    sl = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    sc, sh = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    theta = 30 * exp(-(((mean_h - 275) / 25) ** 2))
    rt = -2 * sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * sin(radians(2 * theta))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


def _cos(angle: float) -> float:
    return cos(radians(angle))


def _lab(color: str, seen: Matrix | None) -> Triple:
    """CIELAB under D65, of the colour as it is seen."""
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    if seen is not None:
        red, green, blue = (min(max(a * red + b * green + c * blue, 0.0), 1.0) for a, b, c in seen)
    x = _cube(0.4124564 * red + 0.3575761 * green + 0.1804375 * blue, 0.95047)
    y = _cube(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue, 1.0)
    z = _cube(0.0193339 * red + 0.1191920 * green + 0.9503041 * blue, 1.08883)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _cube(value: float, white: float) -> float:
    share = value / white
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29
