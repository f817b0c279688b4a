/**
 * Which of thousands of circles are seen. Hiding each would have the browser style each again: the smaller side, those that
 * leave or those that stay, moves to a group of its own, and one of the two groups is put out of sight as a whole.
 */
import { svg } from "../shared/dom";

/** Shapes that are seen or not together, one above the other. */
export interface Member {
  shapes: readonly SVGElement[];
  out: boolean;
}

const ASIDE = "aside";

/** Gathers the shapes of `members`, which lie in this order; the function that it returns shows those that are not out. */
export function gatherCrowd(members: readonly Member[]): () => void {
  const [home, apart] = [svg("g", { class: "residences" }), svg("g", { class: "residences" })];
  members[0]?.shapes[0]?.before(home, apart);
  home.append(...members.flatMap(({ shapes }) => shapes));
  return () => {
    const fewLeave = 2 * members.filter(({ out }) => out).length <= members.length;
    const focused = document.activeElement;
    sort(members, ({ out }) => (out === fewLeave ? apart : home));
    putAside(apart, fewLeave);
    putAside(home, !fewLeave);
    // A shape that moves loses the focus.
    if (focused instanceof SVGElement && focused.closest(`.residences:not(.${ASIDE})`)) focused.focus();
  };
}

/** Moves those that are not where they should be, from the last to the first, so that each finds the one that lies above. */
function sort(members: readonly Member[], choose: (member: Member) => Element): void {
  const above = new Map<Element, SVGElement>();
  for (const member of [...members].reverse()) {
    const group = choose(member);
    if (member.shapes[0]?.parentNode !== group) {
      for (const shape of member.shapes) group.insertBefore(shape, above.get(group) ?? null);
    }
    if (member.shapes[0]) above.set(group, member.shapes[0]);
  }
}

function putAside(group: SVGElement, aside: boolean): void {
  group.classList.toggle(ASIDE, aside);
  if (aside) group.setAttribute("aria-hidden", "true");
  else group.removeAttribute("aria-hidden");
}
