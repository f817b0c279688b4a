/** Names that must not cover each other, in plain numbers. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Width of a text in the type of the pages, close enough to place it without asking the browser. */
export function estimateWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += /[iljtfrI.,;:!’'()\s-]/.test(letter) ? 0.34 : /[mwMW]/.test(letter) ? 0.86 : 0.57;
  return Math.ceil(width * size);
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Which boxes to keep, the first ones having the first choice, so that none covers another. */
export function keepApart(boxes: readonly Box[]): boolean[] {
  const kept: Box[] = [];
  return boxes.map((box) => {
    const free = !kept.some((other) => overlap(box, other));
    if (free) kept.push(box);
    return free;
  });
}
