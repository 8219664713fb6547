import { expect, test } from 'vitest'
import type { ResourceId } from '../../../../shared/base/ids.ts'
import type { Belongings, Held } from '../../../../renderer/features/review/offboarding/belongings.ts'
import { firstChoices, stepsOf } from '../../../../renderer/features/review/offboarding/runbook.ts'

const held = (owner: string, action: string, parameter: string, id: string): Held => ({ owner: owner as ResourceId, action, parameter, id: id as ResourceId, title: id })
const leavers = ['a', 'b'] as ResourceId[]
const belongings: Belongings = {
  groups: [held('a', 'user.removeFromGroup', 'group', 'g1'), held('b', 'user.removeFromGroup', 'group', 'g1'), held('b', 'user.removeFromGroup', 'group', 'g2')],
  devices: [held('a', 'user.unbindDevice', 'device', 'd1')],
  directories: [],
  access: [],
  reports: [{ id: 'r1' as ResourceId, title: 'r1' }],
  oldestAt: null,
  isComplete: true,
}

test('access ends first, and what several have in common is one step', () => {
  const steps = stepsOf({ ...firstChoices, at: null, manager: null }, leavers, belongings)
  expect(steps.map(({ action, ids }) => [action, ids])).toEqual([
    ['user.suspend', ['a', 'b']],
    ['user.removeFromGroup', ['a', 'b']],
    ['user.removeFromGroup', ['b']],
    ['user.unbindDevice', ['a']],
    ['user.setManager', ['r1']],
  ])
})

test('a time is the service’s to keep; what is not to be taken away stays', () => {
  const steps = stepsOf({ when: 'later', at: '2032-01-01T08:00:00.000Z', takesGroups: false, takesDevices: false, takesDirectories: true, takesAccess: true, reports: 'reassign', manager: 'm' as ResourceId }, leavers, belongings)
  expect(steps).toEqual([
    { action: 'user.schedule', parameters: { state: 'SUSPENDED', start: '2032-01-01T08:00:00.000Z', isMailed: false }, ids: ['a', 'b'] },
    { action: 'user.setManager', parameters: { manager: 'm' }, ids: ['r1'] },
  ])
})

test('nothing chosen is no step', () => {
  expect(stepsOf({ when: 'not', at: null, takesGroups: false, takesDevices: false, takesDirectories: false, takesAccess: false, reports: 'keep', manager: null }, leavers, belongings)).toEqual([])
})
