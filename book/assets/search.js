// Sphinx's search with words that fit this book, numbers as they are typed elsewhere, excerpts that
// hold sentences, results that are announced, and, where the query is one number, links that lead to
// it on the page and not only to the page.
(() => {
  Object.assign(Documentation.TRANSLATIONS, {
    "Search Results": "Search results",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "No page has all of that. Try fewer words, another spelling, or a number with fewer digits.",
    "Search finished, found ${resultCount} page(s) matching the search query.": "Results: ${resultCount}.",
  });
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false; // none can be read

  // .5 and 0,214 are 0.5 and 0.214 here; what the book has with a comma, as 1,150, stays.
  const written = (query) => query.replace(/(?<![\d.,])[.,](?=\d)/g, "0.").replace(
    /\d+,\d+/g, (number) => (Object.hasOwn(Search._index.terms, number) ? number : number.replace(",", ".")),
  );
  let marked = new Set(); // the words as they were typed; what is sought are their stems
  const parse = Search._parseQuery;
  Search._parseQuery = (query) => { // which leaves whole numbers out
    const parts = parse(query);
    marked = parts[3];
    for (const word of splitQuery(query).filter((each) => /^\d+$/.test(each))) {
      parts[1].add(word);
      marked.add(word);
    }
    return parts;
  };
  const answer = Search.query;
  Search.query = (typed) => {
    const query = written(typed);
    Search.status.setAttribute("role", "status");
    const [, number] = query.match(/^\s*(\d+(?:[.,]\d+)+)\s*%?\s*$/) ?? [];
    if (number) {
      new MutationObserver(() => {
        for (const link of Search.output.querySelectorAll("a")) {
          if (!link.hash) link.hash = `:~:text=${number}`;
        }
      }).observe(Search.output, { childList: true });
    }
    answer(query);
  };
  // A decimal is marked to its last digit, and 60 not within 0.0560.
  const pattern = (word) => (/^\d/.test(word) ? "(?<![\\d.,])" : "") + _escapeRegExp(word)
    + (/^\d+$/.test(word) ? "(?![.,]?\\d)" : /^\d/.test(word) ? "\\d*" : "");
  Search.makeSearchSummary = (html, stems, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const drop = ".byline, .headerlink, nav, script, style, svg, annotation, button";
    for (const part of page.querySelectorAll(drop)) part.remove();
    const place = page.getElementById(anchor.slice(1)) ?? page.querySelector("[role=main]");
    const text = place.textContent.replace(/\s+/g, " ").trim();
    const words = [...marked, ...stems].map(pattern).join("|") || "(?!)"; // "the" is in a title alone
    const found = RegExp(`(${words})`, "i");
    const start = text.lastIndexOf(" ", text.search(found) - 120) + 1;
    const end = text.indexOf(" ", start + 240);
    const pieces = text.slice(start, end < 0 ? undefined : end).split(RegExp(found, "gi"));
    const summary = document.createElement("p");
    summary.className = "context nohighlight"; // Sphinx would mark parts of numbers
    summary.append(start ? "… " : "", ...pieces.map((piece, i) => {
      if (i % 2 === 0) return piece;
      const mark = document.createElement("span");
      mark.className = "highlighted";
      mark.textContent = piece;
      return mark;
    }), end < 0 ? "" : " …");
    return summary;
  };
})();
