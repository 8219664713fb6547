// A colour and a monogram for a new organization: the least used colour, and two letters nobody else has.

import { type Appearance, organizationColours } from '../../shared/contract/organization.ts'

export function suggestAppearance(name: string, taken: readonly Appearance[]): Appearance {
  const uses = new Map(organizationColours.map((colour) => [colour, taken.filter((appearance) => appearance.colour === colour).length]))
  const colour = organizationColours.reduce((best, candidate) => ((uses.get(candidate) ?? 0) < (uses.get(best) ?? 0) ? candidate : best))
  const used = new Set(taken.map((appearance) => appearance.monogram))
  for (const monogram of monogramCandidates(name)) if (isMonogram(monogram) && !used.has(monogram)) return { colour, monogram }
  return { colour, monogram: 'ZZ' }
}

/** Candidates, best first: initials of two words, the first two letters, the first letter with each later one, then digits, then anything. */
function* monogramCandidates(name: string): Generator<string> {
  const words = name.normalize('NFC').toUpperCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const letters = [...words.join('')]
  const first = letters[0] ?? 'O'
  if (letters[1]) yield first + letters[1]
  if (words[0] && words[1]) yield [...words[0]][0]! + [...words[1]][0]!
  for (const letter of letters.slice(2)) yield first + letter
  for (let digit = 1; digit <= 9; digit++) yield `${first}${digit}`
  for (let number = 10; number <= 99; number++) yield String(number)
  // Estates of hundreds run out of what their names offer.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  for (const one of alphabet) for (const other of alphabet) yield one + other
}

const isMonogram = (text: string): boolean => /^[\p{L}\p{N}]{1,2}$/u.test(text)
