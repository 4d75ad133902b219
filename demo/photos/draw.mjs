// The pictures of the sample contests and stories: drawn scenes around the shop's kettle, as people would photograph theirs.
//
//   FANFARE_TOOLS=<node_modules of the pinned tools> node demo/photos/draw.mjs
//
// writes `demo/seed/*.webp` anew. Invariant: the same script draws the same pictures.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { scenes } from "./scenes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const sharp = createRequire(join(process.env.FANFARE_TOOLS, "x.js"))("sharp");

const finishes = {
  clay: {},
  steel: {
    "#6f2913": "#6d6660", "#a5482a": "#b9b2aa", "#d57a54": "#f1ede8", "#bd5f3b": "#cfc8c0", "#8d3a20": "#98918a",
    "#58200f": "#5b544e", "#c8694a": "#d9d3cc", "#9a4125": "#a29a92", "#642612": "#6d6660", "#4a1a0c": "#4d4741",
    "#eba487": "#ffffff", "#ffd2bb": "#ffffff", "#f2c4ad": "#8d867f", "#3a1409": "#26211e",
  },
  pine: {
    "#6f2913": "#15301f", "#a5482a": "#2c5a3d", "#d57a54": "#5f9672", "#bd5f3b": "#447a57", "#8d3a20": "#234a31",
    "#58200f": "#0f2417", "#c8694a": "#4f8562", "#9a4125": "#2f5d40", "#642612": "#173222", "#4a1a0c": "#0d2015",
    "#eba487": "#a9d1b6", "#ffd2bb": "#cfe8d7", "#f2c4ad": "#b9d9c4", "#3a1409": "#0a1810",
  },
};

const drawing = readFileSync(join(here, "../shop/ember.svg"), "utf8")
  .replace(/^<svg[^>]*>/, "")
  .replace(/<\/svg>\s*$/, "");

// The kettle in a finish, its foot at (x, y), so many times as large as the shop draws it; steam where it boils.
const kettle = ({ x, y, size = 1, finish = "clay", steam = true, flip = false }) => {
  let body = drawing;
  for (const [from, to] of Object.entries(finishes[finish])) body = body.replaceAll(from, to);
  if (!steam) body = body.replace(/<g fill="none" stroke="#b9a99b"[\s\S]*?<\/g>/, "");
  const mirror = flip ? "translate(820 0) scale(-1 1)" : "";
  return `<g transform="translate(${x} ${y}) scale(${size}) translate(-410 -566) ${mirror}">${body}</g>`;
};

for (const [name, { width, height, draw }] of Object.entries(scenes)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${draw(kettle, width, height)}</svg>`;
  const { size } = await sharp(Buffer.from(svg)).webp({ quality: 78, effort: 6 }).toFile(join(here, `../seed/${name}.webp`));
  console.log(`${name}.webp: ${width} × ${height}, ${size} bytes`);
}
