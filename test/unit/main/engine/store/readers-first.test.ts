// Pieces of a sync stand back for answers to a window, take turns, and go on within bounds whatever is asked.

import { describe, expect, test, vi } from 'vitest'
import { createReadersFirst } from '../../../../../main/engine/store/readers-first.ts'
import { limits } from '../../../../../shared/base/limits.ts'

const loop = () => new Promise((resolve) => setImmediate(resolve))

function held() {
  let end = () => {}
  const until = new Promise<void>((resolve) => (end = resolve))
  return { until, end }
}

describe('readers first', () => {
  test('without a question a piece has its turn in the next turn of the loop', async () => {
    const { turn, isActive } = createReadersFirst()
    await turn()
    expect(isActive()).toBe(false)
  })

  test('pieces have their turns one after the other, and the loop has its own between two of them', async () => {
    const { turn } = createReadersFirst()
    const seen: string[] = []
    const pieces = ['first', 'second', 'third'].map((name) => turn().then(() => seen.push(name)))
    const counts: number[] = []
    while (seen.length < 3) {
      await loop()
      counts.push(seen.length)
    }
    await Promise.all(pieces)
    expect(seen).toEqual(['first', 'second', 'third'])
    expect(counts.every((count, index) => count - (counts[index - 1] ?? 0) <= 1)).toBe(true)
  })

  test('a piece waits for the answer under way, also for one that fails, and goes on as soon as it is given', async () => {
    const { turn, answering, isActive } = createReadersFirst()
    for (const isFailing of [false, true]) {
      const { until, end } = held()
      const answer = answering(async () => {
        await until
        if (isFailing) throw new Error('no answer')
      }).catch(() => undefined)
      const seen: string[] = []
      const piece = turn().then(() => seen.push('piece'))
      for (let index = 0; index < 20; index++) await loop()
      expect(seen).toEqual([])
      expect(isActive()).toBe(true)
      end()
      await answer
      await piece
      expect(seen).toEqual(['piece'])
    }
  })

  test('an answer that takes long does not stop a sync', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const { turn, answering } = createReadersFirst()
      const { until, end } = held()
      const answer = answering(() => until)
      let hadTurn = false
      const piece = turn().then(() => (hadTurn = true))
      await loop()
      await vi.advanceTimersByTimeAsync(limits.readersFirstMs - 1)
      await loop()
      expect(hadTurn).toBe(false)
      await vi.advanceTimersByTimeAsync(2)
      await loop()
      await piece
      expect(hadTurn).toBe(true)
      end()
      await answer
    } finally {
      vi.useRealTimers()
    }
  })
})
