// The simulator and the registry against the vendor's documents: the outside witness, since both of ours share one description.

import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEstate } from '../../../main/simulator/estate.ts'
import { plainStory } from '../../../main/simulator/profile.ts'
import { createRoutes } from '../../../main/simulator/routes.ts'
import { type Simulator, startSimulator } from '../../../main/simulator/server.ts'
import { isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { listRequest } from '../../../shared/resources/derive/list-request.ts'
import { kinds, resourceOf, resources } from '../../../shared/resources/index.ts'
import { answersOf } from './asking.ts'
import { answerSchema, arePresent, example, type FoundOperation, openApi, operationIds, operationOf, schemaAt, type Surface } from './documents.ts'
import { choiceExceptions, fieldExceptions, headerExceptions, pathExceptions, valueExceptions } from './exceptions.ts'

const surfaces = ['v1', 'v2', 'insights'] as const
// What changes something is in actions.test.ts.
const routes = createRoutes(resources).filter(({ isWrite }) => !isWrite)
const titled = routes.map((route) => [`${route.method} ${route.api} ${route.path}${route.query ? `?${new URLSearchParams(route.query).toString()}` : ''}`, route] as const)
type DocumentedRoute = (typeof routes)[number] & { readonly api: Surface }
const documented = titled.filter((entry): entry is readonly [(typeof titled)[number][0], DocumentedRoute] => entry[1].api !== 'oauth' && pathExceptions[entry[1].path] === undefined)
const documentedKinds = kinds.filter((kind) => pathExceptions[resourceOf(kind).list.path] === undefined)

// All sorts of directories and every problem, so that each route has something to answer.
const everything = { ...plainStory, directories: [{ type: 'active_directory' }, { type: 'g_suite' }, { type: 'office_365' }, { type: 'ldap_server' }, { type: 'workday', isBroken: true }], isAttacked: true, trials: { workflows: 3 } } as const

describe.skipIf(!arePresent)('compared with the vendor’s documents', () => {
  let simulator: Simulator
  let ajv: Ajv2020
  const used = new Set<string>()

  beforeAll(async () => {
    // One organization without a name, as the service has them.
    simulator = await startSimulator({ estate: createEstate({ organizations: [{ users: 60, trade: 'research', story: everything }, { users: 5, displayName: null }] }) })
    ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false })
    for (const api of surfaces) ajv.addSchema(openApi(api), api)
  }, 60_000)

  afterAll(async () => {
    await simulator?.stop()
    const served = new Set(documented.flatMap(([, { api, method, path }]) => operationOf(api, method, path)?.operation.operationId ?? []))
    const all = surfaces.flatMap(operationIds)
    process.stderr.write(`\n${served.size} of the ${all.length} documented operations are served and fit their documents.\n`)
  })

  test.each(documented)('%s is documented and takes the organization header as documented', (_, route) => {
    const found = operationOf(route.api, route.method, route.path)
    const operation = found?.operation.operationId ?? ''
    if (headerExceptions[operation]) used.add(`header ${operation}`)
    expect([found !== null, found?.parameters.has('header:x-org-id') || headerExceptions[operation] !== undefined]).toEqual([true, route.header === 'sent'])
  })

  test.each(documentedKinds)('the list request of %s uses documented parameters only', (kind) => {
    const request = listRequest(resourceOf(kind), { limit: 100, skip: 100 }, 'parent')
    const found = operationOf(request.api, request.method, resourceOf(kind).list.path)!
    expect(request.query.map(([name]) => name).filter((name) => !found.parameters.has(name))).toEqual([])
    expect(request.isOrganizationHeaderSent).toBe(found.parameters.has('header:x-org-id') || headerExceptions[found.operation.operationId] !== undefined)
  })

  test.each(documented)('%s answers what the document describes', async (_, route) => {
    const found = operationOf(route.api, route.method, route.path)!
    const validate = validator(route.api, route.method, found)
    const answers = await answersOf(simulator, route)
    expect(answers.length).toBeGreaterThan(0)
    for (const { status, body } of answers) {
      validate(body)
      const wrong = (validate.errors ?? []).filter((error) => !isExcepted(found.operation.operationId, error))
      expect([status, wrong.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)]).toEqual([200, []])
    }
  })

  test('every exception is needed', () => {
    expect(valueExceptions.filter(({ operation, path }) => !used.has(`${operation} ${path}`))).toEqual([])
    expect(Object.keys(headerExceptions).filter((operation) => !used.has(`header ${operation}`))).toEqual([])
    expect(Object.keys(pathExceptions).filter((path) => !routes.some((route) => route.path === path))).toEqual([])
  })

  function validator(api: Surface, method: string, found: FoundOperation) {
    const pointer = ['paths', found.path, method.toLowerCase(), 'responses', '200', 'content', 'application/json', 'schema']
    return ajv.compile({ $ref: `${api}#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}` })
  }

  function isExcepted(operation: string, { instancePath }: ErrorObject): boolean {
    const path = instancePath.replaceAll(/\/\d+/g, '/*')
    const found = valueExceptions.find((exception) => exception.operation === operation && exception.path === path)
    if (found) used.add(`${operation} ${path}`)
    return found !== undefined
  }

  test.each(documentedKinds)('what the registry relies on of %s is declared, or known from the wire', (kind) => {
    const resource = resourceOf(kind)
    const unknown = pathsOf(resource).filter((path) => schemaOf(resource, path) === undefined && fieldExceptions[`${kind}.${path}`] === undefined)
    expect(unknown).toEqual([])
  })

  test('choices of the registry are values of the documents', () => {
    const unknown = documentedKinds.flatMap((kind) =>
      resourceOf(kind).columns.flatMap((column) => {
        const documentedValues = isCaseColumn(column) || isEdgeCountColumn(column) ? undefined : schemaOf(resourceOf(kind), column.path)?.enum
        return documentedValues ? (column.choices ?? []).filter(({ value }) => !documentedValues.includes(value)).map(({ value }) => `${kind}.${column.path}=${value}`) : []
      }),
    )
    expect(unknown.filter((name) => choiceExceptions[name] === undefined)).toEqual([])
    expect(Object.keys(choiceExceptions).filter((name) => !unknown.includes(name))).toEqual([])
  })

  test('whatever was recorded is served: every key of users, user groups, devices, applications, directories, organizations', () => {
    const [organization] = simulator.estate.organizations
    const rowsOf = (kind: string) => organization!.tableOf(kind).indexes().map((index) => organization!.tableOf(kind).at(index))
    const missingIn = (served: object, recorded: object) => Object.keys(recorded).filter((key) => !Object.hasOwn(served, key))
    const firstOf = (name: string) => [(example(name) as { results?: object[] }).results ?? (example(name) as object[])].flat()[0]!
    const missing = (kind: string, recorded: object) => [...new Set(rowsOf(kind).flatMap((raw) => missingIn(raw, recorded)))].sort()
    expect(missing('user', firstOf('v1-systemusers-list')).filter((key) => key !== 'state')).toEqual([])
    expect(missingIn(organization!.row, firstOf('v1-organizations-list'))).toEqual([])
    expect(missingIn(organization!.userGroups.at(0), firstOf('v2-usergroups-list'))).toEqual([])
    expect(missing('device', example('v1-system-get') as object)).toEqual([])
    expect(missing('application', firstOf('v1-applications-list'))).toEqual([])
    expect(missing('appleMdm', firstOf('v2-applemdms-list'))).toEqual([])
    expect(missing('directory', firstOf('v2-directories-list'))).toEqual([])
    expect(missing('passwordPolicy', firstOf('v2-passwordpolicies-list'))).toEqual([])
    expect(missing('serviceAccount', firstOf('v2-service-accounts-list'))).toEqual([])
    expect(missing('role', firstOf('v2-roles-list'))).toEqual([])
    expect(missing('alert', (example('v2-alerts-list') as { alerts: object[] }).alerts[0]!)).toEqual([])
  })

  test('events have every key that was recorded, and their answers the documented headers', async () => {
    const [organization] = simulator.estate.organizations
    const ask = async (event: string) => {
      const body = { service: ['all'], start_time: new Date(simulator.estate.nowMs - 80 * 86_400_000).toISOString(), limit: 1, search_term: { and: [{ event_type: event }] } }
      return fetch(`${simulator.url}/us/api/insights/directory/v1/events`, { method: 'POST', headers: { 'x-api-key': organization!.apiKey }, body: JSON.stringify(body) })
    }
    const reply = await ask('admin_login_attempt')
    const [event] = (await reply.json()) as object[]
    const [recorded] = example('di-event-admin-login-attempt') as object[]
    expect(Object.keys(recorded!).filter((key) => !Object.hasOwn(event!, key))).toEqual([])
    expect(Object.keys(example('di-response-headers') as object).filter((name) => !reply.headers.has(name))).toEqual([])
  })

  test('refusals have the recorded bodies', async () => {
    const [single] = simulator.estate.organizations
    const [provider] = simulator.estate.providers
    const recorded = example('errors') as { status: number; body: unknown }[]
    const ask = async (path: string, headers: Record<string, string>) => {
      const reply = await fetch(`${simulator.url}/us/console${path}`, { headers })
      return { status: reply.status, body: (await reply.json()) as unknown }
    }
    const replies = [
      await ask('/api/systemusers', { 'x-api-key': provider!.apiKey }),
      await ask('/api/systemusers', { 'x-api-key': 'jca_unknown' }),
      await ask('/api/organizations', { 'x-api-key': provider!.apiKey, 'x-org-id': single!.id }),
      await ask('/api/systemusers', {}),
    ]
    expect(replies).toEqual(recorded.map(({ status, body }) => ({ status, body })))
  })

  test('lists carry the recorded headers', async () => {
    const [organization] = simulator.estate.organizations
    const recorded = example('response-headers') as Record<string, Record<string, string>>
    // `connection` is the recorder's; newer answers add headers of the proxy in front.
    const names = Object.keys(recorded['v2 GET /api/v2/usergroups (2021-11)']!).filter((name) => name !== 'connection')
    const reply = await fetch(`${simulator.url}/us/console/api/v2/usergroups`, { headers: { 'x-api-key': organization!.apiKey } })
    expect(names.filter((name) => !reply.headers.has(name))).toEqual([])
  })
})

/** Where the documents declare a field of a kind's rows: in its list, or only where single objects are asked for. */
function schemaOf({ list, one }: ResourceDescription, path: string) {
  const inList = operationOf(list.api, 'GET', list.path)!
  const row = list.envelope === 'array' ? ['*'] : [list.envelope, '*']
  const found = schemaAt(openApi(list.api), answerSchema(inList), [...row, ...path.split('.')])
  const single = found || !one ? null : operationOf(list.api, 'GET', one.path)
  return found ?? (single ? schemaAt(openApi(list.api), answerSchema(single), path.split('.')) : undefined)
}

const pathsOf = (resource: ResourceDescription): string[] => resource.columns.filter((column) => !isCaseColumn(column) && !isEdgeCountColumn(column)).map(({ path }) => path)
