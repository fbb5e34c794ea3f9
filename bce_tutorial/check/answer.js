(() => {
  // Salted FNV-1a, as in Python: the page tells answers apart without containing them.
  const digest = (text) => {
    let state = 14695981039346656037n;
    for (const byte of new TextEncoder().encode(text)) {
      state = BigInt.asUintN(64, (state ^ BigInt(byte)) * 1099511628211n);
    }
    return state.toString(16).padStart(16, "0");
  };
  const NUMBER = /^([+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:e[+-]?\d+)?) *(%|nats?|bits?|bans?)?$/i;

  // What was typed, in the one form that is hashed, and whether it is precise enough.
  const read = (typed, digits) => {
    let plain = typed.trim().replace(/[−–]/g, "-");
    if (!digits) plain = plain.replace(/,(?=\d{3}(\D|$))/g, ""); // a whole number, 1,000
    const match = NUMBER.exec(plain.replace(",", "."));
    if (!match) return null;
    const [, value, whole, part, unit] = match;
    const percent = unit === "%";
    const text = (Number(value) / (percent ? 100 : 1)).toFixed(digits);
    const decimals = (whole ?? part ?? "").length + (percent ? 2 : 0);
    return {
      text: Number(text) === 0 ? text.replace("-", "") : text,
      precise: decimals >= digits || /e/i.test(value),
    };
  };

  for (const form of document.querySelectorAll(".bce-answer:not(.bce-live)")) {
    const { salt, digits, form: decimals, told, hint, known } = JSON.parse(form.dataset.answer);
    const output = form.querySelector("output");
    const judge = () => {
      const chosen = form.querySelector("input:checked, input[type=text]");
      if (!chosen) return [false, hint];
      const given = digits === null ? { text: chosen.value, precise: true } : read(chosen.value, digits);
      if (!given) return [false, "type a number, such as 0.25."];
      const index = known[digest(salt + given.text)];
      if (index !== undefined) return [index === 0, told[index]];
      return [false, given.precise ? hint : `give your number with ${decimals}.`];
    };
    const answer = (event) => {
      event.preventDefault();
      const [right, sentence] = judge();
      output.innerHTML = `<strong>${right ? "Right" : "Not yet"}:</strong> ${sentence}`;
    };
    form.addEventListener("submit", answer);
    form.addEventListener("keydown", (event) => {
      // JupyterLab keeps Enter from submitting a form.
      if (event.key === "Enter" && event.target.matches("input")) answer(event);
    });
    form.addEventListener("input", () => output.replaceChildren());
    for (const control of form.querySelectorAll("input, button")) {
      control.dataset.lmSuppressShortcuts = true; // JupyterLab, leave it its keys
    }
    form.classList.add("bce-live");
  }
})();
