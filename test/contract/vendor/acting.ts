// Carries out an action on a simulator with nothing of the product's engine: reads the image, judges, sends, reads again.

import type { Simulator } from '../../../main/simulator/server.ts'
import type { EstateOrganization } from '../../../main/simulator/estate-organization.ts'
import type { ActionDescription, Image, Subject } from '../../../shared/actions/action.ts'
import { judge } from '../../../shared/actions/judge.ts'
import { valueAt } from '../../../shared/base/raw-object.ts'
import { type ActionRequest, type PartRead, readsOf, requestOf } from '../../../shared/resources/derive/action-requests.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { parametersFor } from '../registry/action-samples.ts'
import { parametersOfWorld } from './action-worlds.ts'

interface Answered {
  readonly status: number
  readonly text: string
  readonly body: unknown
  readonly type: string
}

/** Within what an exception may last. */
const exceptionMs = 30 * 86_400_000

/** One organization of a simulator, asked with the key of its administrator, or of its provider where a route takes no organization. */
export class Acting {
  readonly simulator: Simulator
  readonly organization: EstateOrganization
  readonly at: string

  constructor(simulator: Simulator, organization: EstateOrganization) {
    this.simulator = simulator
    this.organization = organization
    this.at = new Date(simulator.estate.nowMs).toISOString()
  }

  async send(request: Pick<ActionRequest, 'api' | 'path' | 'query' | 'organizationHeader'> & Partial<ActionRequest>): Promise<Answered> {
    const query = new URLSearchParams(request.query).toString()
    const isRefused = request.organizationHeader === 'refused'
    const reply = await fetch(`${this.simulator.url}/us/console/api${request.api === 'v2' ? '/v2' : ''}${request.path}${query ? `?${query}` : ''}`, {
      method: request.method ?? 'GET',
      headers: {
        'x-api-key': isRefused ? this.simulator.estate.providers[0]!.apiKey : this.organization.apiKey,
        ...(isRefused ? {} : { 'x-org-id': this.organization.id }),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    })
    const text = await reply.text()
    const type = reply.headers.get('content-type') ?? ''
    return { status: reply.status, text, type, body: type.includes('json') && text !== '' ? (JSON.parse(text) as unknown) : undefined }
  }

  async read(part: PartRead): Promise<RawObject | null> {
    const { take } = part
    if (take.as === 'object') {
      const { status, body } = await this.send(part)
      if (status === 404) return null
      if (status !== 200) throw new Error(`${part.path} answered ${status}`)
      return (take.at === undefined ? body : valueAt(body as RawObject, take.at)) as RawObject
    }
    for (let skip = 0; ; skip += 100) {
      const { status, body } = await this.send({ ...part, query: { ...part.query, ...(take.isPaged ? { limit: '100', skip: String(skip) } : {}) } })
      if (status === 404) return null
      if (status !== 200) throw new Error(`${part.path} answered ${status}`)
      const rows = (take.rows === 'array' ? body : valueAt(body as RawObject, take.rows)) as RawObject[]
      const found = rows.find((row) => valueAt(row, take.path) === take.is)
      if (found || !take.isPaged || rows.length < 100) return found ?? null
    }
  }

  async image(action: ActionDescription, target: Pick<Subject, 'id' | 'parameters'>): Promise<Image> {
    const reads = readsOf(action, { ...target, organization: this.#holderOf(action) })
    const parts = await Promise.all(reads.map(async (part) => [part.part, await this.read(part)] as const))
    return { ...Object.fromEntries(Object.keys(action.reads).map((part) => [part, null])), ...Object.fromEntries(parts) }
  }

  async subject(action: ActionDescription, target: Pick<Subject, 'id' | 'parameters'>): Promise<Subject> {
    return { ...target, organization: this.#holderOf(action), image: await this.image(action, target), at: this.at }
  }

  /** A target that the action would change. */
  async find(action: ActionDescription): Promise<Subject | null> {
    for await (const target of this.#targets(action)) {
      const subject = await this.subject(action, target)
      if (judge(action, subject).verdict === 'change') return subject
    }
    return null
  }

  /** Sends the request of an action. */
  async act(action: ActionDescription, subject: Subject): Promise<{ request: ActionRequest; answer: Answered }> {
    const request = requestOf(action, subject)
    return { request, answer: await this.send(request) }
  }

  /** Whose id stands as the organization's. */
  #holderOf(action: ActionDescription): string {
    return action.holder === 'provider' ? this.simulator.estate.providers[0]!.id : this.organization.id
  }

  async *#targets(action: ActionDescription): AsyncIterable<Pick<Subject, 'id' | 'parameters'>> {
    const ids = action.target === 'new' ? [null] : action.kind === 'organization' ? [this.organization.id] : this.#idsOf(action.kind).slice(0, 60)
    const names = Object.entries(action.fields).filter(([, { form }]) => form.type === 'object')
    for (const id of ids) {
      for (let other = 0; other < (names.length > 0 ? 6 : 1); other++) {
        const chosen = Object.fromEntries(names.flatMap(([name, { form }]) => {
          const candidates = this.#idsOf(form.kind!)
          return candidates.length > 0 ? [[name, candidates[other % candidates.length]!]] : []
        }))
        // An exception ends after the moment of the world that it is made in, whatever day a sample names.
        const lasting = action.exception ? { until: new Date(Date.parse(this.at) + exceptionMs).toISOString() } : {}
        yield { id, parameters: { ...parametersFor(action), ...lasting, ...chosen, ...(await parametersOfWorld(action.id, this, id)) } }
      }
    }
  }

  #idsOf(kind: string): string[] {
    const table = this.organization.tableOf(kind)
    return table.indexes().map((index) => table.idAt(index))
  }
}
