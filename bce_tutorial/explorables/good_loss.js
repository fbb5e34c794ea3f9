wire("good_loss", ({ data, input, say, mark, spoken, drag }) => {
  const { normal, most, words } = data;
  const [first, width, tenfold] = data.count, [top, middle, bottom] = data.heights;
  const across = scale(data.x), [, end] = data.x;
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
  drag((x) => ({ loss: unscale(data.x)(x) }), "ground", "dot");
  return () => {
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
      spoken(name, name === "loss" || name === "spread" ? `${texts[name]} nats` : texts[name]);
    }
    say("guess", fixed(guess, 4));
    say("typical", fixed(Math.exp(-loss), 4));
    say("skill", `${percent(1 - loss / guess)} %`);
    say("range", `${percent(1 - high / guess)} to ${percent(1 - low / guess)} %`);
    say("verdict", verdict(guess, loss, margin));
    const place = (value) => at(across(Math.min(value, end)));
    mark("guess", { d: `M${place(guess)} ${top}V${bottom}` });
    mark("name", { x: Math.max(Number(place(guess)), data.margin) });
    mark("interval", { d: `M${place(low)} ${middle}H${place(high)}` });
    mark("dot", { cx: place(loss) });
  };
});
