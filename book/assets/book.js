// What scrolls sideways can be reached by keyboard and says what it is, but only while it scrolls.
(() => {
  const kinds = {
    ".cell_output pre": "Output",
    "pre": "Code",
    ".formula": "Formula",
    ".table-wrapper": "Table",
    ".book-figure": "Figure",
    ".cell_output .text_html": "Output",
  };
  const boxesIn = (part) => [...part.querySelectorAll(Object.keys(kinds).map((kind) => `article ${kind}`))];
  const boxes = boxesIn(document);
  const update = (box, scrolls) => {
    if (scrolls) {
      const kind = Object.keys(kinds).find((selector) => box.matches(selector));
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", `${kinds[kind]}, scrolls sideways`);
    } else if (box.tabIndex === 0) {
      for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
    }
  };
  const measure = (some) => {  // all is measured before anything is changed
    some.map((box) => [box, box.scrollWidth > box.clientWidth + 1]).forEach((seen) => update(...seen));
  };
  const watch = new ResizeObserver((entries) => measure(entries.map(({ target }) => target)));
  measure(boxes);
  boxes.forEach((box) => watch.observe(box));
  document.fonts.ready.then(() => measure(boxes)); // a font that comes late may be wider
  document.addEventListener("book:shown", ({ target }) => { // by a cell that ran in the page
    for (const box of boxesIn(target)) watch.observe(box);
  });

  // The two drawers of a small screen are landmarks, which need names. They open by labels of hidden
  // check boxes, which no key reaches: a button stands in each label's place. While a drawer is open
  // the rest of the page is inert; Escape, a button and any link in it close it.
  const wordsOf = (heading) =>
    [...heading.childNodes].map((node) => (node.matches?.(".headerlink") ? "" : node.textContent)).join("");
  const headingOf = (hash) => {
    const place = document.getElementById(decodeURIComponent(hash.slice(1)));
    return place ? place.querySelector("h1, h2, h3, h4") ?? place : document.querySelector("h1");
  };
  const makeButton = (className, name) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className, ariaLabel: name });
    return button;
  };
  const drawers = [
    ["__navigation", ".sidebar-drawer", "Chapters", "63em"],
    ["__toc", ".toc-drawer", "On this page", "78em"],
  ];
  for (const [id, selector, name, width] of drawers) {
    const box = document.getElementById(id);
    const drawer = document.querySelector(selector);
    drawer?.setAttribute("aria-label", name);
    if (!box || !drawer?.firstElementChild) continue;
    const rest = [];
    for (let inside = drawer; inside !== document.body; inside = inside.parentElement) {
      const beside = [...inside.parentElement.children].filter((each) => each !== inside);
      rest.push(...beside.filter((each) => !each.matches(".overlay, .sidebar-toggle, script")));
    }
    const openers = [...box.labels].filter((each) => !each.matches(".overlay")).map((label) => {
      const button = makeButton(label.className, name);
      button.append(...label.childNodes);
      label.replaceWith(button);
      return button;
    });
    const closer = makeButton("drawer-close", `Close: ${name}`);
    closer.textContent = "Close";
    (drawer.querySelector("[class*='-sticky']") ?? drawer).prepend(closer);
    const set = (open) => {
      box.checked = open;
      for (const each of rest) each.inert = open;
      for (const button of openers) button.setAttribute("aria-expanded", open);
    };
    const leave = () => {
      set(false);
      openers.find((button) => button.offsetParent)?.focus();
    };
    set(false);
    for (const button of openers) {
      button.addEventListener("click", () => {
        set(true);
        closer.focus();
      });
    }
    closer.addEventListener("click", leave);
    box.addEventListener("change", leave); // a click beside the drawer
    matchMedia(`(max-width: ${width})`).addEventListener("change", () => set(false));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.checked) leave();
    });
    drawer.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || !box.checked) return;
      set(false);
      if (link.pathname !== location.pathname) return;
      const heading = headingOf(link.hash);
      heading.tabIndex = -1;
      setTimeout(() => heading.focus({ preventScroll: true })); // once the browser has gone there
    });
  }

  // On a phone the header says where one is, and leads back to its top.
  const heading = document.querySelector("article h1");
  const header = document.querySelector(".header-center a");
  if (heading && header && wordsOf(heading) !== header.textContent) {
    header.href = "#";
    header.title = "Back to the top";
    header.firstElementChild.textContent = wordsOf(heading);
  }

  // The button for the theme says which one is chosen.
  const tell = () => {
    for (const button of document.querySelectorAll(".theme-toggle")) {
      button.ariaLabel = button.title = `Theme: ${document.body.dataset.theme}`;
    }
  };
  tell();
  new MutationObserver(tell).observe(document.body, { attributeFilter: ["data-theme"] });

  // Copying takes the focus from the button that was pressed: it gets it back, and what became of it
  // is said.
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  if (document.querySelector("article .highlight")) document.body.append(said);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".copybtn");
    if (!button) return;
    button.focus({ preventScroll: true });
    said.textContent = "";
    setTimeout(() => { said.textContent = button.matches(".success") ? "Copied" : "Not copied"; });
  });

  // A copied formula is its LaTeX source, between dollar signs, or MathML where that is understood.
  // Nothing that belongs to the page is copied with it.
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed || !event.clipboardData) return;
    const part = document.createElement("div");
    part.append(selection.getRangeAt(0).cloneContents());
    const formulas = part.querySelectorAll("math[alttext]");
    if (!formulas.length) return;
    part.querySelectorAll("button, script, style, .eqno, .headerlink").forEach((each) => each.remove());
    event.clipboardData.setData("text/html", part.innerHTML);
    formulas.forEach((formula) => formula.replaceWith(`$${formula.getAttribute("alttext")}$`));
    document.body.append(part); // only what is on the page knows where its lines end
    event.clipboardData.setData("text/plain", part.innerText);
    part.remove();
    event.preventDefault();
  });
})();
