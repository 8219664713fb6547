// F6 goes through the regions of the window in reading order, Shift F6 back.

const focusable = 'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea, [tabindex]:not([tabindex="-1"])'

const isVisible = (element: HTMLElement): boolean => element.offsetParent !== null || element.getClientRects().length > 0

/** The element that takes the focus in a region: its one tab stop when it has a roving one, else the first control. */
function entryOf(region: HTMLElement): HTMLElement | undefined {
  const candidates = [...region.querySelectorAll<HTMLElement>(focusable)].filter((each) => each.tabIndex >= 0 && isVisible(each))
  return candidates.find((each) => each.getAttribute('tabindex') === '0' || each.getAttribute('aria-current') !== null) ?? candidates[0]
}

export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => entryOf(region) !== undefined)
  // The innermost region counts: a grid lies inside the pane.
  const innermost = regions.filter((region) => region.contains(document.activeElement)).at(-1)
  const at = innermost ? regions.indexOf(innermost) : -1
  const next = regions[at < 0 ? (step > 0 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length]
  if (next) entryOf(next)?.focus()
}
