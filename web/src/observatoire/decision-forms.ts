/** The forms of what partners add: a decision, a reply, a dossier of the protocol, a step. */
import { decisionsApi } from "../shared/api";
import { type Field, openForm, today } from "../shared/form";
import { decisionTexts as words } from "./decision-texts.fr";
import type { Acting } from "./sheet/decisions";

/** Confirms the vigilance, or sets the signal aside. */
export function openDecision(avis: "confirmée" | "écartée", { code, labels, again }: Acting): void {
  const confirmed = avis === "confirmée";
  openForm({
    title: confirmed ? words.form.confirmTitle : words.form.setAsideTitle,
    lead: words.form.lead,
    fields: [
      several("motifs", words.form.motifs, labels[confirmed ? "motifs_confirmee" : "motifs_ecartee"]),
      several("participants", words.form.participants, labels.participants),
      { name: "decided_on", label: words.form.decidedOn, kind: "date", value: today() },
      precision(),
    ],
    submit: words.form.submit,
    async onSubmit(entry) {
      await decisionsApi.decide(code, { avis, ...entry });
      await again();
    },
  });
}

/** The landlord's right of reply. */
export function openReply(qualification: number, { labels, again }: Acting): void {
  openForm({
    title: words.form.replyTitle,
    lead: words.form.replyLead,
    fields: [choice("position", words.form.position, labels.positions), precision()],
    submit: words.form.replySubmit,
    async onSubmit(entry) {
      await decisionsApi.reply(qualification, entry);
      await again();
    },
  });
}

/** A dwelling is freed in a residence under vigilance. */
export function openDossier({ code, labels, again }: Acting): void {
  openForm({
    title: words.protocol.openTitle,
    lead: words.protocol.openLead,
    fields: [
      choice("typologie", words.protocol.typologie, labels.typologies),
      choice("contingent", words.protocol.contingent, labels.contingents),
      { name: "done_on", label: words.protocol.openedOn, kind: "date", value: today() },
    ],
    submit: words.protocol.openSubmit,
    async onSubmit(entry) {
      await decisionsApi.openDossier(code, entry);
      await again();
    },
  });
}

/** A step of the protocol. */
export function openStep(dossier: number, { labels, again }: Acting): void {
  openForm({
    title: words.protocol.addTitle,
    fields: [
      choice("etape", words.protocol.etape, labels.etapes),
      { name: "done_on", label: words.protocol.doneOn, kind: "date", value: today() },
      precision(),
    ],
    submit: words.protocol.addSubmit,
    async onSubmit(entry) {
      await decisionsApi.addStep(dossier, entry);
      await again();
    },
  });
}

function choice(name: string, label: string, list: Record<string, string> = {}): Field {
  return { name, label, kind: "choice", words: list };
}

function several(name: string, label: string, list: Record<string, string> = {}): Field {
  return { name, label, kind: "several", words: list };
}

function precision(): Field {
  return { name: "precision", label: words.form.precision, kind: "text", help: words.form.precisionHelp };
}
