// Pasted lines → objects of the copy. A line is whatever people call somebody by: name, address, username, serial number, id.

import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { Output, ParsedInput } from '../../../shared/contract/client.ts'
import type { Coverage } from '../../../shared/scope/coverage.ts'
import { oneOrganization } from '../../../shared/scope/members.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { fold } from '../store/fold.ts'
import type { ActionParts } from './parts.ts'

/** What names an object so that somebody would paste it; addresses and descriptions of other things do not. */
const namingPaths: Readonly<Record<string, readonly string[]>> = {
  user: ['email', 'username', 'displayname', 'employeeIdentifier', 'alternateEmail', 'firstname', 'lastname'],
  device: ['displayName', 'hostname', 'serialNumber'],
}

interface Found {
  readonly id: ResourceId
  readonly title: string
  readonly detail: string
}

export async function matchLines({ store }: Pick<ActionParts, 'store'>, { organization, kind, lines }: ParsedInput<'action.match'>): Promise<Output<'action.match'>> {
  const { titlePaths } = resourceOf(kind)
  const columns = namingPaths[kind] ?? titlePaths
  const wanted = new Map<string, Found[]>(lines.map((line) => [plain(line), []]))
  let coverage: Coverage | null = null
  await store.eachSlice({ scope: oneOrganization(organization), kind, sort: [], columns: [...columns] }, async (slice) => {
    coverage = slice.coverage
    for (const [, id, ...cells] of JSON.parse(slice.rowsJson) as [OrganizationId, ResourceId, ...Cell[]][]) {
      const values: Readonly<Record<string, string>> = Object.fromEntries(columns.map((path, index) => [path, textOf(cells[index])]))
      const names = namesOf(id, values)
      const title = titlePaths.map((path) => values[path]).find((text) => text !== undefined && text !== '') ?? names.find((text) => text !== '') ?? id
      const detail = ['email', 'serialNumber'].map((path) => values[path]).find((text) => text !== undefined && text !== '') ?? id
      for (const name of new Set(names.map(plain))) if (name !== '') wanted.get(name)?.push({ id, title, detail })
    }
  })
  return {
    lines: lines.map((line) => {
      const found = wanted.get(plain(line)) ?? []
      return { matches: found.slice(0, limits.pastedMatchesShownMax), total: found.length }
    }),
    coverage: coverage!,
  }
}

const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')

/** Accents, case and double spaces do not tell two people apart. */
const plain = (text: string): string => fold(text).replace(/\s+/g, ' ').trim()

/** First and last name alone are not what anybody is called by; together they are, in both orders. */
function namesOf(id: string, { firstname = '', lastname = '', ...others }: Readonly<Record<string, string>>): string[] {
  const both = firstname !== '' && lastname !== '' ? [`${firstname} ${lastname}`, `${lastname} ${firstname}`, `${lastname}, ${firstname}`] : []
  return [id, ...Object.values(others), ...both]
}
