// F6 goes through the regions of the window in reading order, Shift F6 back.

const focusable = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea, [tabindex]:not([tabindex="-1"])'

const isVisible = (element: HTMLElement): boolean => element.offsetParent !== null || element.getClientRects().length > 0

/**
 * The element that takes the focus in a region: its roving tab stop if it has one, else its first control. Inner regions speak for
 * themselves; a region of text alone takes the focus itself.
 */
function entryOf(region: HTMLElement): HTMLElement | undefined {
  const candidates = [...region.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.tabIndex >= 0 && isVisible(each) && each.closest('[data-region]') === region)
  return candidates.find((each) => each.getAttribute('tabindex') === '0' || each.getAttribute('aria-current') !== null) ?? candidates[0] ?? (region.hasAttribute('tabindex') ? region : undefined)
}

export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => entryOf(region) !== undefined)
  // The innermost region counts: a grid lies inside the pane.
  const innermost = regions.filter((region) => region.contains(document.activeElement)).at(-1)
  const at = innermost ? regions.indexOf(innermost) : -1
  const next = regions[at < 0 ? (step > 0 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length]
  if (next) entryOf(next)?.focus()
}

/** For whoever was just taken somewhere: the next key belongs to the page that came, unless something in it has the focus already. */
export function focusPage(): void {
  const page = document.querySelector<HTMLElement>('.pane.has-focus .page')
  if (page && !page.contains(document.activeElement)) page.focus()
}
