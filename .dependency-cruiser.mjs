// The arrows between the parts, see ARCHITECTURE.md. Each rule names who may import what; everything else is an error.

const tests = "\\.test\\.tsx?$|/tests/";
const sources = { pathNot: tests };

/** Of this repository, `name` imports only itself and `others`; its tests too. */
const imports = (name, ...others) => ({
  name: `${name}-imports-${others.join("-") || "no-other-package"}`,
  severity: "error",
  from: { path: `^packages/${name}/` },
  to: { path: "^(packages|bench|examples)/", pathNot: `^packages/(${[name, ...others].join("|")})/` },
});

/** Of npm, the sources of `name` import only `libraries`; tests are free. */
const uses = (name, ...libraries) => ({
  name: `${name}-uses-${libraries.join("-") || "no-library"}`,
  severity: "error",
  from: { path: `^packages/${name}/src/`, ...sources },
  to: {
    pathNot: ["^packages/", ...libraries.map((library) => `(^|/)node_modules/${library}/`)],
    dependencyTypesNot: ["core"],
  },
});

export default {
  forbidden: [
    imports("sim-core"),
    uses("sim-core", "pure-rand", "@noble/hashes"),
    imports("devices", "sim-core"),
    uses("devices", "@humanwhocodes/momoa"),
    imports("micropython", "sim-core"),
    uses("micropython"),
    imports("tickless", "sim-core", "devices", "micropython"),
    {
      name: "test-tools-in-the-test-library",
      comment: "They are optional peers: all else works without them, and so do tests by another runner.",
      severity: "error",
      from: {
        path: "^packages/tickless/src/",
        pathNot: [
          "^packages/tickless/src/testing/((vitest|vitest-failures|reporter|random)\\.ts$|random/(for-all|stimuli)\\.ts$)",
          tests,
        ],
      },
      to: { path: "(^|/)node_modules/(vitest|fast-check)/|^packages/tickless/src/testing/(vitest|random)\\.ts$" },
    },
    imports("viewer", "sim-core", "devices", "micropython", "tickless"),
    uses("viewer", "@codemirror", "@lezer", "@preact", "comlink", "fflate", "gifenc", "marked", "pixi\\.js", "preact"),
    {
      name: "trace-stands-alone",
      comment: "The trace is read far from the kernel: it knows only time, pulse trains and errors.",
      severity: "error",
      from: { path: "^packages/sim-core/src/trace/", ...sources },
      to: {
        path: "^packages/sim-core/src/",
        pathNot: "^packages/sim-core/src/(trace/|(time|errors|pwm-signal|exact-math)\\.ts$)",
      },
    },
    {
      name: "node-only-at-the-edges",
      comment: "Everything else runs in a browser.",
      severity: "error",
      from: {
        path: "^(packages|examples)/",
        pathNot: ["^packages/tickless/(bin/|src/(cli|sweep|testing)/)", "/(scripts|build)/", tests],
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "comlink-at-worker-ends",
      comment: "The rest of the viewer knows the protocol, not how it travels.",
      severity: "error",
      from: { pathNot: ["^packages/viewer/src/workers/", tests] },
      to: { path: "(^|/)(node_modules/)?comlink(/|$)" },
    },
    {
      name: "pixi-on-the-board",
      comment: "All else of the viewer is the DOM, or plain code that is tested without a screen.",
      severity: "error",
      from: { pathNot: "^packages/viewer/src/(board|faces)/" },
      to: { path: "(^|/)(node_modules/)?(pixi\\.js|@pixi)(/|$)" },
    },
    {
      name: "node-is-not-in-the-viewer",
      severity: "error",
      from: { path: "^packages/viewer/src/", pathNot: tests },
      to: { path: "^packages/tickless/src/(cli|testing)(/|\\.)" },
    },
    {
      name: "documentation-is-nobodys-code",
      comment: "What is written about the program is made from it, never the other way round.",
      severity: "error",
      from: { path: "^(packages|bench|examples)/", ...sources },
      to: { path: "^docs/" },
    },
    {
      name: "declared-in-package-json",
      comment: "Sources import only what their own package declares as a dependency, or as an optional peer.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", ...sources },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm-peer"] },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(packages/[^/]+|bench|docs/site)/dist/|^\\.\\./dist/|/\\.cache/|\\?(url|raw)$" }, // the last are for the bundler to find
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["tickless-source", "import", "types", "node", "default"],
    },
  },
};
