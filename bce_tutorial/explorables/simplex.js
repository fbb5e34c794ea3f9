wire("simplex", ({ data, input, flipped, say, mark, spoken, drag }) => {
  const { corners, beside, chances } = data, last = chances.length - 2;
  // The scores of a point keep their mean: adding the same to all of them moves nothing.
  drag((x, top) => {
    const [[ax, ay], [bx, by], [cx, cy]] = corners;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    const one = ((x - ax) * (cy - ay) - (cx - ax) * (top - ay)) / area;
    const two = ((bx - ax) * (top - ay) - (x - ax) * (by - ay)) / area;
    const logs = [1 - one - two, one, two].map((p) => Math.log(Math.max(p, data.least)));
    const shift = [0, 1, 2].reduce((sum, k) => sum + (input(k) - logs[k]) / 3, 0);
    return logs.map((log) => log + shift);
  }, "ground", "dot");
  return () => {
    const y = flipped("y"), z = [0, 1, 2].map((k) => input(k));
    const e = z.map(Math.exp);
    const total = e[0] + e[1] + e[2];
    const p = e.map((value) => value / total);
    const binary = p.map((value, k) => (k === y ? -Math.log(value) : -Math.log1p(-value)));
    const sum = binary[0] + binary[1] + binary[2];
    p.forEach((value, k) => {
      const score = fixed(z[k], 1).replace("-", "−");
      say(`z-${k}`, score);
      spoken(k, `score ${score}`);
      say(`p-${k}`, fixed(value, 4));
      say(`fate-${k}`, k === y ? "✓" : "");
      mark(`bar-${k}`, { width: at(100 * value), class: `bce-class-${k === y ? 1 : 0}` });
    });
    say("y", String(y));
    say("loss", fixed(binary[y], 4));
    say("sum", fixed(sum, 4));
    say("mean", fixed(sum / 3, 4));

    const after = (y + 1) % 3, before = (y + 2) % 3;
    const toward = (other, chance) =>
      [0, 1].map((axis) => chance * corners[y][axis] + (1 - chance) * corners[other][axis]);
    const [dx, dy, anchor] = beside[y];
    for (let k = 0; k <= last; k += 1) {
      const near = chances[k], far = chances[k + 1];
      const edge = [toward(after, near), toward(after, far), toward(before, far), toward(before, near)];
      mark(`band-${k}`, { d: `M${edge.map((point) => point.map(at).join(" ")).join("L")}Z` });
      if (k === 0 || k === last) continue;
      const [x, height] = toward(after, near);
      mark(`level-${k}`, { x: at(x + dx), y: at(height + dy), "text-anchor": anchor });
    }
    const place = (axis) => at(corners.reduce((all, corner, k) => all + p[k] * corner[axis], 0));
    mark("dot", { cx: place(0), cy: place(1) });
  };
});
