/** The page of the commission: wiring only. */
import "../styles/shared.css";
import "../styles/deciding.css";
import "../styles/segments.css";
import "../styles/effects.css";
import "./commission.css";
import { runPartnerPage } from "../shared/partner-page";
import { readCommission } from "./edition";
import { mountCommission } from "./page";
import { commissionCodec } from "./state";

await runPartnerPage({
  name: "commission",
  codec: commissionCodec,
  quiet: ["attribution"],
  reads: ["seance"],
  read: readCommission,
  mount: mountCommission,
});
