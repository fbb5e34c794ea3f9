wire("good_loss", ({ data, input, say, mark, spoken, drag }) => {
  const { normal, most, words } = data;
  const [first, width, tenfold] = data.count, [top, , below, bottom] = data.heights;
  let axis; // it changes in steps, and not below a pointer that pulls
  const times = (weight, log) => (weight === 0 ? 0 : weight * log); // 0 log 0 is 0
  const entropy = (p) => 0 - (times(p, Math.log(p)) + times(1 - p, Math.log1p(-p)));
  const percent = (share) => signed(100 * share, 1);
  const whole = (number) => number.toLocaleString("en-US");
  const verdict = (guess, loss, margin) => {
    if (loss + margin < guess) return words.better;
    if (loss - margin > guess) return words.worse;
    const wanted = Math.ceil(((normal * input("spread")) / (guess - loss)) ** 2);
    const number = wanted <= most ? `about ${whole(wanted)}` : `more than ${whole(most)}`;
    return words.open.replace("{}", number);
  };
  drag((x) => ({ loss: unscale(axis)(x) }), "ground", "dot");
  return ({ pulled } = {}) => {
    const loss = input("loss"), step = input("n");
    const n = (first + width * (step % tenfold)) * 10 ** Math.floor(step / tenfold);
    const guess = entropy(input("base") / 100);
    const margin = (normal * input("spread")) / Math.sqrt(n);
    const low = Math.max(loss - margin, 0), high = loss + margin;
    const texts = {
      base: `${fixed(input("base"), 1)} %`, loss: fixed(loss, 3), n: whole(n),
      spread: fixed(input("spread"), 2),
    };
    for (const name in texts) {
      say(name, texts[name]);
      spoken(name, texts[name] + data.units[name]);
    }
    say("guess", fixed(guess, 4));
    say("typical", fixed(Math.exp(-loss), 4));
    say("skill", `${percent(1 - loss / guess)} %`);
    say("range", `${percent(1 - high / guess)} to ${percent(1 - low / guess)} %`);
    say("verdict", verdict(guess, loss, margin));
    const { ends, room, parts, cap } = data;
    const end = ends.find((value) => value >= room * Math.max(guess, high));
    if (!pulled) axis = [0, end, ...data.place];
    for (let k = 0; k <= parts; k += 1) say(`tick-${k}`, trim((axis[1] * k) / parts));
    const across = scale(axis), left = at(across(low)), right = at(across(high));
    const upright = (x) => `M${x} ${below - cap}V${below + cap}`;
    mark("guess", { d: `M${at(across(guess))} ${top}V${bottom}` });
    mark("name", { x: at(Math.max(across(guess), data.margin)) });
    mark("interval", { d: `M${left} ${below}H${right}${upright(left)}${upright(right)}` });
    mark("dot", { cx: at(across(loss)) });
  };
});
