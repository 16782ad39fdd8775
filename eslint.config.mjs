import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const tests = ["**/*.test.{ts,tsx}", "packages/*/tests/**/*.{ts,tsx}"];

/** Globals that would let the host's clock, randomness or event loop into a run. */
const banGlobals = (names) => [
  "error",
  {
    checkGlobalObject: true,
    globals: names.map((name) => ({ name, message: "A run depends on nothing but its inputs." })),
  },
];
/** Their last bits are the JavaScript engine's own. */
const banEngineMath = ["exp", "log", "pow", "sin", "cos", "tan", "sinh", "cosh", "tanh"].map((property) => ({
  object: "Math",
  property,
  message: "Two engines differ in the last bit: take exact-math.ts.",
}));
const banRandom = ["error", { object: "Math", property: "random", message: "Use a stream from random.ts." }];

export default defineConfig(
  globalIgnores(["**/dist/", "**/.cache/", "**/coverage/"]),
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  {
    // Tests, the files of examples and the site belong to tsconfig.test.json, not to a package's own project.
    files: [...tests, "examples/**/*.ts", "docs/site/.vitepress/**/*.ts", "vitest.config.ts"],
    languageOptions: { parserOptions: { projectService: false, project: "./tsconfig.test.json" } },
  },
  {
    // The viewer's are checked as its bundler sees them.
    files: [
      ...tests.map((glob) => `packages/viewer/${glob.replace("packages/*/", "")}`),
      "packages/viewer/{vite.config,scripts/*}.ts",
    ],
    languageOptions: { parserOptions: { projectService: false, project: "./packages/viewer/tsconfig.test.json" } },
  },
  {
    files: ["packages/*/src/**/*.{ts,tsx}"],
    rules: { "max-lines": ["error", 400] },
  },
  {
    files: ["packages/*/src/**/*.{ts,tsx}"],
    ignores: tests,
    rules: { "max-lines-per-function": ["error", 70] },
  },
  {
    files: ["packages/{sim-core,devices}/src/**/*.ts"],
    ignores: tests,
    rules: {
      "no-restricted-globals": banGlobals([
        "Date",
        "performance",
        "setTimeout",
        "setInterval",
        "queueMicrotask",
        "Promise",
        "window",
        "process",
        "console",
      ]),
      "no-restricted-properties": [...banRandom, ...banEngineMath],
      "no-restricted-syntax": [
        "error",
        { selector: ":function[async=true]", message: "Nothing here is asynchronous." },
        {
          selector: "TSTypeReference > Identifier[name=/^(Promise|Date)$/]",
          message: "A run depends on nothing but its inputs.",
        },
      ],
    },
  },
  {
    files: ["packages/{micropython,tickless}/src/**/*.ts"],
    ignores: [...tests, "packages/tickless/src/cli/**"],
    rules: {
      "no-restricted-globals": banGlobals(["Date", "performance", "setTimeout", "setInterval"]),
      "no-restricted-properties": banRandom,
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    extends: [tseslint.configs.recommended],
  },
);
