wire("weight", ({ data, input, say, mark, spoken, drag }) => {
  const { z, n, k, group, unit, words, disc } = data;
  const across = scale(data.x), up = scale(data.up);
  const place = scale(data.place), height = scale(data.height);
  const within = ([low, high], value) => Math.min(Math.max(value, low), high);
  const logit = (share) => Math.log(share / (1 - share));
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const rows = sum(n);
  const loss = (shift) => sum(z.map((cell, i) => {
    const u = cell + shift;
    return n[i] * (Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)))) - k[i] * u;
  })) / rows;
  const path = (points) => `M${points.map(([x, h]) => `${at(x)} ${at(h)}`).join("L")}`;
  drag((x) => ({ offset: unscale(data.place)(x) }), "ground", "dot");
  return () => {
    const heavier = input("weight"), less = input("offset"), shift = unit * (heavier - less);
    const groups = Array.from({ length: Math.max(...group) + 1 }, () => [0, 0, 0]);
    z.forEach((cell, i) => {
      const u = cell + shift, e = Math.exp(-Math.abs(u)), p = (u >= 0 ? 1 : e) / (1 + e);
      [n[i], n[i] * p, k[i]].forEach((part, row) => { groups[group[i]][row] += part; });
    });
    const points = groups.map(([all, said, seen]) => [
      across(within(data.x, logit(said / all))),
      up(within(data.up, logit(seen / all))),
    ]);
    const value = loss(shift), known = at(place(heavier));
    mark("curve", { d: path(points) });
    mark("dots", { d: points.map(([x, h]) => `M${at(x)} ${at(h)}${disc}`).join("") });
    mark("losses", {
      d: path(data.steps.map((step) => [place(step), height(loss(unit * (heavier - step)))])),
    });
    mark("known", { d: `M${known} ${at(data.height[3] - 6)}V${at(data.height[2])}` });
    mark("name", { x: at(within(data.within, place(heavier))) });
    mark("dot", { cx: at(place(less)), cy: at(height(value)) });
    const heavy = `w = ${fixed(Math.exp(unit * heavier), 1)}`, off = fixed(unit * less, 2);
    say("heavy", heavy);
    spoken("weight", heavy);
    say("off", off);
    spoken("offset", `${off} nats`);
    say("sign", `ln w = ${fixed(unit * heavier, 2)}`);
    say("loss", fixed(value, 4));
    say("mean", fixed(sum(groups.map(([, said]) => said)) / rows, 3));
    say("verdict", heavier === less ? words.back : heavier > less ? words.high : words.low);
  };
});
