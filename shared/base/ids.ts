// Branded ids, so that an organization id cannot be passed where a user id is meant.

import { z } from 'zod'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** The vendor's 24-hex id of an organization. */
export type OrganizationId = Branded<'OrganizationId'>
/** Our own id of one saved credential with its region. */
export type ConnectionId = Branded<'ConnectionId'>
/** The vendor's id of any object inside one organization; unique only together with the organization. */
export type ResourceId = Branded<'ResourceId'>
export type RunId = Branded<'RunId'>
export type PlanId = Branded<'PlanId'>
export type JobId = Branded<'JobId'>
/** A change that waits for the network and for a second look. */
export type DraftId = Branded<'DraftId'>

/** A table of people that is being looked through before anything is planned. */
export type ImportId = Branded<'ImportId'>

const vendorId = z.string().regex(/^[a-f0-9]{24}$/)
const localId = z.string().regex(/^[a-z]+_[a-z0-9]{16}$/)

const branded = <T>(schema: z.ZodType<string>) => schema as unknown as z.ZodType<T, T>

export const OrganizationIdSchema = branded<OrganizationId>(vendorId)
export const ConnectionIdSchema = branded<ConnectionId>(localId)
/** `pln_` and 16 characters of the plan's own SHA-256: a plan with another content has another id. */
export const PlanIdSchema = branded<PlanId>(localId)
export const JobIdSchema = branded<JobId>(localId)
export const DraftIdSchema = branded<DraftId>(localId)
export const ImportIdSchema = branded<ImportId>(localId)
export const ResourceIdSchema = branded<ResourceId>(z.string().min(1).max(128))

/** An object among those of several organizations, as one text: the ids of two organizations may repeat. */
export const objectKey = (organization: string, id: string): string => `${organization}:${id}`

/** A local id such as `con_4f…`: prefix, then 16 characters from the given random bytes. */
export function localIdFrom(prefix: string, bytes: Uint8Array): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  let text = ''
  for (let index = 0; index < 16; index++) text += alphabet[(bytes[index] ?? 0) & 31]
  return `${prefix}_${text}`
}
