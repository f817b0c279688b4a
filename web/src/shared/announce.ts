/** What changed, said to those who cannot see it change. */

const region = document.createElement("div");
region.className = "visually-hidden";
region.setAttribute("role", "status");
region.setAttribute("aria-live", "polite");

/** Says a sentence in the live region of the page. */
export function announce(sentence: string): void {
  if (!region.isConnected) document.body.append(region);
  // Screen readers skip a text equal to the last one: empty first.
  region.textContent = "";
  window.setTimeout(() => {
    region.textContent = sentence;
  }, 60);
}
