// An object as the service sent it, and how a dotted path is read from it.

export type RawObject = Readonly<Record<string, unknown>>

/** The value at a dotted path, or undefined. Own properties only, so that a field named `__proto__` reads as data. */
export function valueAt(raw: RawObject, path: string): unknown {
  let value: unknown = raw
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}
