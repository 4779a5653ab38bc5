"use strict";
(() => {
  const all = (what) => Array.from(document.querySelectorAll(what));
  const one = (what) => document.getElementById(what);
  const cards = all("article.card");
  const groups = all("section.group");
  const chips = all("button.chip");
  const search = one("search");
  const texts = new Map();
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, folded(card.textContent));
    return texts.get(card);
  };
  const pressed = () => {
    const wanted = new Map();
    for (const chip of chips) {
      if (chip.getAttribute("aria-pressed") !== "true") continue;
      const kind = chip.dataset.kind;
      wanted.set(kind, (wanted.get(kind) || []).concat(chip.dataset.value));
    }
    return wanted;
  };
  const apply = () => {
    const wanted = pressed();
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      let fits = true;
      for (const [kind, values] of wanted) {
        const has = (card.dataset[kind] || "").split(" ");
        fits = fits && values.some((value) => has.includes(value));
      }
      fits = fits && (!words.length || words.every((word) => textOf(card).includes(word)));
      if (card.hidden === fits) card.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const group of groups) group.hidden = !group.querySelector("article:not([hidden])");
    const active = wanted.size > 0 || words.length > 0;
    one("count").textContent = active ? `${shown} of ${cards.length} shown` : `All ${cards.length} shown`;
    one("reset").disabled = !active;
  };
  const reset = () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    search.value = "";
    apply();
  };
  const reveal = () => {
    const target = /^#r\d+$/.test(location.hash) && one(location.hash.slice(1));
    if (!target) return;
    if (target.hidden) reset();
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };
  const say = (button, words) => {
    button.textContent = words;
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };
  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const chosen = getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
  };
  const copy = async (button) => {
    const element = one(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(element.textContent);
      say(button, "Copied");
    } catch {
      select(element);
      let done = false;
      try { done = document.execCommand("copy"); } catch { /* stays selected */ }
      say(button, done ? "Copied" : "Selected: press Ctrl+C");
    }
  };
  let timer = 0;
  for (const chip of chips) {
    chip.disabled = false;
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 150);
  });
  one("reset").addEventListener("click", reset);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) copy(button);
  });
  addEventListener("hashchange", reveal);
  document.documentElement.classList.add("js");
  apply();
  reveal();
})();
