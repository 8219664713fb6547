// What became of a policy on a device: the same answer whether asked by device, by policy or in the device's own counts.

import { dayMs, hourMs, instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { DeviceFacts } from '../devices/fleet.ts'
import type { PolicyStats } from '../devices/device-payload.ts'
import { fraction, mix } from '../mixing.ts'
import { objectId } from '../object-ids.ts'
import type { PolicyDescription } from './policy-catalogue.ts'

export type Outcome = 'success' | 'failed' | 'pending' | 'unsupportedOs'

export interface PolicyPlace {
  readonly index: number
  readonly description: PolicyDescription
  readonly createdMs: number
}

export function outcomeOf({ index, description, createdMs }: PolicyPlace, facts: DeviceFacts, failing: number): Outcome {
  if (description.system !== 'universal' && description.system !== facts.release.family) return 'unsupportedOs'
  // Nobody has heard of the device since the policy was bound to it.
  if (facts.lastContactMs < createdMs) return 'pending'
  const share = fraction(mix(facts.seed, 60), index)
  if (share > 0.992) return 'pending'
  if (description.passes) return description.passes(facts) ? 'success' : 'failed'
  return share < failing ? 'failed' : 'success'
}

export function statsOf(outcomes: readonly Outcome[]): PolicyStats {
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length
  return { duplicate: 0, failed: count('failed'), pending: count('pending'), success: count('success'), total: outcomes.length, unsupportedOs: count('unsupportedOs') }
}

interface Subject {
  readonly policy: PolicyPlace
  readonly policyId: string
  readonly device: DeviceFacts
  readonly deviceId: string
  readonly outcome: Outcome
}

/** One row of `policystatuses` and `policyresults`; `round` counts back from the newest. */
export function resultRow({ policy, policyId, device, deviceId, outcome }: Subject, round: number): RawObject {
  const hasRun = outcome === 'success' || outcome === 'failed'
  const startedMs = Math.max(policy.createdMs, device.lastContactMs - (device.seed % 50) * minuteMs) - round * (7 * dayMs + (mix(device.seed, round) % 20) * hourMs)
  return {
    id: objectId(Math.floor(startedMs / 1_000), mix(device.seed, 61).toString(16).padStart(8, '0') + '0f', policy.index * 64 + round),
    policyID: policyId,
    systemID: deviceId,
    userObjectId: '',
    state: outcome,
    success: outcome === 'success',
    exitStatus: outcome === 'failed' ? 1 : 0,
    stdOut: outcome === 'success' ? 'Policy is applied.' : '',
    stdErr: outcome === 'failed' ? policy.description.failure : '',
    detail: outcome === 'failed' ? policy.description.failure : '',
    ...(hasRun ? { startedAt: instantFromMs(startedMs), endedAt: instantFromMs(startedMs + 1_000 + (device.seed % 9_000)) } : {}),
  }
}
