wire("temperature", ({ data, input, say, mark, spoken, drag }) => {
  const labels = [...data.y].map(Number), n = labels.length;
  const { best, near, words, bins: many, depth, disc } = data, [, , bottom] = data.share;
  const across = scale(data.said), up = scale(data.share);
  const place = scale(data.x), height = scale(data.loss);
  const edges = Array.from({ length: many - 1 }, (_, k) => (k + 1) * (1 / many));
  const verdict = (t) => {
    if (t * near < best) return words.sure;
    return t > best * near ? words.timid : words.lowest;
  };
  drag((x) => ({ step: unscale(data.x)(x) }), "ground", "dot");
  return () => {
    const step = input("step");
    const t = 2 ** (step / data.octave);
    const bins = Array.from({ length: many }, () => ({ count: 0, said: 0, seen: 0 }));
    let loss = 0, brier = 0;
    data.z.forEach((logit, i) => {
      const u = logit / t, e = Math.exp(-Math.abs(u)), p = (u >= 0 ? 1 : e) / (1 + e);
      loss += Math.max(u, 0) + Math.log1p(e) - labels[i] * u;
      brier += (p - labels[i]) ** 2;
      const bin = bins[edges.filter((edge) => edge < p).length];
      bin.count += 1;
      bin.said += p;
      bin.seen += labels[i];
    });
    loss /= n;
    const full = bins.filter((bin) => bin.count);
    const most = Math.max(...full.map((bin) => bin.count));
    const points = full.map((bin) => [across(bin.said / bin.count), up(bin.seen / bin.count)]);
    const gaps = full.map((bin) => (bin.count / n) * ((bin.said - bin.seen) / bin.count) ** 2);
    mark("curve", { d: `M${points.map(([x, h]) => `${at(x)} ${at(h)}`).join("L")}` });
    mark("dots", { d: points.map(([x, h]) => `M${at(x)} ${at(h)}${disc}`).join("") });
    mark("bars", {
      d: points.map(([x], k) => `M${at(x)} ${bottom}v${at((depth * full[k].count) / most)}`).join(""),
    });
    mark("dot", { cx: at(place(step)), cy: at(height(loss)) });
    say("degrees", fixed(t, 2));
    spoken("step", `T = ${fixed(t, 2)}`);
    say("loss", fixed(loss, 4));
    say("brier", fixed(brier / n, 4));
    say("reliability", fixed(gaps.reduce((sum, gap) => sum + gap, 0), 4));
    say("verdict", verdict(t));
  };
});
