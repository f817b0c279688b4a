import { readdirSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCES = "src";
const PURE =
  /^shared\/(format|palette|store|types|url|labels|texts\.fr)$|\/(state|rows|profiles|volumes|texts\.fr)$|^territoires\/(scale|labels)$/;
const DRAWING = /^leaflet$|^shared\/(dom|map|basemap|table|hatch|chrome|signin|screens|announce)$/;

/** Modules and what each imports, relative to `src/`, without their endings. */
function readImports(): Map<string, string[]> {
  const modules = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return new Map(
    modules.map((file) => {
      const text = readFileSync(join(SOURCES, file), "utf8");
      const targets = [...text.matchAll(/from "([^"]+)"/g)].map(([, target = ""]) =>
        target.startsWith(".") ? normalize(join(file, "..", target)) : target,
      );
      return [file.replace(/\.ts$/, ""), targets];
    }),
  );
}

const imports = [...readImports()].flatMap(([module, targets]) => targets.map((target) => ({ module, target })));
const folderOf = (module: string) => module.split("/")[0];

describe("dependency rules", () => {
  it("lets shared modules know no page", () => {
    const wrong = imports.filter(
      ({ module, target }) => folderOf(module) === "shared" && target.includes("/") && folderOf(target) !== "shared",
    );
    expect(wrong).toEqual([]);
  });

  it("lets a page know no other page", () => {
    const pages = new Set(readdirSync(SOURCES).filter((name) => !["shared", "styles"].includes(name)));
    const wrong = imports.filter(({ module, target }) => {
      const to = folderOf(target) ?? "";
      return pages.has(folderOf(module) ?? "") && pages.has(to) && to !== folderOf(module);
    });
    expect(wrong).toEqual([]);
  });

  it("keeps pure modules away from the DOM and the map", () => {
    expect(imports.filter(({ module, target }) => PURE.test(module) && DRAWING.test(target))).toEqual([]);
  });

  it("lets only the API module fetch", () => {
    const fetching = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .filter((file) => /\bfetch\(/.test(readFileSync(join(SOURCES, file), "utf8")));
    expect(fetching).toEqual(["shared/api.ts"]);
  });

  it("keeps nothing in the browser", () => {
    const keeping = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .filter((file) =>
        /localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|\bcaches\./.test(
          readFileSync(join(SOURCES, file), "utf8"),
        ),
      );
    expect(keeping).toEqual([]);
  });
});
