wire("descent", ({ data, input, turn, say, mark, spoken }) => {
  const rates = [0.1, 0.3, 1, 3, 10, 20];
  const { x, ones, zeros, ends } = data;
  const n = [...ones, ...zeros].reduce((sum, count) => sum + count, 0);
  const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
  const signed = (value, digits) => {
    const text = fixed(Math.abs(value), digits);
    return value < 0 && Number(text) !== 0 ? `−${text}` : text;
  };
  const place = (w, b) => `${at(40 + 24 * (w + 2))} ${at(30 + 24 * (4 - b))}`;
  const slopes = (w, b) => {
    let slope = 0, mean = 0;
    x.forEach((value, i) => {
      const z = w * value + b;
      const residual = zeros[i] * sigmoid(z) - ones[i] * sigmoid(-z);
      slope += (residual * value) / n;
      mean += residual / n;
    });
    return [slope, mean];
  };
  let w, b, path;
  return ({ moved, pressed } = {}) => {
    const rate = rates[input("rate")];
    if (pressed) {
      for (let step = 0; step < pressed; step += 1) {
        const [slope, mean] = slopes(w, b);
        w -= rate * slope;
        b -= rate * mean;
        path.push(place(w, b));
      }
      turn("w", w);
      turn("b", b);
    } else if (moved !== "rate") {
      if (moved !== "b") w = input("w"); // what the steps have reached is finer than a slider
      if (moved !== "w") b = input("b");
      path = [place(w, b)];
    }

    let loss = 0, right = 0;
    x.forEach((value, i) => {
      const z = w * value + b;
      loss += (ones[i] * softplus(-z) + zeros[i] * softplus(z)) / n;
      right += z >= 0 ? ones[i] : zeros[i];
    });
    say("loss", fixed(loss, 4));
    say("accuracy", fixed(right / n, 4));
    say("steps", String(path.length - 1));
    say("rate", String(rate));
    spoken("rate", String(rate));
    const found = { w, b };
    slopes(w, b).forEach((slope, i) => {
      const name = "wb"[i];
      say(name, signed(found[name], 3));
      spoken(name, signed(found[name], 3));
      say(`${name}-slope`, signed(slope, 4));
    });

    const [cx, cy] = path.at(-1).split(" ");
    mark("dot", { cx, cy });
    mark("path", { d: `M${path.join("L")}` });
    mark("marks", { d: path.map((point) => `M${point}h0`).join("") });
    const points = Array.from({ length: 49 }, (_, k) => {
      const share = k / 48, value = ends[0] + (ends[1] - ends[0]) * share;
      return `${at(282 + 192 * share)} ${at(30 + 192 * (1 - sigmoid(w * value + b)))}`;
    });
    mark("curve", { d: `M${points.join("L")}` });
  };
});
