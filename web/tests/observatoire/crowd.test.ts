import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gatherCrowd, type Member } from "../../src/observatoire/crowd";
import { svg } from "../../src/shared/dom";

function build(size: number): { members: Member[]; show(out: readonly number[]): void; listSeen(): string[] } {
  const members = Array.from({ length: size }, (_, rank) => ({
    shapes: ["circle", "ring"].map((part) => svg("path", { id: `${part}${rank}`, tabindex: -1 })),
    out: false,
  }));
  const drawing = svg("svg", {}, ...members.flatMap(({ shapes }) => shapes));
  document.body.replaceChildren(drawing);
  const sort = gatherCrowd(members);
  return {
    members,
    show(out) {
      members.forEach((member, rank) => {
        member.out = out.includes(rank);
      });
      sort();
    },
    listSeen: () =>
      [...drawing.querySelectorAll(".residences:not(.aside) > path, .residences:not([aria-hidden]) > path")].map(
        ({ id }) => id,
      ),
  };
}

describe("a crowd of shapes", () => {
  it("shows those that stay, in their order, whatever left before", () => {
    const ranks = Array.from({ length: 7 }, (_, rank) => rank);
    fc.assert(
      fc.property(fc.array(fc.subarray(ranks), { minLength: 1, maxLength: 6 }), (choices) => {
        const { show, listSeen } = build(ranks.length);
        for (const out of choices) show(out);
        const stay = ranks.filter((rank) => !choices.at(-1)?.includes(rank));
        expect(listSeen()).toEqual(stay.flatMap((rank) => [`circle${rank}`, `ring${rank}`]));
      }),
    );
  });

  it("leaves the focus where it is", () => {
    const { members, show } = build(5);
    members[1]?.shapes[0]?.focus();
    show([0, 2, 3, 4]);
    expect(document.activeElement?.id).toBe("circle1");
  });
});
