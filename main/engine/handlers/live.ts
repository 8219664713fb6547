// What someone looks at now: read from the service, handed on and kept nowhere.

import { AppError } from '../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { columnTypes } from '../../../shared/resources/column-types.ts'
import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { liveDetailOf } from '../../../shared/resources/live-details.ts'
import type { LiveQuestion, LiveRows } from '../api/live-read.ts'
import type { EngineSession } from '../session.ts'
import { assertOwn } from '../sync/sort-out.ts'
import type { EngineHandlers } from './handlers.ts'

type LiveHandlers = Pick<EngineHandlers, Extract<keyof EngineHandlers, `live.${string}`>>

const commandOutput = { title: 'command results', route: { api: 'v1', path: '/commandresults/{id}', envelope: 'object', holds: { _id: 'text', id: 'text' }, isPaged: false } } as const
const recoveryKey = { title: 'recovery keys', route: { api: 'v2', path: '/systems/{id}/fdekey', envelope: 'object', holds: { key: 'text' }, isPaged: false } } as const

export function liveHandlers(session: EngineSession): LiveHandlers {
  const read = async (organization: OrganizationId, question: LiveQuestion, signal: AbortSignal): Promise<LiveRows> => {
    const context = await session.contextOf(organization)
    const found = await session.open().api.read(context, question, { signal, isForeground: true }).catch(async (error: unknown) => {
      throw error instanceof AppError ? error.with(await nameOf(organization)) : error
    })
    // The organization may have been removed or its key replaced while the answer was on its way.
    if ((await session.contextOf(organization)).epoch !== context.epoch) throw new AppError('call.cancelled')
    assertOwn(found.rows, organization, () => 'OM-LIVE')
    return found
  }
  const one = async (organization: OrganizationId, question: LiveQuestion, signal: AbortSignal): Promise<RawObject> => (await read(organization, question, signal)).rows[0] ?? {}
  const nameOf = async (id: OrganizationId) => {
    const found = await session.open().store.organization(id)
    return found ? { organization: `${found.name} (${found.id})` } : {}
  }
  const now = () => instantFromMs(session.open().clock.now())

  return {
    'live.read': async ({ organization, kind, id, detail: name, row }, { signal }) => {
      const detail = liveDetailOf(kind, name)
      if (!detail || (detail.ofRow === undefined) !== (row === undefined)) throw new AppError('call.invalid')
      const { route, only } = detail
      const { rows, total, isComplete } = await read(organization, { route, title: detail.title.toLowerCase(), id, ...(only && { only }), ...(row !== undefined && { row }) }, signal)
      const cells = rows.map((raw) => detail.columns.map(({ path, type }) => columnTypes[type].parse(valueAt(raw, path))))
      return { rowsJson: JSON.stringify(cells), total, isComplete, readAt: now() }
    },

    'live.commandOutput': async ({ organization, result }, { signal }) => {
      const raw = await one(organization, { ...commandOutput, id: result }, signal)
      // An answer that does not say whose output it is must not be taken for a command that said nothing.
      if ((raw['_id'] ?? raw['id']) !== result) throw new AppError('api.shape', { kind: commandOutput.title, page: 1 })
      const output = valueAt(raw, 'response.data.output')
      const exitCode = valueAt(raw, 'response.data.exitCode') ?? valueAt(raw, 'exitCode')
      const error = valueAt(raw, 'response.error')
      return { output: [output, error].filter((text) => typeof text === 'string' && text !== '').join('\n'), exitCode: typeof exitCode === 'number' ? exitCode : null, readAt: now() }
    },

    // The key is in this call's answer and nowhere else: not in the store, not in a cache, not in an error, not in the log.
    'live.recoveryKey': async ({ organization, device, typedName }, { signal }) => {
      await session.contextOf(organization)
      const { title } = await session.open().store.object({ organization, kind: 'device', id: device })
      if (spelt(typedName) !== spelt(title)) throw new AppError('confirmation.mismatch', { kind: resourceOf('device').words.one })
      const key = valueAt(await one(organization, { ...recoveryKey, id: device }, signal), 'key')
      if (typeof key !== 'string') throw new AppError('api.shape', { kind: recoveryKey.title, page: 1 })
      if (key === '') throw new AppError('api.not-found')
      return { recovery: key, readAt: now() }
    },
  }
}

// One character can be spelt in several ways; to the person who types it they are one.
const spelt = (name: string): string => name.normalize('NFC').trim()
