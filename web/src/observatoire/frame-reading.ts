/** Where residences are too many for one map, those of its frame are read again as it moves. */
import { createSlot } from "../shared/api";
import type { MapHandle } from "../shared/map";
import type { Row } from "./rows";

/** A hand that goes on moving the map asks for nothing. */
const REST_MS = 250;

export interface FrameReading {
  /** Reads a window, west,south,east,north; `null` is too many. */
  read(bbox: string, signal: AbortSignal): Promise<Row[] | null>;
  onRead(rows: Row[] | null): void;
  onFailed(error: unknown): void;
}

/** Reads the frame now and after each move; returns the way to stop. */
export function followFrame({ map }: MapHandle, { read, onRead, onFailed }: FrameReading): () => void {
  const slot = createSlot();
  let rest = 0;
  async function look(): Promise<void> {
    const bbox = map.getBounds().toBBoxString();
    try {
      onRead(await slot((signal) => read(bbox, signal)));
    } catch (error) {
      onFailed(error);
    }
  }
  const wait = () => {
    window.clearTimeout(rest);
    rest = window.setTimeout(() => void look(), REST_MS);
  };
  map.on("moveend", wait);
  void look();
  return () => {
    window.clearTimeout(rest);
    map.off("moveend", wait);
  };
}
