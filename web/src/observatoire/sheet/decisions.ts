/** What partners decided of the residence: state, reasons, signatures, reply; the past behind a click; the protocol. */
import { createSlot, decisionsApi } from "../../shared/api";
import { h, replace } from "../../shared/dom";
import { formatDate, typeset } from "../../shared/format";
import { buildFailure, buildLoading } from "../../shared/screens";
import type { Labels, Qualification, ResidenceDecisions } from "../../shared/types";
import { openDecision, openReply } from "../decision-forms";
import { decisionTexts as words } from "../decision-texts.fr";
import { buildProtocol } from "./protocol";

export interface DecisionsSection {
  element: HTMLElement;
  update(code: string, signal: boolean): void;
}

export interface DecisionsOptions {
  labels: Labels;
  /** Something was decided, signed or noted: what the map shows may have changed. */
  onChange(): void;
  onRefused(error: unknown): void;
}

/** Makes the section; it reads again after each thing that is added. */
export function createDecisions({ labels, onChange, onRefused }: DecisionsOptions): DecisionsSection {
  const slot = createSlot();
  const place = h("div", { class: "decisions", "aria-live": "polite" });
  const element = h(
    "section",
    { class: "sheet-decisions", "aria-labelledby": "fiche-decisions" },
    h("h3", { id: "fiche-decisions", class: "eyebrow" }, words.title),
    place,
  );
  let shown = { code: "", signal: false };

  async function load(): Promise<void> {
    const { code, signal } = shown;
    if (place.childElementCount === 0) replace(place, buildLoading());
    try {
      const read = await slot((abort) => decisionsApi.ofResidence(code, abort));
      replace(place, ...buildAll(read, { code, signal, labels, again }));
    } catch (error) {
      replace(
        place,
        buildFailure(error, () => void load()),
      );
      onRefused(error);
    }
  }

  async function again(): Promise<void> {
    await load();
    onChange();
  }

  return {
    element,
    update(code, signal) {
      if (code === shown.code) return;
      shown = { code, signal };
      replace(place);
      void load();
    },
  };
}

export interface Acting {
  code: string;
  signal: boolean;
  labels: Labels;
  /** Reads everything again, once something was added. */
  again(): Promise<void>;
}

function buildAll(read: ResidenceDecisions, acting: Acting): (HTMLElement | null)[] {
  if (!read.rights.read) return [h("p", { class: "soft" }, words.closed)];
  const [latest, ...past] = read.qualifications;
  const current = read.qualifications.find(({ state }) => state === "en vigueur");
  const first = latest && latest.state === "proposée" && current ? [latest, current] : latest ? [latest] : [];
  const older = past.filter((each) => !first.includes(each));
  const repms = read.repms.find(({ in_force }) => in_force);
  return [
    first.length === 0 ? h("p", {}, acting.signal ? words.toExamine : words.none) : null,
    ...first.map((each) => buildQualification(each, read, acting)),
    older.length > 0
      ? h(
          "details",
          {},
          h("summary", {}, `${words.history} (${older.length})`),
          ...older.map((each) => buildQualification(each, read, acting)),
        )
      : null,
    repms
      ? h(
          "p",
          {},
          typeset(`${words.repms} ${formatDate(repms.adopted_on)}, ${words.until} ${formatDate(repms.expires_on)}.`),
        )
      : null,
    read.rights.decide ? buildChoices(acting) : null,
    current?.avis === "confirmée" || read.protocol.length > 0
      ? buildProtocol(read, acting, current?.avis === "confirmée")
      : null,
  ];
}

function buildQualification(each: Qualification, read: ResidenceDecisions, acting: Acting): HTMLElement {
  const list = acting.labels[each.avis === "confirmée" ? "motifs_confirmee" : "motifs_ecartee"] ?? {};
  const participants = each.participants.map((word) => acting.labels.participants?.[word] ?? word);
  const mine = each.signatures.some(({ role }) => role === read.rights.role);
  const open = each.state === "proposée" && read.rights.sign && !mine;
  return h(
    "article",
    { class: `decision ${each.state === "en vigueur" && each.avis === "confirmée" ? "vigilance" : ""}` },
    h(
      "p",
      {},
      h("strong", {}, each.avis === "confirmée" ? words.confirmee : words.ecartee),
      typeset(` : ${words.states[each.state]}`),
    ),
    h(
      "p",
      { class: "soft" },
      typeset(
        `Décision du ${formatDate(each.decided_on)}, ${words.until} ${formatDate(each.expires_on)}${each.by_ops ? ` (${words.byOps})` : ""}, enregistrée par ${each.organisation}, avec : ${participants.join(", ")}.`,
      ),
    ),
    h("p", {}, typeset(`Motifs : ${each.motifs.map((motif) => list[motif] ?? motif).join(" ; ")}.`)),
    each.precision ? h("p", {}, typeset(`« ${each.precision} »`)) : null,
    each.signatures.length > 0
      ? h(
          "p",
          { class: "soft" },
          typeset(
            `${words.signed} ${each.signatures.map(({ organisation, signed_on }) => `${organisation} (${formatDate(signed_on)})`).join(", ")}.`,
          ),
        )
      : null,
    each.state === "proposée" && each.pending.length > 0
      ? h("p", {}, typeset(`${words.waiting} ${each.pending.map((who) => words.pending[who]).join(" et ")}.`))
      : null,
    ...each.replies.map((reply) =>
      h(
        "p",
        { class: "reply" },
        typeset(
          `${words.reply} ${reply.organisation}, ${formatDate(reply.replied_on)} : ${acting.labels.positions?.[reply.position] ?? reply.position}.${reply.precision ? ` « ${reply.precision} »` : ""}`,
        ),
      ),
    ),
    open || read.rights.reply
      ? h(
          "div",
          { class: "actions" },
          open ? button(words.sign, () => void decisionsApi.sign(each.id).then(acting.again)) : null,
          read.rights.reply ? button(words.answer, () => openReply(each.id, acting)) : null,
        )
      : null,
  );
}

function buildChoices(acting: Acting): HTMLElement {
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": words.decide },
    button(words.confirm, () => openDecision("confirmée", acting)),
    button(words.setAside, () => openDecision("écartée", acting)),
  );
}

function button(label: string, onClick: () => void): HTMLElement {
  return h("button", { type: "button", class: "button", on: { click: onClick } }, label);
}
