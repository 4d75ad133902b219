// What the answers of a form make, shown beside it while they are given: the page that its button asks for, as far as the
// part is concerned that shows it.
// Invariant: what can be pressed there stands for the answers as they are; until then it is out of reach.

// How long nothing is typed before it is asked for, in milliseconds.
const STILL = 400;

// The part of `shown` that shows what its form makes, if it has one.
export const watchPreview = (shown) => {
  let preview = shown.querySelector("[data-preview]");
  const form = preview?.parentNode.querySelector("form");
  let timer;
  let last = 0;

  const ask = async (number) => {
    // A file is sent once, by the button.
    const answers = [...new FormData(form)].filter(([, value]) => typeof value == "string");
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(answers) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.querySelector("[data-preview]");
    if (number != last || !made) return;
    preview.replaceWith(made);
    preview = made;
  };

  form?.addEventListener("input", () => {
    preview.inert = true;
    clearTimeout(timer);
    last += 1;
    // Without a network the button still works once there is one.
    if (form.checkValidity()) timer = setTimeout(() => ask(last).catch(() => {}), STILL);
  });
};
