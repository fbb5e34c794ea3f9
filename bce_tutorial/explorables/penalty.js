wire("penalty", ({ data, input, flipped, turn, say, mark, spoken, drag }) => {
  const { tenths, heights } = data, many = tenths.length;
  const across = [data.linear, data.logarithmic].map(scale);
  const [, end] = data.logarithmic, [, , bottom] = data.heights[0];
  const tail = (size) => (size === end ? 0 : Number(`${tenths[size % many]}e${-1 - Math.floor(size / many)}`));
  const steps = (rare) => Math.min(0 - 10 * Math.log10(2 * rare), end);
  const pull = (x) => (flipped("log")
    ? { step: unscale(data.logarithmic)(x) } : { p: unscale(data.linear)(x) });
  drag(pull, "ground", "dot");
  let rare, high; // the smaller one of p and 1 − p, and whether it is 1 − p
  return ({ moved, turned } = {}) => {
    const y = flipped("y"), log = flipped("log"), step = input("step"), p = input("p");
    if (moved === "step") [rare, high] = [tail(Math.abs(step)), step > 0];
    else if (moved) [rare, high] = [Number(Math.min(p, 1 - p).toFixed(2)), p > 0.5];
    else if (!turned) [rare, high] = data.start;
    turn("p", high ? 1 - rare : rare);
    turn("step", Math.round(high ? steps(rare) : -steps(rare)));
    for (const name of ["p", "linear"]) mark(name, { style: log ? "display:none" : "" });
    for (const name of ["step", "logarithmic"]) mark(name, { style: log ? "" : "display:none" });

    let text = trim(high ? 1 - rare : rare);
    if (rare > 0 && rare < 0.001) {
      const [mantissa, exponent] = rare.toExponential(2).split("e");
      text = `${trim(Number(mantissa))} × ${power(Number(exponent))}`.replace(/^1 × /, "");
      if (high) text = `1 − ${text}`;
    }
    // Near certainty 1 - p would lose its digits: take the smaller one itself.
    const nats = high === (y === 0) ? 0 - Math.log(rare) : 0 - Math.log1p(-rare);
    const price = `${loss(nats)} nats`;
    say("p", text);
    say("price", price);
    for (const name of ["p", "step"]) spoken(name, `${text}, costs ${price}`);
    say("y", String(y));
    say("axis", data.axes[log]);
    say("nats", loss(nats));
    say("bits", loss(nats / Math.LN2));
    say("bans", loss(nats / Math.LN10));

    const place = log ? (high ? steps(rare) : -steps(rare)) : high ? 1 - rare : rare;
    const [, most] = heights[log];
    const x = at(across[log](place)), top = at(scale(heights[log])(Math.min(nats, most)));
    mark("drop", { d: `M${x} ${top}V${bottom}` });
    mark("dot", { cx: x, cy: top });
    const left = x > data.sides[y];
    const written = Math.min(Math.max(top, data.least), data.lowest);
    mark("price", { x, y: written, dx: left ? -14 : 14, "text-anchor": left ? "end" : "start" });
    for (const axis of ["linear", "logarithmic"]) for (const label of [0, 1]) {
      mark(`${axis}-${label}`, { "stroke-opacity": y === label ? 1 : data.pale });
    }
  };
});
