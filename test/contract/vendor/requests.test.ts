// Every reading request that the client sends, as it goes over the wire, against the operation that the vendor's documents publish for it.

import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, test } from 'vitest'
import type { TransportRequest } from '../../../main/engine/api/transport.ts'
import { instantFromMs } from '../../../shared/base/instant.ts'
import { clientOf, nowMs, organization, questions, regions, sampleId, surfaceOf } from './client-questions.ts'
import { arePresent, openApi, operationOf, schemaAt, type Schema, type Surface } from './documents.ts'
import { headerExceptions, pathExceptions, requestExceptions } from './exceptions.ts'

const surfaces = ['v1', 'v2', 'insights'] as const

interface Declared {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema & { readonly type?: string | readonly string[] }
  /** Where the schema is, for the validator. */
  readonly pointer: string
}

const pointerOf = (api: Surface, ...parts: readonly (string | number)[]) => `${api}#/${parts.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`

function parametersOf(api: Surface, template: string, method: string): Declared[] {
  const document = openApi(api)
  const item = document.paths[template]
  const shared = (item?.['parameters'] ?? []) as readonly object[]
  const own = (item?.[method] as { readonly parameters?: readonly object[] } | undefined)?.parameters ?? []
  const placed = [
    ...shared.map((entry, at) => ({ entry, place: ['paths', template, 'parameters', at] })),
    ...own.map((entry, at) => ({ entry, place: ['paths', template, method, 'parameters', at] })),
  ]
  return placed.map(({ entry, place }) => {
    const name = '$ref' in entry ? String(entry.$ref).split('/').at(-1)! : null
    const found = name === null ? entry : document.components.parameters[name]!
    return { ...(found as Declared), pointer: pointerOf(api, ...(name === null ? place : ['components', 'parameters', name]), 'schema') }
  })
}

/** The template that a path fits; one with fewer parameters goes first, as `/users/reactivate` before `/users/{id}`. */
function templateOf(api: Surface, method: string, path: string): string | undefined {
  const fits = (template: string) => {
    const [wanted, given] = [template.split('/'), path.split('/')]
    return wanted.length === given.length && wanted.every((segment, at) => (/^\{[^}]+\}$/.test(segment) ? given[at] !== '' : segment === given[at]))
  }
  const parameters = (template: string) => template.split('{').length
  return Object.keys(openApi(api).paths)
    .filter((template) => fits(template) && operationOf(api, method, template) !== null)
    .sort((a, b) => parameters(a) - parameters(b))[0]
}

describe.skipIf(!arePresent)('requests of the client compared with the vendor’s documents', () => {
  const seen = new Set<string>()
  const operations = new Set<string | null>()
  const used = new Set<string>()
  let mismatches = 0
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false })
  if (arePresent) for (const api of surfaces) ajv.addSchema(openApi(api), api)

  afterAll(() => {
    process.stderr.write(`\nrequests checked: ${seen.size}, operations covered: ${operations.size}, mismatches: ${mismatches}, exceptions: ${used.size}\n`)
  })

  test.each(questions)('%s is asked for as published', async (_, ask, reply) => {
    const client = clientOf(reply)
    await ask(client)
    expect(client.requests.length).toBeGreaterThan(0)
    const fresh = client.requests.filter((request) => !seen.has(spelt(request)))
    for (const request of fresh) {
      seen.add(spelt(request))
      operations.add(operationIdOf(request))
    }
    operations.delete(null)
    const wrong = [...new Map(client.requests.map((request) => [spelt(request), request])).values()].flatMap(mismatchesOf)
    mismatches += wrong.length
    expect(wrong).toEqual([])
  })

  const v1 = regions.base('us', 'v1')
  const v2 = regions.base('us', 'v2')
  const events = { method: 'POST', url: `${regions.base('us', 'insights')}/events` } as const
  const body = { service: ['all'], start_time: instantFromMs(nowMs) }
  const forged: [url: string, expected: RegExp, change?: Partial<TransportRequest>][] = [
    [`${v1}/system-users?limit=100`, /GET v1 \/system-users is not published/],
    [`${v1}/systemusers?limit=100`, /POST v1 \/systemusers\/x is not published/, { method: 'POST', url: `${v1}/systemusers/x` }],
    [`${v1}/systemusers?offset=5`, /offset is not declared/],
    [`${v1}/systemusers?skip=five`, /skip .*must be integer/],
    [`${v1}/commands?limit=101`, /limit is above 100/],
    [`${v2}/systeminsights/apps?limit=10001`, /limit .*must be <= 10000/],
    [`${v2}/applications/${sampleId}/associations?targets=printer`, /targets .*must be equal to one of the allowed values/],
    [`${v2}/applications/${sampleId}/associations?limit=100`, /targets is required and not sent/],
    [`${v2}/usergroups`, /x-org-id is taken and not sent/, { headers: {} }],
    [events.url, /colour is not declared in the body/, { ...events, body: JSON.stringify({ ...body, colour: 'red' }) }],
    [events.url, /must have required property 'start_time'/, { ...events, body: JSON.stringify({ service: ['all'] }) }],
    [events.url, /body \/service\/\* must be equal to one of the allowed values/, { ...events, body: JSON.stringify({ ...body, service: ['weather'] }) }],
  ]

  test.each(forged.map(([url, expected, change]) => ({ url, expected, change: change ?? {} })))('$url is noticed when it is not as published: $expected', ({ url, expected, change }) => {
    const found = mismatchesOf({ method: 'GET', url, headers: { 'x-org-id': organization }, ...change })
    expect(found).toEqual([expect.stringMatching(expected)])
  })

  test('every exception is needed', () => {
    expect(Object.keys(requestExceptions).filter((name) => !used.has(name))).toEqual([])
  })

  function operationIdOf({ method, url }: TransportRequest): string | null {
    const { api, path } = surfaceOf(url)
    const template = templateOf(api, method, path)
    return template === undefined ? null : operationOf(api, method, template)!.operation.operationId
  }

  const spelt = ({ method, url, body = '' }: TransportRequest) => `${method} ${url} ${body}`

  function mismatchesOf(request: TransportRequest): string[] {
    const { api, path, query } = surfaceOf(request.url)
    const template = templateOf(api, request.method, path)
    if (template === undefined) {
      if (pathExceptions[path] === undefined) return [`${request.method} ${api} ${path} is not published`]
      used.add(`path ${path}`)
      return []
    }
    const operation = operationOf(api, request.method, template)!.operation.operationId
    const parameters = parametersOf(api, template, request.method.toLowerCase())
    const found = [...queryMismatches(parameters, query), ...headerMismatches(operation, parameters, request), ...bodyMismatches(api, template, request)]
    return found.map((text) => `${operation}: ${text}`).filter((text) => {
      if (requestExceptions[text] !== undefined) used.add(text)
      return requestExceptions[text] === undefined
    })
  }

  function queryMismatches(parameters: readonly Declared[], query: URLSearchParams): string[] {
    const declared = new Map(parameters.filter((parameter) => parameter.in === 'query').map((parameter) => [parameter.name, parameter]))
    const missing = [...declared.values()].filter(({ name, required }) => required === true && !query.has(name)).map(({ name }) => `${name} is required and not sent`)
    return [...missing, ...[...query].flatMap(([name, value]) => {
      const parameter = declared.get(name)
      if (!parameter) return [`${name} is not declared`]
      // Some bounds are told in words only; those of the schema are the validator's.
      const most = Number(/limited to (\d+)/i.exec(parameter.description ?? '')?.[1] ?? Infinity)
      const isTooMuch = name === 'limit' && Number(value) > most
      const isValid = ajv.validate({ $ref: parameter.pointer }, typed(value, parameter.schema?.type))
      return [...(isTooMuch ? [`limit is above ${most}`] : []), ...(isValid ? [] : [`${name} ${ajv.errorsText()}`])]
    })]
  }

  /** The value as the documents type it; a list is sent with commas. */
  function typed(value: string, type: string | readonly string[] | undefined): unknown {
    if (type === 'array') return value.split(',')
    if (type === 'integer' || type === 'number') return /^-?\d+$/.test(value) ? Number(value) : value
    if (type === 'boolean') return value === 'true' || (value === 'false' ? false : value)
    return value
  }

  function headerMismatches(operation: string, parameters: readonly Declared[], { headers }: TransportRequest): string[] {
    const isDeclared = parameters.some((parameter) => parameter.in === 'header' && parameter.name === 'x-org-id')
    const isTaken = isDeclared || headerExceptions[operation] !== undefined
    const isSent = headers['x-org-id'] !== undefined
    if (isSent && !isDeclared && isTaken) used.add(`header ${operation}`)
    return isSent === isTaken ? [] : [`x-org-id is ${isSent ? 'sent and not taken' : 'taken and not sent'}`]
  }

  function bodyMismatches(api: Surface, template: string, { method, body }: TransportRequest): string[] {
    const item = openApi(api).paths[template] as Record<string, { readonly requestBody?: { readonly $ref?: string } }>
    const declared = item[method.toLowerCase()]?.requestBody
    if (body === undefined) return []
    if (!declared) return ['a body is not declared']
    const place = declared.$ref === undefined ? ['paths', template, method.toLowerCase(), 'requestBody'] : declared.$ref.slice('#/'.length).split('/')
    const within = [...place, 'content', 'application/json', 'schema']
    const schema = within.reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], openApi(api)) as Schema | undefined
    const sent = JSON.parse(body) as Record<string, unknown>
    const unknown = Object.keys(sent).filter((name) => schemaAt(openApi(api), schema, [name]) === undefined).map((name) => `${name} is not declared in the body`)
    const isValid = ajv.validate({ $ref: pointerOf(api, ...within) }, sent)
    const wrong = isValid ? [] : (ajv.errors ?? []).map(({ instancePath, message }) => `body ${instancePath.replaceAll(/\/\d+/g, '/*')} ${message}`)
    return [...new Set([...unknown, ...wrong])]
  }
})
