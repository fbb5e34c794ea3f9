wire("penalty", ({ data, input, flipped, say, mark, spoken }) => {
  const { tenths } = data, across = scale(data.x), up = scale(data.y);
  const [, end] = data.x, [, highest, bottom] = data.y;
  return () => {
    const step = input("step"), y = flipped("y");
    const size = Math.abs(step);
    const tail = size === end ? 0 : Number(`${tenths[size % tenths.length]}e${-1 - Math.floor(size / tenths.length)}`);
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

    const x = at(across(step));
    const height = at(up(Math.min(nats, highest)));
    mark("line", { d: `M${x} ${height}V${bottom}` });
    mark("dot", { cx: x, cy: height });
    mark("curve-1", { "stroke-opacity": y === 1 ? 1 : data.pale });
    mark("curve-0", { "stroke-opacity": y === 0 ? 1 : data.pale });
  };
});
