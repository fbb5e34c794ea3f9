// Digits as Python writes them: toFixed rounds a tie up, Python to the even digit.
const fixed = (x, digits) => {
  if (!Number.isFinite(x)) return "∞";
  const tie = /^50*$/.test(x.toFixed(digits + 30).slice(-30));
  const text = x.toFixed(digits);
  return tie && /[13579]$/.test(text) ? (x - 2 ** -30).toFixed(digits) : text;
};
const signed = (x, digits) => {
  const text = fixed(Math.abs(x), digits);
  return x < 0 && Number(text) ? `−${text}` : text;
};
const SIGNS = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹", DIGITS = "-0123456789";
const power = (n) => `10${[...String(n)].map((digit) => SIGNS[DIGITS.indexOf(digit)]).join("")}`;
// Exact 0 without decimals, what has no digit among them in powers of ten
const number = (x, digits = 4) => {
  if (Number.isNaN(x)) return "nan";
  const sign = x < 0 ? "−" : "", size = Math.abs(x);
  if (size === 0) return "0";
  if (size >= 0.001) return sign + fixed(size, digits);
  const [mantissa, exponent] = size.toExponential(1).split("e");
  return `${sign}${mantissa} × ${power(Number(exponent))}`;
};
const loss = (x) => (x === 0 ? fixed(x, 4) : number(x));
const trim = (x) => String(Number(x.toFixed(5)));
const at = (x) => String(Number(x.toFixed(2)));
// In words what a voice would pass over
const aloud = (text) => text.replace(/− ?/g, "minus ").replace(/×/g, "times").replace(/∞/g, "infinity")
  .replace(/[⁻⁰¹²³⁴-⁹]+/g, (signs) =>
    ` to the power of ${[...signs].map((sign) => DIGITS[SIGNS.indexOf(sign)]).join("").replace("-", "minus ")}`);
// No line ends between a number and its percent sign
const together = (text) => text.replace(/(\d) %/g, "$1\u00a0%");
// The coordinate of a value, as Scale in _plot.py, and the value of a coordinate
const scale = ([low, high, start, end]) =>
  (value) => start + ((end - start) * (value - low)) / (high - low);
const unscale = ([low, high, start, end]) => scale([start, end, low, high]);

// Start each explorable of this kind that is not live yet; `start` returns its redraw function.
const wire = (kind, start) => {
  const fresh = `.bce-explorable[data-kind="${kind}"]:not(.bce-live)`;
  for (const root of document.querySelectorAll(fresh)) {
    const find = (role, name) => root.querySelector(`[data-${role}="${name}"]`);
    const typed = (name) => find("input", name).value;
    const moved = (slider, detail) =>
      slider.dispatchEvent(new CustomEvent("input", { bubbles: true, detail }));
    let last; // that was pulled
    const set = (values, pulled) => { // sliders, as a reader would
      for (const name in values) {
        const slider = find("input", name), before = slider.value;
        slider.value = values[name];
        if (slider.value === before) continue;
        last = slider;
        moved(slider, pulled);
      }
    };
    const redraw = start({
      data: JSON.parse(root.dataset.start),
      typed,
      input: (name) => Number(typed(name)),
      flipped: (name) => Number(find("flip", name).value),
      turn: (name, value) => { find("input", name).value = value; },
      spoken: (name, text) => find("input", name).setAttribute("aria-valuetext", aloud(text)),
      say: (name, text) => {
        const node = find("slot", name), kept = together(text);
        if (node.textContent !== kept) node.textContent = kept;
      },
      mark: (name, attributes) => {
        const node = find("mark", name);
        for (const key in attributes) node.setAttribute(key, attributes[key]);
      },
      // Let a pointer pull: `values` says where the sliders stand for a point of the drawing.
      drag: (values, ...names) => names.forEach((name) => {
        const node = find("mark", name);
        const follow = ({ pointerId, clientX, clientY }) => {
          if (!node.hasPointerCapture(pointerId)) return;
          const place = new DOMPoint(clientX, clientY).matrixTransform(node.getScreenCTM().inverse());
          set(values(place.x, place.y), true);
        };
        node.addEventListener("pointerdown", (event) => {
          if (event.button || !event.isPrimary) return;
          event.preventDefault(); // it would select text
          node.setPointerCapture(event.pointerId);
          last = null;
        });
        if (node.classList.contains("bce-free")) { // a finger on it does not scroll the page
          node.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
        }
        node.addEventListener("pointermove", follow);
        node.addEventListener("pointerup", follow);
        node.addEventListener("lostpointercapture", () => last && moved(last));
      }),
    });
    const controls = [...root.querySelectorAll("input, button")];
    for (const control of controls) {
      control.disabled = false;
      control.dataset.lmSuppressShortcuts = true; // JupyterLab, leave it its arrow keys
    }
    let pause;
    const act = (what) => {
      redraw(what);
      clearTimeout(pause);
      pause = setTimeout(() => {
        root.querySelector(".bce-said").textContent = root.querySelector(".bce-tiles > *").textContent;
      }, 700);
    };
    let held = {};
    root.addEventListener("pointerdown", () => {
      const sliders = controls.filter((control) => control.type === "range");
      held = Object.fromEntries(sliders.map((slider) => [slider.dataset.input, slider.value]));
    }, true);
    root.addEventListener("pointercancel", () => set(held)); // it was a swipe over the page
    root.addEventListener("input", ({ target, detail }) =>
      act({ moved: target.dataset.input, pulled: detail }));
    root.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const pressed = Number(button.dataset.press || 0), turned = button.dataset.flip;
      if (turned) {
        button.value = (Number(button.value) + 1) % Number(button.dataset.states || 2);
      } else if (!pressed) for (const control of controls) {
        control.value = control.dataset.default || control.defaultValue || "";
      }
      act({ pressed, turned });
    });
    root.classList.add("bce-live");
    redraw();
  }
};
