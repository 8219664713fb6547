// One suite, every adapter: memory here, the operating system's keychain in a session bus of its own where the tools are present.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryStore } from '../../../main/vault/memory-store.ts'
import type { SecretStore } from '../../../main/vault/secret-store.ts'
import { bundle } from '../../support/keychain/bundle.ts'
import { createSandbox, missingTools } from '../../support/keychain/sandbox.ts'
import { secretStoreSuite } from '../../support/keychain/secret-store-suite.ts'

describe('memory', () => {
  const stores = new Map<string, SecretStore>()
  const open = (profile: string): SecretStore => {
    const store = stores.get(profile) ?? createMemoryStore()
    stores.set(profile, store)
    return store
  }
  test.each(secretStoreSuite)('$title', async ({ run }) => {
    await expect(run(open)).resolves.toBeUndefined()
  })
})

const missing = missingTools()
// The reason stands in the title, so that a run without the keychain says so.
const note = missing.length === 0 ? '' : ` NOT TESTED HERE, missing: ${missing.join(', ')}`

describe.skipIf(missing.length > 0)(`system keychain${note}`, () => {
  const sandbox = createSandbox()
  const problems = new Map<string, string | null>()

  beforeAll(async () => {
    const { stdout, stderr } = await sandbox.run('unlocked', [process.execPath, await bundle('test/support/keychain/secret-store-entry.ts')])
    for (const line of stdout.split('\n').filter((text) => text.startsWith('{'))) {
      const { title, problem } = JSON.parse(line) as { title: string; problem: string | null }
      problems.set(title, problem)
    }
    if (problems.size === 0) throw new Error(`the keychain session said nothing: ${stderr}`)
  }, 60_000)
  afterAll(() => sandbox.remove())

  test.each(secretStoreSuite)('$title', ({ title }) => {
    expect(problems.get(title)).toBeNull()
  })
})
