// Which person a row of an organization is: every pair of names occurs once before any is used again.

import { cultures, type CultureName, type NamePart, namePart } from './cultures.ts'
import { createPermutation } from './mixing.ts'

interface Person {
  readonly given: NamePart
  readonly family: NamePart
  /** 0 for the first person of this name in the organization, 1 for the second, … */
  readonly round: number
}

interface Names {
  readonly given: readonly NamePart[]
  readonly family: readonly NamePart[]
}

const allNames = Object.fromEntries(
  Object.entries(cultures).map(([name, culture]) => [name, { given: culture.given.map(namePart), family: culture.family.map(namePart) }]),
) as unknown as Record<CultureName, Names>

const cultureNames = Object.keys(cultures) as CultureName[]

// Seven people of ten come from the cultures around an organization, the others from anywhere.
const homeShare = 7

export type PersonOf = (index: number) => Person

export function createPeople(home: readonly CultureName[], seed: number): PersonOf {
  const near = pairSpace(home.map((name) => allNames[name]), seed)
  const far = pairSpace(cultureNames.filter((name) => !home.includes(name)).map((name) => allNames[name]), seed)
  return (index) => {
    const ten = Math.floor(index / 10)
    const place = index % 10
    return place < homeShare ? near(ten * homeShare + place) : far(ten * (10 - homeShare) + place - homeShare)
  }
}

/** All pairs of the given cultures in one numbering, handed out without repetition until they are used up. */
function pairSpace(groups: readonly Names[], seed: number): PersonOf {
  const size = groups.reduce((sum, names) => sum + names.given.length * names.family.length, 0)
  const permuted = createPermutation(size, seed)
  return (index) => {
    let pair = permuted(index % size)
    for (const names of groups) {
      const pairs = names.given.length * names.family.length
      if (pair < pairs) {
        const given = names.given[Math.floor(pair / names.family.length)]!
        const family = names.family[pair % names.family.length]!
        return { ...oneScript(given, family), round: Math.floor(index / size) }
      }
      pair -= pairs
    }
    throw new Error('an organization needs at least one culture of names')
  }
}

/** Nobody writes one half of a name in another script: it is all in the person's own or all in Latin letters. */
function oneScript(given: NamePart, family: NamePart): Pick<Person, 'given' | 'family'> {
  const isOwnScript = given.written !== given.spelled && family.written !== family.spelled
  const written = (part: NamePart) => ({ ...part, written: isOwnScript ? part.written : part.spelled })
  return { given: written(given), family: written(family) }
}
