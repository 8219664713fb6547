// Whether the service answers, and for whom it does not.

import { expect, test } from 'vitest'
import { createNetworkWatch, type Network } from '../../../../../main/engine/sync/network.ts'
import { AppError } from '../../../../../shared/base/app-error.ts'
import type { OrganizationId } from '../../../../../shared/base/ids.ts'

const [ada, bo] = ['5f0000000000000000000001', '5f0000000000000000000002'] as OrganizationId[]
const broken = new AppError('api.server')
const lost = new AppError('api.offline')

function watched() {
  const told: Omit<Network, 'since'>[] = []
  const watch = createNetworkWatch({ now: () => 0 }, ({ since: _since, ...network }) => told.push(network))
  return { told, watch }
}

test('errors for one organization are its own trouble, however well the others are answered, until it is answered itself', () => {
  const { told, watch } = watched()
  watch.report(bo!, null)
  watch.report(ada!, broken)
  watch.report(bo!, null)
  expect(told).toEqual([{ status: 'online', troubled: [] }])
  watch.report(ada!, broken)
  watch.report(bo!, null)
  watch.report(bo!, new AppError('api.forbidden'))
  expect(told.slice(1)).toEqual([{ status: 'trouble', troubled: [ada] }])
  watch.report(ada!, null)
  expect(told.slice(2)).toEqual([{ status: 'online', troubled: [] }])
})

test('no connection is everybody’s, and ends with any answer', () => {
  const { told, watch } = watched()
  watch.report(ada!, null)
  watch.report(ada!, lost)
  expect(told.map(({ status }) => status)).toEqual(['online'])
  watch.report(bo!, lost)
  expect(told.map(({ status }) => status)).toEqual(['online', 'offline'])
  // The connection is back, and says that the service is not.
  watch.report(bo!, broken)
  expect(told.at(-1)).toEqual({ status: 'trouble', troubled: [bo] })
  watch.report(ada!, null)
  watch.report(bo!, null)
  expect(told.at(-1)).toEqual({ status: 'online', troubled: [] })
})
