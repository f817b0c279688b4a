/** The partners' map: wiring only. */
import "../styles/shared.css";
import "../styles/map.css";
import "./page.css";
import { runPartnerPage } from "../shared/partner-page";
import { readEdition } from "./edition";
import { mountPage } from "./page";
import { viewCodec } from "./state";

await runPartnerPage({
  name: "observatoire",
  codec: viewCodec,
  quiet: ["carte"],
  reads: [],
  read: (state, signal) => readEdition(state.publication, signal),
  mount: mountPage,
});
