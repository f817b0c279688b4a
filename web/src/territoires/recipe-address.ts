/** A recipe in the address, so that a trial can be shared: only what differs from the method is written. */
import { INDICATOR_NAMES, type IndicatorName } from "../shared/types";
import type { Field } from "../shared/url";
import type { Recipe } from "./recipe";

/** What somebody changed; an empty object tries nothing. */
export interface Trial {
  weights?: Partial<Record<IndicatorName, number>>;
  /** Percent of the occupation in the fragilité. */
  share?: number;
  intermediaire?: number;
  fragile?: number;
  reference?: string;
}

export const LARGEST_WEIGHT = 4;
const SHORT = { share: "part", intermediaire: "inter", fragile: "fragile" } as const;
const BOUNDS = { share: 100, intermediaire: 300, fragile: 300 } as const;
const SCALARS = ["share", "intermediaire", "fragile"] as const;

export function isTrial(trial: Trial): boolean {
  return trialField().format(trial) !== "";
}

/** The recipe of the method with the changes of a trial. */
export function applyTrial(recipe: Recipe, trial: Trial): Recipe {
  return {
    weights: { ...recipe.weights, ...trial.weights },
    share: trial.share === undefined ? recipe.share : trial.share / 100,
    intermediaire: trial.intermediaire ?? recipe.intermediaire,
    fragile: trial.fragile ?? recipe.fragile,
    reference: trial.reference ?? null,
  };
}

/** `occ1:2,att3:0,part:60,fragile:125,ref:74042`. */
export function trialField(): Field<Trial> {
  return {
    fallback: {},
    parse(text) {
      const trial: Trial = {};
      for (const part of text.split(",")) {
        const [name = "", written = ""] = part.split(":");
        const number = Number(written);
        const indicator = INDICATOR_NAMES.find((candidate) => candidate === name);
        const scalar = SCALARS.find((candidate) => SHORT[candidate] === name);
        if (name === "ref" && /^[0-9A-Za-z-]{1,40}$/.test(written)) trial.reference = written;
        else if (!written || !Number.isFinite(number) || number < 0) return undefined;
        else if (indicator && number <= LARGEST_WEIGHT) trial.weights = { ...trial.weights, [indicator]: number };
        else if (scalar && number <= BOUNDS[scalar]) trial[scalar] = number;
        else return undefined;
      }
      return trial;
    },
    format: (trial) =>
      [
        ...INDICATOR_NAMES.flatMap((name) => {
          const weight = trial.weights?.[name];
          return weight === undefined ? [] : [`${name}:${weight}`];
        }),
        ...SCALARS.flatMap((name) => (trial[name] === undefined ? [] : [`${SHORT[name]}:${trial[name]}`])),
        ...(trial.reference ? [`ref:${trial.reference}`] : []),
      ].join(","),
  };
}
