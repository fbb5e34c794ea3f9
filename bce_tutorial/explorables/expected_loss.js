wire("expected_loss", ({ data, input, say, mark, spoken, drag }) => {
  drag((x) => ({ probability: unscale(data.x)(x) }), "ground", "dot");
  return () => {
    const across = scale(data.x), height = scale(data.y);
    const [, , bottom, top] = data.y;
    const p = input("probability");
    const text = String(p);
    const times = (weight, penalty) => (weight === 0 ? 0 : weight * penalty); // 0 log 0 is 0
    const losses = {
      absolute: (q) => p * (1 - q) + (1 - p) * q,
      squared: (q) => p * (1 - q) ** 2 + (1 - p) * q ** 2,
      log: (q) => times(p, -Math.log(q)) + times(1 - p, -Math.log1p(-q)),
    };
    const end = p > 0.5 ? 1 : 0;
    say("probability", text);
    spoken("probability", `probability ${text}`);
    mark("truth", { d: `M${at(across(p))} ${top}V${bottom}` });
    for (const name in losses) {
      const points = [];
      for (const q of data.forecasts) {
        const value = losses[name](q);
        if (Number.isFinite(value)) points.push(`${at(across(q))} ${at(height(value))}`);
      }
      mark(name, { d: `M${points.join("L")}` });
      const flat = name === "absolute" && p === 0.5;
      const best = name === "absolute" ? end : p;
      const least = losses[name](best);
      say(`${name}-value`, fixed(least, 4));
      say(`${name}-where`, flat ? "any forecast" : name === "absolute" ? String(end) : text);
      mark(`${name}-least`, { cx: at(across(best)), cy: at(height(least)), r: flat ? 0 : data.dot });
    }
    mark("dot", { cx: at(across(p)) });
  };
});
