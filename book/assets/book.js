// What scrolls sideways can be reached by keyboard and has a name, but only while it scrolls.
(() => {
  const boxes = document.querySelectorAll(
    "article pre, .formula, .table-wrapper, .book-figure, .cell_output .output"
  );
  const name = (box) => {
    if (box.matches("pre")) return "Code or output";
    if (box.matches(".formula")) return "Formula";
    return box.matches(".book-figure") ? "Figure" : "Table";
  };
  const update = (box, scrolls) => {
    if (scrolls) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", `${name(box)}, scrolls sideways`);
    } else if (box.tabIndex === 0) {
      for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
    }
  };
  const watch = new ResizeObserver((entries) => {  // all is measured before anything is changed
    const seen = entries.map(({ target }) => [target, target.scrollWidth > target.clientWidth + 1]);
    seen.forEach(([box, scrolls]) => update(box, scrolls));
  });

  // What waits off screen (book.css, "Speed") is laid out in idle moments once the reader moves, a few
  // boxes at a time, so that scrolling and the keyboard find everything in its place. Scripts that
  // serve a hand on the page, the copy buttons', wait for it too.
  const waiting = [...document.querySelectorAll(
    "article section section, article .highlight, .book-figure, .bce-explorable"
  )];
  const idle = window.requestIdleCallback || ((callback) => setTimeout(callback, 20));
  const show = (count) => {
    waiting.splice(0, count).forEach((box) => { box.style.contentVisibility = "visible"; });
  };
  const layOut = () => {
    show(8);
    if (waiting.length) return idle(layOut);
    dispatchEvent(new Event("resize")); // for furo's mark in the outline of the page
  };
  const moves = ["scroll", "wheel", "pointermove", "pointerdown", "keydown"];
  const begin = () => {
    moves.forEach((move) => removeEventListener(move, begin));
    document.querySelectorAll("script[type='text/later']").forEach(({ src }) => {
      document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
    });
    boxes.forEach((box) => watch.observe(box));
    idle(layOut);
  };
  moves.forEach((move) => addEventListener(move, begin, { passive: true }));

  // Who comes for a section needs all of them at once: those above it must have found their heights.
  const arrive = () => {
    show(waiting.length);
    const target = document.querySelector(":target");
    if (target) target.scrollIntoView({ behavior: "instant" });
  };
  addEventListener("hashchange", arrive);
  if (location.hash) {
    begin();
    arrive();
    let left = false;
    ["wheel", "pointerdown", "keydown"].forEach((move) => {
      addEventListener(move, () => { left = true; }, { once: true, passive: true });
    });
    document.fonts.ready.then(() => left || arrive()); // the fonts moved it again
  }

  // The two drawers of a small screen: a button opens one and enters it, Escape leaves it.
  document.querySelectorAll("button[data-opens]").forEach((button) => {
    const box = document.getElementById(button.dataset.opens);
    const drawer = document.querySelector(box.id === "__toc" ? ".toc-drawer" : ".sidebar-drawer");
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
  });

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
