// Bringing people in: opening sources, looking through tables, planning them and what comes after.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { valueAt, type RawObject } from '../../../shared/base/raw-object.ts'
import { assignmentTargets, managersToSet } from '../imports/assignment.ts'
import { importField } from '../imports/fields.ts'
import { readSourceFile, type Source } from '../imports/source.ts'
import type { TableRow } from '../imports/table.ts'
import type { EngineSession } from '../session.ts'
import { assertOwn } from '../sync/sort-out.ts'
import type { EngineHandlers } from './handlers.ts'

type Names = Extract<keyof EngineHandlers, `import.${string}` | 'engine.openImport'>

/**
 * Where a directory tells who could be imported, and where each field of a person is in its answer. Google's people come as the
 * service would keep them, with more than a name; Microsoft's have no such form.
 */
const candidates = {
  g_suite: {
    path: '/gsuites/{id}/import/jumpcloudusers',
    query: { maxResults: '100' },
    token: { parameter: 'pageToken', from: 'nextPageToken' },
    cells: Object.fromEntries(['email', 'firstname', 'lastname', 'alternateEmail', 'company', 'department', 'jobTitle', 'location', 'employeeIdentifier', 'employeeType', 'costCenter'].map((key) => [key, key])),
  },
  office_365: { path: '/office365s/{id}/import/users', query: { top: '100' }, token: { parameter: 'skipToken', from: 'skipToken' }, cells: { email: 'userPrincipalName', firstname: 'givenName', lastname: 'surname' } },
} as const

export function importHandlers(session: EngineSession): Pick<EngineHandlers, Names> {
  const imports = () => session.open().imports

  const directorySource = async (organization: OrganizationId, id: ResourceId, signal: AbortSignal): Promise<Source> => {
    const { store, api } = session.open()
    const [text] = await store.currentObjects(organization, 'directory', [id])
    const raw = text ? (JSON.parse(text) as RawObject) : null
    const wire = raw?.type
    if (!raw || (wire !== 'g_suite' && wire !== 'office_365')) throw new AppError('api.not-found')
    const { path, query, token, cells } = candidates[wire]
    const context = await session.contextOf(organization)
    const found = await api.read(context, { route: { api: 'v2', path, query, envelope: 'users', isPaged: false, token }, title: 'people to import', id }, { signal, isForeground: true })
    if ((await session.contextOf(organization)).epoch !== context.epoch) throw new AppError('call.cancelled')
    assertOwn(found.rows, organization, () => 'OM-IMPORT')
    if (found.rows.length === 0) throw new AppError('import.empty')
    const textOf = (person: RawObject, place: string) => String(valueAt(person, place) ?? '')
    // A field that the directory keeps of nobody is no column.
    const columns = Object.entries(cells).filter(([, place]) => found.rows.some((person) => textOf(person, place) !== ''))
    const rows = found.rows.map((person, index): TableRow => ({ line: index + 1, cells: columns.map(([, place]) => textOf(person, place)) }))
    return { type: 'directory', id, name: String(raw.name ?? 'the directory'), wire, header: columns.map(([key]) => importField(key)?.label ?? key), rows, isWhole: found.isComplete }
  }

  return {
    'engine.openImport': async ({ organization, path, name }) => {
      await session.contextOf(organization)
      return imports().open(organization, await readSourceFile(path, name))
    },
    'import.openText': async ({ organization, text }) => {
      await session.contextOf(organization)
      return imports().open(organization, { type: 'paste', text })
    },
    'import.openDirectory': async ({ organization, directory }, { signal }) => imports().open(organization, await directorySource(organization, directory, signal)),
    'import.view': ({ import: id }) => imports().within(id, (each) => each.view()),
    'import.read': ({ import: id, ...choice }) =>
      imports().within(id, async (each) => {
        await each.read(Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined)))
        return each.view()
      }),
    'import.map': ({ import: id, fields }) =>
      imports().within(id, async (each) => {
        await each.map(fields)
        return each.view()
      }),
    'import.rows': ({ import: id, show, start, size }) => imports().within(id, (each) => each.rows(show, start, size)),
    'import.decide': ({ import: id, decision }) =>
      imports().within(id, async (each) => {
        const { total, columns } = each.view()
        if ('row' in decision && (decision.row >= total || (decision.column ?? 0) >= columns.length)) throw new AppError('call.invalid')
        if (decision.type === 'write') await each.write(decision.row, decision.column, decision.text)
        else if (decision.type === 'keep') each.keep(decision.row, decision.column)
        else if ('rows' in decision) await each.setSkipped(decision.rows, decision.type === 'skip')
        else await each.setAllSkipped(decision.verdict, decision.type === 'skipAll')
        return each.view()
      }),
    'import.plan': ({ import: id, state }, { signal }) => imports().plan(id, state, signal),
    'import.managersToSet': ({ job, organization }) => managersToSet(session.open().store, job, organization),
    'import.planAssignment': async (wanted, { signal }) => {
      const { store, actions } = session.open()
      const targets = await assignmentTargets(store, wanted)
      if (targets.length === 0) throw new AppError('plan.empty')
      const people = new Set(targets.map(({ id }) => id)).size
      const whom = people === 1 ? '1 new user' : `${people.toLocaleString('en-US')} new users`
      const areManagers = targets.every(({ action }) => action.id === 'user.setManager')
      return actions.planTargets({ action: targets[0]!.action, title: areManagers ? `Set the manager of ${whom}` : `Give ${whom} groups and directories`, verb: 'Make', counted: { one: 'change', many: 'changes' }, targets, areReadNow: true, signal })
    },
  }
}
