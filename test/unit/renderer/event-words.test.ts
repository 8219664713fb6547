import { expect, test } from 'vitest'
import { typeTitle } from '../../../renderer/features/events/event-words.ts'

test('names of types read as words, known or not', () => {
  expect(['ldap_bind', 'user_password_change', 'system_fde_key_update', 'iplist_delete', 'quantum_leap'].map(typeTitle)).toEqual([
    'LDAP bind',
    'User password changed',
    'Device disk encryption key changed',
    'IP list deleted',
    'Quantum leap',
  ])
})
