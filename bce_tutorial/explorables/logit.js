wire("logit", ({ data, input, flipped, say, mark, spoken, drag }) => {
  const [bound, smallest] = data.clamp, [, , bottom] = data.y;
  // A gradient next to 1 may be exactly 1 on one processor and not on another: it is rounded.
  const probability = (value) => (value === 1 ? "1" : number(value));
  const place = scale(data.x), up = scale(data.y);
  const height = (loss) => at(up(loss));
  drag((x) => ({ z: unscale(data.x)(x) }), "ground", "dot");
  return () => {
    const z = input("z"), y = flipped("y"), single = flipped("single") === 1;
    const r = single ? Math.fround : (x) => x; // rounds each operation to the float type
    const sign = 1 - 2 * y;
    const p = r(1 / r(1 + r(Math.exp(-z)))), q = r(1 - p);
    const happened = y === 1 ? p : q, slope = r(p * q);
    const naive = r(0 - r(Math.log(happened)));
    const t = sign * z, e = r(Math.exp(-Math.abs(t)));
    const results = {
      naive: [naive, r(r(sign / happened) * slope)],
      clamped: [Math.min(naive, bound), r(r(r(p - y) / Math.max(slope, r(smallest))) * slope)],
      stable: [r(Math.max(t, 0) + r(Math.log1p(e))), sign * r((t >= 0 ? 1 : e) / r(1 + e))],
    };
    for (const name in results) {
      say(`${name}-loss`, number(results[name][0]));
      say(`${name}-gradient`, number(results[name][1]));
    }
    const text = number(z, 1).replace(".0", "");
    say("z", text);
    spoken("z", `logit ${text}`);
    say("y", String(y));
    say("dtype", single ? "float32" : "float64");
    say("p", probability(p));
    say("q", probability(q));

    const x = at(place(z)), top = height(results.stable[0]);
    mark("line", { d: `M${x} ${top}V${bottom}` });
    mark("dot", { cx: x, cy: top });
    mark("ring", { cx: x, cy: height(results.clamped[0]) });
    mark("curve-1", { "stroke-opacity": y === 1 ? 1 : data.pale });
    mark("curve-0", { "stroke-opacity": y === 0 ? 1 : data.pale });
    const [left, right] = data.lost[y][Number(single)].map(place);
    mark("zone", { x: at(left), width: at(right - left) });
    mark("zone-text", { x: at(left) });
    say("zone", right > left ? "naive: ∞" : "");
  };
});
