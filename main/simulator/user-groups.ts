// The user groups of an organization: what each is called, how it looks on the wire and whom it takes in.

import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import { fraction, randomAt } from './mixing.ts'
import type { Profile } from './profile.ts'
import { commonDepartments, places, tradeDepartments } from './workplaces.ts'

/** Who belongs to a group: a rule on a field, a share of the people chosen by hand, everybody or nobody. */
export type Rule =
  | { readonly by: 'everybody' }
  | { readonly by: 'field'; readonly field: string; readonly value: string; readonly isReviewed: boolean }
  | { readonly by: 'hand'; readonly share: number }

export interface GroupDescription {
  readonly name: string
  readonly description: string
  readonly rule: Rule
}

const fieldRule = (field: string, value: string, isReviewed = false): Rule => ({ by: 'field', field, value, isReviewed })
const byHand = (share: number): Rule => ({ by: 'hand', share })

const accessGroups = ['VPN Users', 'Finance Reports – Read', 'Payroll Editors', 'CRM', 'Source Control', 'Ticketing', 'Wi-Fi Guests', 'Remote Desktop', 'Badge Printers', 'Expense Approvers', 'Cloud Console – Billing', 'Video Editing Licences', 'Procurement', 'Translation Portal']
const abandonedGroups = ['Interns 2019', 'Old VPN (do not use)', 'Migration Wave 3', 'Temp – Holiday Cover', 'Contractors Q2', 'zz_test', 'Merger Workstream']
const projects = ['Aurora', 'Basalt', 'Cobalt', 'Dovetail', 'Ember', 'Foxglove', 'Granite', 'Harbour', 'Indigo', 'Juniper', 'Kestrel', 'Lantern', 'Meridian', 'Nimbus', 'Osprey', 'Peregrine', 'Quartz', 'Redwood', 'Saffron', 'Tidewater']

/** As many groups as asked for: everybody, access, departments, places, abandoned ones, then projects without end. */
export function groupDescriptions(profile: Profile, seed: number): GroupDescription[] {
  const list: GroupDescription[] = [{ name: 'All Users', description: '', rule: { by: 'everybody' } }]
  const departments = [...tradeDepartments[profile.trade], ...commonDepartments].map((entry) => entry.name)
  const sources: GroupDescription[][] = [
    departments.map((name, at) => ({ name, description: `Everybody in ${name}`, rule: fieldRule('department', name, at % 4 === 3) })),
    accessGroups.map((name, at) => ({ name, description: at % 3 === 0 ? '' : `Access to ${name}`, rule: byHand(0.03 + 0.25 * fraction(seed, at)) })),
    abandonedGroups.map((name, at) => ({ name, description: at % 2 === 0 ? '' : 'Kept for the auditors', rule: byHand(0) })),
    places[profile.area].map((place) => ({ name: `Site ${place.locality}`, description: `People who work in ${place.locality}`, rule: fieldRule('location', place.locality) })),
    [{ name: 'Contractors', description: 'External staff', rule: fieldRule('employeeType', 'Contractor') }],
  ]
  for (let at = 0; list.length < profile.userGroups && at < 40; at++) {
    for (const source of sources) {
      const next = source[at]
      if (next && list.length < profile.userGroups) list.push(next)
    }
  }
  for (let at = 0; list.length < profile.userGroups; at++) {
    const round = Math.floor(at / projects.length)
    const name = `Project ${projects[at % projects.length]}${round === 0 ? '' : ` ${round + 1}`}`
    // One project in six has ended and its group was never removed.
    list.push({ name, description: at % 2 === 0 ? 'Project room' : '', rule: byHand(at % 6 === 5 ? 0 : 0.005 + 0.04 * fraction(seed, 100 + at)) })
  }
  return list
}

export function groupPayload(group: GroupDescription, index: number, id: string, seed: number): RawObject {
  const random = randomAt(seed, index)
  const plain = { attributes: groupAttributes(group), description: group.description, email: random.chance(0.2) ? `${slug(group.name)}@groups.example` : '', id, name: group.name, type: 'user_group' }
  const { rule } = group
  if (rule.by === 'everybody') return { ...plain, membershipMethod: 'NOTSET' }
  if (rule.by === 'hand') return { ...plain, memberQuery: null, memberQueryExemptions: [], memberSuggestionsNotify: false, membershipMethod: random.chance(0.5) ? 'STATIC' : 'NOTSET' }
  return {
    ...plain,
    memberQuery: { queryType: 'FilterQuery', filters: [{ field: rule.field, operator: 'eq', value: rule.value }] },
    memberQueryExemptions: [],
    memberSuggestionsNotify: rule.isReviewed,
    membershipMethod: rule.isReviewed ? 'DYNAMIC_REVIEW_REQUIRED' : 'DYNAMIC_AUTOMATED',
    suggestionCounts: rule.isReviewed ? { add: 2, remove: 0, total: 2 } : { add: 0, remove: 0, total: 0 },
  }
}

function groupAttributes({ name }: GroupDescription): RawObject | null {
  if (name === 'Source Control') return { posixGroups: [{ id: 7_001, name: 'git' }] }
  if (name === 'IT') return { sudo: { enabled: true, withoutPassword: false }, ldapGroups: [{ name: 'IT' }] }
  return null
}

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

/** Whether a user belongs to a group, for users that the estate was made with and for those that came later. */
export function belongs(rule: Rule, user: RawObject, userIndex: number, groupSeed: number): boolean {
  if (rule.by === 'everybody') return true
  return rule.by === 'field' ? user[rule.field] === rule.value : fraction(groupSeed, userIndex) < rule.share
}
