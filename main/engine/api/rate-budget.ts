// One budget for everything that is sent: a paced lane per credential and host, and bounds on what is in flight.
//
// Invariants:
// - At most `inFlightPerCredential` of a lane and `inFlightTotal` of all are in flight; every turn is ended exactly once.
// - No request starts before its floor (`Retry-After`), and that floor holds up no other request.
// - A wait ends at once when its signal fires.

import { throwIfCancelled } from '../../../shared/base/cancel.ts'
import { limits } from '../../../shared/base/limits.ts'
import { afterGrant, afterRefusal, coldPace, type Pace, paceToRemember, rememberedPace, type RememberedPace } from './rate-pace.ts'
import { createRateQueue, type RateQueue, type Waiting } from './rate-queue.ts'
import { systemTimer, type Timer } from './timer.ts'

/** Keeps learnt paces from one start of the program to the next. */
export interface RateMemory {
  load(name: string): Promise<string | null>
  save(name: string, value: string): Promise<void>
}

export interface Ask {
  readonly credential: string
  readonly host: string
  readonly isForeground?: boolean
  /** What this request is part of, and its place in there; by itself unless given. */
  readonly work?: object
  readonly order?: number
  /** The reading of an organization it is part of; by itself unless given. */
  readonly run?: object
  /** Pages that the same work still needs after this one, as far as known. */
  readonly remaining?: number
  /** Not before this much time has passed. */
  readonly waitMs?: number
  readonly signal?: AbortSignal
}

/** A turn to send one request; must be ended with what came of it. */
export interface Turn {
  end(outcome: 'granted' | 'refused' | 'failed'): void
}

export interface RateBudget {
  /** @throws AppError `call.cancelled` */
  turn(ask: Ask): Promise<Turn>
  /** The pace of a lane as it is now. */
  perSecond(lane: Pick<Ask, 'credential' | 'host'>): Promise<number>
}

export interface RateBudgetOptions {
  readonly memory?: RateMemory
  readonly timer?: Timer
  readonly inFlightPerCredential?: number
  readonly inFlightTotal?: number
}

interface Lane {
  readonly name: string
  readonly queue: RateQueue
  pace: Pace
  inFlight: number
  /** Requests that may start now; grows with the pace. */
  credit: number
  creditTick: number
  isHeldByPace: boolean
  remembered: number
}

/** Credit saved up while nothing was asked covers the unsteadiness of timers, not more: bursts are what services refuse. */
const creditMs = 50
/** A lane that has seen less knows nothing worth keeping. */
const rememberedPagesMin = 20
const rememberedChange = 0.02

export function createRateBudget(options: RateBudgetOptions = {}): RateBudget {
  const { memory, timer = systemTimer, inFlightPerCredential = limits.wireInFlightPerCredentialMax, inFlightTotal = limits.wireInFlightTotalMax } = options
  const lanes = new Map<string, Promise<Lane>>()
  const ready: Lane[] = []
  let inFlight = 0
  let wakeTick = Infinity

  const runs = new WeakMap<object, number>()
  let lastRun = 0
  const numberOf = (run: object): number => {
    const known = runs.get(run) ?? ++lastRun
    runs.set(run, known)
    return known
  }

  const laneOf = (name: string): Promise<Lane> => {
    const found = lanes.get(name)
    if (found) return found
    const opened = openLane(name, memory, timer).then((lane) => {
      ready.push(lane)
      return lane
    })
    lanes.set(name, opened)
    return opened
  }

  const pump = () => {
    while (inFlight < inFlightTotal) {
      const tick = timer.tick()
      let chosen: { lane: Lane; waiting: Waiting } | null = null
      let nextTick = Infinity
      for (const lane of ready) {
        if (lane.queue.length === 0 || lane.inFlight >= inFlightPerCredential) continue
        const waiting = lane.queue.next(tick)
        const heldMs = waiting === null ? lane.queue.earliestTick() - tick : creditWaitMs(lane, tick)
        if (waiting === null || heldMs > 0) {
          lane.isHeldByPace ||= waiting !== null
          nextTick = Math.min(nextTick, tick + heldMs)
        } else if (chosen === null || isSooner(lane, waiting, chosen)) {
          chosen = { lane, waiting }
        }
      }
      if (chosen === null) return wakeAt(nextTick, tick)
      chosen.lane.queue.remove(chosen.waiting)
      chosen.waiting.start()
    }
  }

  const wakeAt = (atTick: number, tick: number) => {
    if (atTick === Infinity || atTick >= wakeTick) return
    wakeTick = atTick
    void timer.sleep(Math.max(atTick - tick, 1)).then(() => {
      if (wakeTick === atTick) wakeTick = Infinity
      pump()
    })
  }

  const startTurn = (lane: Lane): Turn => {
    const sentTick = timer.tick()
    const isPaced = lane.isHeldByPace
    lane.isHeldByPace = false
    lane.credit -= 1
    lane.inFlight++
    inFlight++
    let isOpen = true
    return {
      end: (outcome) => {
        if (!isOpen) return
        isOpen = false
        lane.inFlight--
        inFlight--
        const tick = timer.tick()
        refill(lane, tick)
        if (outcome === 'granted') lane.pace = afterGrant(lane.pace, tick, isPaced)
        if (outcome === 'refused') lane.pace = afterRefusal(lane.pace, sentTick, tick)
        if (lane.inFlight === 0 && lane.queue.length === 0) remember(lane, memory)
        pump()
      },
    }
  }

  return {
    perSecond: async (ask) => (await laneOf(laneName(ask))).pace.perSecond,
    turn: async (ask) => {
      const lane = await laneOf(laneName(ask))
      throwIfCancelled(ask.signal)
      return new Promise((resolve, reject) => {
        const tick = timer.tick()
        const waiting: Waiting = {
          isForeground: ask.isForeground ?? false,
          work: ask.work ?? ask,
          order: ask.order ?? 0,
          remaining: ask.remaining ?? 0,
          run: numberOf(ask.run ?? ask),
          sinceTick: tick,
          floorTick: tick + (ask.waitMs ?? 0),
          start: () => {
            ask.signal?.removeEventListener('abort', cancel)
            resolve(startTurn(lane))
          },
        }
        const cancel = () => {
          lane.queue.remove(waiting)
          try {
            throwIfCancelled(ask.signal)
          } catch (error) {
            reject(error)
          }
        }
        ask.signal?.addEventListener('abort', cancel, { once: true })
        lane.queue.add(waiting)
        pump()
      })
    },
  }
}

const laneName = ({ host, credential }: Pick<Ask, 'credential' | 'host'>): string => `rate:${host}:${credential}`

// Foreground before background; then the lane with less in flight, so that one busy key does not starve the others.
function isSooner(lane: Lane, waiting: Waiting, best: { lane: Lane; waiting: Waiting }): boolean {
  if (waiting.isForeground !== best.waiting.isForeground) return waiting.isForeground
  return lane.inFlight < best.lane.inFlight
}

function refill(lane: Lane, tick: number): void {
  const { perSecond } = lane.pace
  lane.credit = Math.min(1 + (perSecond * creditMs) / 1_000, lane.credit + ((tick - lane.creditTick) * perSecond) / 1_000)
  lane.creditTick = tick
}

function creditWaitMs(lane: Lane, tick: number): number {
  refill(lane, tick)
  return lane.credit >= 1 ? 0 : ((1 - lane.credit) * 1_000) / lane.pace.perSecond
}

async function openLane(name: string, memory: RateMemory | undefined, timer: Timer): Promise<Lane> {
  // A pace that cannot be read is learnt again; it must not keep anybody from asking.
  const kept = parseRemembered(await memory?.load(name).catch(() => null))
  const tick = timer.tick()
  const pace = kept ? rememberedPace(kept, tick) : coldPace(tick)
  return { name, queue: createRateQueue(), pace, inFlight: 0, credit: 1, creditTick: tick, isHeldByPace: false, remembered: kept?.perSecond ?? 0 }
}

function parseRemembered(text: string | null | undefined): RememberedPace | null {
  const [perSecond, word] = (text ?? '').split(' ')
  const value = Number(perSecond)
  return value > 0 && Number.isFinite(value) ? { perSecond: value, isLimited: word === 'limited' } : null
}

function remember(lane: Lane, memory: RateMemory | undefined): void {
  const { perSecond, isLimited } = paceToRemember(lane.pace)
  if (!memory || lane.pace.granted < rememberedPagesMin) return
  if (Math.abs(perSecond - lane.remembered) <= perSecond * rememberedChange) return
  lane.remembered = perSecond
  // Losing it costs a second of learning at the next start.
  memory.save(lane.name, `${perSecond.toFixed(3)} ${isLimited ? 'limited' : 'unlimited'}`).catch(() => undefined)
}
