// A quiz counts what was right at the first try, flash cards come one at a time and shuffled, and of a
// mistake the reader says first what is wrong. All of it stands there without this script too.
(() => {
  const make = (tag, parent, properties) => {
    const element = Object.assign(document.createElement(tag), properties);
    parent.append(element);
    return element;
  };
  const makeButton = (parent, textContent, press) => {
    const button = make("button", parent, { type: "button", textContent });
    button.addEventListener("click", press);
    return button;
  };
  const makeStatus = (parent) => {
    const status = make("p", parent, {});
    status.setAttribute("role", "status");
    return status;
  };
  const whenOpened = (box, act) => {
    box.addEventListener("toggle", ({ target }) => target.open && act(target), true); // it does not bubble
  };

  for (const quiz of document.querySelectorAll(".bce-quiz:not(:has([id^='mistake-']))")) {
    const total = quiz.querySelectorAll(":scope > ol > li").length;
    const tries = new Map(); // from the name of a question to whether its first answer was right
    const count = Object.assign(document.createElement("span"), { className: "bce-count" });
    const end = make("div", quiz, { className: "bce-end" });
    const status = makeStatus(end);
    const again = makeButton(end, "Start again", () => {
      tries.clear();
      count.remove();
      for (const answer of quiz.querySelectorAll("details")) {
        answer.open = false;
        delete answer.dataset.tried;
      }
      status.textContent = "";
      again.hidden = true;
      quiz.querySelector("summary").focus();
    });
    again.hidden = true;
    whenOpened(quiz, (answer) => {
      answer.dataset.tried = "";
      if (tries.has(answer.name)) return;
      tries.set(answer.name, answer.querySelector(".bce-right") !== null);
      const right = [...tries.values()].filter(Boolean).length;
      count.textContent = `${tries.size} of ${total} answered`; // is seen where one reads, not said
      answer.closest("ol").nextElementSibling.append(count);
      again.hidden = tries.size < total;
      if (!again.hidden) status.textContent = `${right} of ${total} at the first try.`;
    });
  }

  for (const list of document.querySelectorAll(".bce-cards > ul, ul.bce-cards")) {
    const cards = [...list.children];
    const deck = make("div", list.parentElement, { className: "bce-deck" });
    const status = makeStatus(deck);
    let queue, missed, known;
    const show = () => {
      for (const card of cards) {
        card.hidden = queue.length && card !== queue[0] ? "until-found" : false;
        card.firstElementChild.open = false;
      }
      for (const button of [knew, notYet]) button.hidden = true;
    };
    const next = (verdict) => {
      status.textContent = verdict;
      show();
      (queue.length ? queue[0].querySelector("summary") : shuffle).focus();
    };
    const knew = makeButton(deck, "Knew it", () => {
      queue.shift();
      known += 1;
      const end = missed.size ? `${missed.size} of them not at once.` : "each at once.";
      next(queue.length ? `${known} known, ${queue.length} to go.` : `All ${known} known, ${end}`);
    });
    const notYet = makeButton(deck, "Not yet", () => {
      missed.add(queue[0]);
      queue.push(queue.shift());
      next(`It comes again. ${known} known, ${queue.length} to go.`);
    });
    const start = () => {
      queue = [...cards];
      for (let i = queue.length - 1; i > 0; i -= 1) {
        const j = Math.floor(Math.random() * (i + 1));
        [queue[i], queue[j]] = [queue[j], queue[i]];
      }
      [missed, known] = [new Set(), 0];
      status.textContent = `${cards.length} cards, shuffled.`;
      show();
    };
    const shuffle = makeButton(deck, "Shuffle again", () => {
      start();
      queue[0].querySelector("summary").focus();
    });
    makeButton(deck, "Show all", () => {
      queue = [];
      status.textContent = `All ${cards.length} cards.`;
      show();
    });
    whenOpened(list, ({ parentElement }) => {
      for (const button of [knew, notYet]) button.hidden = parentElement !== queue[0];
    });
    start();
  }

  const wordOf = (mistake) => mistake.querySelector(".bce-wrong").textContent.replace(/\.$/, "");
  const mistakes = [...document.querySelectorAll("[id^='mistake-']")];
  const order = ["Wrong", "Too strong", "Imprecise", "Incomplete"]; // and then what was lost
  const rank = (word) => (order.includes(word) ? order.indexOf(word) : order.length);
  const words = [...new Set(mistakes.map(wordOf))].sort((a, b) => rank(a) - rank(b));
  for (const mistake of mistakes) {
    const place = [...mistake.parentElement.children].indexOf(mistake) + 1;
    const verdict = mistake.querySelector("details");
    const choice = make("div", mistake, { className: "bce-choice" });
    choice.setAttribute("role", "group");
    choice.ariaLabel = `Your verdict on ${place}`;
    verdict.before(choice);
    const buttons = words.map((word) => makeButton(choice, word, () => {
      for (const button of buttons) button.ariaPressed = button.textContent === word;
      const right = wordOf(mistake);
      status.textContent = ` The book says: ${right.toLowerCase()}.`;
      status.prepend(Object.assign(document.createElement("b"), { textContent: word === right ? "✓ Right." : "✗ No." }));
      verdict.open = true;
    }));
    for (const button of buttons) button.ariaPressed = false;
    const status = makeStatus(choice);
  }
})();
