wire("divergence", ({ input, say, mark, spoken }) => () => {
  const p = input("p");
  const q = input("q");
  const times = (weight, log) => (weight === 0 ? 0 : weight * log); // 0 log 0 is 0
  const cross = (a, b) => 0 - (times(a, Math.log(b)) + times(1 - a, Math.log(1 - b)));
  const part = (a, b) => times(a, Math.log(a) - Math.log(b));
  const apart = (a, b) => Math.max(part(a, b) + part(1 - a, 1 - b), 0);
  const floor = cross(p, p);
  const total = cross(p, q);
  const height = (value) => 240 - (210 * Math.min(value, 6)) / 3;
  const edge = [0.0001, 0.001, 0.004]; // where the curve is steep
  const middle = Array.from({ length: 99 }, (_, k) => (k + 1) / 100);
  const points = [...edge, ...middle, ...edge.map((x) => 1 - x).reverse()]
    .map((x) => `${at(across(x))} ${at(height(cross(p, x)))}`);
  say("p", String(p));
  say("q", String(q));
  spoken("p", String(p));
  spoken("q", String(q));
  say("floor", fixed(floor, 4));
  say("own", fixed(apart(p, q), 4));
  say("total", fixed(total, 4));
  say("other", fixed(apart(q, p), 4));
  mark("floor", { d: `M${LEFT} ${at(height(floor))}H${RIGHT}` });
  mark("luck", { d: `M${at(across(q))} 240V${at(height(floor))}` });
  mark("error", { d: `M${at(across(q))} ${at(height(floor))}V${at(height(total))}` });
  mark("curve", { d: `M${points.join("L")}` });
});
