/** The follow-up of the convention: gauges by partner, and the attributions that they are made of, entered one by one. */
import "../styles/shared.css";
import "../styles/map.css";
import "../styles/segments.css";
import "./suivi.css";
import "./gauges.css";
import "./entry.css";
import "./subjects.css";
import "./print.css";
import { runPartnerPage } from "../shared/partner-page";
import { readEdition } from "./edition";
import { mountPage } from "./page";
import { viewCodec } from "./state";

await runPartnerPage({
  name: "suivi",
  codec: viewCodec,
  quiet: [],
  reads: ["annee", "au"],
  read: readEdition,
  mount: mountPage,
});
