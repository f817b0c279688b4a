/** The pages of the observatory, in the order of the bar. */
export const PAGES = [
  { name: "observatoire", href: "/observatoire", label: "Carte" },
  { name: "territoires", href: "/territoires", label: "Territoires" },
  { name: "commission", href: "/commission", label: "Commission" },
  { name: "donnees", href: "/donnees", label: "Données", roles: ["epci", "bailleur"] },
  { name: "suivi", href: "/suivi", label: "Suivi" },
  { name: "methode", href: "/methode", label: "Méthode" },
] as const;

export type PageName = (typeof PAGES)[number]["name"];

/** Whether a page is shown to a role; nobody signed in is `null`. */
export function isShownTo(page: (typeof PAGES)[number], role: string | null): boolean {
  return !("roles" in page) || (role !== null && (page.roles as readonly string[]).includes(role));
}
