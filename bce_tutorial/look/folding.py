"""Native HTML that folds: what quizzes and flash cards are made of, readable without a script."""

import re

# Code between backticks, or one letter that stands for a number, perhaps with an index in capitals.
# "a" and "I" are words, e is a number, "A" and "B" are names of models.
_PARTS = re.compile(r"`([^`]+)`|(?<![A-Za-z.;’])([b-df-hj-zC-HJ-Z])(?:_([A-Z]+))?(?![A-Za-z0-9’&])")
# What is no text: elements with code, tags with their attributes. Then the space that may not part.
_PERCENT = re.compile(r"<(script|style|code|pre)\b.*?</\1>|<[^>]*>|(?<=\d) (?=%)", re.DOTALL)


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


def typeset(text):
    """Return `text` as HTML, with code between backticks, and variables in italics.

    What stands above or below a letter is a character of its own and stays one: a notebook shows it
    wherever it is opened, where MathML is not everywhere let through.

    Examples
    --------
    >>> typeset("At C_FP / 2, where `p` is pʸ & more")
    'At <var>C</var><sub>FP</sub> / 2, where <code>p</code> is <var>p</var>ʸ &amp; more'
    """
    import html

    def part(match):
        code, letter, index = match.groups()
        if code:
            return f"<code>{code}</code>"
        return f"<var>{letter}</var>" + (f"<sub>{index}</sub>" if index else "")

    return _PARTS.sub(part, html.escape(text))


def together(html):
    r"""Return HTML in which no line ends between a number and its percent sign.

    Code and the attributes of tags stay as they are.

    Examples
    --------
    >>> together('<i title="5 %">25 %</i> of <code>5 % 2</code>')
    '<i title="5 %">25\xa0%</i> of <code>5 % 2</code>'
    """
    return _PERCENT.sub(lambda found: "\N{NO-BREAK SPACE}" if found[0] == " " else found[0], html)


def fold(summary, html, name=""):
    """Return a native ``<details>``: a summary in words, and HTML that it hides at first.

    Of those with the same name one at a time is open. The style keeps the triangle, which
    JupyterLab's MyST extension takes from every summary.

    Examples
    --------
    >>> fold("Is log 1 negative?", "It is 0.")[-53:]
    'Is log 1 negative?</summary><p>It is 0.</p></details>'
    """
    opening = f'<details name="{name}">' if name else "<details>"
    opening += '<summary style="list-style: revert">'
    return f"{opening}{typeset(summary)}</summary><p>{html}</p></details>"


def frame(kind, name, hint, body):
    """Return a named group: one line that says what to do, then the body."""
    import html

    opening = f'<div class="{kind}" role="group" aria-label="{html.escape(name)}">'
    return lines([opening, f"<p>{hint}</p>", body, "</div>"])


def lines(items):
    """Return pieces of HTML, one per line."""
    return "\n".join(items)
