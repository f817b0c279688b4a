import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const pages = readdirSync(root).filter((name) => name.endsWith(".html"));

/** Every `*.html` beside this file is a page, served without its ending: `observatoire.html` is `/observatoire`. */
export default defineConfig({
  root,
  appType: "mpa",
  build: {
    target: "es2022",
    // A strict content policy allows no inlined font or script: every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: pages.map((page) => `${root}${page}`),
      // Few files: what every page has, what every map has, then its own. A phone waits for each request.
      output: {
        codeSplitting: {
          groups: [
            {
              name: "base",
              test: /src.shared.(age|labels|geometry|hatch|roving|dom|format|texts\.fr|url|store|location|screens|announce|api|types|table|pages|counts\.fr|bounds\.fr)\.ts/,
            },
            { name: "map", test: /node_modules.leaflet|src.shared.(map|basemap|shapes|name-edges|names)\.ts/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:8000" },
  },
  test: {
    environment: "happy-dom",
    include: ["tests/**/*.test.ts"],
    // Properties are tried on many examples, and the machine may be busy.
    testTimeout: 30_000,
  },
});
