// The learnt pace of one credential at one host: how fast it may be asked, from what was granted and refused. Pure; no clock.
//
// AIMD (`performance.md` 3g) with one addition: a token bucket is empty at every refusal, so what was granted between two of
// them, by their distance in time, is its refill rate, provided that it was asked without pause: a bucket left alone fills up and
// spills over. The pace closes in on that rate instead of overshooting again and again.

import { limits } from '../../../shared/base/limits.ts'

export interface Pace {
  readonly perSecond: number
  /** False until the first refusal: only then is there a limit and the fast start is over. */
  readonly isLimited: boolean
  /** The limit as measured between refusals or remembered; null before there is one. */
  readonly limitPerSecond: number | null
  readonly lastRefusalTick: number
  readonly lastCutTick: number
  /** Pages granted since the pace began. */
  readonly granted: number
  /** The refusal that the measurement runs from; null before the first. */
  readonly mark: Mark | null
}

interface Mark {
  readonly tick: number
  readonly granted: number
  /** Answers since then, and how many the pace would have allowed: far fewer means that it was not asked without pause. */
  readonly answered: number
  readonly allowed: number
  readonly countedTick: number
}

/** What outlives the process. */
export interface RememberedPace {
  readonly perSecond: number
  readonly isLimited: boolean
}

const coldPerSecond = 20
const startStep = 1
const cut = 0.85
const stepPerPage = 0.02
const quietStepPerPage = 0.1
/** Without a refusal for this long, the limit may be higher than thought. */
const quietMs = 5_000
/** Near a measured limit: just below it after a refusal, a little above it once it is quiet, so that saved-up tokens are used. */
const underLimit = 0.95
const besideLimit = 0.99
const aboveLimit = 1.03
const nearStep = 0.005
const beyondStep = 0.001
/** Fewer pages between two refusals say too little about the limit. */
const measuredPagesMin = 8
const busyShareMin = 0.85
const measuredWeight = 0.7

export const coldPace = (tick: number): Pace => ({
  perSecond: coldPerSecond,
  isLimited: false,
  limitPerSecond: null,
  lastRefusalTick: tick,
  lastCutTick: -Infinity,
  granted: 0,
  mark: null,
})

export const rememberedPace = ({ perSecond, isLimited }: RememberedPace, tick: number): Pace => ({
  ...coldPace(tick),
  perSecond: bounded(isLimited ? perSecond * aboveLimit : perSecond),
  isLimited,
  limitPerSecond: isLimited ? bounded(perSecond) : null,
})

export const paceToRemember = (pace: Pace): RememberedPace => ({ perSecond: pace.limitPerSecond ?? pace.perSecond, isLimited: pace.isLimited })

/** One page was granted. Only a page that had to wait for the pace shows that a higher one would be used. */
export function afterGrant(pace: Pace, tick: number, isPaced: boolean): Pace {
  const counted = { ...pace, granted: pace.granted + 1, mark: marked(pace, tick) }
  return isPaced ? { ...counted, perSecond: bounded(grown(pace, tick - pace.lastRefusalTick >= quietMs)) } : counted
}

function grown({ perSecond, isLimited, limitPerSecond }: Pace, isQuiet: boolean): number {
  if (!isLimited) return perSecond + startStep
  if (limitPerSecond === null) return perSecond + (isQuiet ? quietStepPerPage : stepPerPage)
  const top = limitPerSecond * (isQuiet ? aboveLimit : besideLimit)
  if (perSecond < top) return Math.min(top, perSecond + nearStep * limitPerSecond)
  return isQuiet ? perSecond * (1 + beyondStep) : perSecond
}

/** One page was refused. Refusals of requests sent before the last cut are echoes of the same burst and change nothing more. */
export function afterRefusal(pace: Pace, sentTick: number, tick: number): Pace {
  const mark = marked(pace, tick)
  const refused = { ...pace, isLimited: true, lastRefusalTick: tick, mark }
  if (sentTick <= pace.lastCutTick) return refused
  const pages = mark === null ? 0 : pace.granted - mark.granted
  const hasEnough = mark !== null && pages >= measuredPagesMin && tick > mark.tick
  const isBusy = mark !== null && mark.answered >= mark.allowed * busyShareMin
  const limitPerSecond = hasEnough && isBusy ? blended(pace.limitPerSecond, (pages * 1_000) / (tick - mark.tick)) : pace.limitPerSecond
  return {
    ...refused,
    limitPerSecond,
    perSecond: bounded(Math.min(pace.perSecond * cut, (limitPerSecond ?? Infinity) * underLimit)),
    lastCutTick: tick,
    mark: hasEnough || mark === null ? { tick, granted: pace.granted, answered: 0, allowed: 0, countedTick: tick } : mark,
  }
}

function marked({ mark, perSecond }: Pace, tick: number): Mark | null {
  if (mark === null) return null
  return { ...mark, answered: mark.answered + 1, allowed: mark.allowed + (perSecond * (tick - mark.countedTick)) / 1_000, countedTick: tick }
}

const blended = (old: number | null, measured: number): number => (old === null ? measured : old * (1 - measuredWeight) + measured * measuredWeight)

const bounded = (perSecond: number): number => Math.min(Math.max(perSecond, limits.wireRatePerSecondMin), limits.wireRatePerSecondMax)
