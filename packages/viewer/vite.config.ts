import { defineConfig } from "vite";
import { licenses } from "./scripts/licenses.js";

// "tickless-source" leads to src/ of the other packages, so that nothing has to be compiled before.
const conditions = ["tickless-source", "module", "browser", "development|production"];

const notices = licenses("licenses.txt");

export default defineConfig({
  // Wherever it is put: the command line serves it at /, a documentation site below its own address.
  base: "./",
  resolve: { conditions },
  plugins: [notices.page],
  build: {
    outDir: "dist/app",
    target: "es2023",
    // Files of their own, with the right type and below a strict policy; data: URLs would have neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // Code that is loaded on demand stays on demand in a worker.
  worker: { format: "es", plugins: () => [notices.worker] },
  // One copy of each: the page and what it loads on demand share signals.
  optimizeDeps: { exclude: ["@tickless/sim-core", "@tickless/devices", "@tickless/micropython", "tickless"] },
  server: { host: "127.0.0.1", strictPort: false },
});
