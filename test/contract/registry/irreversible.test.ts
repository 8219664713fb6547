// Every action that nothing takes back says so before the click: in the menu, in the row of the plan, and in the plan's sentence about
// taking back. All declared actions, none left out; the plan is made by the planner itself.

import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActionParts } from '../../../main/engine/actions/parts.ts'
import { makePlan } from '../../../main/engine/actions/planner.ts'
import type { StoredRow } from '../../../main/engine/store/ledger.ts'
import { actionData } from '../../../renderer/registry-plugin.ts'
import type { ActionDescription, Image, Subject } from '../../../shared/actions/action.ts'
import { judge } from '../../../shared/actions/judge.ts'
import type { OrganizationId, ResourceId } from '../../../shared/base/ids.ts'
import { type PartRead } from '../../../shared/resources/derive/action-requests.ts'
import { actions, resourceOf } from '../../../shared/resources/index.ts'
import { parametersFor } from './action-samples.ts'

const organization = 'b'.repeat(24) as OrganizationId
const id = 'a'.repeat(24) as ResourceId
const at = '2026-03-02T08:00:00.000Z'

/** What a service may have that nobody thought of, and what each action looks for. */
const anyImage = (action: ActionDescription): fc.Arbitrary<Image> => {
  const value = fc.oneof(fc.boolean(), fc.jsonValue({ maxDepth: 1 }))
  const known = fc.record(
    {
      state: fc.constantFrom('STAGED', 'ACTIVATED', 'SUSPENDED'),
      suspended: fc.boolean(),
      type: fc.constantFrom('g_suite', 'office_365', 'active_directory'),
      membershipMethod: fc.constant('STATIC'),
      osFamily: fc.constantFrom('darwin', 'linux', 'windows'),
      builtInCommands: fc.constant(['lock', 'restart', 'shutdown', 'erase'].map((name) => ({ name }))),
      primarySystemUser: fc.constant({ id: 'c'.repeat(24) }),
      provider: fc.constant('d'.repeat(24)),
      scheduledJobId: fc.constant('job'),
      scheduledDate: fc.constant(at),
      public_key: fc.constant('ssh-ed25519 AAAA somebody'),
      _id: fc.constant('e'.repeat(24)),
    },
    { requiredKeys: [] },
  )
  const part = fc.tuple(fc.dictionary(fc.constantFrom(...Object.keys(resourceOf(action.kind).schema.shape)), value), known).map(([any, some]) => ({ ...any, ...some }))
  return fc.record(Object.fromEntries(Object.keys(action.reads).map((name) => [name, fc.option(part, { nil: null })])))
}

const parametersOf = (action: ActionDescription): Readonly<Record<string, unknown>> => ({
  ...parametersFor(action),
  ...(action.exception ? { until: '2026-04-01T08:00:00.000Z' } : {}),
  ...('isActiveToo' in action.fields ? { isActiveToo: true } : {}),
})

/** Images that this action would change, of both sorts where there are both: with and without a way back. */
function changedImages(action: ActionDescription): { image: Image; inverse: ReturnType<ActionDescription['inverse']> }[] {
  const found = new Map<boolean, { image: Image; inverse: ReturnType<ActionDescription['inverse']> }>()
  for (const image of fc.sample(anyImage(action), { numRuns: 400, seed: 11 })) {
    const subject: Subject = { id: action.target === 'new' ? null : id, organization, image, parameters: parametersOf(action), at }
    if (judge(action, subject).verdict !== 'change') continue
    const inverse = action.inverse(subject)
    found.set('irreversible' in inverse, { image, inverse })
  }
  return [...found.values()]
}

/** The planner over an object that only this test knows; nothing of it is kept. */
async function planned(action: ActionDescription, image: Image) {
  const kept: StoredRow[] = []
  const parts = {
    clock: { now: () => Date.parse(at) },
    operator: 'tester',
    isOffline: () => false,
    random: (size: number) => randomBytes(size),
    contextOf: async () => ({}) as never,
    api: { perSecond: async () => 10, part: async (_context: unknown, read: PartRead) => image[read.part] ?? null },
    store: {
      organizations: async () => [],
      connections: async () => (action.holder === 'provider' ? [{ provider: { id: organization, name: 'Provider' } }] : []),
      value: async () => null,
      summary: async () => ({ organizations: [], coverage: {} }),
      currentObjects: async (_organization: unknown, _kind: unknown, ids: readonly string[]) => ids.map(() => null),
      directBindings: async () => ({ bindings: [], missing: [] }),
      eachSlice: async () => undefined,
      ledger: { savePlan: async (_header: unknown, rows: readonly StoredRow[]) => void kept.push(...rows) },
    },
  } as unknown as ActionParts
  const { header } = await makePlan(parts, { action, targets: [{ organization, id: action.target === 'new' ? null : id, action, parameters: parametersOf(action) }], revision: 1, origin: { type: 'selection' }, signal: new AbortController().signal })
  return { header, row: kept[0]! }
}

const menu = new Map(actionData().map((data) => [data.id, data]))

test('there are actions of every class, and each is in the menus’ data', () => {
  expect(new Set(actions.map((action) => action.class))).toEqual(new Set(['B', 'C', 'D']))
  expect([...menu.keys()]).toEqual(actions.map((action) => action.id))
})

describe.each(actions.map((action) => [action.id, action] as const))('%s', (_, action) => {
  test('says before the click whether it can be taken back (14.3)', async () => {
    const images = changedImages(action)
    expect(images.length, 'something that it changes').toBeGreaterThan(0)
    for (const { image, inverse } of images) {
      const { header, row } = await planned(action, image)
      expect(header.counts.change).toBe(1)
      if ('irreversible' in inverse) {
        expect(row.shown.irreversible).toBe(inverse.irreversible)
        expect(header).toMatchObject({ counts: { irreversible: 1 }, undo: { isPossible: false, text: `Cannot be taken back. ${inverse.irreversible}` } })
        // What cannot be taken back does not wait for later either.
        expect(header.draftProblem).not.toBeNull()
      } else {
        expect(row.shown.irreversible).toBeNull()
        expect(header).toMatchObject({ counts: { irreversible: 0 }, undo: { isPossible: true } })
        expect(header.undo.text).toMatch(/^Can be taken back/)
      }
    }
    // The menu may be silent only about what has a way back.
    const isAlwaysFinal = images.every(({ inverse }) => 'irreversible' in inverse)
    expect(menu.get(action.id)!.isFinal).toBe(isAlwaysFinal)
    // Whatever nothing takes back is no B, which may start without a look; whatever destroys is D.
    if (isAlwaysFinal) expect(action.class).not.toBe('B')
  })
})
