// Programmer errors: these throw, end the operation and are logged with a stack. Never for operating errors.

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${message}`)
}

/** Marks a branch the compiler knows to be impossible, so that a new union member is a compile error here. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`unexpected ${what}: ${String(value)}`)
}
