wire("curve", ({ data, input, say, mark, spoken, drag }) => {
  const across = scale(data.x), share = scale(data.share), height = scale(data.height);
  const [, highest, bottom] = data.height;
  const softplus = (t) => Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  for (const name of ["low", "high"]) {
    drag((left) => ({ [name]: unscale(data.x)(left) }), name);
  }
  return () => {
    const low = input("low"), high = input("high");
    const w = (2 * Math.log(9)) / (high - low), b = (-w * (low + high)) / 2;
    let loss = 0;
    data.features.forEach((x, i) => {
      const z = w * x + b, penalty = softplus(data.labels[i] === 1 ? -z : z);
      loss += penalty / data.features.length;
      const top = height(Math.min(penalty, highest));
      mark(`bar-${i}`, { d: `M${at(across(x))} ${bottom}V${at(top)}` });
    });
    say("loss", fixed(loss, 4));
    say("w", signed(w, 2));
    say("b", signed(b, 2));
    const points = data.points.map((x) =>
      `${at(across(x))} ${at(share(1 / (1 + Math.exp(-w * x - b))))}`);
    mark("curve", { d: `M${points.join("L")}` });
    for (const [name, value] of Object.entries({ low, high })) {
      const text = signed(value, 2);
      say(name, text);
      mark(name, { cx: at(across(value)) });
      spoken(name, `x = ${text}`);
    }
  };
});
