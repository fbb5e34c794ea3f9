wire("symptom", ({ data, typed, say, mark, turn }) => {
  const entered = (name) => // as text: a number would lose its last zeros
    typed(name).trim().toLowerCase().replace(/^[−–]/, "-").replace(",", ".");
  const NUMBER = /^-?(?=\.?\d)\d*(?:\.(\d*))?(?:e([-+]?\d+))?$/;
  const { known, words, sections, batches, classes, tenths, near, most } = data;
  const { off, same, coarse, large, precise: [usual, below, above], noted: [small, huge], chance: [chance, shared] } = data;
  const entropy = (p) => -(p * Math.log(p) + (1 - p) * Math.log1p(-p));
  const byRule = (name, value, ...found) => [
    value, words[name][0].replace(/\{\}/g, () => found.shift()), words[name][1],
  ];
  const causes = (value, low, high, rate) => {
    const found = [], width = high - low;
    const fits = (x, slack = 0) => {
      const room = slack + same * Math.abs(x);
      return low - room <= x && x <= high + room;
    };
    if (width > coarse * Math.abs(value)) return found;
    if (rate && fits(entropy(rate), near)) found.push(byRule("base", entropy(rate)));
    const distance = (row) => Math.abs(row[0] - value);
    found.push(...known.filter((row) => fits(row[0], row[3])).sort((a, b) => distance(a) - distance(b)));
    for (const n of batches) if (fits(n * Math.LN2)) found.push(byRule("batch", n * Math.LN2, n, n));
    let k = Math.round(Math.exp(value));
    if (classes[0] <= k && k <= classes[1] && width * k < chance && fits(Math.log(k))) {
      found.push(byRule("class", Math.log(k), k, k));
    }
    k = Math.round(value / Math.log(10));
    if (tenths.includes(k) && fits(k * Math.log(10))) {
      found.push(byRule("tenth", k * Math.log(10), k, k));
    }
    for (const [cap, , , slack] of known.filter((row) => row[4])) {
      k = Math.round((100 * value) / cap);
      const precise = value < usual ? below : above;
      const enough = width < Math.min((shared * cap) / 100, precise * value);
      if (k > 0 && k < 100 && enough && fits((k * cap) / 100, (k * slack) / 100)) {
        found.push(byRule("share", (k * cap) / 100, k, Number(cap.toPrecision(6)), k));
      }
    }
    return found;
  };
  const kind = (value, width, text) => {
    if (Number.isNaN(value)) return "nan";
    if (value <= 0) return value === 0 ? "zero" : "below";
    if (value === Infinity) return text === "inf" ? "inf" : "large"; // a number that none holds
    if (width > coarse * value) return "coarse";
    return value <= Math.LN2 ? "usual" : value < large ? "worse" : "large";
  };
  const notes = (text, value, rate) => {
    if (!(value >= small && value <= huge)) return ["", ""];
    const [bits, bans] = [Math.LN2, Math.log(10)].map((nats) => fixed(nats * value, 4));
    const units = `If ${text} is in bits, it is ${bits} nats; if in bans, ${bans}.`;
    if (rate) {
      const share = 100 * (1 - value / entropy(rate));
      return [units, `At this base rate a constant guess costs ${fixed(entropy(rate), 4)}: you `
        + `${share > -0.05 ? "save" : "lose"} ${fixed(Math.abs(share), 1)} % of it.`];
    }
    if (value > Math.LN2) return [units, "Above 0.6931, the loss of always saying 0.5."];
    let low = 0, high = 0.5;
    for (let step = 0; step < 60; step += 1) {
      const middle = (low + high) / 2;
      if (entropy(middle) < value) low = middle; else high = middle;
    }
    const percent = fixed(50 * (low + high), 2);
    return [units, `A constant guess costs as much at a base rate of ${percent} %.`];
  };
  let special = data.special;
  return ({ moved, pressed } = {}) => {
    if (pressed) {
      special = ["inf", "nan"][pressed - 1];
      turn("loss", "");
    } else if (moved === "loss") special = "";
    else if (!moved) special = data.special;
    const entry = special || entered("loss");
    const text = /^(inf|nan)$/.test(entry) || NUMBER.test(entry) ? entry : "";
    const value = Number(text.replace("inf", "Infinity"));
    const [, decimals = "", power = 0] = NUMBER.exec(text) || [];
    const unit = 10 ** (Number(power) - decimals.length);
    const percent = Number(entered("rate").replace("%", "")), rate = percent > 0 && percent < 100 ? percent / 100 : 0;
    const ends = off.map((part) => value + Math.sign(value) * part * unit);
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    let found = text && value && Number.isFinite(value) ? causes(value, low, high, rate) : [];
    if (!found.length) found = [byRule(text ? kind(value, high - low, text) : "empty", value)];
    for (let i = 0; i < most; i += 1) {
      const [number, said, section] = found[i] || [value, "", "symptoms"];
      const typed = Object.is(number, value) || !(Math.abs(number) >= small && Math.abs(number) <= huge);
      const near = fixed(number, 4);
      const name = typed || near === text ? `${text} is` : `${text}: close to ${near},`;
      mark(`row-${i}`, { style: found[i] ? "" : "display:none" });
      say(`value-${i}`, found[i] && text ? name : "");
      say(`words-${i}`, said);
      say(`where-${i}`, sections[section]);
      mark(`link-${i}`, { href: `#sec-debugging-${section}` });
    }
    notes(text, value, rate).forEach((note, i) => say(`note-${i}`, note));
  };
});
