const element = document.querySelector("fanfare-questions");
const query = new URLSearchParams({ lang: document.documentElement.lang, view: "questions", subject: element.getAttribute("subject"), subject_name: element.getAttribute("subject-name") });
const [html, css] = await Promise.all([
  fetch("HOST/api/v1/" + element.getAttribute("community") + "/fragment?" + query).then((answer) => answer.text()),
  fetch("HOSTSHEET").then((answer) => answer.text()),
]);
const root = element.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
root.adoptedStyleSheets = [sheet];
root.innerHTML = html;
