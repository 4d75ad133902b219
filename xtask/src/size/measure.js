// Prints the sizes of each FILE named on the command line: as it is, and compressed as well as can be.
const { readFileSync } = require("node:fs");
const { brotliCompressSync, gzipSync } = require("node:zlib");

const sizes = process.argv.slice(1).map((file) => {
  const content = readFileSync(file);
  return {
    raw: content.length,
    brotli: brotliCompressSync(content).length,
    gzip: gzipSync(content, { level: 9 }).length,
  };
});
console.log(JSON.stringify(sizes));
