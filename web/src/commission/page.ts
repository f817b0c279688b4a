/** A session of the commission: agenda, one dwelling after the other by keyboard, decisions, seal, replay. */
import { announce } from "../shared/announce";
import { commissionApi } from "../shared/api";
import { labelYears } from "../shared/chrome";
import { h, replace } from "../shared/dom";
import { createEffectsPanel, type Designated } from "../shared/effects-panel";
import { openForm, today } from "../shared/form";
import { formatDate, typeset } from "../shared/format";
import type { Mounting } from "../shared/partner-page";
import type { AgendaItem, SessionAnswer } from "../shared/types";
import { buildAgenda } from "./agenda";
import { buildCommitments, findCommitments, reservataireOf, summarise } from "./commitments";
import { buildDwelling, residenceOf } from "./dwelling";
import { type CommissionEdition, readCommission, readsEverything } from "./edition";
import { buildRepms } from "./repms";
import { buildSessions } from "./sessions";
import type { CommissionState } from "./state";
import { texts } from "./texts.fr";

const LEADERS = ["epci", "commission"];

/** Shows the page; returns the way to take it down. */
export function mountCommission({
  container,
  edition: first,
  store,
  onRefused,
}: Mounting<CommissionState, CommissionEdition>): () => void {
  let edition = first;
  const leads = LEADERS.includes(edition.role);
  const aside = h("div", { class: "commission-side" });
  const agenda = h("div", { class: "commission-agenda" });
  const stage = h("div", { class: "commission-stage" });
  const effects = createEffectsPanel({
    titleId: "logement-effets",
    titleClass: null,
    onChoose: (attribution) => store.set({ attribution }),
    onRefused,
  });
  replace(
    container,
    h(
      "div",
      { class: "commission" },
      h("header", { class: "commission-head" }, h("h1", {}, texts.title), h("p", { class: "soft" }, texts.lead)),
      aside,
      agenda,
      stage,
    ),
  );

  /** A sealed session is shown from its seal, to the letter. */
  const items = (): AgendaItem[] => {
    const answer = edition.session;
    if (!answer) return [];
    return answer.sealed ? (answer.sealed.items as AgendaItem[]) : answer.session.items;
  };
  const current = (): AgendaItem | undefined => items().find(({ id }) => id === store.get().logement) ?? items()[0];

  function draw(): void {
    const seance = edition.session?.session.id ?? null;
    replace(
      aside,
      buildSessions(edition.sessions, seance, (id) => store.set({ seance: id, logement: null }), {
        seesSeals: readsEverything(edition.role),
        onPrepare: leads ? prepare : null,
      }),
      buildRepms(edition, { again, onRefused }),
    );
    drawSession();
  }

  function drawSession(): void {
    const answer = edition.session;
    if (!answer) {
      replace(agenda, h("p", { class: "soft" }, edition.sessions.length > 0 ? texts.chooseSession : texts.none));
      replace(stage);
      return;
    }
    const item = current();
    const { labels } = edition;
    replace(
      agenda,
      h("h2", {}, typeset(`${texts.agenda}, ${formatDate(answer.session.held_on)}`)),
      answer.sealed ? buildSeal(answer) : null,
      buildAgenda(items(), item?.id ?? null, {
        labels,
        onChoose: choose,
        summary: (line) => (edition.objectives ? summarise(findCommitments(line, edition.objectives)) : null),
      }),
      buildTools(answer),
    );
    const note = leads && !answer.sealed && item;
    const label = item?.notes.length ? texts.decideAgain : texts.decide;
    replace(
      stage,
      item
        ? buildDwelling(item, labels, {
            freshness: labelYears(edition.publication),
            commitments: edition.objectives ? buildCommitments(item, edition.objectives) : null,
            effects: drawEffects() ? effects.element : null,
            actions: note ? [button(label, () => openNote(item), "primary")] : [],
          })
        : null,
    );
  }

  /** On the dwelling that is examined; whether there is anything to tell of it: a sealed session decides no more. */
  function drawEffects(): boolean {
    const item = current();
    const designated = item && edition.session?.sealed === null ? findDesignated(item, edition) : null;
    if (designated) effects.update(designated, store.get().attribution);
    return designated !== null;
  }

  function buildTools(answer: SessionAnswer): HTMLElement | null {
    if (answer.sealed || !leads) return null;
    return h(
      "div",
      { class: "actions" },
      edition.vast ? h("p", { class: "field-help" }, texts.tooMany) : button(texts.add, openItem),
      edition.role === "epci" && items().length > 0 ? button(texts.seal, openSeal) : null,
      h("p", { class: "field-help" }, texts.keys),
    );
  }

  function choose(id: number): void {
    store.set({ logement: id });
    stage.querySelector<HTMLElement>("#logement-titre")?.focus();
  }

  function step(by: number): void {
    const all = items();
    const position = all.findIndex(({ id }) => id === current()?.id);
    const next = all[Math.min(all.length - 1, Math.max(0, position + by))];
    if (!next || next.id === current()?.id) return;
    choose(next.id);
    announce(residenceOf(next).nom);
  }

  async function again(): Promise<void> {
    try {
      edition = await readCommission(store.get(), new AbortController().signal);
      draw();
    } catch (error) {
      onRefused(error);
    }
  }

  function prepare(): void {
    openForm({
      title: texts.prepare,
      fields: [{ name: "held_on", label: texts.heldOn, kind: "day", value: today() }],
      submit: texts.prepare,
      async onSubmit({ held_on }) {
        store.set({ seance: await commissionApi.prepare(String(held_on)), logement: null });
      },
    });
  }

  function openItem(): void {
    const { session } = edition;
    if (!session) return;
    const residences = edition.residences.map(({ code, nom, commune }) => [code, `${commune ?? ""} – ${nom}`]);
    openForm({
      title: texts.add,
      lead: texts.addLead,
      fields: [
        { name: "residence", label: texts.residence, kind: "choice", words: Object.fromEntries(residences) },
        { name: "typologie", label: texts.typologie, kind: "choice", words: edition.labels.typologies ?? {} },
        { name: "contingent", label: texts.contingent, kind: "choice", words: edition.labels.contingents ?? {} },
      ],
      submit: texts.addSubmit,
      async onSubmit(entry) {
        await commissionApi.addItem(session.session.id, entry);
        await again();
      },
    });
  }

  function openNote(item: AgendaItem): void {
    openForm({
      title: typeset(`${texts.decide} : ${residenceOf(item).nom}`),
      lead: texts.decideLead,
      fields: [
        { name: "orientation", label: texts.orientation, kind: "choice", words: edition.labels.orientations ?? {} },
        { name: "precision", label: texts.precision, kind: "text", help: texts.precisionHelp },
      ],
      submit: texts.noteSubmit,
      next: "logement-titre",
      async onSubmit(entry) {
        await commissionApi.note(item.id, entry);
        await again();
        announce(texts.noted);
      },
    });
  }

  function openSeal(): void {
    const { session } = edition;
    if (!session) return;
    openForm({
      title: texts.sealTitle,
      lead: texts.sealLead,
      fields: [],
      submit: texts.sealSubmit,
      async onSubmit() {
        await commissionApi.seal(session.session.id);
        await again();
        announce(texts.replay);
      },
    });
  }

  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea, dialog");
    if (typing || event.altKey || event.ctrlKey || event.metaKey || !edition.session) return;
    const item = current();
    const writes = leads && !edition.session.sealed;
    if (event.key === "ArrowDown" || event.key === "j") step(1);
    else if (event.key === "ArrowUp" || event.key === "k") step(-1);
    else if (event.key === "d" && writes && item) openNote(item);
    else if (event.key === "s" && writes && edition.role === "epci" && item) openSeal();
    else return;
    event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  const unfollow = store.subscribe((state, before) => {
    if (state.seance !== before.seance) return;
    if (state.logement !== before.logement) drawSession();
    else if (state.attribution !== before.attribution) drawEffects();
  });
  draw();

  return () => {
    unfollow();
    document.removeEventListener("keydown", onKey);
  };
}

/** The dwelling as the convention counts it; `null` when its residence is no longer published. */
function findDesignated(item: AgendaItem, { residences }: CommissionEdition): Designated | null {
  const residence = residences.find(({ code }) => code === residenceOf(item).code);
  if (!residence) return null;
  const { bailleur_siren: bailleurSiren, bailleur, code_insee: codeInsee, code_qp } = residence;
  return { bailleurSiren, bailleur, codeInsee, inQpv: code_qp !== null, reservataire: reservataireOf(item) };
}

function buildSeal({ session, verified }: SessionAnswer): HTMLElement {
  return h(
    "div",
    { class: "seal" },
    h("p", {}, texts.replay),
    h("p", { class: verified ? "soft" : "field-error" }, verified ? texts.verified : texts.broken),
    h("p", { class: "hash" }, session.sha256 ?? ""),
    h("p", {}, h("a", { href: `/api/v1/partner/sessions/${session.id}/minutes.pdf` }, texts.minutes)),
  );
}

function button(label: string, onClick: () => void, kind = ""): HTMLElement {
  return h("button", { type: "button", class: `button ${kind}`, on: { click: onClick } }, label);
}
