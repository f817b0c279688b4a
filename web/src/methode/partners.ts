/** What the method says of the publication to partners who are signed in: reliability, families, coherence, effects of the measures. */
import { partnerApi, readSession } from "../shared/api";
import { byId, h, replace } from "../shared/dom";
import type { Method } from "../shared/types";
import { buildCoherence, readCoherence } from "./coherence";
import { buildEvaluation, readEvaluation } from "./effects";
import { buildFamilies } from "./families";
import { partnerTexts } from "./partners.fr";
import { buildReliability } from "./reliability";

/** Fills the places that the page keeps for partners; says to the others that they would have to sign in. */
export async function showToPartners(method: Method): Promise<void> {
  const reliability = byId("solidite-publiee");
  const families = byId("familles-publiees");
  const coherence = byId("coherence-publiee");
  const effects = byId("effets-publies");
  if ((await readSession()) === null) {
    for (const place of [reliability, families, coherence, effects]) replace(place, buildClosed());
    return;
  }
  const [{ analysis }, { evaluations }] = await Promise.all([partnerApi.analysis(null), partnerApi.evaluations()]);
  replace(reliability, ...buildReliability(analysis, method));
  replace(families, ...buildFamilies(analysis, method));
  replace(coherence, ...buildCoherence(readCoherence(analysis), method));
  replace(
    effects,
    ...(evaluations.length > 0
      ? evaluations.map((each) => buildEvaluation(each, readEvaluation(each.document)))
      : [h("p", { class: "notice" }, partnerTexts.noEvaluation)]),
  );
}

function buildClosed(): HTMLElement {
  return h("p", { class: "notice" }, `${partnerTexts.closed} `, h("a", { href: "/observatoire" }, partnerTexts.signIn));
}
