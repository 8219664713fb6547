// The registry: the only list of all kinds.

import { z } from 'zod'
import type { ResourceDescription } from './define.ts'
import { membership } from './membership.ts'
import { organization } from './organization.ts'
import { user } from './user.ts'
import { userGroup } from './user-group.ts'

const all = [organization, user, userGroup, membership] as const

export type Kind = (typeof all)[number]['kind']

export const resources: readonly ResourceDescription[] = all

export const kinds: readonly Kind[] = all.map((resource) => resource.kind)

export const KindSchema = z.enum(kinds as readonly [Kind, ...Kind[]])

/** The description of a kind; throws for a kind that is not registered, which only a programmer can cause. */
export function resourceOf(kind: string, registry: readonly ResourceDescription[] = resources): ResourceDescription {
  const found = registry.find((resource) => resource.kind === kind)
  if (!found) throw new Error(`no resource of kind ${kind}`)
  return found
}
