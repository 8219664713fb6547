// Spans of time that were read completely, and what is missing of an asked one. Half open: `from` belongs to a span, `to` does not.

import type { SqlSession } from './driver.ts'

export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** One span that covers the given one and all those that overlap it or touch it. */
export const joinSpans = (span: Span, touching: readonly Span[]): Span => ({
  fromMs: Math.min(span.fromMs, ...touching.map(({ fromMs }) => fromMs)),
  toMs: Math.max(span.toMs, ...touching.map(({ toMs }) => toMs)),
})

export const isTouching = (one: Span, other: Span): boolean => one.fromMs <= other.toMs && other.fromMs <= one.toMs

/** What the asked span has beyond the given ones, in the order of time. */
export function gapsOf(asked: Span, spans: readonly Span[]): Span[] {
  const gaps: Span[] = []
  let reachedMs = asked.fromMs
  for (const { fromMs, toMs } of [...spans].sort((one, other) => one.fromMs - other.fromMs)) {
    if (fromMs >= asked.toMs) break
    if (fromMs > reachedMs) gaps.push({ fromMs: reachedMs, toMs: fromMs })
    reachedMs = Math.max(reachedMs, toMs)
  }
  if (reachedMs < asked.toMs) gaps.push({ fromMs: reachedMs, toMs: asked.toMs })
  return gaps
}

export async function readSpans(session: SqlSession): Promise<Span[]> {
  return session.all<{ fromMs: number; toMs: number }>('SELECT from_at AS fromMs, to_at AS toMs FROM span ORDER BY from_at')
}

/** Keeps a span joined with those it overlaps or touches, so that no two of them ever do. */
export async function keepSpan(session: SqlSession, span: Span): Promise<void> {
  const touching = (await readSpans(session)).filter((other) => isTouching(span, other))
  for (const { fromMs } of touching) await session.run('DELETE FROM span WHERE from_at = ?', [fromMs])
  const { fromMs, toMs } = joinSpans(span, touching)
  await session.run('INSERT INTO span (from_at, to_at) VALUES (?, ?)', [fromMs, toMs])
}
