// Runs the suite on the real keychain of this session and prints one JSON line for each title.

import * as keychain from 'keytar'
import { createKeytarStore } from '../../../main/vault/keytar-store.ts'
import { secretStoreSuite } from './secret-store-suite.ts'

const run = Math.random().toString(36).slice(2)
const open = (profile: string) => createKeytarStore({ binding: keychain, profile: `${run}-${profile}`, service: 'OrgDeck tests' })

for (const { title, run: check } of secretStoreSuite) {
  const problem = await check(open).then(() => null, (error: unknown) => String(error))
  process.stdout.write(`${JSON.stringify({ title, problem })}\n`)
}
