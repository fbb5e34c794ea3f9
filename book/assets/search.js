// Sphinx's search with words that fit this book, results that are announced, and, where the query is
// one number, links that lead to it on the page and not only to the page.
(() => {
  Object.assign(Documentation.TRANSLATIONS, {
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "No page has all of that. Try fewer words, another spelling, or a number with fewer digits.",
    "Search finished, found ${resultCount} page(s) matching the search query.": "Results: ${resultCount}.",
  });
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false; // none can be read
  const perform = Search.performSearch;
  Search.performSearch = (query) => {
    perform(query);
    Search.status.setAttribute("role", "status");
    const number = query.trim();
    if (!/^\d+(?:[.,]\d+)+$/.test(number)) return;
    new MutationObserver(() => {
      for (const link of Search.output.querySelectorAll("a")) {
        if (!link.hash) link.hash = `:~:text=${number}`;
      }
    }).observe(Search.output, { childList: true });
  };
})();
