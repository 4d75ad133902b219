// An address as a QR code, to be scanned from a screen or a print. Brought when somebody asks for it.

import { generate } from "lean-qr";

// What scanners need around it, in modules (ISO/IEC 18004).
const QUIET = 4;
const SVG = "http://www.w3.org/2000/svg";

const node = (name, attributes, ...children) => {
  const made = document.createElementNS(SVG, name);
  for (const attribute in attributes) made.setAttribute(attribute, attributes[attribute]);
  made.append(...children);
  return made;
};

// Dark on light, whatever the page looks like: not every scanner reads the opposite.
export const draw = (text, label) => {
  const code = generate(text);
  const side = code.size + 2 * QUIET;
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  const light = node("rect", { width: side, height: side, fill: "#fff" });
  const dark = node("path", { d: path, fill: "#000", "shape-rendering": "crispEdges" });
  return node("svg", { viewBox: `0 0 ${side} ${side}`, width: 6 * side, height: 6 * side, role: "img", "aria-label": label }, light, dark);
};
