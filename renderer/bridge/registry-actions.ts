// The actions of the registry as menus, forms and plans need them: words, class, place and fields. Loaded with the first list.

import { actionData as data } from 'virtual:registry-actions'
import type { ActionClass, ActionDescription, ActionMenu, ActionWords } from '../../shared/actions/action.ts'
import type { Field } from '../../shared/actions/field.ts'

export type FieldData = Field['form'] & { readonly name: string }

export interface ActionData {
  readonly id: string
  readonly kind: string
  readonly target: ActionDescription['target']
  readonly class: ActionClass
  /** Nothing takes it back. */
  readonly isFinal: boolean
  readonly words: ActionWords
  readonly menu: ActionMenu
  readonly fields: readonly FieldData[]
}

const known = data as readonly ActionData[]

export const actionsOf = (kind: string): readonly ActionData[] => known.filter((action) => action.kind === kind)

/** An action by its id; undefined for one of another version, which an old job may name. */
export const actionData = (id: string): ActionData | undefined => known.find((action) => action.id === id)

/** Those that a form of their own asks for more than the general one can. */
const ownForms = new Set(['user.add', 'user.edit'])

/** Whether a form can ask for everything that the action has to be told: the general one, or its own. */
export const hasForm = ({ id, fields }: ActionData): boolean => ownForms.has(id) || fields.every(({ type }) => type !== 'data')

/** "Suspend {targets}" → "Suspend 27 users" */
export const actionTitle = (action: ActionData, targets: string): string => action.words.title.replaceAll('{targets}', targets)
