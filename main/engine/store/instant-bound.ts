// Where, in milliseconds, a condition on the spelling of instants begins to hold. Spelling and time have the same order from year 0 to 9999.

const firstMs = Date.parse('0000-01-01T00:00:00.000Z')
const lastMs = Date.parse('9999-12-31T23:59:59.999Z')

/** The first instant whose text fulfils the condition, which must hold for all later ones too; one past the last when none does. */
export function firstInstantFrom(holds: (text: string) => boolean): number {
  let low = firstMs
  let high = lastMs + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(new Date(middle).toISOString())) high = middle
    else low = middle + 1
  }
  return low
}
