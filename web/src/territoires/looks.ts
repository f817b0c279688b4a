/** How a row looks in the plot, on the map and in the legend: one function for the three. */
import { formatIndex } from "../shared/format";
import { isWithheld, patternFill } from "../shared/hatch";
import { findClass, type MapClass } from "../shared/palette";
import { INDEX_NAMES, type IndexValue, type Status } from "../shared/types";
import { findChangeClass } from "./changes";
import { PROFILE_LOOKS } from "./profiles";
import type { Row } from "./rows";
import type { ColouringName } from "./state";

export interface Look {
  /** A colour, or the pattern of what has no value. */
  fill: string;
  dashed: boolean;
  /** A partial value is drawn hollow. */
  hollow: boolean;
  /** What the colour says, for those who do not see it: an arrow, a number or nothing. */
  mark: string;
}

/** The look of a row under a colouring. */
export function chooseLook(row: Row, colouring: ColouringName, classes: readonly MapClass[]): Look {
  if (colouring === "evolution") return lookAtChange(row);
  if (colouring !== "profil") return lookAtIndex(row.indices[colouring], classes);
  if (row.profile) {
    const { colour, arrow } = PROFILE_LOOKS[row.profile];
    return { fill: colour, dashed: false, hollow: row.partial, mark: arrow };
  }
  return lookWithout(findReason(row));
}

function lookAtIndex(value: IndexValue, classes: readonly MapClass[]): Look {
  if (value.value === null) return lookWithout(value.status);
  return {
    fill: findClass(classes, value.value).colour,
    dashed: false,
    hollow: value.status === "partiel",
    mark: formatIndex(value.value),
  };
}

function lookAtChange(row: Row): Look {
  const { value, status } = row.indices.fragilite;
  if (value === null) return lookWithout(status);
  if (row.change === null) return { fill: "#ffffff", dashed: true, hollow: false, mark: "" };
  const { colour, mark } = findChangeClass(row.change);
  return { fill: colour, dashed: false, hollow: status === "partiel", mark };
}

function lookWithout(status: Status): Look {
  return {
    fill: isWithheld(status) ? patternFill(status) : "none",
    dashed: status === "non_transmis",
    hollow: false,
    mark: "",
  };
}

/** Why a row has no place in the plot: the status of the index that it lacks. */
export function findReason(row: Row): Status {
  const lacking = INDEX_NAMES.filter((index) => index !== "fragilite")
    .map((index) => row.indices[index])
    .find(({ value }) => value === null);
  return lacking?.status ?? "ok";
}
