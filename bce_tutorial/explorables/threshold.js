wire("threshold", ({ data, input, say, mark, spoken, drag }) => {
  drag((x) => ({ threshold: unscale(data.x)(x) }), "ground", "dot");
  return () => {
    const threshold = input("threshold");
    const across = scale(data.x);
    const [top, bottom] = data.line;
    const [caught, flagged] = data.called.map(
      (counts) => counts[Math.round((counts.length - 1) * threshold)],
    );
    const [positives, negatives] = data.totals;
    const count = (name, value) => say(name, value.toLocaleString("en-US"));
    say("threshold", fixed(threshold, 2));
    spoken("threshold", `score ${fixed(threshold, 2)}`);
    count("caught", caught);
    count("missed", positives - caught);
    count("flagged", flagged);
    count("kept", negatives - flagged);
    say("accuracy", fixed((caught + negatives - flagged) / (positives + negatives), 4));

    const edge = across(threshold);
    const show = (name, x, width) =>
      mark(name, { x: at(x), width: at(width), viewBox: `${at(x)} 0 ${at(width)} ${bottom}` });
    show("right-1", edge, across(1) - edge);
    show("right-0", across(0), edge - across(0));
    mark("line", { d: `M${at(edge)} ${top}V${bottom}` });
    mark("dot", { cx: at(edge) });
  };
});
