// What stands around the kettle in each picture. Invariant: numbers of chance come from a seed, never from the clock.

// A sequence of numbers from 0 to 1, the same for the same seed.
const chance = (seed) => () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};

const many = (count, draw) => Array.from({ length: count }, (_, number) => draw(number)).join("");
const rectangle = (x, y, width, height, fill, more = "") => `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;
const circle = (x, y, radius, fill, more = "") => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${more}/>`;
const path = (line, fill, more = "") => `<path d="${line}" fill="${fill}" ${more}/>`;
const fade = (id, stops, more = 'x1="0" x2="0" y1="0" y2="1"') =>
  `<linearGradient id="${id}" ${more}>${stops.map(([offset, color, opacity = 1]) => `<stop offset="${offset}" stop-color="${color}" stop-opacity="${opacity}"/>`).join("")}</linearGradient>`;
const glow = (id, color, strength = 0.9) =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${color}" stop-opacity="${strength}"/><stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient>`;
const blur = (id, by) => `<filter id="${id}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${by}"/></filter>`;

// A line of hills over the whole width, down to `bottom`.
const hills = (seed, width, top, height, bottom, fill) => {
  const next = chance(seed);
  const steps = 7;
  let line = `M0 ${bottom}V${top + next() * height}`;
  for (let step = 1; step <= steps; step++) {
    const x = (step * width) / steps;
    line += `S${x - width / steps / 2} ${top + next() * height} ${x} ${top + next() * height}`;
  }
  return path(`${line}V${bottom}Z`, fill);
};
const fir = (x, foot, height, fill) =>
  many(3, (layer) => path(`M${x} ${foot - height + layer * height * 0.22}l${height * (0.16 + layer * 0.06)} ${height * 0.36}h${-height * (0.32 + layer * 0.12)}Z`, fill)) +
  rectangle(x - height * 0.03, foot - height * 0.16, height * 0.06, height * 0.16, "#3b2a20");
const mug = (x, y, size, fill, inside = "#4b2c1d") =>
  `<g transform="translate(${x} ${y}) scale(${size})"><ellipse cx="0" cy="2" rx="52" ry="9" fill="#000" opacity=".18"/>` +
  `<path d="M36-62c34-8 44 44 2 46" fill="none" stroke="${fill}" stroke-width="11"/>` +
  `<path d="M-42-82h84l-6 74q-2 8-10 8h-52q-8 0-10-8z" fill="${fill}"/><path d="M-42-82h20l4 82h-8q-8 0-10-8z" fill="#000" opacity=".1"/>` +
  `<ellipse cx="0" cy="-82" rx="42" ry="9" fill="${inside}"/><ellipse cx="0" cy="-82" rx="42" ry="9" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="3"/></g>`;
const plant = (x, y, size, leaf, pot) =>
  `<g transform="translate(${x} ${y}) scale(${size})">${many(9, (number) => {
    const turn = (number - 4) * 17;
    return `<path d="M0-60C-26-110-16-170 0-200C16-170 26-110 0-60Z" fill="${leaf[number % leaf.length]}" transform="rotate(${turn} 0 -60)"/>`;
  })}<path d="M-44-70h88l-12 70h-64z" fill="${pot}"/><path d="M-48-78h96v16h-96z" fill="${pot}"/><path d="M-48-62h96v5h-96z" fill="#000" opacity=".14"/></g>`;
const boards = (y, width, height, light, dark) =>
  rectangle(0, y, width, height, light) +
  many(6, (number) => rectangle(0, y + (height * number) / 6, width, 3, dark, 'opacity=".35"')) +
  rectangle(0, y, width, 6, "#fff", 'opacity=".25"');

export const scenes = {
  sunrise: {
    width: 1200,
    height: 800,
    draw: (kettle, width, height) =>
      `<defs>${fade("s", [[0, "#2f3d68"], [0.45, "#d98a77"], [0.75, "#f8cf93"], [1, "#fbe3bd"]])}${glow("g", "#fff3cf")}</defs>` +
      rectangle(0, 0, width, height, "url(#s)") + circle(820, 430, 330, "url(#g)") + circle(820, 430, 54, "#fff6dc") +
      hills(7, width, 330, 130, 600, "#8b6c86") + hills(23, width, 410, 110, 640, "#5f4f6f") + hills(41, width, 490, 70, 700, "#3d3850") +
      hills(77, width, 640, 30, 800, "#241f2c") + path("M250 690q170-44 400 4l30 30h-470z", "#57494f") +
      kettle({ x: 440, y: 706, size: 0.62 }) + mug(650, 712, 0.8, "#e8e2d6"),
  },
  campfire: {
    width: 800,
    height: 1040,
    draw: (kettle, width, height) => {
      const next = chance(11);
      const stars = many(120, () => circle(next() * width, next() * 560, 0.8 + next() * 1.6, "#fff", `opacity="${0.3 + next() * 0.6}"`));
      return `<defs>${fade("s", [[0, "#0a1026"], [0.7, "#1d2a4a"], [1, "#35385a"]])}${glow("g", "#ff9a3d", 0.75)}${fade("f", [[0, "#ffe9a8"], [0.5, "#ffab3e"], [1, "#d94a1c"]])}${blur("b", 4)}</defs>` +
        rectangle(0, 0, width, height, "url(#s)") + stars + hills(9, width, 480, 90, 760, "#111a2c") +
        many(9, (number) => fir(30 + number * 95 + next() * 30, 720, 190 + next() * 170, "#0c1420")) +
        rectangle(0, 710, width, 330, "#1b1512") + circle(400, 860, 380, "url(#g)") +
        many(9, (number) => `<ellipse cx="${400 + Math.cos(number * 0.7) * 190}" cy="${930 + Math.sin(number * 0.7) * 54}" rx="46" ry="30" fill="${number % 2 ? "#4a413c" : "#5a504a"}"/>`) +
        path("M250 950l270-56 14 30-270 56z", "#3c2618") + path("M540 960l-262-70-10 28 262 70z", "#4d3120") +
        path("M330 930C300 860 360 830 348 770C400 800 400 840 404 790C440 820 430 850 452 812C490 870 480 900 470 934Z", "url(#f)", 'filter="url(#b)"') +
        path("M370 930C356 886 392 868 392 832C424 860 432 890 430 932Z", "#fff1c2", 'filter="url(#b)"') +
        path("M150 960L400 560M650 960L400 560", "none", 'stroke="#2a1d16" stroke-width="12"') + path("M400 560V640", "none", 'stroke="#777" stroke-width="5"') +
        kettle({ x: 405, y: 812, size: 0.46, finish: "pine" });
    },
  },
  window: {
    width: 900,
    height: 1100,
    draw: (kettle, width, height) => {
      const next = chance(5);
      const drops = many(150, () => {
        const x = 130 + next() * 640;
        const y = 90 + next() * 640;
        return `<ellipse cx="${x}" cy="${y}" rx="${1.5 + next() * 3}" ry="${3 + next() * 7}" fill="#fff" opacity="${0.2 + next() * 0.35}"/>`;
      });
      return `<defs>${fade("s", [[0, "#8fa6b2"], [1, "#c7d2d4"]])}${fade("w", [[0, "#e9e2d8"], [1, "#d8cdbf"]])}${blur("b", 14)}</defs>` +
        rectangle(0, 0, width, height, "url(#w)") + rectangle(110, 70, 680, 700, "#fbf8f2") + rectangle(130, 90, 640, 660, "url(#s)") +
        `<g filter="url(#b)">${circle(240, 620, 130, "#6f8f70")}${circle(420, 680, 150, "#59795d")}${circle(620, 600, 140, "#7c9a74")}${circle(720, 700, 120, "#4f7057")}${rectangle(330, 420, 110, 190, "#a8695a")}${path("M310 430l75-80 75 80z", "#7d4a42")}</g>` +
        drops + rectangle(438, 90, 24, 660, "#fbf8f2") + rectangle(130, 400, 640, 20, "#fbf8f2") +
        boards(770, width, 330, "#c79d70", "#8a6440") + rectangle(0, 770, width, 40, "#f2ece1") +
        plant(170, 840, 0.95, ["#3f6b46", "#558a58", "#6fa06a"], "#c9744f") + kettle({ x: 520, y: 940, size: 0.78, finish: "steel" }) + mug(220, 990, 1, "#2f5d80");
    },
  },
  snow: {
    width: 1200,
    height: 760,
    draw: (kettle, width, height) => {
      const next = chance(3);
      return `<defs>${fade("s", [[0, "#b9cfe2"], [1, "#eef4f8"]])}${fade("n", [[0, "#ffffff"], [1, "#d8e4ee"]])}</defs>` +
        rectangle(0, 0, width, height, "url(#s)") + hills(15, width, 220, 150, 560, "#d2dfea") + hills(33, width, 330, 110, 620, "#c0d1e0") +
        many(12, (number) => fir(40 + number * 104 + next() * 40, 560 + next() * 30, 150 + next() * 150, number % 2 ? "#3d5a55" : "#2f4a47")) +
        path(`M0 560Q300 520 620 570T1200 550V${height}H0Z`, "url(#n)") +
        path("M330 650q40-70 150-74h330q120 6 160 74l-60 46H400z", "#f7fafc") + path("M330 650q40 40 80 46h500l60-46z", "#b4c8d8", 'opacity=".6"') +
        kettle({ x: 620, y: 640, size: 0.66 }) + mug(420, 664, 0.8, "#c8472f") +
        many(110, () => circle(next() * width, next() * height, 1.5 + next() * 4, "#fff", `opacity="${0.5 + next() * 0.5}"`));
    },
  },
  kitchen: {
    width: 1100,
    height: 820,
    draw: (kettle, width, height) =>
      `<defs>${fade("h", [[0, "#3a3a3e"], [1, "#1c1c20"]])}${glow("g", "#fff", 0.5)}</defs>` + rectangle(0, 0, width, height, "#dfe9e3") +
      many(11, (column) => many(6, (row) => rectangle(column * 104 - (row % 2) * 52, row * 92, 98, 86, ["#eff5f0", "#e4eee8", "#f6faf6"][(column * 3 + row * 5) % 3], 'rx="4"'))) +
      circle(300, 180, 360, "url(#g)") + rectangle(700, 120, 320, 14, "#8b6a48") + mug(760, 122, 0.7, "#e0a23a") + mug(860, 122, 0.7, "#3e6f8e") + mug(960, 122, 0.7, "#b7543d") +
      rectangle(0, 560, width, 40, "#f7f3ec") + rectangle(0, 600, width, 220, "#d6c8b2") + many(4, (number) => rectangle(30 + number * 270, 640, 250, 200, "#e6dbc8", 'rx="6"') + circle(155 + number * 270, 680, 9, "#8a7a64")) +
      path("M180 540h540l30 30H150z", "url(#h)") + `<ellipse cx="450" cy="548" rx="150" ry="14" fill="none" stroke="#e4572e" stroke-width="5" opacity=".8"/>` +
      kettle({ x: 450, y: 556, size: 0.8 }) + plant(940, 566, 0.9, ["#4d7a3f", "#6b9a52"], "#f0e6d6"),
  },
  harbour: {
    width: 1280,
    height: 800,
    draw: (kettle, width, height) => {
      const next = chance(19);
      const colors = ["#b8463a", "#e2b04a", "#3f6f8c", "#d8cfc0", "#7a8f5a", "#c97a52"];
      return `<defs>${fade("s", [[0, "#9cc7de"], [1, "#e9f3f2"]])}${fade("w", [[0, "#4f8796"], [1, "#2e5d6d"]])}</defs>` + rectangle(0, 0, width, height, "url(#s)") +
        many(11, (number) => {
          const x = number * 118;
          const top = 190 + next() * 90;
          return rectangle(x, top, 112, 460 - top, colors[number % 6]) + path(`M${x - 6} ${top}l62-70 62 70z`, "#5a3f38") +
            many(6, (pane) => rectangle(x + 20 + (pane % 2) * 46, top + 30 + Math.floor(pane / 2) * 58, 26, 36, "#f4efe2", 'opacity=".85"'));
        }) + rectangle(0, 450, width, 220, "url(#w)") +
        many(44, () => rectangle(next() * width, 470 + next() * 180, 40 + next() * 90, 3, "#fff", `opacity="${0.1 + next() * 0.25}"`)) +
        path("M820 540h260l-40 60H860z", "#8c2f2a") + rectangle(940, 330, 9, 210, "#59402f") + path("M952 340l110 180H952z", "#f6efdf") + path("M936 360l-80 160h80z", "#eadfc9") +
        boards(650, width, 150, "#9a7350", "#5c3f29") + kettle({ x: 360, y: 738, size: 0.66, finish: "pine" }) + mug(600, 742, 0.9, "#f1ede2");
    },
  },
  picnic: {
    width: 1000,
    height: 1000,
    draw: (kettle, width, height) => {
      const next = chance(29);
      const side = 76;
      const cloth = many(14, (column) => many(14, (row) => (column + row) % 2 ? "" : rectangle(column * side - 20, row * side - 20, side, side, column % 2 ? "#c9483c" : "#d96a5c", 'opacity=".85"')));
      return rectangle(0, 0, width, height, "#7da35a") + many(420, () => path(`M${next() * width} ${next() * height}q4-16 ${2 + next() * 8}-24`, "none", 'stroke="#5e8644" stroke-width="3"')) +
        `<g transform="translate(500 560) rotate(-9) scale(.86 .74) translate(-500 -500)"><clipPath id="c"><rect width="1000" height="1000" rx="10"/></clipPath><g clip-path="url(#c)">${rectangle(0, 0, 1000, 1000, "#fbf4ea")}${cloth}</g></g>` +
        `<ellipse cx="230" cy="640" rx="130" ry="60" fill="#e9e2d4"/><ellipse cx="230" cy="632" rx="104" ry="44" fill="#f8f4ea"/>` +
        many(5, (number) => `<ellipse cx="${180 + (number % 3) * 48}" cy="${618 + Math.floor(number / 3) * 24}" rx="28" ry="17" fill="#c98b4a"/><ellipse cx="${174 + (number % 3) * 48}" cy="${612 + Math.floor(number / 3) * 24}" rx="14" ry="7" fill="#e7b573"/>`) +
        kettle({ x: 560, y: 720, size: 0.8 }) + mug(330, 820, 1, "#f3e8c9") + mug(760, 850, 1, "#3f6f8c");
    },
  },
  balcony: {
    width: 840,
    height: 1120,
    draw: (kettle, width, height) => {
      const next = chance(37);
      return `<defs>${fade("s", [[0, "#f2b38a"], [0.5, "#f7d9b0"], [1, "#fdeed2"]])}</defs>` + rectangle(0, 0, width, height, "url(#s)") + circle(620, 300, 80, "#fff1cf") +
        many(10, (number) => {
          const top = 380 + next() * 190;
          return rectangle(number * 90 - 10, top, 86, 800 - top, number % 2 ? "#b4796a" : "#a06a66") +
            many(10, (pane) => rectangle(number * 90 + 4 + (pane % 2) * 34, top + 24 + Math.floor(pane / 2) * 44, 20, 24, next() > 0.5 ? "#ffe3a3" : "#7d5050"));
        }) + rectangle(0, 640, width, 16, "#2b2624") + many(17, (number) => rectangle(number * 52 + 6, 650, 8, 240, "#2b2624")) + rectangle(0, 884, width, 12, "#2b2624") +
        plant(120, 900, 1.15, ["#49703f", "#6a9450", "#87ae5f"], "#b65f3f") + plant(740, 880, 0.9, ["#3e6b58", "#5b8d74"], "#e8dcc6") +
        `<ellipse cx="420" cy="1010" rx="330" ry="74" fill="#4b3a31"/><ellipse cx="420" cy="996" rx="330" ry="74" fill="#7d6250"/>` +
        kettle({ x: 450, y: 1000, size: 0.74, finish: "steel" }) + mug(200, 1020, 0.95, "#c95f43");
    },
  },
  desk: {
    width: 1200,
    height: 800,
    draw: (kettle, width, height) => {
      const next = chance(43);
      const colors = ["#27415e", "#a33d32", "#d9a441", "#4e6e4f", "#efe6d4", "#6b4c6e", "#c77a4d"];
      let x = 60;
      const books = many(20, (number) => {
        const wide = 26 + next() * 34;
        const tall = 190 + next() * 90;
        const book = rectangle(x, 400 - tall, wide, tall, colors[number % 7], 'rx="3"') + rectangle(x + 4, 400 - tall + 26, wide - 8, 6, "#fff", 'opacity=".4"');
        x += wide + 2;
        return book;
      });
      return `<defs>${fade("w", [[0, "#3b4a48"], [1, "#2c3836"]])}${glow("g", "#ffdf9e", 0.8)}</defs>` + rectangle(0, 0, width, height, "url(#w)") + books + rectangle(30, 400, 860, 18, "#6f4c31") +
        boards(600, width, 200, "#8a5b38", "#4a2e1b") + circle(1000, 420, 420, "url(#g)") + path("M960 300h140l50 110H910z", "#e7dcc4") + rectangle(1024, 410, 12, 196, "#2a2623") + `<ellipse cx="1030" cy="612" rx="76" ry="14" fill="#2a2623"/>` +
        path("M120 690l330-30 40 74-340 34z", "#f8f2e6") + path("M450 660l40 74 6 10-46-72z", "#c9bfae") + many(6, (line) => path(`M${160 + line * 4} ${700 + line * 9}l280-26`, "none", 'stroke="#9aa7b5" stroke-width="2.5"')) +
        kettle({ x: 700, y: 690, size: 0.66 }) + mug(900, 730, 0.95, "#e8e2d6");
    },
  },
  train: {
    width: 1280,
    height: 720,
    draw: (kettle, width, height) => {
      const next = chance(53);
      return `<defs>${fade("s", [[0, "#7fb0d3"], [1, "#dcebf0"]])}${fade("t", [[0, "#b9c2c6"], [1, "#8f999e"]])}</defs>` + rectangle(0, 0, width, height, "url(#t)") + rectangle(60, 50, 1160, 470, "#4a5358", 'rx="46"') +
        `<clipPath id="c"><rect x="84" y="74" width="1112" height="422" rx="32"/></clipPath><g clip-path="url(#c)">` + rectangle(84, 74, 1112, 422, "url(#s)") +
        hills(3, width, 230, 90, 500, "#a9c3b0") + hills(13, width, 300, 60, 500, "#7ca67b") + rectangle(0, 390, width, 120, "#e3c65e") + many(26, () => rectangle(next() * width, 400 + next() * 90, 90 + next() * 160, 4, "#b99a34", 'opacity=".5"')) +
        many(5, (number) => fir(150 + number * 260, 440, 160 + next() * 80, "#4e7a4d")) + path("M60 480L560 60h120L180 500z", "#fff", 'opacity=".14"') + "</g>" +
        rectangle(0, 600, width, 120, "#6e777c") + rectangle(140, 584, 1000, 26, "#e9e6df", 'rx="10"') + rectangle(140, 604, 1000, 10, "#b9b4aa") +
        kettle({ x: 520, y: 592, size: 0.5, steam: false }) + mug(780, 592, 0.85, "#d14f35") + mug(900, 592, 0.85, "#f4efe4");
    },
  },
  attic: {
    width: 960,
    height: 1200,
    draw: (kettle, width, height) =>
      `<defs>${fade("w", [[0, "#5b4a3f"], [1, "#7a6353"]])}${fade("l", [[0, "#fff0c9", 0.75], [1, "#fff0c9", 0]], 'x1="0" x2=".6" y1="0" y2="1"')}${fade("s", [[0, "#9fc3e0"], [1, "#e6eff2"]])}</defs>` +
      rectangle(0, 0, width, height, "url(#w)") + many(7, (number) => path(`M${number * 170 - 120} 0L${number * 170 + 190} 900`, "none", 'stroke="#4a3b31" stroke-width="26" opacity=".55"')) +
      path("M300 140l330 40 30 330-330-50z", "#3c2f27") + path("M320 164l292 36 24 288-292-44z", "url(#s)") + path("M466 182l24 286M330 300l300 42", "none", 'stroke="#3c2f27" stroke-width="12"') +
      path("M320 164L636 488L960 1200H180z", "url(#l)") + boards(880, width, 320, "#a07850", "#5f432c") + path("M150 960h640l-40 70H190z", "#6b4630") + rectangle(190, 1030, 560, 90, "#54361f") +
      kettle({ x: 470, y: 984, size: 0.82, finish: "clay" }) + mug(740, 990, 0.95, "#d8cdb6"),
  },
  beach: {
    width: 1200,
    height: 820,
    draw: (kettle, width, height) => {
      const next = chance(61);
      return `<defs>${fade("s", [[0, "#f2c6a0"], [1, "#fae8cf"]])}${fade("w", [[0, "#3f8e9a"], [1, "#9ad0c8"]])}${fade("d", [[0, "#ecd3a3"], [1, "#d2ad75"]])}</defs>` + rectangle(0, 0, width, height, "url(#s)") + circle(260, 220, 66, "#fff8e2") +
        rectangle(0, 300, width, 230, "url(#w)") + many(50, () => rectangle(next() * width, 310 + next() * 180, 30 + next() * 120, 3, "#fff", `opacity="${0.2 + next() * 0.4}"`)) +
        path("M0 520Q200 480 420 516T860 506T1200 524V820H0Z", "#f9f3e6") + path("M0 540Q200 500 420 536T860 526T1200 544V820H0Z", "url(#d)") +
        many(160, () => circle(next() * width, 580 + next() * 230, 1 + next() * 2.2, "#a37f4c", 'opacity=".5"')) +
        path("M760 700l300-60 60 70-310 70z", "#3f6f8c") + path("M790 700l300-60 16 18-302 62z", "#f4efe4", 'opacity=".75"') +
        kettle({ x: 480, y: 716, size: 0.74, finish: "steel" }) + mug(740, 752, 0.9, "#e26d4c");
    },
  },
  terrace: {
    width: 1280,
    height: 860,
    draw: (kettle, width, height) => {
      const next = chance(71);
      return `<defs>${fade("s", [[0, "#2a2350"], [0.6, "#a4547a"], [1, "#f0a27a"]])}${glow("g", "#ffe2a0", 0.9)}</defs>` + rectangle(0, 0, width, height, "url(#s)") +
        hills(87, width, 400, 90, 700, "#5b3358") + hills(91, width, 480, 60, 700, "#42264a") +
        path("M0 120Q320 260 640 150T1280 130", "none", 'stroke="#1d1430" stroke-width="4"') +
        many(13, (number) => {
          const x = 50 + number * 98;
          const y = 150 + Math.sin(number * 0.9) * 34 + 26;
          return circle(x, y, 46, "url(#g)") + circle(x, y, 11, "#fff3d0");
        }) + boards(610, width, 250, "#6a4636", "#371f18") + plant(130, 660, 1.2, ["#27493c", "#376352"], "#8f4a3a") + plant(1150, 650, 1, ["#2d5142", "#416e58"], "#d8c8b0") +
        kettle({ x: 600, y: 752, size: 0.82 }) + mug(330, 760, 1, "#e9dfcc") + mug(900, 770, 1, "#c2553d") + many(6, () => circle(300 + next() * 700, 790 + next() * 40, 3, "#ffdf9e"));
    },
  },
  forest: {
    width: 900,
    height: 1200,
    draw: (kettle, width, height) => {
      const next = chance(83);
      const trunk = (x, wide, fill, foot) => path(`M${x} 0h${wide}l${wide * 0.3} ${foot}h${-wide * 1.6}z`, fill);
      return `<defs>${fade("s", [[0, "#cfe3c0"], [1, "#8db183"]])}${fade("l", [[0, "#fffbe0", 0.7], [1, "#fffbe0", 0]], 'x1="0" x2=".4" y1="0" y2="1"')}</defs>` + rectangle(0, 0, width, height, "url(#s)") +
        many(8, () => trunk(next() * width, 24 + next() * 16, "#8aa583", 820)) + many(6, () => trunk(next() * width, 40 + next() * 26, "#5f7a5c", 880)) + path("M120 0L700 1000H300L-60 0z", "url(#l)") +
        trunk(20, 90, "#3f4f3c", 1000) + trunk(780, 110, "#364534", 1000) + path("M0 860Q240 800 480 850T900 840V1200H0Z", "#55733f") + path("M0 960Q300 900 900 970V1200H0Z", "#435d33") +
        many(90, () => path(`M${next() * width} ${960 + next() * 220}q-14-40 ${-20 + next() * 40}-${40 + next() * 30}`, "none", 'stroke="#6f9450" stroke-width="5" opacity=".7"')) +
        `<ellipse cx="450" cy="1010" rx="250" ry="56" fill="#5a3f2b"/><ellipse cx="450" cy="990" rx="250" ry="56" fill="#b98d5f"/>` + many(4, (ring) => `<ellipse cx="450" cy="990" rx="${220 - ring * 52}" ry="${48 - ring * 11}" fill="none" stroke="#8a6440" stroke-width="3"/>`) +
        kettle({ x: 455, y: 1000, size: 0.66, finish: "pine" });
    },
  },
};
