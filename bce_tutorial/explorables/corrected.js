wire("corrected", ({ data, flipped, say, mark }) => () => {
  const values = data.p.map((p, i) => {
    const y = flipped(i);
    const value = y === 1 ? p : 1 - p;
    say(`y-${i}`, String(y));
    say(`value-${i}`, y === 1 ? `p = ${fixed(p, 2)}` : `1 − ${fixed(p, 2)} = ${fixed(value, 2)}`);
    mark(`part-1-${i}`, { "fill-opacity": y === 1 ? 1 : data.pale });
    mark(`part-0-${i}`, { "fill-opacity": y === 0 ? 1 : data.pale });
    return value;
  });
  const above = values.filter((value) => value > 0.5).length;
  say("above", `${above} of ${values.length}`);
  say("least", fixed(Math.min(...values), 2));
});
