wire("descent", ({ data, input, turn, say, mark, spoken, drag }) => {
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
  let w, b, path, later;
  const show = () => {
    let loss = 0, right = 0;
    x.forEach((value, i) => {
      const z = w * value + b;
      loss += (ones[i] * softplus(-z) + zeros[i] * softplus(z)) / n;
      right += z >= 0 ? ones[i] : zeros[i];
    });
    say("loss", fixed(loss, 4));
    say("accuracy", fixed(right / n, 4));
    say("steps", String(path.length - 1));
    const rate = String(rates[input("rate")]), found = { w, b };
    say("rate", rate);
    spoken("rate", `rate ${rate}`);
    slopes(w, b).forEach((slope, i) => {
      const name = "wb"[i], texts = [signed(found[name], 3), signed(slope, 4)];
      say(name, texts[0]);
      say(`${name}-slope`, texts[1]);
      spoken(name, `${texts[0]}, slope ${texts[1]}`);
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
  const step = (rate) => {
    const [slope, mean] = slopes(w, b);
    w -= rate * slope;
    b -= rate * mean;
    path.push(place(w, b));
    turn("w", w);
    turn("b", b);
  };
  drag((left, top) => ({ w: unscale(data.w)(left), b: unscale(data.b)(top) }), "ground", "dot");
  return ({ moved, pressed } = {}) => {
    const rate = rates[input("rate")], still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const walk = (left) => { // one step after the other, for the eye
      step(rate);
      if (left > 1 && still) walk(left - 1);
      else {
        if (left > 1) later = setTimeout(walk, 40, left - 1);
        show();
      }
    };
    clearTimeout(later);
    if (pressed) return walk(pressed);
    if (moved !== "rate") {
      if (moved !== "b") w = input("w"); // what the steps have reached is finer than a slider
      if (moved !== "w") b = input("b");
      path = [place(w, b)];
    }
    show();
  };
});
