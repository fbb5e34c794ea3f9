wire("temperature", ({ data, input, say, mark, spoken }) => {
  const labels = [...data.y].map(Number), n = labels.length, [bottom, top] = data.ends;
  const edges = Array.from({ length: 9 }, (_, k) => (k + 1) * 0.1);
  const verdict = (t) => {
    if (t * 1.05 < data.best) return "Too sure: a higher temperature lowers the log loss.";
    if (t > data.best * 1.05) return "Too timid: a lower temperature lowers the log loss.";
    return "Here the log loss is at its lowest, or within a hair of it.";
  };
  return () => {
    const t = 2 ** (input("step") / 60);
    const bins = Array.from({ length: 10 }, () => ({ count: 0, said: 0, seen: 0 }));
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
    const points = full.map((bin) => [across(bin.said / bin.count), 210 - 180 * (bin.seen / bin.count)]);
    const gaps = full.map((bin) => (bin.count / n) * ((bin.said - bin.seen) / bin.count) ** 2);
    mark("curve", { d: `M${points.map(([x, h]) => `${at(x)} ${at(h)}`).join("L")}` });
    mark("dots", {
      d: points.map(([x, h]) => `M${at(x - 4)} ${at(h)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0`).join(""),
    });
    mark("bars", {
      d: points.map(([x], k) => `M${at(x)} 210v${at((28 * full[k].count) / most)}`).join(""),
    });
    mark("dot", {
      cx: at(across((Math.log2(t) + 1) / 4)),
      cy: at(460 - (120 * (loss - bottom)) / (top - bottom)),
    });
    say("degrees", fixed(t, 2));
    spoken("step", fixed(t, 2));
    say("loss", fixed(loss, 4));
    say("brier", fixed(brier / n, 4));
    say("reliability", fixed(gaps.reduce((sum, gap) => sum + gap, 0), 4));
    say("verdict", verdict(t));
  };
});
