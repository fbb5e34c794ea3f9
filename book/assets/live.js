// The button that lets Python run in the page. Nothing is loaded before it is pressed; where it could
// not work it does not appear, and a sentence says why.
(() => {
  const button = document.querySelector("[data-live='start']");
  if (!button || location.protocol === "file:") return; // a folder serves no modules
  // block, try_table, catch_all: exceptions as WebAssembly has them since 2025
  const exceptions = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
    10, 13, 1, 11, 0, 2, 64, 31, 64, 1, 2, 0, 11, 11, 11,
  ]);
  const instead = "Download the notebook to run it elsewhere.";
  const refuse = (why) => {
    const sentence = document.createElement("span");
    sentence.textContent = `${why} ${instead}`;
    button.replaceWith(sentence);
  };
  if (!globalThis.WebAssembly?.validate(exceptions) || !globalThis.DecompressionStream) {
    refuse("This browser is too old to run Python in the page.");
  } else if (navigator.deviceMemory < 2) {
    refuse("This device has too little memory to run Python in the page.");
  } else {
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.ariaDisabled = true;
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = button.dataset.style;
      document.head.append(style);
      try {
        const { start } = await import(new URL(button.dataset.script, document.baseURI));
        await start(button);
      } catch (error) {
        refuse(`Python could not be started (${error.message}).`);
      }
    }, { once: true });
  }
})();
