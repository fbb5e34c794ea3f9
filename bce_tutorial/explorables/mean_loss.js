wire("mean_loss", ({ data, input, flipped, say, mark, spoken }) => {
  const along = scale(data.x), [, longest] = data.x, n = data.y.length;
  return () => {
    const ten = flipped("ten");
    const unit = ten ? Math.LN10 : 1, name = ten ? "bans" : "nats"; // nats in one unit
    let nats = 0, right = 0, start = along(0);
    data.y.forEach((y, i) => {
      const p = input(i), c = y === 1 ? p : 1 - p;
      const penalty = y === 1 ? 0 - Math.log(p) : 0 - Math.log1p(-p);
      const texts = [p, c].map((value) => fixed(value, 2)), cost = fixed(penalty / unit, 4);
      nats += penalty / n;
      right += (p >= 0.5) === (y === 1);
      say(`p-${i}`, texts[0]);
      say(`c-${i}`, texts[1]);
      say(`cost-${i}`, cost);
      spoken(i, `p ${texts[0]}, corrected ${texts[1]}, penalty ${cost} ${name}`);
      mark(`bar-${i}`, { x: y === 1 ? 0 : at(100 * p), width: at(100 * c) });
      const end = along(Math.min(nats, longest)), middle = at((start + end) / 2);
      mark(`part-${i}`, { x: at(start), width: at(end - start) });
      mark(`name-${i}`, { x: middle });
      say(`name-${i}`, end - start >= data.letter * data.names[i].length ? data.names[i] : "");
      start = end;
    });
    const bans = nats / Math.LN10;
    say("loss", fixed(nats / unit, 4));
    say("unit", name);
    say("penalty", data.penalties[ten]);
    say("right", `${right} of ${n}`);
    say("rate", fixed(data.rate / unit, 4));
    say("half", fixed(Math.LN2 / unit, 4));
    say("offer", ten ? `Back to ${fixed(nats, 3)}` : `Make it ${fixed(bans, 3)}`);
    const numbers = [nats, Math.LN10, bans].map((x) => fixed(x, 4));
    say("base", data.notes[ten].replace(/\{\}/g, () => numbers.shift()));
  };
});
