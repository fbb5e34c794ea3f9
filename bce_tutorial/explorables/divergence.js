wire("divergence", ({ data, input, say, mark, spoken, drag }) => {
  const across = scale(data.x), up = scale(data.y), [, , bottom, top] = data.y;
  const height = (value) => up(Math.min(value, data.most));
  const times = (weight, log) => (weight === 0 ? 0 : weight * log); // 0 log 0 is 0
  const cross = (a, b) => 0 - (times(a, Math.log(b)) + times(1 - a, Math.log(1 - b)));
  const part = (a, b) => times(a, Math.log(a) - Math.log(b));
  const apart = (a, b) => Math.max(part(a, b) + part(1 - a, 1 - b), 0);
  drag((x) => ({ q: unscale(data.x)(x) }), "ground", "dot");
  drag((x) => ({ p: unscale(data.x)(x) }), "end");
  return () => {
    const p = input("p"), q = input("q");
    const floor = cross(p, p), total = cross(p, q);
    for (const [name, value] of Object.entries({ p, q })) {
      say(name, String(value));
      spoken(name, `probability ${value}`);
    }
    say("floor", fixed(floor, 4));
    say("own", fixed(apart(p, q), 4));
    say("total", fixed(total, 4));
    say("other", fixed(apart(q, p), 4));
    const points = data.beliefs.map((x) => `${at(across(x))} ${at(height(cross(p, x)))}`);
    const curve = `M${points.join("L")}`, level = at(height(floor));
    const belief = at(across(q)), truth = at(across(p)), end = height(total);
    mark("curve", { d: curve });
    mark("space", { d: `${curve}V${level}H${points[0].split(" ")[0]}Z` });
    mark("floor", { d: `M${across(0)} ${level}H${across(1)}` });
    mark("truth", { d: `M${truth} ${level}V${bottom}` });
    mark("luck", { d: `M${belief} ${bottom}V${level}` });
    mark("error", { d: `M${belief} ${level}V${at(end)}` });
    mark("name", { x: truth });
    mark("dot", { cx: belief, cy: at(Math.max(end, top)) });
    mark("end", { cx: truth });
  };
});
