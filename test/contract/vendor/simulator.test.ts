// The simulator and the registry against the vendor's documents: the outside witness, since both of ours share one description.

import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRoutes, type Route } from '../../../main/simulator/routes.ts'
import { createEstate } from '../../../main/simulator/estate.ts'
import { type Simulator, startSimulator } from '../../../main/simulator/server.ts'
import { isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'
import { listRequest } from '../../../shared/resources/derive/list-request.ts'
import { kinds, resourceOf, resources } from '../../../shared/resources/index.ts'
import { arePresent, example, openApi, operationOf, type OpenApi, type Schema } from './documents.ts'
import { fieldExceptions, valueExceptions } from './exceptions.ts'

const routes = createRoutes(resources)
const titled = routes.map((route) => [`${route.method} ${route.api} ${route.path}`, route] as const)

describe.skipIf(!arePresent)('compared with the vendor’s documents', () => {
  let simulator: Simulator
  let ajv: Ajv2020
  const used = new Set<string>()

  beforeAll(async () => {
    // One organization without a name, as the service has them.
    simulator = await startSimulator({ estate: createEstate({ organizations: [{ users: 60 }, { users: 5, displayName: null }] }) })
    ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false })
    for (const api of ['v1', 'v2'] as const) ajv.addSchema(openApi(api), api)
  }, 60_000)

  afterAll(async () => {
    await simulator?.stop()
  })

  test.each(titled)('%s is documented and takes the organization header as documented', (_, route) => {
    const found = operationOf(route.api, route.method, route.path)
    expect([found !== null, found?.parameters.has('header:x-org-id')]).toEqual([true, route.header === 'sent'])
  })

  test.each(kinds)('the list request of %s uses documented parameters only', (kind) => {
    const request = listRequest(resourceOf(kind), { limit: 100, skip: 100 }, 'parent')
    const found = operationOf(request.api, request.method, resourceOf(kind).list.path)!
    expect(request.query.map(([name]) => name).filter((name) => !found.parameters.has(name))).toEqual([])
    expect(request.isOrganizationHeaderSent).toBe(found.parameters.has('header:x-org-id'))
  })

  test.each(titled)('%s answers what the document describes', async (_, route) => {
    const found = operationOf(route.api, route.method, route.path)!
    const pointer = ['paths', found.path, route.method.toLowerCase(), 'responses', '200', 'content', 'application/json', 'schema']
    const validate = ajv.compile({ $ref: `${route.api}#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}` })
    for (const { status, body } of await answersOf(simulator, route)) {
      validate(body)
      const wrong = (validate.errors ?? []).filter((error) => !isExcepted(found.operation.operationId, error))
      expect([status, wrong.map(({ instancePath, message }) => `${instancePath} ${message}`)]).toEqual([200, []])
    }
  })

  test('every exception is needed', () => {
    expect(valueExceptions.filter(({ operation, path }) => !used.has(`${operation} ${path}`))).toEqual([])
  })

  function isExcepted(operation: string, { instancePath }: ErrorObject): boolean {
    const path = instancePath.replaceAll(/\/\d+/g, '/*')
    const found = valueExceptions.find((exception) => exception.operation === operation && exception.path === path)
    if (found) used.add(`${operation} ${path}`)
    return found !== undefined
  }

  test('what the registry relies on is declared, or known from the wire', () => {
    const schemas = { user: ['v1', 'systemuserreturn'], userGroup: ['v2', 'UserGroup'], organization: ['v1', 'organizationslist', 'results'] } as const
    const unknown = Object.entries(schemas).flatMap(([kind, [api, name, ...rest]]) => {
      const document = openApi(api)
      const root = document.components.schemas[name]!
      const item = rest.length > 0 ? (root.properties!.results as { items: Schema }).items : root
      return pathsOf(resourceOf(kind)).filter((path) => !isDeclared(document, item, path.split('.')) && fieldExceptions[`${kind}.${path}`] === undefined).map((path) => `${kind}.${path}`)
    })
    expect(unknown).toEqual([])
  })

  test('choices of the registry are the values of the documents', () => {
    const choicesAt = (kind: string, path: string) => resourceOf(kind).columns.find((column) => column.path === path)!.choices!.map(({ value }) => value).sort()
    const enumOf = (api: 'v1' | 'v2', name: string) => [...openApi(api).components.schemas[name]!.enum!].sort()
    for (const status of ['overallStatus', 'totpStatus', 'pushStatus', 'webAuthnStatus', 'smsStatus', 'jcGoStatus']) {
      expect(choicesAt('user', `mfaEnrollment.${status}`)).toEqual(enumOf('v1', 'mfaEnrollmentStatus'))
    }
    expect(choicesAt('userGroup', 'membershipMethod')).toEqual(enumOf('v2', 'GroupMembershipMethodType'))
  })

  test('whatever was recorded is served: every key of users, user groups, organizations and of the envelope past the end', () => {
    const [organization] = simulator.estate.organizations
    const users = organization!.users.indexes().map((index) => organization!.users.at(index))
    const recorded = (name: string) => (example(name) as { results: object[] }).results[0]!
    const missingIn = (served: object, name: object) => Object.keys(name).filter((key) => !Object.hasOwn(served, key))
    expect(users.flatMap((raw) => missingIn(raw, recorded('v1-systemusers-list'))).filter((key) => key !== 'state')).toEqual([])
    expect(missingIn(organization!.row, recorded('v1-organizations-list'))).toEqual([])
    expect(missingIn(organization!.userGroups.at(0), (example('v2-usergroups-list') as object[])[0]!)).toEqual([])
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

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Asks a route with real ids: the first page of lists, each of the first objects; both organizations where keys differ. */
async function answersOf({ url, estate }: Simulator, { method, api, path, header }: Route): Promise<Answer[]> {
  const [first, second] = estate.organizations
  const [provider] = estate.providers
  const values = path.startsWith('/usergroups')
    ? first!.userGroups.indexes().slice(0, 6).map((index) => first!.userGroups.idAt(index))
    : path.startsWith('/providers')
      ? [provider!.id]
      : path.startsWith('/organizations')
        ? [first!.id, second!.id]
        : first!.users.indexes().map((index) => first!.users.idAt(index))
  const paths = path.includes('{') ? values.map((value) => path.replace(/\{[^}]+\}/, value)) : [path]
  return Promise.all(
    paths.map(async (asked) => {
      const reply = await fetch(`${url}/us/console/api${api === 'v2' ? '/v2' : ''}${asked}${method === 'GET' && !path.endsWith('{id}') ? '?limit=100' : ''}`, {
        method,
        headers: { 'x-api-key': header === 'refused' ? provider!.apiKey : first!.apiKey, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: JSON.stringify({ limit: 100 }) } : {}),
      })
      return { status: reply.status, body: (await reply.json()) as unknown }
    }),
  )
}

const pathsOf = (resource: ResourceDescription): string[] => resource.columns.filter((column) => !isCaseColumn(column) && !isEdgeCountColumn(column)).map(({ path }) => path)

function isDeclared(document: OpenApi, schema: Schema, path: readonly string[]): boolean {
  const whole = schema.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').at(-1)!]!
  const [head, ...rest] = path
  if (head === undefined) return true
  const next = whole.properties?.[head]
  return next !== undefined && isDeclared(document, next, rest)
}
