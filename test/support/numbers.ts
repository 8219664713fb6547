// Medians and percentiles of measured values.

/** @param share 0 to 100 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 50)
