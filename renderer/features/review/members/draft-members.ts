// Who shall enter and who shall leave a group, before anything is planned: what is decided twice the other way round cancels out.

import type { ResourceId } from '../../../../shared/base/ids.ts'
import type { StepsQuestion } from '../steps-plan.tsx'

export interface Member {
  readonly id: ResourceId
  readonly title: string
}

export interface MemberDraft {
  readonly added: ReadonlyMap<ResourceId, Member>
  readonly removed: ReadonlyMap<ResourceId, Member>
}

export const emptyDraft: MemberDraft = { added: new Map(), removed: new Map() }

export const draftSize = ({ added, removed }: MemberDraft): number => added.size + removed.size

/** `isMember` says how it is at the service: whoever is there already is not added, whoever is not there is not taken out. */
export function decided(draft: MemberDraft, people: readonly Member[], to: 'in' | 'out', isMember: (id: ResourceId) => boolean): MemberDraft {
  const added = new Map(draft.added)
  const removed = new Map(draft.removed)
  for (const person of people) {
    added.delete(person.id)
    removed.delete(person.id)
    if (to === 'in' && !isMember(person.id)) added.set(person.id, person)
    if (to === 'out' && isMember(person.id)) removed.set(person.id, person)
  }
  return { added, removed }
}

/** "4 in, 2 out" */
export function draftText({ added, removed }: MemberDraft): string {
  const parts = [added.size > 0 ? `${added.size.toLocaleString()} in` : '', removed.size > 0 ? `${removed.size.toLocaleString()} out` : '']
  return parts.filter((part) => part !== '').join(', ')
}

export type GroupKind = 'userGroup' | 'deviceGroup'

export const memberKindOf = (group: GroupKind): 'user' | 'device' => (group === 'userGroup' ? 'user' : 'device')

/** The steps that make it so: each person's own row, whichever side the service takes it from. */
export function stepsOf({ added, removed }: MemberDraft, { organization, kind, id }: { readonly organization: StepsQuestion['organization']; readonly kind: GroupKind; readonly id: ResourceId }): StepsQuestion {
  const member = memberKindOf(kind)
  const step = (verb: 'addToGroup' | 'removeFromGroup', ids: readonly ResourceId[]) => (ids.length === 0 ? [] : [{ action: `${member}.${verb}`, parameters: { group: id }, ids: [...ids] }])
  return { purpose: 'members', organization, subject: { kind, ids: [id] }, steps: [...step('addToGroup', [...added.keys()]), ...step('removeFromGroup', [...removed.keys()])] }
}

/** Lines of a pasted text; of a table the first column that says something, without the quotes of a CSV file. */
export const pastedLines = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.split(/[\t;]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').trim()).find((cell) => cell !== '') ?? '')
      .filter((line) => line !== ''),
  ),
]
