wire("descent", ({ data, input, turn, say, mark, spoken }) => {
  const { x, ones, zeros, rates, pieces } = data;
  const [low, high] = data.feature, across = scale(data.feature), up = scale(data.share);
  const n = [...ones, ...zeros].reduce((a, b) => a + b);
  const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  const sigmoid = (z) => 1 / (1 + Math.exp(-z));
  const place = (w, b) => `${at(scale(data.w)(w))} ${at(scale(data.b)(b))}`;
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
    const points = Array.from({ length: pieces + 1 }, (_, k) => {
      const value = low + ((high - low) * k) / pieces;
      return `${at(across(value))} ${at(up(sigmoid(w * value + b)))}`;
    });
    mark("curve", { d: `M${points.join("L")}` });
  };
});
