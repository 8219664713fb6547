// Bounds on nesting and size of a parsed JSON value, checked without recursion so that depth itself cannot hurt.

export function isWithinDepth(value: unknown, depthMax: number, nodesMax: number): boolean {
  let level: unknown[] = [value]
  let nodes = 0
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthMax) return false
    nodes += level.length
    if (nodes > nodesMax) return false
    level = level.flatMap((item) => (item !== null && typeof item === 'object' ? Object.values(item) : []))
  }
  return true
}
