// Where the pictures and videos of a composer stand: a button, and a row for each with its preview, its words and what can be
// done. Invariant: its nodes are made here and nowhere else; a row keeps its nodes as long as its picture is there.

const ACCEPT = { picture: "image/jpeg,image/png,image/webp", video: "video/mp4,video/quicktime" };
const ALT_MAX = 300;

// Which list a form's pictures are in, by the node that an element's forms stand in.
export const places = new WeakMap();

const node = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const icon = (parts) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true })) svg.setAttribute(name, value);
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", parts);
  svg.append(path);
  return svg;
};
const PICTURE = "M2 3h12v10H2zM2 10.5l3.5-3.5 3 3 2-2 3.5 3.5M10.5 6h.01";

export class FanfarePictures extends HTMLElement {
  // The application builds a form from its end: what stands before this in it is there when it is done.
  connectedCallback() {
    queueMicrotask(() => this.begin());
  }

  disconnectedCallback() {
    const { list } = this;
    list?.removeEventListener("change", this.show);
    this.list = undefined;
    this.replaceChildren();
    // What is moved in the page comes back at once.
    queueMicrotask(() => this.isConnected || list?.left?.());
  }

  // Shows the list of its form; nothing while nobody says which that is.
  begin() {
    let around = this;
    while (around && !places.has(around)) around = around.parentNode;
    if (this.list || !around) return;
    this.list = places.get(around)(this.closest("form"));
    const { words } = this.list;
    const { only } = this.dataset;
    this.list.only = only;
    this.rows = new Map();
    const chooser = (more, ...parts) => {
      const input = node("input", { type: "file", accept: ACCEPT[only] ?? Object.values(ACCEPT), multiple: !only, ...more });
      input.addEventListener("change", () => {
        this.list.add([...input.files]);
        input.value = "";
      });
      return node("button", { type: "button", className: "plain", onclick: () => input.click() }, ...parts);
    };
    this.buttons = [chooser({}, icon(PICTURE), words["add" + (only ?? "")])];
    // Only telephones know the property; some of them offer their camera for nothing else.
    if ("capture" in HTMLInputElement.prototype) this.buttons.push(chooser({ capture: "environment" }, words.camera));
    this.added = node("ul", { className: "added" });
    this.status = node("p", { className: "spoken", role: "status" });
    this.append(this.added, ...this.buttons, this.status);
    this.list.addEventListener("change", this.show);
    this.show();
  }

  show = () => {
    const { items, full, said } = this.list;
    for (const button of this.buttons) button.hidden = full;
    for (const [item, row] of this.rows) {
      if (items.includes(item)) continue;
      // Who removed it by the keyboard goes on from here.
      const had = row.contains(this.getRootNode().activeElement);
      row.remove();
      this.rows.delete(item);
      if (had) this.buttons[0].focus();
    }
    // From the last on, so that who moves one up keeps it in hand.
    items.reduceRight((next, item, at) => {
      if (!this.rows.has(item)) this.rows.set(item, this.row(item));
      const row = this.rows.get(item);
      if (row.nextSibling != next || !row.parentNode) this.added.insertBefore(row, next);
      row.show(!at);
      return row;
    }, null);
    this.added.hidden = !items.length;
    if (this.status.textContent != said) this.status.textContent = said;
  };

  row(item) {
    const { list } = this;
    const { words } = list;
    const preview = node("span", { className: "preview" });
    const alt = node("input", { type: "text", maxLength: ALT_MAX, value: item.alt, dir: "auto", autocomplete: "off" });
    alt.addEventListener("input", () => {
      item.alt = alt.value;
      list.keep();
    });
    // Enter would send the words.
    alt.addEventListener("keydown", (event) => event.key == "Enter" && event.preventDefault());
    const progress = node("progress", { max: 1, ariaLabel: words.sending });
    const wrong = node("span", { className: "wrong" });
    const again = node("button", { type: "button", className: "plain", textContent: words.again, onclick: () => list.send(item) });
    const up = node("button", { type: "button", className: "plain", textContent: words.up, onclick: () => list.raise(item) });
    const remove = node("button", { type: "button", className: "plain", onclick: () => list.remove(item) });
    const row = node("li", {}, preview, node("label", {}, words.shows, alt), node("div", { className: "acts" }, progress, wrong, again, up, remove));
    row.show = (first) => {
      if (item.preview && !preview.firstChild) preview.append(item.preview);
      row.className = item.gone ? "gone" : "";
      // How it stands is said beside the picture, and only what goes along is described.
      alt.parentNode.hidden = Boolean(item.gone || (item.wrong && !item.preview));
      remove.textContent = words[item.gone ? "undo" : "remove"];
      remove.hidden = Boolean(item.gone && list.full);
      // Who moved it to the top by the keyboard goes on beside it.
      if (first && this.getRootNode().activeElement == up) remove.focus();
      up.hidden = first;
      progress.hidden = Boolean(item.id || item.wrong);
      progress.value = item.part;
      wrong.textContent = item.wrong ?? "";
      wrong.hidden = !item.wrong;
      again.hidden = !item.again;
    };
    return row;
  }
}
