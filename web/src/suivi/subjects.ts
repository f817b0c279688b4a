/** What the convention follows beside attributions: balance, relocation, new supply, demand. Each is read when it is shown. */
import { createSlot, partnerApi } from "../shared/api";
import { h, replace } from "../shared/dom";
import { buildFailure, buildLoading } from "../shared/screens";
import { readBalance } from "./balance";
import { readDemand } from "./demand";
import { readFlows } from "./flows";
import type { GroundOutline, PlaceMap } from "./place-map";
import { readRelocation } from "./relocation";
import type { ViewName } from "./state";
import { readSupply } from "./supply";

export interface Subject {
  sections: readonly (HTMLElement | null)[];
  maps: readonly PlaceMap[];
}

export interface SubjectReading {
  year: number;
  ground: readonly GroundOutline[];
  signal: AbortSignal;
}

type ReadSubject = (reading: SubjectReading) => Promise<Subject>;

const SUBJECTS: Partial<Record<ViewName, ReadSubject>> = {
  equilibre: readBalance,
  relogement: readRelocation,
  offre: readSupply,
  demande: readDemand,
  flux: readFlows,
};

export interface Subjects {
  has(view: ViewName): boolean;
  show(view: ViewName, year: number): Promise<void>;
  close(): void;
}

export function createSubjects(body: HTMLElement, onRefused: (error: unknown) => void): Subjects {
  const slot = createSlot();
  let opened: (() => void)[] = [];

  function close(): void {
    for (const destroy of opened) destroy();
    opened = [];
  }

  async function show(view: ViewName, year: number): Promise<void> {
    const read = SUBJECTS[view];
    if (!read) return;
    replace(body, buildLoading());
    try {
      const subject = await slot(async (signal) => {
        const ground = await readGround(signal);
        return read({ year, ground, signal });
      });
      replace(body, h("div", { class: "follow-subject", "data-view": view }, ...subject.sections));
      opened = subject.maps.map((map) => map.open());
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      replace(
        body,
        buildFailure(error, () => void show(view, year)),
      );
      onRefused(error);
    }
  }

  return { has: (view) => view in SUBJECTS, show, close };
}

async function readGround(signal: AbortSignal): Promise<GroundOutline[]> {
  const { features } = await partnerApi.territories("commune", null, signal);
  return features.flatMap(({ geometry, properties }) => (geometry ? [{ nom: properties.nom, outline: geometry }] : []));
}
