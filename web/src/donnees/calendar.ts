/** The calendar of a year: who has sent what, who is late, and the reminder to copy. */
import { dataApi } from "../shared/data-api";
import { h, replace } from "../shared/dom";
import { formatDate, formatInteger } from "../shared/format";
import { buildEmpty } from "../shared/screens";
import { createTable } from "../shared/table";
import type { Calendar, CalendarLine, Reminder } from "../shared/types";
import { words } from "./calendar.fr";
import { follow } from "./following";
import type { Mounting } from "./page";
import { CALENDAR_STATES, fill, RETURN_SOURCES } from "./texts.fr";

export function mountCalendar({ place, store, showAsker, onSignedOut }: Mounting): () => void {
  const table = createTable<CalendarLine>({
    caption: words.title,
    columns: [
      {
        key: "bailleur",
        label: words.landlord,
        heading: true,
        cell: (line) => line.bailleur,
        sort: (line) => line.bailleur,
      },
      {
        key: "donnees",
        label: words.what,
        cell: (line) => `${RETURN_SOURCES[line.source]} ${line.millesime}`,
        sort: (line) => line.source,
      },
      { key: "etat", label: words.state, cell: buildState, sort: (line) => CALENDAR_STATES[line.state] },
      { key: "echeance", label: words.due, cell: (line) => formatDate(line.due_on), sort: (line) => line.due_on },
      {
        key: "residences",
        label: words.residences,
        numeric: true,
        cell: (line) => `${formatInteger(line.described)} sur ${formatInteger(line.expected)}`,
        sort: (line) => line.described / Math.max(1, line.expected),
      },
      {
        key: "recu",
        label: words.received,
        cell: (line) => (line.received_at ? formatDate(line.received_at) : "–"),
        sort: (line) => line.received_at,
      },
    ],
    keyOf: (line) => `${line.bailleur_siren} ${line.source}`,
    sorting: { key: "bailleur", descending: false },
  });

  const following = follow<Calendar>({
    place,
    read: (signal) => dataApi.calendar(store.get().annee, signal),
    isBusy: () => false,
    show(answer) {
      showAsker(answer.manager);
      table.update(answer.lines);
      replace(
        place,
        h(
          "section",
          { class: "card" },
          h("h2", {}, words.title),
          h("p", { class: "soft" }, answer.manager ? words.helpManager : words.helpLandlord),
          buildYears(answer, (year) => store.set({ annee: year })),
          sayLate(answer.lines),
          sayEmptied(answer.emptied),
          answer.lines.length + answer.emptied.length > 0 ? table.element : buildEmpty(words.empty),
        ),
        answer.reminders.length > 0 ? buildReminders(answer.reminders) : null,
      );
    },
    fail: (failure) => replace(place, failure),
    onSignedOut,
  });
  return following.stop;
}

function buildYears(answer: Calendar, onChoose: (year: number) => void): HTMLElement {
  const choice = h(
    "select",
    { id: "annee", class: "field-input", on: { change: () => onChoose(Number(choice.value)) } },
    ...answer.years.map((year) => h("option", { value: year, selected: year === answer.year }, String(year))),
  );
  return h("div", { class: "correction" }, h("div", {}, h("label", { for: "annee" }, words.year), choice));
}

function sayLate(lines: readonly CalendarLine[]): HTMLElement | null {
  const late = [...new Set(lines.filter((line) => line.late).map((line) => line.bailleur))];
  if (late.length === 0) return null;
  return h("p", { class: "notice" }, fill(words.late, { names: late.join(", ") }));
}

function sayEmptied(names: readonly string[]): HTMLElement | null {
  if (names.length === 0) return null;
  return h(
    "p",
    { class: "soft" },
    fill(names.length === 1 ? words.emptied : words.emptiedMany, { names: names.join(", ") }),
  );
}

function buildState(line: CalendarLine): HTMLElement {
  const said = CALENDAR_STATES[line.state] + (line.late && line.state !== "en_retard" ? `, ${words.lateShort}` : "");
  return h("span", { class: `tag calendar-${line.late ? "en_retard" : line.state}` }, said);
}

function buildReminders(reminders: readonly Reminder[]): HTMLElement {
  return h(
    "section",
    { class: "card" },
    h("h2", {}, words.reminders),
    h("p", { class: "soft" }, words.remindersHelp),
    ...reminders.map(buildReminder),
  );
}

function buildReminder({ bailleur, bailleur_siren, text }: Reminder): HTMLElement {
  const id = `rappel-${bailleur_siren}`;
  const area = h("textarea", { id, class: "field-input reminder", rows: 14, readonly: true }, text);
  const said = h("p", { class: "field-help", role: "status" });
  const copy = async () => {
    area.select();
    const taken = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    // Without HTTPS a browser gives pages no clipboard, but still copies what is selected.
    const done = taken || document.execCommand("copy");
    said.textContent = done ? fill(words.copied, { name: bailleur }) : words.select;
  };
  return h(
    "details",
    { class: "reminder-of" },
    h("summary", {}, bailleur),
    h("label", { for: id, class: "visually-hidden" }, fill(words.reminderTo, { name: bailleur })),
    area,
    h(
      "button",
      {
        type: "button",
        class: "button",
        "aria-label": fill(words.copyTo, { name: bailleur }),
        on: { click: () => void copy() },
      },
      words.copy,
    ),
    said,
  );
}
