// G15: every state of a keychain × {read, write, list, delete}, each in a session of its own with a real daemon and a real vault process.
// Nothing may hang over its budget, crash, create a new key or lose one; afterwards the keychain is healed and everything is read again.

import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../../shared/base/random.ts'
import { limits } from '../../shared/base/limits.ts'
import { bundle } from '../support/keychain/bundle.ts'
import { type CaseOrder, type CaseReport, type Fault, faults, type OperationOnKeys, operations } from '../support/keychain/case-order.ts'
import { createSandbox, hasDisplayServer, type KeychainKind, missingTools, type Sandbox } from '../support/keychain/sandbox.ts'

const kindOfFault: Partial<Record<Fault, KeychainKind>> = { 'no-bus': 'no-bus', 'no-service': 'no-service', empty: 'empty', denied: 'denied', locked: 'locked', 'locked-ignored': 'locked' }

/** How `prepareRootKey` ends; the operation that follows fails with the error of the same name, where it fails. */
const stateOfFault: Record<Fault, RegExp> = {
  none: /^ready$/,
  'no-bus': /^absent$/,
  'no-service': /^absent$/,
  empty: /^absent$/,
  denied: /^denied$/,
  locked: /^locked$/,
  'locked-ignored': /^timeout$/,
  hanging: /^timeout$/,
  silent: /^timeout$/,
  missing: /^missing-item$/,
  deleted: /^ready$/,
  replaced: /^missing-item$/,
  huge: /^missing-item$/,
  many: /^ready$/,
  killed: /^ready$/,
}
const isUsable = (fault: Fault) => ['none', 'missing', 'deleted', 'replaced', 'huge', 'many'].includes(fault)
const isRootSpoiled = (fault: Fault) => ['missing', 'replaced', 'huge'].includes(fault)
const isKeySpoiled = (fault: Fault) => isRootSpoiled(fault) || fault === 'deleted'

interface Case {
  readonly fault: Fault
  readonly operation: OperationOnKeys
  readonly seed: number
}
interface Reports {
  readonly setUp: CaseReport
  readonly fault: CaseReport
  readonly verify: CaseReport
}

const outcomeOf = (report: CaseReport, name: string) => report.steps.find((step) => step.name === name)?.outcome ?? 'not run'
/** Starting the next process takes a part of a second on a busy machine. */
const slackMs = 1_000

/** Everything that is wrong with one case, in words. */
function judge({ fault, operation }: Case, keys: Pick<CaseOrder, 'oldKey' | 'newKey'>, reports: Reports): string[] {
  const problems: string[] = []
  const expect = (isRight: boolean, text: string) => {
    if (!isRight) problems.push(text)
  }
  for (const [phase, report] of Object.entries(reports) as [string, CaseReport][]) {
    for (const step of report.steps) {
      // Forgetting everything is one call per item, each with a budget of its own.
      const calls = step.name === 'forgetAll' && fault === 'many' ? 500 : 1
      expect(step.ms <= calls * limits.vaultDeadlineMs + slackMs, `${phase} ${step.name} took ${step.ms} ms`)
      expect(!step.outcome.startsWith('crash'), `${phase} ${step.name}: ${step.outcome}`)
    }
    expect(report.lagMs < 2_000, `${phase}: the calling process stood still for ${report.lagMs} ms`)
  }
  const state = outcomeOf(reports.fault, 'prepare')
  expect(stateOfFault[fault].test(state), `state was ${state}`)

  const done = reports.fault.steps.at(-1)?.outcome ?? 'not run'
  const isRead = operation === 'read'
  const isForgotten = operation === 'list' && done === 'ok'
  if (isUsable(fault) && !isRead) expect(done === 'ok', `${operation} ended with ${done}`)
  if (!isUsable(fault) && fault !== 'killed') expect(done === `keychain.${state}`, `${operation} ended with ${done}`)
  if (isRead && (fault === 'none' || fault === 'many')) expect(done === keys.oldKey, 'another key was read')
  if (isRead && fault !== 'replaced' && isKeySpoiled(fault)) expect(done === 'keychain.missing-item', `a spoiled key was read as ${done}`)
  if (fault === 'locked-ignored' && isRead) expect(reports.fault.isPromptOpen, 'the prompt went away with the first call')

  // 0 new keys: never a second root key, and the one there is still the first.
  const own = reports.verify.accounts.map((account) => account.split('/').slice(1).join('/'))
  const rootKeys = own.filter((account) => account.startsWith('root-key/'))
  expect(rootKeys.length === (isForgotten || (fault === 'missing') ? 0 : 1), `root keys in the keychain: ${rootKeys.length}`)
  const healed = outcomeOf(reports.verify, 'prepare')
  const wasErasing = operation === 'list' && fault === 'killed'
  if (isForgotten || isRootSpoiled(fault)) expect(healed === 'missing-item', `state after healing was ${healed}`)
  else if (!wasErasing) {
    expect(healed === 'ready', `state after healing was ${healed}`)
    expect(outcomeOf(reports.verify, 'rootKey') === outcomeOf(reports.setUp, 'rootKey'), 'the root key is another one')
  }

  // 0 keys lost: what was there is there, or what was written instead.
  if (operation === 'list') return problems
  const key = outcomeOf(reports.verify, 'key')
  const expected = operation === 'write' ? (done === 'ok' ? [keys.newKey] : [keys.oldKey, keys.newKey]) : isKeySpoiled(fault) ? [] : [keys.oldKey]
  if (expected.length > 0) expect(expected.includes(key), `the key is lost: ${key}`)
  const other = outcomeOf(reports.verify, 'other key')
  expect(operation === 'delete' ? other === 'keychain.missing-item' : other === keys.oldKey, `the other key: ${other}`)
  if (operation === 'delete') expect(!own.some((account) => account.startsWith('con_bbbb')), 'a deleted key is still in the keychain')
  return problems
}

async function runPhase(sandbox: Sandbox, kind: KeychainKind, caseBundle: string, order: CaseOrder): Promise<CaseReport> {
  const { stdout, stderr, code } = await sandbox.run(kind, [process.execPath, caseBundle], {
    variables: { KEYCHAIN_CASE: JSON.stringify(order) },
    display: order.phase === 'fault' && order.fault === 'locked-ignored',
  })
  const line = stdout.split('\n').find((text) => text.startsWith('{"steps"'))
  if (!line) throw new Error(`phase ${order.phase} ended with ${code} and without a report: ${stderr.slice(-600)}`)
  return JSON.parse(line) as CaseReport
}

export default async function keychainGate({ n = 1, seed = 1, only }: { n?: number; seed?: number; only?: string }) {
  const missing = missingTools()
  if (missing.length > 0) {
    console.log(`cannot run: ${missing.join(', ')} missing`)
    return { passed: 0, failed: 1 }
  }
  const random = createRandom(seed)
  const cases: Case[] = []
  for (let round = 0; round < n; round++) {
    for (const fault of faults) {
      if (fault === 'locked-ignored' && !hasDisplayServer()) console.log('locked-ignored is not run: no Xvfb')
      else for (const operation of operations) cases.push({ fault, operation, seed: random.integer(0, 2 ** 30) })
    }
  }
  const chosen = cases.filter(({ fault, operation }) => !only || only === fault || only === `${fault}/${operation}`)
  const caseBundle = await bundle('test/support/keychain/case-entry.ts')
  const vault = await bundle('test/support/keychain/vault-entry.ts')
  const hangingVault = await bundle('test/support/keychain/vault-entry.ts', { keytar: 'test/support/keychain/silent-keychain.ts' })

  let passed = 0
  let failed = 0
  const worstMs: Record<string, number> = {}
  const runCase = async (chosenCase: Case): Promise<void> => {
    const { fault, operation } = chosenCase
    const keys = { oldKey: `old-${random.hex(36)}`, newKey: `new-${random.hex(36)}` }
    const sandbox = createSandbox()
    try {
      const base = { ...keys, fault, operation, seed: chosenCase.seed, profileFolder: join(sandbox.folder, 'profile'), vaultBundle: vault }
      const setUp = await runPhase(sandbox, 'unlocked', caseBundle, { ...base, phase: 'set-up' })
      const met = await runPhase(sandbox, kindOfFault[fault] ?? 'unlocked', caseBundle, { ...base, phase: 'fault', vaultBundle: fault === 'hanging' ? hangingVault : vault })
      if (fault === 'empty') putBack(join(sandbox.folder, 'data'))
      const verify = await runPhase(sandbox, 'unlocked', caseBundle, { ...base, phase: 'verify' })
      const problems = judge(chosenCase, keys, { setUp, fault: met, verify })
      for (const step of met.steps) worstMs[fault] = Math.max(worstMs[fault] ?? 0, step.ms)
      if (problems.length === 0) passed++
      else report(chosenCase, problems)
    } catch (error) {
      report(chosenCase, [String(error)])
    } finally {
      sandbox.remove()
    }
  }
  const report = ({ fault, operation, seed: caseSeed }: Case, problems: readonly string[]) => {
    failed++
    console.log(`${fault}/${operation} (${caseSeed}): ${problems.join('; ')}`)
  }

  // Two at a time: most of it is waiting.
  const queue = [...chosen]
  await Promise.all([0, 1].map(async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await runCase(next)
  }))
  console.log(`longest call in ms: ${Object.entries(worstMs).map(([fault, ms]) => `${fault} ${ms}`).join(', ')}`)
  return { passed, failed }
}

function putBack(dataFolder: string): void {
  for (const name of readdirSync(join(dataFolder, 'aside'))) renameSync(join(dataFolder, 'aside', name), join(dataFolder, 'keyrings', name))
}
