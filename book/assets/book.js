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
  const boxes = [...document.querySelectorAll(Object.keys(kinds).map((kind) => `article ${kind}`))];
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

  // The two drawers of a small screen are landmarks, which need names. They open by labels of hidden
  // check boxes, which no key reaches: a button in each label's place opens the drawer and enters it,
  // and Escape leaves it.
  const drawers = [
    ["__navigation", ".sidebar-drawer", "Chapters"],
    ["__toc", ".toc-drawer", "On this page"],
  ];
  for (const [id, selector, name] of drawers) {
    const box = document.getElementById(id);
    const drawer = document.querySelector(selector);
    drawer?.setAttribute("aria-label", name);
    if (!box || !drawer) continue;
    for (const label of [...box.labels].filter((each) => !each.matches(".overlay"))) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = label.className;
      button.setAttribute("aria-label", name);
      button.setAttribute("aria-expanded", box.checked);
      button.append(...label.childNodes);
      label.replaceWith(button);
      button.addEventListener("click", () => {
        box.click();
        [...drawer.querySelectorAll("a, input")].find((element) => element.offsetParent).focus();
      });
      box.addEventListener("change", () => button.setAttribute("aria-expanded", box.checked));
      drawer.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !box.checked || !button.offsetParent) return;
        box.click();
        button.focus();
      });
    }
  }

  // A copied formula is its LaTeX source, between dollar signs.
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed || !event.clipboardData) return;
    const part = selection.getRangeAt(0).cloneContents();
    const formulas = part.querySelectorAll("math[alttext]");
    if (!formulas.length) return;
    formulas.forEach((formula) => formula.replaceWith(`$${formula.getAttribute("alttext")}$`));
    event.clipboardData.setData("text/plain", part.textContent);
    event.preventDefault();
  });
})();
