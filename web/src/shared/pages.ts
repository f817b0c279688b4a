/** The pages of the observatory, in the order of the bar. */
export const PAGES = [
  { name: "observatoire", href: "/observatoire", label: "Carte" },
  { name: "territoires", href: "/territoires", label: "Territoires" },
  { name: "commission", href: "/commission", label: "Commission" },
  { name: "methode", href: "/methode", label: "Méthode" },
] as const;

export type PageName = (typeof PAGES)[number]["name"];
