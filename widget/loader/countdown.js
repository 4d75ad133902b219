// How long something still goes on, in the words of the page's language, while that gets less. Invariant: nothing is read
// aloud by itself, and a clock that is ahead of the server's asks once a minute at most.

const UNITS = [
  ["day", 864e5],
  ["hour", 36e5],
  ["minute", 6e4],
  ["second", 1e3],
];
const ALREADY_OVER_MS = 6e4;
// What others keep of a page is two seconds old at most; not everybody asks at once.
const SPREAD_MS = 5e3;

// Shows what is left by its two largest units; `over` is called at the end.
export const watchEnd = (shown, over) => {
  const left = shown.querySelector("[data-end]");
  if (!left) return;
  const { lang } = left.closest("[lang]");
  const amount = (number, unit) =>
    new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "long", numberingSystem: "latn" }).format(number);
  const end = Date.parse(left.dataset.end);
  const tick = () => {
    if (!left.isConnected) return;
    const rest = end - Date.now();
    if (rest <= 0) return setTimeout(() => left.isConnected && over(), 2e3 + Math.random() * SPREAD_MS);
    const first = UNITS.findIndex(([unit, length]) => rest >= length || unit == "second");
    const parts = UNITS.slice(first, first + 2).map(([unit, length], at) => amount(Math.floor((at ? rest % UNITS[first][1] : rest) / length), unit));
    left.textContent = new Intl.ListFormat(lang, { type: "unit" }).format(parts);
    setTimeout(tick, rest % UNITS[Math.min(first + 1, 3)][1] + 1);
  };
  end > Date.now() ? tick() : setTimeout(over, ALREADY_OVER_MS);
};
