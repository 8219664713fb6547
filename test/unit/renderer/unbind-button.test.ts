import { expect, test } from 'vitest'
import { kinds } from '../../../renderer/bridge/registry.ts'
import { unbindsOf } from '../../../renderer/features/list/unbind-button.tsx'

const found = (kind: string, other: string) => unbindsOf(kind, other).map(({ id }) => id)

test('a binding is taken away by the action of the side that is looked at', () => {
  expect(found('user', 'userGroup')).toEqual(['user.removeFromGroup'])
  expect(found('userGroup', 'user')).toEqual(['userGroup.removeMember'])
  expect(found('application', 'userGroup')).toEqual(['application.unbindUserGroup'])
  expect(found('device', 'policy')).toEqual(['device.unbindPolicy'])
  expect(found('user', 'role')).toEqual([])
})

test('between two kinds there is one action, but for the three sorts of directories', () => {
  for (const { kind } of kinds)
    for (const { kind: other } of kinds) expect(found(kind, other).length, `${kind} and ${other}`).toBeLessThanOrEqual(kind === 'directory' || other === 'directory' ? 3 : 1)
})
