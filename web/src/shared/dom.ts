/** Builders of elements. Text is always text: nothing that comes from data is ever parsed as markup. */

export type Child = Node | string | number | null | undefined | false;
type Value = string | number | boolean | null | undefined;
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

/** Attributes by name (`false`, `null` and `undefined` leave one out, `true` writes it empty), and listeners in `on`. */
export type Attributes = { on?: Listeners } & { [name: string]: Value | Listeners };

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element: `h("p", { class: "lead" }, "Bonjour")`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** An SVG element. Its colours go in attributes or classes, never in `style`, which the content policy refuses. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Replaces what an element holds. */
export function replace(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter(isShown).map(toNode));
}

/** The element of this id, which the page's own HTML promises. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`#${id} is missing from the page`);
  return element;
}

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "object") listen(element, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter(isShown).map(toNode));
  return element;
}

function listen(element: Element, listeners: Listeners): void {
  for (const [type, listener] of Object.entries(listeners)) {
    element.addEventListener(type, listener as EventListener);
  }
}

function isShown(child: Child): child is Node | string | number {
  return child !== null && child !== undefined && child !== false && child !== "";
}

function toNode(child: Node | string | number): Node | string {
  return typeof child === "number" ? String(child) : child;
}
