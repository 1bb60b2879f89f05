const { transformSync } = require('esbuild');

/** Translates an ES module to CommonJS for Jest. */
module.exports = {
  process: (source, file) => transformSync(source, { format: 'cjs', target: 'node20', sourcefile: file }),
};
