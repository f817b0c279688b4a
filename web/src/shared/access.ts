/**
 * What the role and the perimeter leave closed, made explicit as soon as it is read.
 *
 * The database gives each partner the rows that are theirs and no others: outside of its stock a landlord reads the class
 * of a residence, a commune reads nothing of it. The screens show that as a status of its own, never as a gap.
 */
import {
  type Component,
  INDEX_NAMES,
  INDICATOR_NAMES,
  type IndexValue,
  type IndicatorName,
  type Indices,
} from "./types";

const CLOSED_INDEX: IndexValue = { value: null, status: "reserve", class: null, coverage: null, missing: [] };
const CLOSED_COMPONENT: Component = {
  num: null,
  den: null,
  rate: null,
  ratio: null,
  weight: null,
  contribution: null,
  status: "reserve",
  coverage: null,
};

/** Every index: as read, its class alone, or closed. */
export function completeIndices(read: Partial<Indices>): Indices {
  const entries = INDEX_NAMES.map((name) => {
    const value = read[name];
    if (!value) return [name, CLOSED_INDEX];
    const classOnly = value.value === null && value.class !== null;
    return [name, classOnly ? { ...value, status: "reserve" } : value];
  });
  return Object.fromEntries(entries) as Indices;
}

/** Every indicator: as read, or closed. A rate beside its reference keeps it. */
export function completeComponents<C extends Component>(
  read: Partial<Record<IndicatorName, C>>,
): Record<IndicatorName, C> {
  const closed = { reference: null, ...CLOSED_COMPONENT } as unknown as C;
  const entries = INDICATOR_NAMES.map((name) => [name, read[name] ?? closed]);
  return Object.fromEntries(entries) as Record<IndicatorName, C>;
}
