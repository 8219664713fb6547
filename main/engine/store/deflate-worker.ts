// Compressing on a thread of its own: it is the largest single cost of a first load, and the thread that reads the network has other work.
// Where no thread can be had, the caller's own does the work; the result is the same.

import { Worker } from 'node:worker_threads'
import { deflate, deflateSettings } from './payload-codec.ts'

export interface Deflater {
  /** Compresses texts from one dictionary. */
  deflateAll(canonical: readonly string[], dictionary: Buffer): Promise<Buffer[]>
  close(): Promise<void>
}

/** Below this, handing over costs as much as compressing. */
const handOverMin = 20

// Text instead of a file: the engine is one bundled file, in tests it is none, and this is all that runs there.
const source = `
const { parentPort } = require('node:worker_threads')
const { deflateRawSync } = require('node:zlib')
parentPort.on('message', ({ number, texts, dictionary, settings }) => {
  const options = { ...settings, dictionary: Buffer.from(dictionary) }
  const parts = texts.map((text) => deflateRawSync(Buffer.from(text, 'utf8'), options))
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  parentPort.postMessage({ number, lengths: parts.map((part) => part.length), joined }, [joined.buffer])
})`

interface Answer {
  readonly number: number
  readonly lengths: readonly number[]
  readonly joined: Uint8Array
}

export function createDeflater(): Deflater {
  const waiting = new Map<number, { resolve: (parts: Buffer[]) => void; fallBack: () => void }>()
  let worker: Worker | null = null
  let isBroken = false
  let last = 0

  function start(): Worker {
    const started = new Worker(source, { eval: true })
    started.on('message', ({ number, lengths, joined }: Answer) => {
      waiting.get(number)?.resolve(split(joined, lengths))
      waiting.delete(number)
      // An idle helper must not keep a process alive that has nothing else to do.
      if (waiting.size === 0) started.unref()
    })
    const giveUp = (): void => {
      isBroken = true
      for (const { fallBack } of waiting.values()) fallBack()
      waiting.clear()
    }
    started.on('error', giveUp)
    started.on('exit', giveUp)
    return started
  }

  return {
    deflateAll: (canonical, dictionary) => {
      const here = (): Buffer[] => canonical.map((text) => deflate(text, dictionary))
      if (isBroken || canonical.length < handOverMin) return Promise.resolve(here())
      return new Promise((resolve) => {
        const number = ++last
        waiting.set(number, { resolve, fallBack: () => resolve(here()) })
        worker ??= start()
        worker.ref()
        worker.postMessage({ number, texts: canonical, dictionary, settings: deflateSettings })
      })
    },
    close: async () => {
      isBroken = true
      await worker?.terminate()
    },
  }
}

function split(joined: Uint8Array, lengths: readonly number[]): Buffer[] {
  const whole = Buffer.from(joined.buffer, joined.byteOffset, joined.byteLength)
  let offset = 0
  return lengths.map((length) => whole.subarray(offset, (offset += length)))
}
