// Settings of this computer's operator: appearance and layout. Nothing about an organization's data.

import { z } from 'zod'
import { OrganizationIdSchema } from '../base/ids.ts'
import { limits } from '../base/limits.ts'
import { query, task, topic } from './define.ts'

const OffboardingChoicesSchema = z.object({
  when: z.enum(['now', 'later', 'not']),
  takesGroups: z.boolean(),
  takesDevices: z.boolean(),
  takesDirectories: z.boolean(),
  takesAccess: z.boolean(),
  reports: z.enum(['keep', 'clear', 'reassign']),
})
export type OffboardingChoices = z.infer<typeof OffboardingChoicesSchema>

export const SettingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'cosy', 'comfortable']),
  isNavigationCollapsed: z.boolean(),
  collapsedSections: z.array(z.string().max(40)).max(20),
  areSingleKeysOn: z.boolean(),
  /** Minutes after which an organization is read again by itself; null leaves it to the operator. */
  syncMinutes: z.number().int().min(5).max(10_080).nullable(),
  /** Nothing is read by itself, for example on a metered connection. */
  isSyncPaused: z.boolean(),
  /** Places that were open in the asking window, as the renderer wrote them; restored at the next start. */
  layout: z.string().max(limits.layoutCharactersMax).nullable(),
  /** Chosen columns and their widths by kind. */
  columns: z.record(z.string().max(40), z.array(z.object({ path: z.string().max(128), width: z.number().int().min(40).max(1_000) })).max(100)),
  /** Saved views by kind; they belong to the list, not to an organization. */
  views: z.record(
    z.string().max(40),
    z.array(z.object({ name: z.string().trim().min(1).max(60), view: z.string().max(10_000), columns: z.array(z.string().max(128)).max(100) })).max(50),
  ),
  /** What was chosen for those who leave an organization, to start from the next time. */
  offboarding: z.record(OrganizationIdSchema, OffboardingChoicesSchema),
})
export type Settings = z.infer<typeof SettingsSchema>

/** What all windows of the app have in common; the layout is each window's own. */
const CommonSettingsSchema = SettingsSchema.omit({ layout: true })
export type CommonSettings = z.infer<typeof CommonSettingsSchema>

export const settings = {
  'settings.get': query({ host: 'main', deadlineMs: limits.queryDeadlineMs, input: z.strictObject({}), output: SettingsSchema, reads: () => ['settings'] }),
  'settings.set': task({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'local',
    input: SettingsSchema.partial().strict(),
    output: SettingsSchema,
  }),
  /** What one window chose holds in the others at once. */
  'settings.changed': topic({ host: 'main', params: z.strictObject({}), item: CommonSettingsSchema, itemsPerSecondMax: 10 }),
} as const
