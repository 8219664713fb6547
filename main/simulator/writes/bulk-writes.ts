// Jobs for many people at once, and changes of state at a later time (v2 /bulk).

import { z } from 'zod'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { badRequest, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { edgeList } from '../graph/association-routes.ts'
import { listAnswer, rowsFrom } from '../kind-routes.ts'
import type { Route } from '../routes.ts'
import { clash, newUser } from './user-body.ts'
import { expired, unlocked } from './user-state-writes.ts'
import { createUser } from './user-writes.ts'
import { noBody, noContent, write } from './write.ts'

/** Jobs are done when they are asked for; what became of each row is kept. */
function bulk(path: string, work: (organization: EstateOrganization, id: string) => boolean): Route {
  return write({
    method: 'POST',
    api: 'v2',
    path,
    kind: 'user',
    body: z.array(z.looseObject({ id: z.string() })),
    handle: ({ organization }, rows) => {
      const at = instantFromMs(organization.presentMs)
      const results = rows.map(({ id }): RawObject => {
        const isDone = work(organization, id)
        return { id, status: isDone ? 'finished' : 'failed', statusMsg: isDone ? '' : 'user not found', createdAt: at, updatedAt: at, meta: {}, persistedFields: null }
      })
      return { status: 201, body: { jobId: organization.later.addJob(results) } }
    },
  })
}

// The sources that the document knows, with what they are called in settings.
const sources: Readonly<Record<string, 'csvImport' | 'applicationImport'>> = {
  'jumpcloud:bulk': 'csvImport',
  'jumpcloud:gapps': 'applicationImport',
  'jumpcloud:o365': 'applicationImport',
  'jumpcloud:workday': 'applicationImport',
  'jumpcloud:scim': 'applicationImport',
  'jumpcloud:custom_integration': 'applicationImport',
}

/** Every row fares by itself: one that cannot be does not stop the others. */
const createMany = write({
  method: 'POST',
  api: 'v2',
  path: '/bulk/users',
  kind: 'user',
  body: z.array(z.looseObject({})),
  handle: ({ organization, request }, rows) => {
    const source = request.headers['creation-source'] ?? 'jumpcloud:bulk'
    const channel = sources[source]
    if (!channel) return badRequest('invalid creation-source')
    const isMailed = request.query.text('suppressEmail') !== 'true'
    const at = instantFromMs(organization.presentMs)
    const outcomes = rows.map((row): RawObject => {
      const body = newUser.safeParse(row)
      const taken = body.success ? clash(organization, body.data, null) : null
      const id = body.success && taken === null ? organization.users.idAt(createUser(organization, body.data, channel, source, isMailed)) : null
      return { id, status: id === null ? 'failed' : 'finished', statusMsg: id !== null ? '' : taken === null ? 'the user is not valid' : `${taken} already exists`, createdAt: at, updatedAt: at, meta: {}, persistedFields: { username: row.username, email: row.email } }
    })
    return { status: 201, body: { jobId: organization.later.addJob(outcomes) } }
  },
})

const results: Route = {
  method: 'GET',
  api: 'v2',
  path: '/bulk/users/{id}/results',
  kind: 'user',
  header: 'sent',
  handle: ({ organization, parameters, request }) => {
    const rows = organization.later.job(parameters.id!)
    return rows ? listAnswer(edgeList, rowsFrom(rows), request) : refusals.notFound
  },
}

const schedule = write({
  method: 'POST',
  api: 'v2',
  path: '/bulk/userstates',
  kind: 'user',
  body: z.looseObject({ user_ids: z.array(z.string()).min(1), state: z.enum(['ACTIVATED', 'SUSPENDED']), start_date: z.iso.datetime({ offset: true }), send_activation_emails: z.boolean().optional(), activation_email_override: z.string().optional() }),
  handle: ({ organization }, { user_ids, state, start_date, send_activation_emails }) => {
    const unknown = user_ids.filter((id) => organization.users.indexOf(id) === null)
    if (unknown.length > 0) return badRequest(`no users ${unknown.join(', ')}`)
    return { status: 201, body: user_ids.map((user) => organization.later.schedule({ user, state, atMs: Date.parse(start_date), isMailed: send_activation_emails === true })) }
  },
})

const scheduled: Route = {
  method: 'GET',
  api: 'v2',
  path: '/bulk/userstates',
  kind: 'user',
  header: 'sent',
  handle: ({ organization, request }) => {
    const user = request.query.text('userid')
    return listAnswer(edgeList, rowsFrom(organization.later.scheduled().filter(({ systemUserId }) => user === null || systemUserId === user)), request, [])
  },
}

const cancel = write({
  method: 'DELETE',
  api: 'v2',
  path: '/bulk/userstates/{id}',
  kind: 'user',
  body: noBody,
  handle: ({ organization, parameters }) => (organization.later.cancel(parameters.id!) ? noContent : refusals.notFound),
})

export const bulkWrites: readonly Route[] = [bulk('/bulk/user/expires', expired), bulk('/bulk/user/unlocks', unlocked), createMany, results, schedule, scheduled, cancel]
