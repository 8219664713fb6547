// What stands in the form of a new person, as the parameters of the action that adds them.

import type { Parameters } from './parameters-form.tsx'

const detailNames = ['firstname', 'middlename', 'lastname', 'displayname', 'alternateEmail', 'company', 'costCenter', 'department', 'description', 'employeeIdentifier', 'employeeType', 'jobTitle', 'location', 'manager'] as const

/** A field left empty is left out: the service then keeps nothing there. */
export function newUserParameters(data: Pick<FormData, 'get'>): Parameters {
  const textIn = (name: string): string => String(data.get(name) ?? '').trim()
  const details = Object.fromEntries(detailNames.flatMap((name) => (textIn(name) === '' ? [] : [[name, textIn(name)]])))
  const state = textIn('state')
  // A password may begin or end with a space.
  const password = String(data.get('password') ?? '')
  return {
    username: textIn('username'),
    email: textIn('email'),
    ...(Object.keys(details).length > 0 ? { details } : {}),
    ...(state === '' ? {} : { state }),
    ...(password === '' ? {} : { password }),
  }
}
