import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapsOf, isTouching, joinSpans, type Span } from '../../../../../main/engine/store/event-spans.ts'

const endMs = 60
const spanOf = ([one, other]: readonly [number, number]): Span => ({ fromMs: Math.min(one, other), toMs: Math.max(one, other) + 1 })
const span = fc.tuple(fc.integer({ min: 0, max: endMs }), fc.integer({ min: 0, max: endMs })).map(spanOf)

/** The milliseconds that spans cover. */
const covered = (spans: readonly Span[]): Set<number> => new Set(spans.flatMap(({ fromMs, toMs }) => Array.from({ length: toMs - fromMs }, (_, at) => fromMs + at)))

const areApart = (spans: readonly Span[]): boolean => spans.slice(1).every(({ fromMs }, at) => fromMs > spans[at]!.toMs)

/** As `keepSpan` does it. */
function keep(spans: readonly Span[], added: Span): Span[] {
  const touching = spans.filter((other) => isTouching(added, other))
  return [...spans.filter((other) => !isTouching(added, other)), joinSpans(added, touching)]
}

test('spans kept one by one cover what was added, and no two of them overlap or touch', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (added) => {
      const kept = added.reduce<Span[]>(keep, []).sort((one, other) => one.fromMs - other.fromMs)
      expect(covered(kept)).toEqual(covered(added))
      expect(areApart(kept)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('what is kept and its gaps are the asked span exactly, and nothing is in both', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), span, (added, asked) => {
      const gaps = gapsOf(asked, added)
      const [inGaps, inSpans] = [covered(gaps), covered(added)]
      for (let ms = 0; ms <= endMs + 1; ms++) {
        const isAsked = ms >= asked.fromMs && ms < asked.toMs
        expect(inGaps.has(ms)).toBe(isAsked && !inSpans.has(ms))
      }
      expect(gaps.every(({ fromMs, toMs }) => fromMs < toMs)).toBe(true)
      expect(areApart(gaps)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('nothing is missing of no time', () => {
  expect(gapsOf({ fromMs: 10, toMs: 10 }, [])).toEqual([])
  expect(gapsOf({ fromMs: 10, toMs: 5 }, [])).toEqual([])
  expect(gapsOf({ fromMs: 0, toMs: 10 }, [])).toEqual([{ fromMs: 0, toMs: 10 }])
})
