// Prints the sizes of each FILE named on the command line: as it is, and compressed as well as can be.
const { readFileSync } = require("node:fs");
const { brotliCompressSync, gzipSync } = require("node:zlib");

// What fits best into a block depends on the file: machine code changes faster than words do.
const gzip = (content) => Math.min(...[7, 8, 9].map((memLevel) => gzipSync(content, { level: 9, memLevel }).length));

const sizes = process.argv.slice(1).map((file) => {
  const content = readFileSync(file);
  return {
    raw: content.length,
    brotli: brotliCompressSync(content).length,
    gzip: gzip(content),
  };
});
console.log(JSON.stringify(sizes));
