/** Sentences shown on several pages. Typed with plain spaces; `typesetAll` puts the narrow ones. */
import { typesetAll } from "./format";
import type { Evolution, IndexName, IndicatorName, Status } from "./types";

export const texts = typesetAll({
  product: "Observatoire de la fragilité du parc social",
  fictive: "Données fictives",
  fictiveHelp: "Territoire de démonstration : les résidences et leurs chiffres sont inventés.",
  publication: "Publication",
  earlier: "antérieure",
  skip: "Aller au contenu",
  signOut: "Se déconnecter",
  ownAccount: "Mon compte, mes sessions",
  loading: "Chargement…",
  retry: "Réessayer",
  backOnline: "Voir la publication en ligne",
  gone: {
    title: "Cette publication n'existe pas",
    detail: "Le lien suivi nomme une publication que l'observatoire n'a pas, ou n'a plus en ligne ici.",
  },
  close: "Fermer",
  unreachable: {
    title: "L'observatoire ne répond pas",
    detail: "Vérifiez la connexion au réseau, puis réessayez. Ce qui est déjà affiché reste valable.",
  },
  refused: "La demande n'a pas abouti",
  unexpected: "Une erreur imprévue s'est produite. Rechargez la page ; si elle revient, prévenez l'observatoire.",
  signIn: {
    title: "Espace des partenaires",
    lead: "Réservé aux personnes et aux organismes que l'intercommunalité a invités.",
    email: "Adresse électronique",
    password: "Mot de passe",
    missingPassword: "Saisissez votre adresse et votre mot de passe.",
    forgotten: "Mot de passe oublié ? Le gestionnaire de l'observatoire vous redonne un lien pour en choisir un autre.",
    withProvider: "Entrer avec {label}",
    withKey: "Entrer avec une clé d'accès",
    noCookie: "Le navigateur n'a pas gardé la session. Autorisez les cookies de ce site, puis réessayez.",
    label: "Clé d'accès",
    help: "Collez la clé entière. Elle n'est ni affichée ni gardée dans l'adresse de la page.",
    submit: "Entrer",
    wrong:
      "Cette clé n'est pas reconnue, ou elle a été révoquée. Vérifiez qu'elle est entière, ou demandez-en une autre.",
    missing: "Collez votre clé d'accès pour entrer.",
    publicLink: "Voir la carte publique",
  },
  map: {
    zoomIn: "Zoomer",
    zoomOut: "Dézoomer",
    move: "Déplacer la carte d'un doigt",
    help: "Flèches : déplacer la carte. Plus et moins : zoomer.",
    touchHelp: "Deux doigts pour déplacer la carte",
    outlines: "Contours des communes : IGN",
    noBaseMap: "Fond de plan indisponible : la carte reste complète sans lui.",
  },
  table: {
    sortAscending: "trié par ordre croissant",
    sortDescending: "trié par ordre décroissant",
    empty: "Aucune ligne à afficher.",
    more: "Montrer la suite ({count} sur {total})",
  },
});

/** A status in words, short. */
export const STATUS_LABELS: Record<Status, string> = {
  ok: "complet",
  partiel: "partiel",
  secret: "secret statistique",
  non_transmis: "non transmis",
  sans_objet: "sans objet",
  reserve: "réservé au bailleur",
};

/** Names of the indices before the method is read; the method of the publication has the last word. */
export const INDEX_LABELS: Record<IndexName, string> = {
  fragilite: "Fragilité",
  occupation: "Occupation",
  attractivite: "Attractivité",
};

/** « hausse avérée », « pas de changement avéré »: what the small counts of both years leave open is neither. */
export function labelChange(change: NonNullable<Evolution["change"]>): string {
  return change === "non conclusif" ? "pas de changement avéré" : change;
}

/** Short names of the indicators, for the heads of columns. */
export const INDICATOR_SHORT: Record<IndicatorName, string> = typesetAll({
  occ1: "< 40 % plafonds",
  occ2: "< 60 % plafonds",
  occ3: "Majeurs au chômage",
  occ4: "Monoparentales",
  att1: "Mobilité",
  att2: "Vacance",
  att3: "Avant 1975",
});

/** What each status means, in a sentence. That of the secret is one for all its causes: no cell says which is its own. */
export function explainStatus(status: Status, secrecy: { logements: number; repondants: number }): string {
  const sentences: Record<Status, string> = typesetAll({
    ok: "Toutes les composantes sont connues.",
    partiel: "Valeur partielle : une partie des données manque.",
    secret:
      `Secret statistique : moins de ${secrecy.logements} logements ou de ${secrecy.repondants} répondants, ` +
      "situations presque toutes semblables, ou chiffre retenu pour qu'aucun autre secret ne se calcule. " +
      "Rien n'indique laquelle de ces raisons vaut ici.",
    non_transmis: "Données non transmises par le bailleur.",
    sans_objet: "Sans objet : rien à rapporter (aucun cas au dénominateur).",
    reserve: "Hors de votre périmètre : ce chiffre est réservé au bailleur, à la commune et à la commission.",
  });
  return sentences[status];
}
