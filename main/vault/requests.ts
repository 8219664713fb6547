// Answers main's calls and the engine's requests, one at a time: a keychain that asks its user must not be asked twice at once.

import { AppError, errorToPlain } from '../../shared/base/app-error.ts'
import { limits } from '../../shared/base/limits.ts'
import type { KeyRing } from './key-ring.ts'
import { type Answer, type EngineRequest, unanswered, type VaultMethod, type VaultMethods } from './protocol.ts'
import { seal, unseal } from './seal.ts'
import type { Secret } from './secret.ts'

export interface Requests {
  call(id: number, method: VaultMethod, input: unknown): Promise<Answer>
  /** Budgeted here, because main does not see these; the answer's value is the bytes of the key. */
  serve(request: EngineRequest): Promise<Answer<Uint8Array>>
  /** Lets nothing else run before this has ended. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

type Method<Name extends VaultMethod> = (input: VaultMethods[Name]['input']) => Promise<VaultMethods[Name]['output']> | VaultMethods[Name]['output']

/** `onOverdue` is told when a request of the engine ran out of its budget. */
export function createRequests(ring: KeyRing, onOverdue: () => void): Requests {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  const done = () => null
  const methods: { readonly [Name in VaultMethod]: Method<Name> } = {
    configure: (input) => ring.configure(input).then(done),
    find: (place) => ring.find(place),
    has: ({ name }) => ring.has(name),
    createRootKey: ({ slot }) => ring.createRootKey(slot),
    hold: ({ key }) => ring.hold(key),
    discard: ({ ticket }) => {
      ring.discard(ticket)
      return null
    },
    keepInKeychain: ({ ticket, ...place }) => ring.keepInKeychain(ticket, place).then(done),
    keepInSession: ({ ticket, name }) => ring.keepInSession(ticket, name).then(done),
    forgetInSession: ({ name }) => ring.forgetInSession(name).then(done),
    erase: (place) => ring.erase(place).then(done),
    list: () => ring.list(),
    seal: async ({ text }) => seal(await ring.rootKey(), text),
    unseal: async ({ sealed }) => unseal(await ring.rootKey(), sealed),
    stop: () => ring.wipe().then(done),
  }

  return {
    inTurn,
    call: (id, method, input) => inTurn(() => answer<unknown>(id, async () => (methods[method] as Method<VaultMethod>)(input as never))),
    serve: (request) =>
      answer(request.id, () =>
        withinBudget(
          inTurn(() => (request.method === 'rootKey' ? ring.rootKey() : ring.key(request.credential))).then(toBytes),
          onOverdue,
        ),
      ),
  }
}

function toBytes(secret: Secret): Uint8Array {
  const bytes = Uint8Array.from(secret.unwrap())
  secret.wipe()
  return bytes
}

async function withinBudget<T>(work: Promise<T>, onOverdue: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(unanswered())
      onOverdue()
    }, limits.vaultDeadlineMs)
  })
  try {
    return await Promise.race([work, overdue])
  } finally {
    clearTimeout(timer)
  }
}

/** Operating errors are answers; anything else is a programmer's error and ends the process. */
async function answer<Value>(id: number, work: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { id, ok: true, value: await work() }
  } catch (error) {
    if (error instanceof AppError) return { id, ok: false, error: errorToPlain(error) }
    throw error
  }
}
