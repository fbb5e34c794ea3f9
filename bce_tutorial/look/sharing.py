"""Styles and scripts: inside each output that needs them, or once for a whole site.

Every output is complete by itself, so that it works in a notebook. A site takes the marked parts
out of its pages with :func:`without_shared` and offers them as files instead.
"""

import re

_MARK = 'data-bce-shared=""'  # an empty value, for XML
_PARTS = re.compile(rf"<(style|script) {_MARK}>.*?</\1>\n", re.DOTALL)


def shared(tag, content):
    r"""Return a style or script element that a site may take out.

    Examples
    --------
    >>> shared("script", "1;\n")
    '<script data-bce-shared="">\n1;\n</script>\n'
    """
    return f"<{tag} {_MARK}>\n{content}</{tag}>\n"


def without_shared(html):
    r"""Return `html` without its marked parts.

    Examples
    --------
    >>> without_shared('<p>p</p>\n<script data-bce-shared="">\n1;\n</script>\n</div>')
    '<p>p</p>\n</div>'
    """
    return _PARTS.sub("", html)
