// Gate G09: every fault class × every read of the client: lists of every kind at their first, middle and last page and within a sync,
// single objects, live details and events; once and for ever.
// `--n N` runs a sample of so many, `--case F05` one class, `--kind=user` one kind, `--kind=others` what is no list.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRandom } from '../../shared/base/random.ts'
import { resources } from '../../shared/resources/index.ts'
import { faultCases } from '../support/faults/fault-cases.ts'
import { faultQuestions } from '../support/faults/fault-questions.ts'
import { positionsOf, runQuestion, runRead, runSync } from '../support/faults/fault-runs.ts'

export interface GateOptions {
  readonly seed: number
  readonly n?: number
  readonly only?: string
  readonly args?: { readonly kind?: string }
}

/** Classes that are about pages of a list and say nothing about a question with one answer. */
const aboutPages = new Set(['F20', 'F21'])

/** Cases at a time: those that stall wait, and the others have the machine meanwhile. */
const atOnce = 6

interface Case {
  readonly name: string
  readonly run: () => Promise<string | null>
}

export default async function faults({ seed, n, only, args = {} }: GateOptions): Promise<{ passed: number; failed: number }> {
  let strayed = 0
  const other = createServer((_, response) => {
    strayed++
    response.end('[]')
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const classes = faultCases(`http://127.0.0.1:${(other.address() as AddressInfo).port}`).filter(({ id }) => only === undefined || id === only)
  const kinds = resources.filter(({ kind }) => args.kind === undefined || kind === args.kind)
  const all = classes.flatMap((faultCase) =>
    kinds.flatMap((resource): Case[] => [
      ...positionsOf(resource).flatMap((position) =>
        (['once', 'always'] as const).map((often) => ({ name: `${faultCase.id} ${faultCase.name}, ${resource.kind}, ${position} page, ${often}`, run: () => runRead(faultCase, resource, position, often, seed) })),
      ),
      { name: `${faultCase.id} ${faultCase.name}, ${resource.kind}, within a sync`, run: () => runSync(faultCase, resource, seed) },
    ]),
  )
  if (args.kind === undefined || args.kind === 'others') {
    for (const faultCase of classes.filter(({ id }) => !aboutPages.has(id))) {
      for (const question of faultQuestions) {
        for (const often of ['once', 'always'] as const) all.push({ name: `${faultCase.id} ${faultCase.name}, ${question.name}, ${often}`, run: () => runQuestion(faultCase, question, often, seed) })
      }
    }
  }
  const cases = n === undefined ? all : sampleOf(all, n, seed)
  const failures: string[] = []
  const next = cases[Symbol.iterator]()
  const work = async () => {
    for (let entry = next.next(); !entry.done; entry = next.next()) {
      const problem = await entry.value.run().catch((error: unknown) => String(error))
      if (problem !== null) failures.push(`${entry.value.name}: ${problem}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (strayed > 0) failures.push(`${strayed} requests followed a redirect`)
  other.close()
  for (const failure of failures) console.log(failure)
  console.log(`${classes.length} ways to fail × ${kinds.length} lists × positions, once, always and within a sync, and ${faultQuestions.length} other questions${cases.length < all.length ? `: ${cases.length} of ${all.length}` : ''}`)
  return { passed: cases.length - Math.min(failures.length, cases.length), failed: failures.length }
}

function sampleOf(all: readonly Case[], size: number, seed: number): Case[] {
  const random = createRandom(seed).fork('sample')
  const left = [...all]
  return Array.from({ length: Math.min(size, all.length) }, () => left.splice(random.integer(0, left.length - 1), 1)[0]!)
}
