"""The search: the book's numbers are words of it, and the search page has a field and an announcer.

Sphinx would cut 0.4937 into "0" and "4937" and then ignore both.
"""

import re

from sphinx.search.en import SearchEnglish

LOOKUP = "sec-debugging-symptoms"  # where the reader of a strange loss is led


class WordsAndNumbers(SearchEnglish):
    """English, with a number whole: 0.4937 and 1,150 are one word each."""

    _word_re = re.compile(r"\d+(?:[.,]\d+)+|\w+")
    js_splitter_code = r"""
function splitQuery(query) {
  return query.match(/\d+(?:[.,]\d+)+|[\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu) ?? [];
}
"""


def lead_on(app, pagename, templatename, context, doctree):
    """Tell the search page where a strange loss is looked up."""
    places = app.env.get_domain("std").labels
    if pagename == "search" and LOOKUP in places:
        page, anchor, title = places[LOOKUP]
        address = f"{app.builder.get_relative_uri(pagename, page)}#{anchor}"
        context["book_lookup"] = address, title


def setup(app):
    """Register it in the place of Sphinx's English."""
    app.add_search_language(WordsAndNumbers)
    app.connect("html-page-context", lead_on)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
