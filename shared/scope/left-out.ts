// Refusals that leave a list out of an organization for good: by plan, by the key's rights, by the service. They are no failure.

const leavingOut: ReadonlySet<string> = new Set(['api.forbidden', 'api.not-entitled', 'api.not-offered'])

export const isLeftOut = (code: string): boolean => leavingOut.has(code)
