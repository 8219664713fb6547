// Random changes that a person could choose for some people: any action of theirs, with parameters that fit.

import type { ActionDescription } from '../../shared/actions/action.ts'
import type { Random } from '../../shared/base/random.ts'
import { actions, resourceOf } from '../../shared/resources/index.ts'
import { parametersFor } from '../contract/registry/action-samples.ts'
import type { ActionWorld } from './action-world.ts'

/** What is done to people that exist, one by one or many at once. */
export const userActions = (): readonly ActionDescription[] => actions.filter(({ kind, target, isOnlyInverse }) => kind === 'user' && target === 'each' && !isOnlyInverse)

export function randomParameters(world: ActionWorld, action: ActionDescription, random: Random): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = { ...parametersFor(action) }
  for (const [name, { form }] of Object.entries(action.fields)) {
    if (form.type !== 'object' || form.kind === undefined) continue
    const table = world.truth.table(resourceOf(form.kind))
    given[name] = table.idAt(random.pick(table.indexes()))
  }
  if (action.id === 'user.edit') {
    given['changes'] = {
      department: `Department ${random.integer(0, 5)}`,
      jobTitle: random.pick(['Engineer', 'Clerk', '']),
      ...(random.chance(0.3) && { phoneNumbers: random.chance(0.3) ? [] : [{ type: 'work', number: `+1 555 01${random.integer(10, 99)}` }, { type: 'mobile', number: '+1 555 0100' }] }),
      ...(random.chance(0.3) && { addresses: random.chance(0.3) ? [] : [{ type: 'home', streetAddress: `${random.integer(1, 9)} Elm Street`, locality: 'Springfield', country: 'US' }] }),
      ...(random.chance(0.3) && { attributes: random.chance(0.3) ? [] : [{ name: 'badge', value: random.hex(4) }, { name: 'shirtSize', value: random.pick(['S', 'M', '']) }] }),
    }
  }
  if (action.exception) given['until'] = new Date(Date.now() + 30 * 86_400_000).toISOString()
  if (action.id === 'user.setPassword') given['password'] = `Plain-${random.hex(8)}-Horse-7!`
  return given
}

/** What was carried out at the service, whatever was answered: writes that were not lost on their way and not refused. */
export function carriedOut(world: ActionWorld): string[] {
  return world.simulator.recorder.entries
    .filter(({ isWrite, status, faults }) => isWrite && !faults.includes('lostRequest') && (status < 300 || faults.includes('failsAfter') || faults.includes('reset')))
    .map(({ method, path }) => `${method} ${path}`)
}
