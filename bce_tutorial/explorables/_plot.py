"""The plane that most explorables draw on: 480 units wide, x from 0 to 1 on it.

On a phone the letters are larger in these units. Left of the plane there is room for three digits
of the widest common typefaces, such as Verdana and DejaVu Sans.
"""

from typing import NamedTuple

from bce_tutorial.explorables._text import at

SVG = "http://www.w3.org/2000/svg"
WIDTH = 480
LEFT, RIGHT = 44, 464  # the stylesheet puts the slider's thumb on the same stretch


# Shares at which a curve is computed that may be steep at both ends.
STEEP = (0.0001, 0.001, 0.004)
SHARES = (*STEEP, *(k / 100 for k in range(1, 100)), *(1 - share for share in reversed(STEEP)))
PALE = 0.8  # opacity of the curve of what did not happen, which is thinner, too
ABOVE = 18  # from a line of the grid up to a title that does not touch its tick, on a phone too
TOP = 2 * ABOVE  # the highest line below such a title


class Scale(NamedTuple):
    """Where values stand in a drawing: two of them, and their coordinates.

    A script is given the four numbers, and computes the same.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value):
        """Return the coordinate of a value."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


across = Scale(0, 1, LEFT, RIGHT)  # of a share


def handle(name, x, y, *, free=False):
    """Return the dot that can be dragged along the axis, or freely; its halo shows that it can.

    The script must say with ``drag`` where the sliders stand then.
    """
    classes = "bce-dot bce-handle bce-free" if free else "bce-dot bce-handle"
    return f'<circle class="{classes}" data-mark="{name}" cx="{at(x)}" cy="{at(y)}" r="6"/>'


def ground(top, bottom, left=LEFT, right=RIGHT):
    """Return the invisible part of a drawing on which a press brings the handle there."""
    return (
        f'<rect class="bce-ground" data-mark="ground" x="{at(left)}" y="{at(top)}" '
        f'width="{at(right - left)}" height="{at(bottom - top)}"/>'
    )


def path(points):
    """Return path data through the points."""
    return "M" + "L".join(f"{at(x)} {at(y)}" for x, y in points)


def label(x, y, text, anchor="middle"):
    """Return a text in the drawing."""
    return f'<text x="{at(x)}" y="{at(y)}" text-anchor="{anchor}">{text}</text>'


def x_axis(bottom, ticks, title, place=across):
    """Return the axis with its ticks (value, text) and title."""
    parts = [f'<path class="bce-axis" d="M{LEFT} {at(bottom)}H{RIGHT}"/>']
    for value, text in ticks:
        x = place(value)
        anchor = "start" if x < LEFT + 8 else "end" if x > RIGHT - 8 else "middle"
        parts.append(f'<path class="bce-axis" d="M{at(x)} {at(bottom)}v4"/>')
        parts.append(label(x, bottom + 18, text, anchor))
    parts.append(label((LEFT + RIGHT) / 2, bottom + 38, title))
    return "\n".join(parts)


def y_grid(ticks, title, top=None):
    """Return grid lines (height, text) and, above the first or the given height, the title."""
    parts = []
    for height, text in ticks:
        parts.append(f'<path class="bce-grid" d="M{LEFT} {at(height)}H{RIGHT}"/>')
        parts.append(label(LEFT - 6, height + 4, text, "end"))
    parts.append(label(2, (ticks[0][0] if top is None else top) - ABOVE, title, "start"))
    return "\n".join(parts)


def drawing(height, description, *parts):
    """Return the picture with its description for those who do not see it."""
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="{SVG}" class="bce-drawing" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{description}">\n{inside}\n</svg>'
    )
