// How a field can be compared. Without schemas, so that the page may know them too.

/** Days from now, asked anew whenever the question is: a saved view of the last seven days moves with the calendar. */
const relativeComparisons = ['olderThanDays', 'withinLastDays', 'withinNextDays'] as const
export type RelativeComparison = (typeof relativeComparisons)[number]

export const comparisons = ['equals', 'in', 'contains', 'startsWith', 'atLeast', 'atMost', 'before', 'after', ...relativeComparisons, 'isEmpty'] as const
export type Comparison = (typeof comparisons)[number]

export const isRelative = (is: Comparison): is is RelativeComparison => (relativeComparisons as readonly string[]).includes(is)
