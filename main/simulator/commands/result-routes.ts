// Reading command results: the list with cut output, one in full, those of one command, and their search.

import { refusals } from '../answer.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { command } from '../../../shared/resources/command.ts'
import { type Answer } from '../answer.ts'
import { edgeList } from '../graph/association-routes.ts'
import { allOfKind, type Handler, listAnswer, oneOfKind, rowsFrom, searchOfKind } from '../kind-routes.ts'
import { objectId, ownerText } from '../object-ids.ts'
import { edgeRows } from '../parent-rows.ts'
import type { Route } from '../routes.ts'
import { listedResult } from './command-results.ts'

/** Served like a kind; what they look like is theirs alone. */
const commandResult: ResourceDescription = { ...command, kind: 'commandResult', list: { api: 'v1', path: '/commandresults', envelope: 'results', total: 'body', sort: '_id' } }
const resultsOfCommand: ResourceDescription = { ...commandResult, list: { ...commandResult.list, envelope: 'array', total: 'none' } }

const listed =
  (handler: Handler): Handler =>
  (call) => {
    const answer = handler(call)
    return answer.status === 200 ? { ...answer, body: cut(answer) } : answer
  }

function cut({ body }: Answer): unknown {
  if (Array.isArray(body)) return body.map((row: RawObject) => listedResult(row))
  const { results, ...rest } = body as { results: RawObject[] }
  return { ...rest, results: results.map(listedResult) }
}

const ofCommand: Handler = ({ organization, parameters, request }) => {
  const asked = organization.tableOf('command').indexOf(parameters.id!)
  if (asked === null) return refusals.notFound
  const results = organization.tableOf('commandResult')
  const indexes = results.indexes().filter((index) => organization.commandRuns[index]?.command === asked)
  // The newest first, as one looks for what just ran.
  return listAnswer(resultsOfCommand, edgeRows([...indexes].reverse(), (index) => results.at(index)), request)
}

const queued: ResourceDescription = { ...edgeList, list: { ...edgeList.list, envelope: 'results', total: 'body' } }

const queue: Handler = ({ organization, request }) => {
  const { blueprint, commandQueue } = organization
  const [commands, devices] = [organization.tableOf('command'), organization.tableOf('device')]
  const rows = commandQueue.flatMap(({ command, devices: waiting }, at) => {
    const pending = waiting.filter((device) => devices.has(device))
    if (!commands.has(command) || pending.length === 0) return []
    return [{ id: objectId(Math.floor(organization.nowMs / 1_000), ownerText(blueprint.seedFor('command queue'), 'workflow'), at), command: commands.idAt(command), system: devices.idAt(pending[0]!), pendingCount: pending.length }]
  })
  return listAnswer(queued, rowsFrom(rows), request)
}

const route = { api: 'v1', kind: 'command', header: 'sent' } as const

export const commandResultRoutes: readonly Route[] = [
  { ...route, method: 'GET', path: '/commandresults', handle: listed(allOfKind(commandResult)) },
  { ...route, method: 'GET', path: '/commandresults/{id}', handle: oneOfKind(commandResult) },
  { ...route, method: 'GET', path: '/commands/{id}/results', handle: listed(ofCommand) },
  { ...route, api: 'v2', method: 'GET', path: '/queuedcommand/workflows', handle: queue },
  { ...route, method: 'POST', path: '/search/commandresults', handle: listed(searchOfKind(commandResult)) },
]
