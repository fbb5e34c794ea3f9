"""The plane that most explorables draw on: 480 units wide, x from 0 to 1 on it.

On a phone the letters are larger in these units. Left of the plane there is room for three digits
of the widest common typefaces, such as Verdana and DejaVu Sans.
"""

from bce_tutorial.explorables._text import at

SVG = "http://www.w3.org/2000/svg"
WIDTH = 480
LEFT, RIGHT = 44, 464  # the stylesheet puts the slider's thumb on the same stretch


def across(share):
    """Return the coordinate of a share of the axis."""
    return LEFT + (RIGHT - LEFT) * share


def path(points):
    """Return path data through the points."""
    return "M" + "L".join(f"{at(x)} {at(y)}" for x, y in points)


def label(x, y, text, anchor="middle"):
    """Return a text in the drawing."""
    return f'<text x="{at(x)}" y="{at(y)}" text-anchor="{anchor}">{text}</text>'


def x_axis(bottom, ticks, title):
    """Return the axis with its ticks (share, text) and title."""
    parts = [f'<path class="bce-axis" d="M{LEFT} {at(bottom)}H{RIGHT}"/>']
    for share, text in ticks:
        anchor = "start" if share < 0.02 else "end" if share > 0.98 else "middle"
        parts.append(f'<path class="bce-axis" d="M{at(across(share))} {at(bottom)}v4"/>')
        parts.append(label(across(share), bottom + 18, text, anchor))
    parts.append(label((LEFT + RIGHT) / 2, bottom + 38, title))
    return "\n".join(parts)


def y_grid(ticks, title):
    """Return grid lines (height, text) and, above the first, the title."""
    parts = []
    for height, text in ticks:
        parts.append(f'<path class="bce-grid" d="M{LEFT} {at(height)}H{RIGHT}"/>')
        parts.append(label(LEFT - 6, height + 4, text, "end"))
    parts.append(label(2, ticks[0][0] - 12, title, "start"))
    return "\n".join(parts)


def drawing(height, description, *parts):
    """Return the picture with its description for those who do not see it."""
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="{SVG}" class="bce-drawing" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{description}">\n{inside}\n</svg>'
    )
