// Imports of one engine session: opened from a source, kept in memory while somebody puts them right, turned into one plan.

import { randomBytes } from 'node:crypto'
import type { PlanTarget } from '../actions/planner.ts'
import type { Actions } from '../actions/actions.ts'
import { checkedParameters } from '../actions/planner.ts'
import { knownAction } from '../actions/parts.ts'
import type { Plan } from '../../../shared/actions/plan.ts'
import { AppError } from '../../../shared/base/app-error.ts'
import { type ImportId, localIdFrom, type OrganizationId, type ResourceId } from '../../../shared/base/ids.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { RawObject } from '../../../shared/base/raw-object.ts'
import type { ImportView } from '../../../shared/contract/import.ts'
import type { Store } from '../store/store.ts'
import { knownPeople } from './directory.ts'
import { withLists } from './lists.ts'
import { openSession, type ImportSession } from './session.ts'
import type { Source } from './source.ts'

export interface Imports {
  open(organization: OrganizationId, source: Source): Promise<ImportView>
  /** @throws AppError `import.unknown` */
  get(id: ImportId): ImportSession
  /** Works on an import when whatever was asked of it before is done. */
  within<T>(id: ImportId, work: (session: ImportSession) => Promise<T> | T): Promise<T>
  plan(id: ImportId, state: 'STAGED' | 'ACTIVATED' | undefined, signal: AbortSignal): Promise<Plan>
  /** Drops what is held of an organization that goes. */
  forget(organization: OrganizationId): Promise<void>
}

export interface ImportsParts {
  readonly store: Pick<Store, 'eachSlice' | 'currentObjects' | 'page' | 'value' | 'saveValue'>
  readonly actions: Pick<Actions, 'planTargets'>
  readonly random?: (bytes: number) => Uint8Array
}

const actionOfSource = { file: 'user.importFromFile', paste: 'user.importFromFile', g_suite: 'user.importFromGoogle', office_365: 'user.importFromMicrosoft' } as const
const setting = { file: 'csvImport', directory: 'applicationImport' } as const
const rememberedName = (organization: OrganizationId): string => `import-columns ${organization}`

/** Lets other calls in between two slices of a long table. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export function createImports({ store, actions, random = randomBytes }: ImportsParts): Imports {
  const sessions = new Map<ImportId, ImportSession>()
  const turns = new Map<ImportId, Promise<unknown>>()

  const remembered = async (organization: OrganizationId): Promise<Record<string, string>> => {
    try {
      return JSON.parse((await store.value(rememberedName(organization))) || '{}') as Record<string, string>
    } catch {
      return {}
    }
  }

  const get = (id: ImportId): ImportSession => {
    const found = sessions.get(id)
    if (!found) throw new AppError('import.unknown')
    return found
  }

  const within: Imports['within'] = async (id, work) => {
    const turn = (turns.get(id) ?? Promise.resolve()).then(() => work(get(id)))
    turns.set(id, turn.catch(() => undefined))
    return turn
  }

  return {
    get,
    within,
    open: async (organization, source) => {
      const id = localIdFrom('imp', random(16)) as ImportId
      const session = await openSession({
        id,
        organization,
        source,
        people: await knownPeople(store, organization),
        usualState: await usualState(store, organization, source.type === 'directory' ? setting.directory : setting.file),
        remembered: source.type === 'directory' ? {} : await remembered(organization),
        objects: async (ids) => (await store.currentObjects(organization, 'user', ids)).map((text) => (text === null ? null : (JSON.parse(text) as RawObject))),
        pause,
      })
      sessions.set(id, session)
      for (const old of [...sessions.keys()].slice(0, -limits.importsKeptMax)) {
        sessions.delete(old)
        turns.delete(old)
      }
      return session.view()
    },
    plan: (id, state, signal) =>
      within(id, async (session) => {
        const { reason, counts } = session.view()
        if (counts.bad + counts.conflict > 0) throw new AppError('import.not-ready', { rows: counts.bad + counts.conflict })
        if (reason !== null) throw new AppError('plan.empty')
        const { source, organization } = session
        const adding = knownAction(actionOfSource[source.type === 'directory' ? source.wire : source.type])
        const targets = [...session.sheet.rowsOf('all')].flatMap((row) => targetOf(session, row, adding, state))
        if (source.type !== 'directory') await store.saveValue(rememberedName(organization), JSON.stringify({ ...(await remembered(organization)), ...session.mapped() }))
        const from = source.type === 'paste' ? 'a pasted table' : source.name
        return actions.planTargets({ action: adding, title: `Import ${counts.new + counts.changed === 1 ? '1 user' : `${(counts.new + counts.changed).toLocaleString('en-US')} users`} from ${from}`, targets, signal })
      }),
    forget: async (organization) => {
      for (const [id, session] of sessions) if (session.organization === organization) sessions.delete(id)
      await store.saveValue(rememberedName(organization), '')
    },
  }
}

function targetOf({ sheet, organization, object }: ImportSession, row: number, adding: ReturnType<typeof knownAction>, usual: 'STAGED' | 'ACTIVATED' | undefined): PlanTarget[] {
  const { verdict, values, person, changes } = sheet.judged(row)
  if (verdict === 'new') {
    const { username, email, state = usual, managerAddress, ...details } = values
    return [{ organization, id: null, action: adding, parameters: checkedParameters(adding, { username, email, ...(Object.keys(details).length > 0 && { details: withLists(details, null) }), ...(state !== undefined && { state }), ...(managerAddress !== undefined && { managerAddress }) }) }]
  }
  if (verdict !== 'changed' || !person) return []
  const edit = knownAction('user.edit')
  return [{ organization, id: person.id as ResourceId, action: edit, parameters: checkedParameters(edit, { changes: withLists(Object.fromEntries(changes.map(({ field, to }) => [field, to])), object(person.id)) }) }]
}

async function usualState(store: Pick<Store, 'page'>, organization: OrganizationId, channel: 'csvImport' | 'applicationImport'): Promise<ImportView['usualState']> {
  const { rowsJson } = await store.page({ scope: { type: 'one', organization }, kind: 'organization', sort: [], columns: [`settings.newSystemUserStateDefaults.${channel}`], start: 0, size: 1 })
  const value = (JSON.parse(rowsJson) as unknown[][])[0]?.[2]
  return value === 'STAGED' || value === 'ACTIVATED' ? value : null
}
