// What every file format of an export has in common: pieces of the file from rows of the list, in their order.

import type { Cell } from '../../../shared/base/cell.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { ParsedInput } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { ExportColumn } from '../../../shared/resources/derive/export-columns.ts'

export type ExportFormat = ParsedInput<'engine.writeExport'>['format']

/** A row as the store gives it: whose it is, its id, the cells of the exported columns. */
export type ExportedRow = readonly [organization: OrganizationId, id: string, ...cells: Cell[]]

export interface ExportedList {
  readonly resource: ResourceDescription
  readonly columns: readonly ExportColumn[]
  readonly organizations: readonly Organization[]
  /** Rows of several organizations say whose they are. */
  readonly isOwnerNamed: boolean
  /** Objects whole, as the service sent them, in the order asked for; null for one that no version is left of. */
  readonly wholeObjects: (organization: OrganizationId, ids: readonly string[]) => Promise<(string | null)[]>
}

export type Piece = string | Uint8Array

export interface RowFormat {
  /** Titles of what each row holds; null where rows are whole objects. */
  readonly headers: readonly string[] | null
  start(): Piece
  rows(rows: readonly ExportedRow[]): Promise<Piece>
  end(): Promise<Piece>
  /** What the side file says beyond the common facts. */
  notes?(): Readonly<Record<string, number>>
}

export const ownerHeaders = ({ isOwnerNamed }: ExportedList): string[] => (isOwnerNamed ? ['Organization', 'Organization ID'] : [])

/** Name and id of the organization in front of a row, where rows carry them. */
export function ownerOf({ organizations, isOwnerNamed }: ExportedList): (organization: string) => string[] {
  const names = new Map<string, string>(organizations.map(({ id, name }) => [id, name]))
  return (organization) => (isOwnerNamed ? [names.get(organization) ?? '', organization] : [])
}
