// `<fanfare-count>`: how many questions a subject has. All counts of a page are one request, made anew when somebody
// asks beside them.

import { reflect, takeProperties } from "./attributes.js";
import { languageOf, subjectOf } from "./context.js";
import { api, emit, warn } from "./host.js";

const WORDS = {
  en: { one: "# question", other: "# questions" },
  fr: { one: "# question", many: "# de questions", other: "# questions" },
  ar: { zero: "لا أسئلة", one: "سؤال واحد", two: "سؤالان", few: "# أسئلة", many: "# سؤالًا", other: "# سؤال" },
};
// As many as the API takes at once.
const MOST = 100;
// What an element says when its visitor asked.
const ASKED = "fanfare:question:created";

const text = (count, language) => {
  const words = WORDS[language.slice(0, 2).toLowerCase()] ?? WORDS.en;
  const rule = new Intl.PluralRules(language).select(count);
  return (words[rule] ?? words.other).replace("#", count.toLocaleString(language));
};

let waiting;

const ask = async () => {
  const elements = [...waiting].filter((element) => element.isConnected);
  waiting = undefined;
  for (const [community, ofCommunity] of Map.groupBy(elements, (element) => element.getAttribute("community"))) {
    const bySubject = Map.groupBy(ofCommunity, subjectOf);
    const subjects = [...bySubject.keys()];
    while (subjects.length) {
      const some = subjects.splice(0, MOST);
      const keys = some.map((key) => encodeURIComponent(key.replaceAll(",", "%2C")));
      try {
        // What was just asked counts: a copy the browser holds is asked for anew, by its ETag.
        const answer = await fetch(api(community, "counts?subjects=" + keys), { cache: "no-cache" });
        for (const count of (await answer.json()).data) bySubject.get(count.key)?.forEach((element) => element.show(count));
      } catch (error) {
        warn(`${community}: ${error.message}`);
      }
    }
  }
};

export class Count extends HTMLElement {
  static observedAttributes = ["community", "subject", "lang"];

  attributeChangedCallback() {
    this.wait();
  }

  connectedCallback() {
    takeProperties(this);
    document.addEventListener(ASKED, this);
    this.wait();
  }

  disconnectedCallback() {
    document.removeEventListener(ASKED, this);
  }

  handleEvent() {
    this.wait();
  }

  wait() {
    if (!this.isConnected) return;
    // After the page has been read to its end, so that all of them are there.
    if (!waiting) setTimeout(ask, 50);
    (waiting ??= new Set()).add(this);
  }

  show({ questions, answers }) {
    this.textContent = text(questions, languageOf(this));
    emit(this, "count", { questions, answers });
  }
}

reflect(Count);
