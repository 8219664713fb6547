// The text that compression starts from: what the registry says of a kind, then a few whole objects of this very organization.
// Whole objects in canonical form are what the next object looks like; they halve it against field names alone.

import { stableJson } from '../../../shared/base/stable-json.ts'
import { isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { deflate, dictionaryBytesMax } from './payload-codec.ts'

/** Objects looked at, and the most of them that are taken; more of either costs time and brings little. */
const candidatesMax = 12
const chosenMax = 3

/** The dictionary for a kind whose first objects are given in canonical form. */
export function learnDictionary(resource: ResourceDescription, canonical: readonly string[]): Buffer {
  const step = Math.max(1, Math.floor(canonical.length / candidatesMax))
  const candidates = canonical.filter((_, index) => index % step === 0).slice(0, candidatesMax)
  const chosen: string[] = []
  const registry = registryText(resource)
  let text = clip(registry)
  let size = sizeOf(candidates, text)
  while (chosen.length < chosenMax) {
    const trials = candidates
      .filter((candidate) => !chosen.includes(candidate))
      // The nearest text is the cheapest to refer to, so the best object stays last.
      .map((candidate) => [candidate, ...chosen])
      .map((objects) => ({ objects, text: clip(registry + objects.join('')) }))
      .map((trial) => ({ ...trial, size: sizeOf(candidates, trial.text) }))
    const best = trials.reduce<(typeof trials)[number] | null>((least, trial) => (least && least.size <= trial.size ? least : trial), null)
    if (!best || best.size >= size) break
    chosen.unshift(best.objects[0]!)
    ;({ text, size } = best)
  }
  return text
}

const clip = (text: string): Buffer => Buffer.from(text, 'utf8').subarray(-dictionaryBytesMax)

const sizeOf = (canonical: readonly string[], dictionary: Buffer): number => canonical.reduce((sum, text) => sum + deflate(text, dictionary).length, 0)

/** Every value and path that the registry knows, nested as on the wire. */
export function registryText(resource: ResourceDescription): string {
  const values = resource.columns.flatMap((column) => column.choices?.map((choice) => `"${choice.value}"`) ?? [])
  return [...new Set(values)].join(',') + stableJson(likelyObject(resource))
}

function likelyObject(resource: ResourceDescription): Record<string, unknown> {
  const object: Record<string, unknown> = { ...resource.example, [resource.wire.idField]: '' }
  for (const name of Object.keys(resource.schema.shape)) object[name] ??= ''
  for (const column of resource.columns) {
    if (!isCaseColumn(column) && !isEdgeCountColumn(column)) place(object, column.path.split('.'), likelyValue(column.type))
  }
  return object
}

function place(target: Record<string, unknown>, [head, ...rest]: string[], value: unknown): void {
  if (head === undefined) return
  if (rest.length === 0) {
    target[head] = value
    return
  }
  const child = typeof target[head] === 'object' && target[head] !== null ? (target[head] as Record<string, unknown>) : {}
  target[head] = child
  place(child, rest, value)
}

function likelyValue(type: string): unknown {
  if (type === 'boolean') return false
  if (type === 'count') return 0
  if (type === 'list') return []
  if (type === 'instant') return '2026-01-01T00:00:00.000Z'
  return ''
}
