// Every action, carried out on the simulator: what it sends and what it is answered against the vendor's documents, what became of it, and that its inverse takes it back.

import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEstate } from '../../../main/simulator/estate.ts'
import { plainStory } from '../../../main/simulator/profile.ts'
import { createRoutes } from '../../../main/simulator/routes.ts'
import { type Simulator, startSimulator } from '../../../main/simulator/server.ts'
import type { ActionDescription, Image, RequestTemplate, Subject } from '../../../shared/actions/action.ts'
import { isDone, judge, leavesNoTrace } from '../../../shared/actions/judge.ts'
import { stableJson } from '../../../shared/base/stable-json.ts'
import { actionOf, actions, resources } from '../../../shared/resources/index.ts'
import { parametersFor } from '../registry/action-samples.ts'
import { Acting } from './acting.ts'
import { arePresent, openApi, operationOf, type Surface } from './documents.ts'
import { bodyExceptions, writeExceptions, writeHeaderExceptions } from './exceptions.ts'

const story = { ...plainStory, directories: [{ type: 'active_directory' }, { type: 'g_suite' }, { type: 'office_365' }, { type: 'ldap_server' }] } as const
const cases = actions.map((action) => [action.id, action] as const)
const used = new Set<string>()

const shape = (path: string) => path.replaceAll(/\{[^}]+\}/g, '{}')
const templateOf = (action: ActionDescription, subject: Subject): RequestTemplate => action.requests.find(({ when }) => !when || when(subject))!

describe('what actions do to the service', () => {
  let simulator: Simulator
  let acting: Acting
  let ajv: Ajv2020

  beforeAll(async () => {
    simulator = await startSimulator({ estate: createEstate({ organizations: [{ users: 60, trade: 'research', story, problems: { ...lively } }, { users: 5 }] }) })
    acting = new Acting(simulator, simulator.estate.organizations[0]!)
    if (!arePresent) return
    ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, logger: false })
    for (const api of ['v1', 'v2'] as const) ajv.addSchema(openApi(api), api)
  }, 60_000)

  afterAll(() => simulator?.stop())

  test.each(cases)('%s', async (_, action) => {
    // What undoes a binding hardly ever finds one; its own inverse makes it one.
    const subject = action.id.includes('.unbind') ? await preparedFor(action) : ((await acting.find(action)) ?? (await preparedFor(action)))
    expect(subject, 'a target that it would change').not.toBeNull()
    const writesBefore = writes()
    const { request, answer } = await acting.act(action, subject!)
    const template = templateOf(action, subject!)
    expect(writes() - writesBefore).toBe(1)
    expect(writeProblems(template, request)).toEqual([])
    expect(answerProblems(template, answer)).toEqual([])
    // A job answers with its own id, so a new object is found by what it is called.
    const id = subject!.id ?? idIn((await acting.image(action, { id: null, parameters: subject!.parameters })).object)
    const after = await acting.subject(action, { id, parameters: subject!.parameters })
    if (leavesNoTrace(action, subject!)) return
    expect([isDone(action.aims(subject!), after.image), after.image]).toEqual([true, after.image])
    if (action.aims(subject!).every((aim) => aim.part !== 'object' || !('exists' in aim) || aim.exists)) expect(judge(action, { ...subject!, id, image: after.image }).verdict).not.toBe('change')
    await takenBack(action, { ...subject!, id })
  })

  /** The inverse, where there is one, leads back to what was before. */
  async function takenBack(action: ActionDescription, subject: Subject): Promise<void> {
    const inverse = action.inverse(subject)
    if ('irreversible' in inverse) return
    const undo = actionOf(inverse.action)
    const undone = await acting.subject(undo, { id: subject.id, parameters: inverse.parameters })
    expect(judge(undo, undone).verdict).toBe('change')
    const { answer } = await acting.act(undo, undone)
    expect(answer.status).toBeLessThan(300)
    const again = await acting.image(action, { id: action.target === 'new' ? null : subject.id, parameters: subject.parameters })
    expect(JSON.parse(withoutVolatile(action, again))).toEqual(JSON.parse(withoutVolatile(action, subject.image)))
  }

  /** Where nothing is as the action wants it, its own inverse makes it so. */
  async function preparedFor(action: ActionDescription): Promise<Subject | null> {
    const opposite = actions.find((each) => each.kind === action.kind && inverseIdOf(each) === action.id)
    const prepared = opposite ? await acting.find(opposite) : null
    if (!opposite || !prepared) return null
    const inverse = opposite.inverse(prepared)
    const { answer } = await acting.act(opposite, prepared)
    if ('irreversible' in inverse || answer.status >= 300) return null
    const subject = await acting.subject(action, { id: prepared.id ?? idIn(answer.body), parameters: inverse.parameters })
    return judge(action, subject).verdict === 'change' ? subject : null
  }

  const inverseIdOf = (action: ActionDescription): string | null => {
    const inverse = action.inverse({ id: null, organization: '', image: {}, parameters: parametersFor(action), at: acting.at })
    return 'action' in inverse ? inverse.action : null
  }

  const writes = () => simulator.recorder.entries.filter(({ isWrite }) => isWrite).length

  /** What the documents do not know of a request. */
  function writeProblems(template: RequestTemplate, request: { query: object; headers: object; body: unknown; organizationHeader: string }): string[] {
    const { api, method, path } = template
    const name = `${method} ${api} ${shape(path)}`
    if (!arePresent) return []
    if (writeExceptions[name]) {
      used.add(name)
      return []
    }
    const found = operationOf(api as Surface, method, path)
    if (!found) return [`${name} is not documented`]
    const { operation, parameters, path: documented } = found
    const problems = [...Object.keys(request.query), ...Object.keys(request.headers).map((header) => `header:${header}`)].filter((each) => !parameters.has(each)).map((each) => `${name}: ${each} is not documented`)
    const isExceptedHeader = writeHeaderExceptions[operation.operationId] !== undefined
    if (isExceptedHeader) used.add(operation.operationId)
    const isSent = parameters.has('header:x-org-id') || isExceptedHeader
    if (isSent !== (request.organizationHeader === 'sent')) problems.push(`${name}: x-org-id is ${isSent ? 'documented' : 'not documented'}`)
    if (request.body === undefined) return problems
    const pointer = ['paths', documented, method.toLowerCase(), 'requestBody']
    const at = (openApi(api as Surface).paths[documented]![method.toLowerCase()] as { requestBody?: { $ref?: string } }).requestBody
    if (!at) return [...problems, `${name}: a body is not documented`]
    const inside = at.$ref ? at.$ref.slice(2).split('/') : pointer
    const validate = ajv.compile({ $ref: pointerOf(api, [...inside, 'content', 'application/json', 'schema']) })
    validate(request.body)
    return [...problems, ...(validate.errors ?? []).map(({ instancePath, message }) => `${name}: body ${instancePath} ${message}`), ...undeclared(name, request.body, inside, api as Surface)].filter((problem) => !isExcepted(problem))
  }

  /** Fields of the body that the document does not declare: the schemas allow them silently. */
  function undeclared(name: string, body: unknown, inside: string[], api: Surface): string[] {
    const strict = ajv.compile({ $ref: pointerOf(api, [...inside, 'content', 'application/json', 'schema']), unevaluatedProperties: false })
    if (Array.isArray(body)) return []
    strict(body)
    return (strict.errors ?? []).filter(({ keyword }) => keyword === 'unevaluatedProperties').map(({ params }) => `${name}: body has ${String((params as { unevaluatedProperty: string }).unevaluatedProperty)}`)
  }

  function isExcepted(problem: string): boolean {
    if (bodyExceptions[problem]) used.add(problem)
    return bodyExceptions[problem] !== undefined
  }

  /** What the documents do not say of an answer. */
  function answerProblems({ api, method, path }: RequestTemplate, answer: { status: number; body: unknown; text: string; type: string }): string[] {
    const found = arePresent ? operationOf(api as Surface, method, path) : null
    const name = `${method} ${api} ${shape(path)}`
    if (answer.status >= 300) return [`${name} answered ${answer.status} ${answer.text.slice(0, 200)}`]
    if (!found) return []
    const documented = found.operation.responses[String(answer.status)]
    if (!documented) return [`${name}: ${answer.status} is not documented`]
    if (answer.body === undefined || documented.content?.['application/json'] === undefined) return []
    const validate = ajv.compile({ $ref: pointerOf(api, ['paths', found.path, method.toLowerCase(), 'responses', String(answer.status), 'content', 'application/json', 'schema']) })
    validate(answer.body)
    return (validate.errors ?? []).map(({ instancePath, message }) => `${name}: answer ${instancePath} ${message}`).filter((problem) => !isExcepted(problem))
  }
})

describe('declared on both sides', () => {
  const routes = createRoutes(resources).filter(({ isWrite }) => isWrite)
  const served = new Set(routes.map(({ method, api, path }) => `${method} ${api} ${shape(path)}`))
  const sent = new Set(actions.flatMap((action) => [...action.requests, ...(action.bulk ? [action.bulk] : [])].map(({ method, api, path }) => `${method} ${api} ${shape(path)}`)))

  test('everything that an action may send has a route, and every route has an action', () => {
    expect([...sent].filter((name) => !served.has(name))).toEqual([])
    expect([...served].filter((name) => !sent.has(name))).toEqual([])
  })

  test.skipIf(!arePresent)('every exception is needed', () => {
    expect([...Object.keys(bodyExceptions), ...Object.keys(writeExceptions), ...Object.keys(writeHeaderExceptions)].filter((name) => !used.has(name))).toEqual([])
  })
})

const pointerOf = (api: string, parts: readonly string[]) => `${api}#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`

const idIn = (body: unknown): string | null => {
  const raw = (body ?? {}) as Record<string, unknown>
  const id = raw._id ?? raw.id ?? raw.objectId
  return typeof id === 'string' ? id : null
}

function withoutVolatile(action: ActionDescription, { object, ...parts }: Image): string {
  const kept = (part: string, raw: Image[string]) => raw && Object.fromEntries(Object.entries(raw).filter(([name, value]) => value !== '' && value !== null && !action.volatile.includes(part === 'object' ? name : `${part}:${name}`)))
  return stableJson(Object.fromEntries(Object.entries({ object, ...parts }).map(([part, raw]) => [part, kept(part, raw ?? null)])))
}

const lively = { silent: 0.1, policyFailing: 0.1, suspended: 0.1, staged: 0.1, pending: 0.1, locked: 0.1, passwordExpired: 0.1, withoutMfa: 0.5, external: 0, neverExpires: 0, unencrypted: 0.3 }
