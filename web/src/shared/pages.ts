/** The pages of the observatory, in the order of the bar. */
export const PAGES = [{ name: "observatoire", href: "/observatoire", label: "Carte" }] as const;

export type PageName = (typeof PAGES)[number]["name"];
