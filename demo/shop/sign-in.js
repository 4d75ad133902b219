// The demo's stand-in for a shop's own accounts: a choice of sample people at the top of the questions.
// The shop's server signs a short token for whoever is chosen; the embed asks again when a session ends.
// Where the page is opened without that server, the choice stays hidden and everything works as a guest.

const row = document.getElementById("sign-in");
const select = row?.querySelector("select");

async function people() {
  try {
    const answer = await fetch("/sign-in", { headers: { accept: "application/json" } });
    return answer.ok ? (await answer.json()).people : [];
  } catch {
    return [];
  }
}

async function token(person) {
  const answer = await fetch(`/sign-in?as=${encodeURIComponent(person)}`, { cache: "no-store" });
  return answer.ok ? (await answer.json()).token : null;
}

async function identify(person) {
  await customElements.whenDefined("fanfare-questions");
  if (person) await window.fanfare.identify(() => token(person));
  else await window.fanfare.logout();
}

const known = select ? await people() : [];
if (known.length > 0) {
  select.replaceChildren(...known.map(({ id, label }) => new Option(label[document.documentElement.lang] ?? label.en, id)));
  // A link names who to be: `?as=anneke`.
  select.value = new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem("as") ?? "";
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  row.hidden = false;
  select.addEventListener("change", () => {
    sessionStorage.setItem("as", select.value);
    identify(select.value);
  });
  sessionStorage.setItem("as", select.value);
  if (select.value) identify(select.value);
}
