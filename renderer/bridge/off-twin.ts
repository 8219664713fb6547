// A number is inert while its switch is off: `passwordExpirationInDays` belongs to `enablePasswordExpirationInDays`.

/** The name of the switch of a number, in the place where the number is. */
function twinPath(path: string): string {
  const parts = path.split('.')
  const name = parts.pop() ?? ''
  return [...parts, `enable${name.charAt(0).toUpperCase()}${name.slice(1)}`].join('.')
}

/** True when there is a switch and it is off. */
export const isSwitchedOff = (path: string, valueOf: (path: string) => unknown): boolean => [false, 0].includes(valueOf(twinPath(path)) as false | 0)
