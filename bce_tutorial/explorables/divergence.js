wire("divergence", ({ data, input, say, mark, spoken }) => () => {
  const across = scale(data.x);
  const up = scale(data.y);
  const height = (value) => up(Math.min(value, data.most));
  const [, , bottom] = data.y;
  const p = input("p");
  const q = input("q");
  const times = (weight, log) => (weight === 0 ? 0 : weight * log); // 0 log 0 is 0
  const cross = (a, b) => 0 - (times(a, Math.log(b)) + times(1 - a, Math.log(1 - b)));
  const part = (a, b) => times(a, Math.log(a) - Math.log(b));
  const apart = (a, b) => Math.max(part(a, b) + part(1 - a, 1 - b), 0);
  const floor = cross(p, p);
  const total = cross(p, q);
  const points = data.beliefs.map((x) => `${at(across(x))} ${at(height(cross(p, x)))}`);
  say("p", String(p));
  say("q", String(q));
  spoken("p", String(p));
  spoken("q", String(q));
  say("floor", fixed(floor, 4));
  say("own", fixed(apart(p, q), 4));
  say("total", fixed(total, 4));
  say("other", fixed(apart(q, p), 4));
  mark("floor", { d: `M${across(0)} ${at(height(floor))}H${across(1)}` });
  mark("luck", { d: `M${at(across(q))} ${bottom}V${at(height(floor))}` });
  mark("error", { d: `M${at(across(q))} ${at(height(floor))}V${at(height(total))}` });
  mark("curve", { d: `M${points.join("L")}` });
});
