"""Native HTML that folds: what quizzes and flash cards are made of, readable without a script."""

import re


class Html:
    """A piece of HTML for Jupyter and the book, with a line of text for elsewhere."""

    def __init__(self, text, html):
        self._text, self._html = text, html

    def __repr__(self):
        return self._text

    def _repr_html_(self):
        return self._html


def inline(text):
    """Return `text` as HTML, with `code` between backticks.

    Examples
    --------
    >>> inline("`np.log(p)` needs p > 0")
    '<code>np.log(p)</code> needs p &gt; 0'
    """
    import html

    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def fold(summary, html):
    """Return a native ``<details>``: a summary in words, and HTML that it hides at first.

    The style keeps the triangle, which JupyterLab's MyST extension takes from every summary.

    Examples
    --------
    >>> fold("Is log 1 negative?", "It is 0.")[-53:]
    'Is log 1 negative?</summary><p>It is 0.</p></details>'
    """
    opening = '<details><summary style="list-style: revert">'
    return f"{opening}{inline(summary)}</summary><p>{html}</p></details>"


def frame(kind, name, hint, body):
    """Return a named group: one line that says what to do, then the body."""
    opening = f'<div class="{kind}" role="group" aria-label="{inline(name)}">'
    return lines([opening, f"<p>{hint}</p>", body, "</div>"])


def lines(items):
    """Return pieces of HTML, one per line."""
    return "\n".join(items)
