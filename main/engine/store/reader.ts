// Answers the contract's reading operations, each from one state of the projection. Objects come from their history file.

import { AppError, isAppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import { namedOrganizations } from '../../../shared/scope/members.ts'
import type { Scope } from '../../../shared/scope/scope.ts'
import { bindingsOutput, giveTitle, readBindings } from './bindings.ts'
import { readDirectBindings } from './direct-bindings.ts'
import { readDrift } from './drift.ts'
import { readFacets } from './facets.ts'
import type { HistoryFile } from './history-file.ts'
import type { HistoryFiles } from './history-files.ts'
import { readMatrix } from './matrix.ts'
import { objectOutput, readCounts, readCurrentTexts, readVersion, readVersionTexts, versionTitle } from './object.ts'
import { readOverview } from './overview.ts'
import { readCount, readIds, readPage, readSlices } from './page.ts'
import type { ProjectionKeeper } from './projection-keeper.ts'
import type { Reading } from './readings.ts'
import type { ReadState } from './read-state.ts'
import { readRelated } from './related.ts'
import { readShares } from './shares.ts'
import type { Reader } from './store.ts'
import { readSearch } from './search.ts'
import { readSummary } from './summary.ts'

/** What the projection alone answers. */
export const projectionQuestions = ['page', 'count', 'ids', 'related', 'shares', 'summary', 'overview', 'matrix', 'search', 'facets'] as const
export type ProjectionReader = Pick<Reader, (typeof projectionQuestions)[number]>

/** Reads one state of the projection. */
type Read = <T>(work: (reading: Reading) => Promise<T> | T) => Promise<T>

export interface ProjectionReaderOptions {
  readonly read: Read
  /** For what takes long; others do not wait for it. */
  readonly readBeside: Read
  readonly clock: { now(): number }
  /** Organizations that are named and not here are refused, in the state that is read; otherwise the answer tells them as missing. */
  readonly refusesUnknown: boolean
}

export interface ReaderOptions extends Pick<ProjectionReaderOptions, 'clock' | 'refusesUnknown'> {
  readonly keeper: ProjectionKeeper
  readonly files: HistoryFiles
}

type Asked = { readonly scope: Scope } | { readonly organization: OrganizationId }

function checkKnown(input: Asked, { organizations }: ReadState): void {
  const named = 'scope' in input ? namedOrganizations(input.scope) : [input.organization]
  if (named.some((id) => !organizations.some(({ organization }) => organization.id === id))) throw new AppError('organization.unknown')
}

const checked =
  (read: Read, refusesUnknown: boolean) =>
  <T>(input: Asked, work: (reading: Reading) => Promise<T> | T): Promise<T> =>
    read(async (given) => {
      if (refusesUnknown) checkKnown(input, given.state)
      return work(given)
    })

export function createProjectionReader({ read, readBeside, clock, refusesUnknown }: ProjectionReaderOptions): ProjectionReader {
  const reading = checked(read, refusesUnknown)
  const readingBeside = checked(readBeside, refusesUnknown)
  return {
    page: (input) => reading(input, (given) => readPage(given, input)),
    count: (input, signal) => readingBeside(input, (given) => readCount(given, input, signal)),
    ids: (input) => reading(input, (given) => readIds(given, input)),
    related: (input) => reading(input, (given) => readRelated(given, input)),
    shares: (input) => reading(input, (given) => readShares(given, input)),
    summary: (input) => reading(input, (given) => readSummary(given, input)),
    overview: (input) => reading(input, (given) => readOverview(given, input, clock.now())),
    matrix: (input) => reading(input, (given) => readMatrix(given, input)),
    search: (input) => reading(input, (given) => readSearch(given, input)),
    facets: (input) => reading(input, (given) => readFacets(given, input)),
  }
}

export function createReader({ keeper, files, clock, refusesUnknown }: ReaderOptions): Reader {
  const read: Read = (work) => keeper.use((projection) => projection.read(work))
  const reading = checked(read, refusesUnknown)
  /** Null when the organization was removed in the meantime. */
  const fromHistory = async <T>(organization: OrganizationId, work: (file: HistoryFile) => Promise<T>): Promise<T | null> => {
    try {
      return await files.use(organization, work, false)
    } catch (error) {
      if (isAppError(error, 'organization.unknown')) return null
      throw error
    }
  }

  return {
    ...createProjectionReader({ read, readBeside: (work) => keeper.use((projection) => projection.readBeside(work)), clock, refusesUnknown }),
    object: async (input) => {
      const known = await reading(input, async ({ session, layout, state }) => {
        const entry = state.organizations.find(({ organization }) => organization.id === input.organization)
        if (!entry) throw new AppError('organization.unknown')
        const table = layout.tables.get(input.kind)!
        return { table, counts: await readCounts(session, table, entry.rank, input.id), readAt: state.pass(entry.rank, input.kind)?.completeAt ?? null }
      })
      const version = await fromHistory(input.organization, (file) => readVersion(file, input.kind, input.id))
      return objectOutput(known.table, input, version, known.counts, known.readAt)
    },
    wholeObjects: async (organization, kind, ids) => (await fromHistory(organization, (file) => readVersionTexts(file, kind, ids))) ?? ids.map(() => null),
    currentObjects: async (organization, kind, ids) => (await fromHistory(organization, (file) => readCurrentTexts(file, kind, ids))) ?? ids.map(() => null),
    drift: async (organization, since, named) => {
      const { layout } = await keeper.settled()
      return (await fromHistory(organization, (file) => readDrift(file, [...layout.tables.values()].map(({ resource }) => resource), since, named))) ?? []
    },
    bindings: async (input) => {
      const { layout, bindings } = await reading(input, async (given) => ({ layout: given.layout, bindings: await readBindings(given, input) }))
      if (bindings.untitled.length > 0) {
        await fromHistory(input.organization, async (file) => {
          for (const { kind, id } of bindings.untitled.slice(0, limits.bindingTitlesFromHistoryMax)) {
            const title = versionTitle(layout.tables.get(kind), await readVersion(file, kind, id))
            if (title !== null) giveTitle(bindings, { kind, id }, title)
          }
        })
      }
      return bindingsOutput(layout, bindings)
    },
    directBindings: (organization, kind, id) => reading({ organization }, (given) => readDirectBindings(given, organization, kind, id)),
    // Not run again after damage: a slice that was handed out cannot be taken back.
    eachSlice: async (question, work) => (await keeper.settled()).readAside((given) => readSlices(given, question, work)),
  }
}
