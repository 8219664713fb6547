import { describe, expect, test, vi } from 'vitest'
import { checkEffect, type EffectFacts } from '../../../../main/ipc/effect-gate.ts'
import { isAppError } from '../../../../shared/base/app-error.ts'
import type { OrganizationId, PlanId } from '../../../../shared/base/ids.ts'
import { limits } from '../../../../shared/base/limits.ts'
import type { Confirmation } from '../../../../shared/contract/action.ts'
import { contract } from '../../../../shared/contract/index.ts'
import type { PlanFacts } from '../../../../shared/contract/plan-facts.ts'

const contoso = 'aaaa00000000000000000001' as OrganizationId
const fabrikam = 'aaaa00000000000000000002' as OrganizationId
const part = (fields: Partial<PlanFacts['organizations'][number]> = {}): PlanFacts['organizations'][number] => ({ organization: contoso, name: 'Contoso', safety: 'guarded', changes: 3, phrase: null, typed: [], ...fields })
const facts = (fields: Partial<PlanFacts> = {}): PlanFacts => ({
  isStarted: false, class: 'B', changes: 3, createdAt: '2026-11-22T00:00:00.000Z', expiresAt: '2026-11-22T00:15:00.000Z', ageMs: 1_000, moved: 0, isOffline: false, organizations: [part()], ...fields,
})
const destructive = facts({ class: 'D', organizations: [part({ phrase: 'DELETE 3 CONTOSO' })] })

async function start(plan: PlanFacts, confirmation: Confirmation): Promise<{ code: string; detail: object } | 'passes'> {
  const from: EffectFacts = { plan: async () => plan, job: async () => ({ isOffline: false, organizations: [] }) }
  try {
    await checkEffect('action.start', contract['action.start'], { plan: 'pln_aaaaaaaaaaaaaaaa' as PlanId, confirmation }, from)
    return 'passes'
  } catch (error) {
    if (!isAppError(error)) throw error
    return { code: error.code, detail: error.detail }
  }
}

const code = async (plan: PlanFacts, confirmation: Confirmation): Promise<string> => {
  const found = await start(plan, confirmation)
  return found === 'passes' ? found : found.code
}

describe('the effect gate', () => {
  test('lets a confirmed plan of a guarded organization start', async () => expect(await start(facts(), { changes: 3 })).toBe('passes'))

  test('refuses everything in a read-only organization and names it', async () => {
    expect(await start(facts({ organizations: [part({ safety: 'readOnly' })] }), { changes: 3 })).toEqual({ code: 'change.read-only', detail: { organization: `Contoso (${contoso})` } })
    expect(await code(facts({ organizations: [part(), part({ organization: fabrikam, name: 'Fabrikam', safety: 'readOnly' })] }), { changes: 3 })).toBe('change.read-only')
    expect(await code(facts({ organizations: [part({ safety: null })] }), { changes: 3 })).toBe('organization.unknown')
  })

  test.each([
    ['was started before', facts({ isStarted: true }), 'plan.started'],
    ['changes nothing', facts({ changes: 0 }), 'plan.empty'],
    ['is too old', facts({ ageMs: limits.planAgeMsMax + 1 }), 'plan.old'],
    ['is of another world', facts({ moved: 1 }), 'plan.drifted'],
    ['cannot reach the service', facts({ isOffline: true }), 'change.offline'],
  ])('refuses a plan that %s', async (_what, plan, expected) => expect(await code(plan, { changes: 3 })).toBe(expected))

  test('takes single moved rows of a large plan for what the reading before each change will find', async () =>
    expect(await code(facts({ changes: 100, moved: 5, organizations: [part({ changes: 100 })] }), { changes: 100 })).toBe('passes'))

  test('wants the number that the plan shows', async () => {
    expect(await code(facts(), { changes: 4 })).toBe('plan.confirmation')
    expect(await code(facts(), {})).toBe('plan.confirmation')
  })

  test('asks an expert for nothing where one thing can be taken back, and for the number otherwise', async () => {
    const one = (fields: Partial<PlanFacts> = {}) => facts({ changes: 1, organizations: [part({ safety: 'expert', changes: 1 })], ...fields })
    expect(await code(one(), {})).toBe('passes')
    expect(await code(one({ class: 'C' }), {})).toBe('plan.confirmation')
    expect(await code(facts({ changes: 2, organizations: [part({ safety: 'expert', changes: 2 })] }), {})).toBe('plan.confirmation')
    expect(await code(one({ organizations: [part({ safety: 'guarded', changes: 1 })] }), {})).toBe('plan.confirmation')
  })

  test('wants the phrase of every organization before something is destroyed, whatever the level', async () => {
    const phrases = [{ organization: contoso, text: 'DELETE 3 CONTOSO' }]
    expect(await code(destructive, { changes: 3, phrases })).toBe('passes')
    expect(await code(destructive, { changes: 3 })).toBe('plan.confirmation')
    expect(await code(destructive, { changes: 3, phrases: [{ organization: contoso, text: 'delete 3 contoso' }] })).toBe('plan.confirmation')
    expect(await code(destructive, { changes: 3, phrases: [{ organization: fabrikam, text: 'DELETE 3 CONTOSO' }] })).toBe('plan.confirmation')
    const two = facts({ class: 'D', organizations: [part({ phrase: 'DELETE 3 CONTOSO', safety: 'expert' }), part({ organization: fabrikam, phrase: 'DELETE 1 FABRIKAM' })] })
    expect(await code(two, { changes: 3, phrases })).toBe('plan.confirmation')
    expect(await code(two, { changes: 3, phrases: [...phrases, { organization: fabrikam, text: ' DELETE  1 FABRIKAM ' }] })).toBe('passes')
  })

  test('wants the name of every object where the plan asks for it, and never passes a destructive part without anything to type', async () => {
    const erase = facts({ class: 'D', organizations: [part({ typed: [{ position: 0, text: 'C02XL1' }, { position: 2, text: 'C02XL3' }] })] })
    expect(await code(erase, { changes: 3, typed: [{ position: 0, text: 'C02XL1' }, { position: 2, text: 'C02XL3' }] })).toBe('passes')
    expect(await code(erase, { changes: 3, typed: [{ position: 0, text: 'C02XL1' }, { position: 2, text: 'C02XL1' }] })).toBe('plan.confirmation')
    expect(await code(facts({ class: 'D' }), { changes: 3 })).toBe('call.refused')
  })

  test('lets only two operations change anything, and a paused job go on only where its organizations allow it', async () => {
    const changing = Object.entries(contract).filter(([, operation]) => operation.type === 'task' && (operation.effect === 'remoteChange' || operation.effect === 'destructive'))
    const job = vi.fn(async () => ({ isOffline: false, organizations: [{ organization: contoso, name: 'Contoso', safety: 'readOnly' as const }] }))
    const from: EffectFacts = { plan: async () => facts(), job }
    expect(changing.map(([name]) => name).filter((name) => name.startsWith('action.') || name.startsWith('job.'))).toEqual(['action.start', 'job.resume'])
    await expect(checkEffect('thing.erase', { ...contract['action.start'] }, {}, from)).rejects.toMatchObject({ code: 'call.refused' })
    await expect(checkEffect('job.resume', contract['job.resume'], { job: 'job_aaaaaaaaaaaaaaaa' }, from)).rejects.toMatchObject({ code: 'change.read-only' })
  })

  test('has no place for targets in what starts a plan', () => {
    const input = { plan: 'pln_aaaaaaaaaaaaaaaa', confirmation: { changes: 1 } }
    expect(contract['action.start'].input.safeParse(input).success).toBe(true)
    expect(contract['action.start'].input.safeParse({ ...input, targets: [{ organization: contoso, ids: ['x'] }] }).success).toBe(false)
    expect(contract['action.start'].input.safeParse({ ...input, confirmation: { changes: 1, ids: ['x'] } }).success).toBe(false)
  })
})
