/** The public map: reads what anyone may read, and shows it. */
import "./page.css";
import { publicApi } from "../shared/api";
import { byId, replace } from "../shared/dom";
import { bindLocation } from "../shared/location";
import { buildEmpty, buildFailure, buildLoading } from "../shared/screens";
import { createStore } from "../shared/store";
import { mountPage, type Stock } from "./page";
import { buildCommunes, buildWhole } from "./rows";
import { viewCodec } from "./state";
import { describeOldStock, describeSources, describeTerritory, texts } from "./texts.fr";

const store = createStore(viewCodec.read(window.location.search));
const card = byId("fiche");

/** Reads everything, then shows it; on failure says so, and offers to try again. */
async function start(): Promise<void> {
  replace(card, buildLoading());
  document.body.classList.remove("failed");
  try {
    const stock = await readStock();
    if (stock) mountPage(stock, store);
    else replace(card, buildEmpty(texts.empty));
  } catch (error) {
    document.body.classList.add("failed");
    replace(
      card,
      buildFailure(error, () => void start()),
    );
  }
}

/** `null` when nothing is there to be shown. */
async function readStock(): Promise<Stock | null> {
  const [online, territories, epci, residences, { guichets }, { demand }] = await Promise.all([
    publicApi.publication(),
    publicApi.territories("commune"),
    publicApi.territories("epci"),
    publicApi.residences(),
    publicApi.guichets(),
    publicApi.demand(),
  ]);
  const communes = buildCommunes(territories.features, residences.features, demand);
  const whole = buildWhole(epci.features[0], communes);
  const { publication } = online;
  byId("fictif").hidden = !publication.fictif;
  byId("sous-titre").textContent = describeTerritory(whole?.nom ?? publication.reference.nom, publication);
  const old = describeOldStock(publication, new Date());
  byId("anciennete").textContent = old;
  byId("anciennete").hidden = old === "";
  byId("sources").textContent = describeSources(publication);
  return whole && communes.length > 0
    ? { communes, whole, rpls: publication.rpls, baseMap: online.base_map, guichets }
    : null;
}

bindLocation(store, viewCodec, ["carte"]);
await start();
