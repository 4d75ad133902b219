// A brand's shop: static pages on `shop.localhost`, another site than the community's `127.0.0.1`; two ports of
// one host would share cookies. Invariant: a page is what its test says it is and nothing more.

import { createServer } from "node:http";
import { once } from "node:events";

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

// The tag of the element, with these attributes.
export const questions = (community, attributes = {}, fallback = "") => {
  const all = { community: community.slug, subject: "kettle", "subject-name": "the kettle", ...attributes };
  const written = Object.entries(all).map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<fanfare-questions${written.join("")}>${fallback}</fanfare-questions>`;
};

// Opens the shop; `host` is where the loader comes from.
export const openShop = async () => {
  const pages = new Map();
  const server = createServer((request, answer) => {
    const page = pages.get(request.url.split("?")[0]);
    answer.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
    answer.end(page?.html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://shop.localhost:${server.address().port}`;
  return {
    origin,
    // Puts a page into the shop; gives back its address.
    page(host, body, { headers = {}, lang = "en", dir = "ltr", head = "" } = {}) {
      const path = `/${pages.size + 1}`;
      const html = `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Kettle</title>
  <link rel="icon" href="data:,">
  <link rel="canonical" href="${origin}${path}">
  ${head}
  <script async type="module" src="${host}/embed/v1/fanfare.js"></script>
</head>
<body><main><h1>The kettle</h1>${body}</main></body>
</html>`;
      pages.set(path, { html, headers });
      return origin + path;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
};
