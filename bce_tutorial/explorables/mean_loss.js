wire("mean_loss", ({ data, input, flipped, say, mark, spoken }) => () => {
  const n = data.y.length;
  const ten = flipped("ten") === 1;
  const unit = ten ? Math.LN10 : 1; // nats in one unit
  let nats = 0, right = 0;
  data.y.forEach((y, i) => {
    const p = input(i);
    const penalty = y === 1 ? 0 - Math.log(p) : 0 - Math.log1p(-p);
    nats += penalty / n;
    right += (p >= 0.5) === (y === 1);
    say(`p-${i}`, fixed(p, 2));
    spoken(i, fixed(p, 2));
    say(`part-${i}`, fixed(penalty / n / unit, 4));
    mark(`bar-${i}`, { width: at(100 * Math.min(penalty / data.full, 1)) });
  });
  const bans = nats / Math.LN10;
  say("loss", fixed(nats / unit, 4));
  say("unit", ten ? "bans" : "nats");
  say("right", `${right} of ${n}`);
  say("rate", fixed(data.rate / unit, 4));
  say("offer", ten ? `Back to ${fixed(nats, 3)}` : `Make it ${fixed(bans, 3)}`);
  const numbers = [nats, Math.LN10, bans].map((x) => fixed(x, 4));
  say("base", data.notes[Number(ten)].replace(/\{\}/g, () => numbers.shift()));
});
