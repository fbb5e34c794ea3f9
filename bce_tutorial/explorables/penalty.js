wire("penalty", ({ input, flipped, say, mark, spoken }) => {
  const end = 118; // steps from p = 0.5 to p = 0 or 1; ten steps are a factor of ten
  const tenths = ["5", "4", "3.2", "2.5", "2", "1.6", "1.25", "1", "0.8", "0.63"];
  const signs = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const power = (n) => `10⁻${[...String(-n)].map((digit) => signs[digit]).join("")}`;
  const trim = (x) => String(Number(x.toFixed(5)));
  const loss = (x) => {
    if (x === 0 || x >= 0.001) return fixed(x, 4);
    const [mantissa, exponent] = x.toExponential(1).split("e");
    return `${mantissa} × ${power(Number(exponent))}`;
  };
  return () => {
    const step = input("step"), y = flipped("y");
    const size = Math.abs(step);
    const tail = size === end ? 0 : Number(`${tenths[size % 10]}e${-1 - Math.floor(size / 10)}`);
    let p = trim(step > 0 ? 1 - tail : tail);
    if (tail > 0 && tail < 0.001) {
      const [mantissa, exponent] = tail.toExponential(2).split("e");
      const text = `${trim(Number(mantissa))} × ${power(Number(exponent))}`.replace(/^1 × /, "");
      p = step < 0 ? text : `1 − ${text}`;
    }
    // Near certainty 1 - p would lose its digits: take the tail itself.
    const nats = step < 0 === (y === 1) ? -Math.log(tail) : 0 - Math.log1p(-tail);
    say("p", p);
    spoken("step", p);
    say("y", String(y));
    say("nats", loss(nats));
    say("bits", loss(nats / Math.LN2));
    say("bans", loss(nats / Math.LN10));

    const x = at(across((step + end) / (2 * end)));
    const height = at(240 - 7 * Math.min(nats, 30));
    mark("line", { d: `M${x} ${height}V240` });
    mark("dot", { cx: x, cy: height });
    mark("curve-1", { "stroke-opacity": y === 1 ? 1 : 0.5 });
    mark("curve-0", { "stroke-opacity": y === 0 ? 1 : 0.5 });
  };
});
