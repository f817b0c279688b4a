/** Sentences of the page of data. Typed with plain spaces. */
import { typesetAll } from "../shared/format";
import type { CalendarLine, DepositState } from "../shared/types";

export const texts = typesetAll({
  title: "Données",
  lead: {
    manager:
      "Déposez les fichiers des bailleurs, relisez ce qui changerait, calculez, publiez. Rien n'est chargé ni publié sans votre confirmation.",
    landlord: "Déposez vos fichiers : ils sont contrôlés aussitôt, puis transmis au gestionnaire de l'observatoire.",
  },
  parts: {
    depots: "Déposer et charger",
    retours: "Rapports de retour",
    calendrier: "Calendrier",
    comparer: "Comparer les sources",
    publier: "Calculer et publier",
  },
  partsLabel: "Étapes",
  noWorker:
    "Aucun processus ne travaille en ce moment : vos demandes attendent. L'administrateur lance « observatoire worker » ou relance le service.",
  workerStarting:
    "Le service démarre : il prépare ses outils de contrôle et de calcul. Vous pouvez déposer dès maintenant ; vos fichiers sont contrôlés dès qu'il est prêt, d'ordinaire en moins d'une minute.",
  lost: "L'observatoire ne répond plus : ce qui suit est ce qu'il disait en dernier. La page réessaie d'elle-même ; ce qui est en cours continue sans elle.",
  unreachable: "L'observatoire ne répond pas : rien n'a été demandé. Vérifiez le réseau, puis recommencez.",
  gone: "Ce fichier n'est plus conservé : le délai de garde est passé. Rien n'en a été chargé ; déposez-le de nouveau.",
  drop: {
    title: "Déposer des fichiers",
    zone: "Glissez ici un ou plusieurs fichiers, ou",
    choose: "Choisir des fichiers",
    help: "CSV, classeur XLSX ou fichier géographique (GeoJSON, GeoPackage, Shapefile), compressé en ZIP ou non. Jusqu'à {size} Mo par fichier.",
    sending: "Envoi de « {name} »",
    sent: "« {name} » est arrivé ; il est contrôlé.",
    failed: "« {name} » n'est pas arrivé : {reason}",
    tooLarge: "il dépasse {size} Mo. Découpez-le, par exemple un fichier par millésime.",
    unreachable: "l'observatoire ne répond pas. Vérifiez le réseau, puis déposez-le de nouveau.",
    again: "Déposer de nouveau",
    againOf: "Déposer de nouveau « {name} »",
    folder: "« {name} » est un dossier : déposez les fichiers qu'il contient.",
  },
  list: {
    title: "Dépôts",
    empty: "Aucun fichier n'a encore été déposé.",
    file: "Fichier",
    from: "Envoyé par",
    kind: "Nature",
    state: "État",
    date: "Date",
  },
  back: "Tous les dépôts",
  understood: "Ce qui a été compris",
  facts: {
    kind: "Nature",
    millesime: "Millésime",
    format: "Format",
    encoding: "Encodage",
    rows: "Lignes",
    columns: "Colonnes lues",
    unknown: "Colonnes ignorées",
    landlords: "Bailleurs",
    crs: "Projection",
    size: "Taille",
    sha: "Empreinte SHA-256",
  },
  correct: {
    title: "Préciser ou corriger",
    kind: "Nature du fichier",
    kindUnknown: "À choisir",
    millesime: "Millésime (année décrite)",
    none: "Sans millésime",
    submit: "Contrôler de nouveau",
  },
  problems: {
    title: "Ce qui ne va pas",
    untold: "Ce qu'il reste à dire",
    line: "Ligne",
    column: "Colonne",
    value: "Valeur",
    message: "Problème",
    remedy: "Comment corriger",
    download: "Télécharger la copie annotée (XLSX)",
    downloadHelp: "Chaque case fautive y est marquée. Corrigez dans cette copie et déposez-la telle quelle.",
    downloadHelpSurvey:
      "Chaque case fautive y est marquée. Corrigez dans cette copie et déposez-la telle quelle : les colonnes que l'observatoire ne lit pas n'y sont pas recopiées.",
    downloadList: "Télécharger la liste des problèmes (XLSX)",
  },
  changes: {
    title: "Ce qui changerait",
    titleDone: "Ce qui a changé",
    inserted: "ligne nouvelle",
    updated: "ligne modifiée",
    unchanged: "ligne inchangée",
    removed: "ligne retirée",
    new: "Résidences nouvelles",
    renamed: "Résidences renommées",
    absent: "Résidences de ces bailleurs absentes du fichier : elles restent telles quelles",
    notices: "À savoir",
    more: "et {count} de plus",
  },
  confirm: {
    manager: "Charger ce fichier",
    landlord: "Transmettre au gestionnaire",
    discard: "Abandonner ce dépôt",
    discardTitle: "Abandonner ce dépôt ?",
    discardText: "Le fichier « {name} » est supprimé de l'observatoire. Rien n'a été chargé.",
    cancel: "Annuler",
  },
  receipt: {
    title: "Reçu n° {number}",
    print: "Imprimer le reçu",
    compare: "Comparer aux autres sources",
    loaded: "Chargé le {date}, à la demande de {name}.",
    kept: "Le fichier a été retiré de l'observatoire ; son empreinte le désigne.",
  },
  returns: {
    title: "Rapport de retour",
    listTitle: "Rapports de retour",
    helpManager:
      "Ce que chaque bailleur a reçu en retour de son envoi. Ses chiffres par résidence et sa position ne sont lus que par lui.",
    helpLandlord:
      "Ce que l'observatoire vous rend pour chaque envoi : qualité de vos données, vos chiffres, votre position.",
    empty:
      "Aucun rapport pour l'instant : il est établi dès qu'un fichier de résidences, de parc ou d'occupation est confirmé.",
    landlord: "Bailleur",
    date: "Établi le",
    state: "État",
    back: "Tous les rapports",
    open: "Lire le rapport de {name}",
    given: "Il est prêt : qualité de vos données, vos chiffres entiers, votre position.",
    givenManager: "Il est remis au bailleur, seul à en lire les chiffres.",
    loaded: "données chargées",
    waiting: "en attente du gestionnaire",
    loadedHelp: "Ces données sont chargées dans l'observatoire.",
    waitingHelp:
      "L'envoi est confirmé ; le gestionnaire doit encore le charger. Les données sont montrées telles qu'elles seront.",
    forYou:
      "Ces chiffres sont entiers, y compris ceux que le secret statistique cache à tous les autres. Vous seul les lisez.",
    forLandlord: "Les chiffres par résidence, les réponses à l'enquête et la position ne sont lus que par le bailleur.",
    download: "Télécharger le rapport (PDF)",
    quality: "La qualité des données",
    source: "Source",
    described: "Résidences décrites",
    absent: "non transmis",
    missing: "résidences manquantes",
    columns: "colonnes facultatives à compléter",
    toPlace: "Résidences à situer : leur lieu n'est pas connu",
    response: "Réponse à l'enquête {year} : {answers} ménages sur {households}",
    positionTitle: "Votre parc et votre position",
    indicator: "Indicateur",
    yours: "Votre parc",
    reference: "Référence",
    ratio: "Base 100",
    position: "Position parmi les bailleurs",
    positionOf:
      "La position est celle de la publication n° {number} (OPS {ops}, RPLS {rpls}) ; celle de cet envoi viendra avec sa publication.",
    noPosition: "Rien n'est encore publié : la position viendra avec la première publication.",
    positionRule:
      "Elle se dit par quart à partir de huit bailleurs, par tiers à partir de six, jamais en deçà : aucun chiffre d'un autre bailleur ne s'en déduit.",
    notPlaced: "non calculée",
    tooFew: "ne peut pas être dite : {others} seulement",
    parts: {
      quarters: "quart le plus bas | deuxième quart | troisième quart | quart le plus haut",
      thirds: "tiers le plus bas | tiers du milieu | tiers le plus haut",
    },
    residences: "vos résidences",
    residence: "Résidence",
    commune: "Commune",
    dwellings: "Logements",
    respondents: "Répondants",
    withoutObject: "sans objet",
    small: "Résidence trop petite pour être montrée : ces chiffres restent secrets pour tous les autres.",
  },
  job: {
    waiting: "En attente : {count} avant celle-ci.",
    waitingNext: "En attente : c'est la prochaine.",
    running: "En cours : {step} ({percent}).",
    by: "Demandé par {organisation}.",
    interrupted: "Interrompu avant la fin : rien n'a été écrit.",
    retake: "Reprendre",
    failed: "Erreur imprévue, tâche n° {number} : rien n'a été écrit.",
    closeTab: "Vous pouvez fermer cette page : l'adresse ramène ici.",
  },
  edition: {
    computeTitle: "1. Calculer un brouillon",
    computeHelp: "Rien n'est visible des autres tant que vous n'avez pas publié.",
    ops: "Millésime de l'enquête d'occupation (OPS), vide pour le parc seul",
    rpls: "Millésime du parc (RPLS)",
    compute: "Calculer",
    draftTitle: "2. Relire ce qui changerait",
    noDraft: "Aucun brouillon n'attend. Calculez-en un pour voir ce qui changerait.",
    first: "Première publication : il n'y a rien à comparer.",
    against: "Par rapport à la publication n° {number} en ligne :",
    publishTitle: "3. Publier",
    note: "Ce qu'il faut retenir de cette publication",
    publish: "Publier ce brouillon",
    publishConfirm: "Publier ?",
    publishText:
      "La publication est en ligne pour tous dans la seconde. Elle ne se modifie plus ; vous pourrez revenir à une publication antérieure.",
    historyTitle: "Publications",
    online: "en ligne",
    rollBack: "Remettre en ligne",
    rollBackConfirm: "Remettre en ligne la publication n° {number} ?",
    rollBackText:
      "Elle redevient, telle qu'elle était, celle que tous lisent. Celle qui est en ligne garde son numéro.",
    published: "Publication n° {number} en ligne.",
    moves: "Les plus grands mouvements",
    moved: "Territoire, indice",
    classes: "Classes qui changent",
    missing: "Qui manque",
    missingHelp:
      "Les indices qui en dépendent manquent pour ces résidences, et sont partiels pour les territoires où elles sont.",
    shownHelp: "Un indice apparaît ou disparaît quand ses données arrivent, manquent, ou deviennent secrètes.",
    newResidences: "Résidences nouvelles",
    goneResidences: "Résidences en moins, sans parc ni enquête de ces millésimes",
    first50: ", les {count} premières",
    withheld: "Secret statistique",
    coverage: "Couverture",
    nothing: "Rien n'a encore été publié.",
  },
});

export const STATE_LABELS: Record<DepositState, string> = typesetAll({
  recu: "contrôle en cours",
  a_completer: "à préciser",
  refuse: "à corriger",
  controle: "prêt à charger",
  soumis: "transmis, à confirmer",
  charge: "chargé",
  abandonne: "abandonné",
});

export const KIND_LABELS: Record<string, string> = {
  "rpls-bailleur": "RPLS du bailleur (64 champs)",
  ops: "Enquête OPS (tableau du bailleur)",
  "rpls-ouvert": "RPLS ouvert (logements)",
  "rpls-resultats": "Résultats RPLS du SDES",
  residences: "Résidences",
  parc: "Parc (RPLS)",
  occupation: "Occupation (OPS)",
  attributions: "Attributions",
  communes: "Communes",
  epci: "Intercommunalités",
  passage: "Communes fusionnées",
  secteurs: "Secteurs",
  qpv: "Quartiers prioritaires",
  relogements: "Relogements",
  programmes: "Programmes de logements",
  demande: "Demande de logement",
  guichets: "Guichets",
};

export const RETURN_SOURCES: Record<"parc" | "occupation", string> = typesetAll({
  parc: "Parc (RPLS)",
  occupation: "Occupation (OPS)",
});

export const CALENDAR_STATES: Record<CalendarLine["state"], string> = typesetAll({
  complet: "complet",
  partiel: "incomplet",
  a_charger: "déposé, à charger",
  a_corriger: "déposé, à corriger",
  attendu: "attendu",
  en_retard: "en retard",
});

export const LEVEL_LABELS: Record<string, string> = {
  residence: "résidence",
  secteur: "secteur",
  commune: "commune",
  epci: "EPCI",
};

export const SOURCE_LABELS: Record<string, string> = { occupation: "occupation", parc: "parc" };

/** Puts values in the places that a sentence names: « {name} ». */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
