// The page while Python runs in it: editors in the place of code, a worker that runs one cell after
// the other, and what each of them shows compared with what the book has stored.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorView, keymap } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import DOMPurify from "dompurify";

// The classes of the page's own code, whose colours follow the theme.
const COLOURS = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.moduleKeyword], class: "k" },
  { tag: tags.comment, class: "c1" },
  { tag: tags.string, class: "s2" },
  { tag: tags.number, class: "mf" },
  { tag: [tags.bool, tags.null], class: "kc" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "nf" },
  { tag: tags.operator, class: "o" },
]);
const SANITIZED = { ADD_TAGS: ["use"], FORBID_TAGS: ["style"] };
const MEGABYTE = 1e6;
const SCRIPTS = "script[src*='explorables.js'], script[src*='answer.js']";  // each may run again

// A drawing may use a part of itself and nothing else.
DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.nodeName.toLowerCase() !== "use") return;
  for (const name of ["href", "xlink:href"]) {
    if (!(node.getAttribute(name) ?? "#").startsWith("#")) node.removeAttribute(name);
  }
});

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const makeButton = (hook, textContent, press) => {
  const button = make("button", { type: "button", textContent });
  button.dataset.live = hook;
  button.addEventListener("click", press);
  return button;
};

// What was printed in one go, and what was shown, in a form that can be compared.
const joined = (outputs) => outputs.reduce((some, output) => {
  const last = some.at(-1);
  if (output.kind === "stream" && last?.kind === "stream" && last.name === output.name) {
    return [...some.slice(0, -1), { ...last, text: last.text + output.text }];
  }
  return [...some, output];
}, []);
const comparable = (outputs) => JSON.stringify(joined(outputs).map(({ kind, name, text, data, said }) => [
  kind, name, text, said, data && Object.entries(data).sort(),
]));

const COLUMNS = /\S {2,}\S/; // have a gap; what has none may go on in the next line
const printed = (text, kind) => make("div", { className: `output ${kind}${COLUMNS.test(text) ? "" : " sentences"}` },
  make("div", { className: "highlight" }, make("pre", { textContent: text })));
const drawn = (html, className) => {
  const box = make("div", { className });
  box.append(DOMPurify.sanitize(html, { ...SANITIZED, RETURN_DOM_FRAGMENT: true }));
  return box;
};
const failed = ({ words, said, line, traceback }) => make("div", { className: "live-error" },
  make("p", {}, make("strong", { textContent: words }), line ? ` In line ${line}: ` : " ",
    make("code", { textContent: said })),
  make("details", {}, make("summary", { textContent: "What Python says of it" }),
    make("div", { className: "highlight" }, make("pre", { textContent: traceback }))));
const rendered = (output) => {
  if (output.kind === "error") return failed(output);
  if (output.kind === "stream") return printed(output.text, `stream ${output.name}`);
  if (output.element) return drawn(output.element, "book-figure");
  const html = output.data["text/html"];
  return html === undefined ? printed(output.data["text/plain"], "text_plain") : drawn(html, "output text_html");
};

class Cell {
  constructor(box, about, number, run) {
    Object.assign(this, { box, about, number, got: [] });
    this.verdict = make("span");
    this.verdict.dataset.live = "verdict";
    this.reset = makeButton("reset", "Put the cell back", () => this.putBack());
    const start = makeButton("run", "Run", () => run(this));
    start.ariaLabel = `Run cell ${number}`;
    start.title = "Shift+Enter";
    this.reset.ariaLabel = `Put the cell back: cell ${number}`;
    this.reset.hidden = true;
    const bar = make("div", { className: "live-bar" }, start, this.reset, this.verdict);
    this.stored = [...box.querySelectorAll(".cell_output")];
    this.shown = make("div", { className: "cell_output", hidden: true });
    this.stored.at(-1)?.after(this.shown);
    this.edit(run, bar);
    if (!this.shown.parentNode) bar.after(this.shown);
    this.show([], true);
  }

  edit(run, bar) {
    const code = make("div", { className: "highlight live-code" });
    this.editor = new EditorView({
      doc: this.about.source,
      parent: code,
      extensions: [
        history(),
        indentOnInput(),
        indentUnit.of("    "),
        bracketMatching(),
        pythonLanguage,
        syntaxHighlighting(COLOURS),
        keymap.of([{ key: "Shift-Enter", run: () => { run(this); return true; } }, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({
          "data-live": "code",
          "aria-label": `Code of cell ${this.number}`,
          tabindex: "0", // it scrolls
        }),
        EditorView.updateListener.of(({ docChanged }) => { if (docChanged) this.tellChange(); }),
      ],
    });
    let input = this.box.querySelector(".cell_input");
    if (!input) { // only what the cell shows is on the page
      input = make("div", { className: "cell_input" });
      const fold = make("details", { className: "hide" }, make("summary", { textContent: "Show the code" }), input);
      this.box.prepend(fold);
    }
    input.replaceChildren(code);
    const fold = input.closest("details");
    (fold && this.box.contains(fold) && !fold.querySelector(".cell_output") ? fold : input).after(bar);
  }

  get source() { return this.editor.state.doc.toString(); }
  get changed() { return this.source !== this.about.source; }

  tellChange() {
    this.reset.hidden = !this.changed && this.stillStored;
  }

  // What the page has stored, or what the cell has shown now.
  show(outputs, stored) {
    this.stillStored = stored;
    for (const part of this.stored) {
      part.hidden = !stored;
      delete part.dataset.live;
    }
    this.shown.hidden = stored;
    this.shown.replaceChildren(...(stored ? [] : joined(outputs).map(rendered)));
    delete this.shown.dataset.live;
    (stored ? this.stored[0] ?? this.shown : this.shown).dataset.live = "output";
    if (!stored) {
      if (this.shown.querySelector(".bce-explorable, .bce-answer")) runAgain();
      this.shown.dispatchEvent(new Event("book:shown", { bubbles: true }));
    }
    this.tellChange();
  }

  say(words, state = "") {
    this.verdict.textContent = words;
    this.box.dataset.verdict = state;
  }

  begin() {
    this.got = [];
    this.say("Running", "running");
  }

  hear(output) {
    this.got.push(output);
    if (this.changed) this.show(this.got, false);
  }

  end() {
    const same = comparable(this.got) === comparable(this.about.outputs);
    this.show(this.got, same && !this.about.partial);
    const failed = this.got.some(({ kind }) => kind === "error");
    if (same) this.say("Same as the book", "same");
    else if (this.about.reason && !this.changed) this.say(`Differs from the book: ${this.about.reason}`, "differs");
    else if (failed) this.say("Stopped with an error", "error");
    else this.say(`Differs from the book${this.changed ? ", as its code does" : ""}`, "differs");
  }

  putBack() {
    const all = { from: 0, to: this.editor.state.doc.length, insert: this.about.source };
    this.editor.dispatch({ changes: all });
    this.show([], true);
    this.say("");
    this.editor.focus();
  }
}

// The scripts of what can be played with start all that they have not started yet.
const runAgain = () => {
  for (const { src } of document.querySelectorAll(SCRIPTS)) {
    const script = make("script", { src });
    script.addEventListener("load", () => script.remove());
    document.head.append(script);
  }
};

class Panel {
  constructor(actions, licences) {
    this.status = make("span");
    this.status.setAttribute("role", "status");
    this.detail = make("span", { className: "live-detail" });
    this.progress = make("progress", { ariaLabel: "Loaded", hidden: true });
    this.box = make("section", { className: "live-panel", ariaLabel: "Python in this page", tabIndex: -1 },
      make("p", {}, this.status, " ", this.detail), this.progress,
      makeButton("all", "Run all", actions.all),
      makeButton("stop", "Stop", actions.stop),
      makeButton("restart", "Restart", actions.restart),
      make("a", { href: licences, textContent: "Licences" }));
  }

  say(words, detail = "") {
    if (this.status.textContent !== words) this.status.textContent = words;
    this.detail.textContent = detail;
  }

  load(bytes, of) {
    this.progress.hidden = bytes === of;
    this.progress.max = of;
    this.progress.value = bytes;
    const [now, all] = [bytes, of].map((size) => Math.round(size / MEGABYTE));
    this.detail.textContent = bytes === of ? "" : `${now} of ${all} MB`;
  }
}

// Load the files; where a host has not unpacked them already, unpack them.
const load = async (files, base, tell) => {
  const whole = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let sum = 0;
  const counted = () => new TransformStream({
    transform(chunk, out) {
      sum = Math.min(sum + chunk.length, whole);
      tell(sum, whole);
      out.enqueue(chunk);
    },
  });
  const stream = async ({ file }) => {
    const answer = await fetch(new URL(file, base));
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    const body = answer.body.pipeThrough(counted());
    return answer.headers.has("Content-Encoding") ? body : body.pipeThrough(new DecompressionStream("gzip"));
  };
  const [python, ...others] = await Promise.all(files.map(stream));
  const headers = { "Content-Type": "application/wasm" };
  const [module, ...contents] = await Promise.all([
    WebAssembly.compileStreaming(new Response(python, { headers })),
    ...others.map(async (body) => new Uint8Array(await new Response(body).arrayBuffer())),
  ]);
  const rest = files.slice(1).map((about, i) => ({ ...about, bytes: contents[i] }));
  tell(whole, whole);
  return { module, files: rest };
};

export const start = async (button) => {
  const address = new URL(button.dataset.cells, document.baseURI);
  const about = await (await fetch(address)).json();
  let loading, worker, running, ready = false, queue = [], whole = false, beginnings = 0;

  const kill = () => {
    worker?.terminate();
    for (const cell of [running, ...queue]) cell?.say("");
    worker = running = undefined;
    queue = [];
    ready = whole = false;
    beginnings += 1;
  };
  const next = () => {
    if (!ready || running) return;
    running = queue.shift();
    if (!running) return finish();
    running.begin();
    panel.say("Python runs", whole ? `cell ${running.number} of ${cells.length}` : `cell ${running.number}`);
    const { source, about: { id, alt } } = running;
    worker.postMessage({ code: source, name: id, alt: running.changed ? "A figure, drawn by the changed code" : alt });
  };
  const finish = () => {
    if (whole) {
      const same = cells.filter(({ box }) => box.dataset.verdict === "same").length;
      panel.say(same === cells.length ? `All ${same} cells: same as the book.` : `${same} of ${cells.length} cells: same as the book.`);
    }
    whole = false;
  };
  const hear = ({ data }) => {
    if (data.kind === "dead") {
      const cell = running;
      kill();
      cell?.say("Python ended here", "error");
      panel.say(`Python has ended, and its variables are gone (${data.reason}).`, "Restart begins anew. Where memory is short, download the notebook instead.");
    } else if (data.kind !== "done") {
      running?.hear(data);
    } else {
      if (running) {
        running.end();
        if (!whole) panel.say(`Cell ${running.number}: ${running.verdict.textContent}.`);
        running = undefined;
      } else {
        ready = true;
        panel.say("Python is ready.");
      }
      next();
    }
  };
  const begin = async () => { // the last one counts: a reader may stop, or press Run, while it loads
    const mine = (beginnings += 1);
    let loaded;
    panel.say("Python is being loaded:");
    try {
      loading ??= load(about.files, new URL(about.base, address), (sum, of) => panel.load(sum, of));
      loaded = await loading;
    } catch (error) {
      loading = undefined;
      if (mine === beginnings) {
        panel.say(`Python could not be loaded (${error.message}).`, "Restart tries again. The notebook can be downloaded, too.");
      }
    }
    if (!loaded || mine !== beginnings) return;
    panel.say("Python is starting.");
    worker = new Worker(new URL(about.worker, address), { type: "module" });
    worker.onmessage = hear;
    worker.onerror = ({ message }) => hear({ data: { kind: "dead", reason: message } });
    worker.postMessage(loaded);
  };
  const enqueue = (...some) => {
    for (const cell of some) {
      if (queue.includes(cell)) continue;
      cell.say("Waiting", "waiting");
      queue.push(cell);
    }
    if (worker) next();
    else begin();
  };
  const all = () => {
    whole = true;
    enqueue(...cells);
  };
  const panel = new Panel({
    all,
    stop: () => {
      kill();
      panel.say("Stopped. The variables are gone:", "run again what you need, from the first cell.");
    },
    restart: () => {
      kill();
      for (const cell of cells) cell.say("");
      begin();
    },
  }, new URL(about.licences, address));
  const boxes = document.querySelectorAll("[data-live='cell']");
  const cells = about.cells.map((cell, i) => new Cell(boxes[i], cell, i + 1, enqueue));
  button.closest("p").after(panel.box);
  button.remove();
  document.documentElement.classList.add("live");
  panel.box.focus({ preventScroll: true });
  all();
};
