// What an operation needs before it may run, by its effect. One place for all operations.

import { AppError } from '../../shared/base/app-error.ts'
import { assertNever } from '../../shared/base/assert.ts'
import type { Operation } from '../../shared/contract/define.ts'

/** Writes to the service go only through a reviewed plan, which no operation of the contract offers yet: all are refused. */
export function checkEffect(operation: Operation): void {
  if (operation.type === 'query') return
  switch (operation.effect) {
    case 'none':
    case 'local':
    case 'remoteRead':
      return
    case 'remoteChange':
    case 'destructive':
      throw new AppError('call.refused')
    default:
      assertNever(operation.effect, 'effect')
  }
}
