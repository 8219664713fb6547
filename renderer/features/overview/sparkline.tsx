// Thirty days of one number as a line of its own: no axis, gaps where nothing was read, and a sentence for those who do not see it.

const width = 84
const height = 20
const inset = 2

/** Runs of days that follow one another; a day alone is a run of one. */
export function runsOf(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const runs: { at: number; value: number }[][] = []
  values.forEach((value, at) => {
    if (value === null) return
    const last = runs.at(-1)
    if (last?.at(-1)?.at === at - 1) last.push({ at, value })
    else runs.push([{ at, value }])
  })
  return runs
}

export function trendText(values: readonly (number | null)[], what: string): string {
  const known = values.filter((value) => value !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return `${what}: nothing read in these days`
  if (known.length === 1) return `${what}: ${last.toLocaleString()}, read on one day so far`
  const change = last - first
  const words = change === 0 ? 'unchanged' : change > 0 ? `up by ${change.toLocaleString()}` : `down by ${(-change).toLocaleString()}`
  return `${what}, ${values.length} days: ${first.toLocaleString()} to ${last.toLocaleString()}, ${words}`
}

export function Sparkline({ values, what }: { values: readonly (number | null)[]; what: string }) {
  const text = trendText(values, what)
  const runs = runsOf(values)
  const known = runs.flat().map(({ value }) => value)
  if (known.length === 0) return <span className="muted" role="img" aria-label={text} title={text}>–</span>
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (at: number) => inset + (at * (width - 2 * inset)) / Math.max(1, values.length - 1)
  // A number that did not move is a line in the middle, not at the bottom.
  const y = (value: number) => (high === low ? height / 2 : height - inset - ((value - low) * (height - 2 * inset)) / (high - low))
  const end = runs.at(-1)?.at(-1)
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text}>
      <title>{text}</title>
      {runs.map((run) => (
        <polyline key={run[0]?.at} points={run.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
      ))}
      {end && <circle cx={x(end.at)} cy={y(end.value)} r={2} />}
    </svg>
  )
}
