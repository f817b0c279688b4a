import { afterEach, describe, expect, it, vi } from "vitest";
import { createSlot, fetchJson, Problem, readSession, Unreachable } from "../../src/shared/api";

function answer(status: number, body: unknown, type = "application/problem+json"): void {
  const response = new Response(JSON.stringify(body), { status, headers: { "content-type": type } });
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(response));
}

afterEach(() => vi.unstubAllGlobals());

describe("reading", () => {
  it("gives the answer", async () => {
    answer(200, { a: 1 }, "application/json");
    await expect(fetchJson("/x")).resolves.toEqual({ a: 1 });
  });

  it("throws what the server says of its refusal", async () => {
    answer(404, { title: "Introuvable", detail: "La résidence X ne figure pas." });
    const error = await fetchJson("/x").catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ status: 404, title: "Introuvable", detail: "La résidence X ne figure pas." });
  });

  it("tells a server that cannot be reached from one that refuses", async () => {
    vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("Failed to fetch")));
    await expect(fetchJson("/x")).rejects.toBeInstanceOf(Unreachable);
  });

  it("has nobody signed in when the server answers 401", async () => {
    answer(401, { title: "Accès réservé" });
    await expect(readSession()).resolves.toBeNull();
  });
});

describe("slot", () => {
  it("aborts the older request and never gives its answer", async () => {
    const slot = createSlot();
    const told: string[] = [];
    let release = () => {};
    let aborted = false;
    void slot(
      (signal) =>
        new Promise<string>((resolve) => {
          release = () => resolve("old");
          signal.addEventListener("abort", () => {
            aborted = true;
          });
        }),
    ).then((text) => told.push(text));
    await slot(async () => "new").then((text) => told.push(text));
    release();
    await new Promise((resolve) => setTimeout(resolve));
    expect(aborted).toBe(true);
    expect(told).toEqual(["new"]);
  });
});
