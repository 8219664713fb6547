// Proofs of lists → the proof of a pass: complete only if every part of it is.

import { AppError } from '../../../shared/base/app-error.ts'
import type { Instant } from '../../../shared/base/instant.ts'
import type { ResourceDescription } from '../../../shared/resources/define.ts'
import type { Proof } from '../store/store.ts'

/** The proof of a kind that is read as many lists, one per parent. */
export function combineProofs(proofs: readonly Proof[], startedAt: Instant, endedAt: Instant): Proof {
  const sum = (of: (proof: Proof) => number) => proofs.reduce((total, proof) => total + of(proof), 0)
  const has = (method: Proof['method']) => proofs.some((proof) => proof.method === method)
  return {
    isComplete: proofs.every((proof) => proof.isComplete),
    method: has('twoReadings') ? 'twoReadings' : has('idOverlap') ? 'idOverlap' : 'single',
    announced: proofs.some((proof) => proof.announced === null) ? null : sum((proof) => proof.announced ?? 0),
    distinct: sum((proof) => proof.distinct),
    requests: sum((proof) => proof.requests),
    stepBacks: sum((proof) => proof.stepBacks),
    startedAt,
    endedAt,
  }
}

/** What an incomplete proof means to a person. */
export function partialError(resource: ResourceDescription, proof: Proof): AppError {
  const missing = (proof.announced ?? 0) - proof.distinct
  return new AppError('api.partial', { kind: resource.words.many, ...(missing > 0 && { missing }) })
}
