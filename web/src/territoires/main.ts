/** The planners' page: territories compared by both indices, in a plot, on a map and in a table. */
import "../styles/shared.css";
import "../styles/map.css";
import "../styles/over-map.css";
import "../styles/segments.css";
import "./plot.css";
import "./territoires.css";
import "./parts.css";
import "./narrowing.css";
import "./workshop.css";
import "./print.css";
import { runPartnerPage } from "../shared/partner-page";
import { readEdition } from "./edition";
import { mountPage } from "./page";
import { viewCodec } from "./state";

await runPartnerPage({
  name: "territoires",
  codec: viewCodec,
  quiet: ["carte", "tri"],
  reads: ["niveau"],
  read: readEdition,
  mount: mountPage,
});
