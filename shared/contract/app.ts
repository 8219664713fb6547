// What this program is, its windows, and the files a person chooses.

import { z } from 'zod'
import { limits } from '../base/limits.ts'
import { query, task, topic } from './define.ts'

const VersionsSchema = z.object({
  app: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  sqlite: z.string(),
  sqlcipher: z.string(),
  isRuntimeSupported: z.boolean(),
  isPackaged: z.boolean(),
})

/** Where the program stands as a whole: what the full-window messages and banners are drawn from. */
const AppStateSchema = z.object({
  keychain: z.enum(['ready', 'locked', 'denied', 'absent', 'timeout', 'missing-item']),
  /** Keys and offline copies end with this session, because no keychain exists or the operator chose so. */
  isSessionOnly: z.boolean(),
  engine: z.enum(['starting', 'ready', 'locked', 'restarting', 'failed']),
  /** Error that keeps the offline copies closed, as code and detail. */
  storeError: z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  /** Windows are answered with what was last known, while the copies are being opened. */
  showsFirstView: z.boolean(),
  demo: z.enum(['off', 'starting', 'on', 'failed']),
})
export type AppState = z.infer<typeof AppStateSchema>

export const app = {
  'app.versions': query({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    input: z.strictObject({}),
    output: VersionsSchema,
    reads: () => [],
  }),
  'app.state': topic({ host: 'main', params: z.strictObject({}), item: AppStateSchema, itemsPerSecondMax: 10 }),
  /** Asks the keychain again and, when it answers, opens what it kept closed. */
  'app.retryKeychain': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({ sessionOnly: z.boolean().optional() }),
    output: AppStateSchema,
  }),
  /**
   * Gives up copies whose key is lost: deletes them and everything this profile has in the keychain, and begins with a new key.
   * Refused in every other state.
   */
  'app.startAfresh': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({ confirmation: z.literal('start afresh') }),
    output: AppStateSchema,
  }),
  /** Starts the demo estate and adds its organizations. */
  'app.startDemo': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({}),
    output: z.object({ organizations: z.number().int() }),
  }),
  'app.removeDemo': task({ host: 'main', deadlineMs: limits.taskDeadlineMs, effect: 'local', input: z.strictObject({}), output: z.null() }),
  /** Stops a running call of the same window. */
  'call.cancel': task({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'none',
    input: z.strictObject({ callId: z.string().min(1).max(64) }),
    output: z.null(),
  }),
  /** Sets the window title: what the pane shows, with the organization's name. */
  'window.setTitle': task({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'none',
    input: z.strictObject({ title: z.string().max(200) }),
    output: z.null(),
  }),
  /** Opens a window of its own for what a pane shows; it is built and guarded like the one that asks. */
  'window.open': task({
    host: 'main',
    deadlineMs: limits.taskDeadlineMs,
    effect: 'local',
    input: z.strictObject({ layout: z.string().min(1).max(limits.layoutCharactersMax) }),
    output: z.null(),
  }),
  /** Writes text to the clipboard; cleared after 30 s when unchanged. */
  'clipboard.write': task({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'local',
    sensitive: true,
    input: z.strictObject({ text: z.string().max(100_000) }),
    output: z.null(),
  }),
  /** Opens an address of the allow-list in the system's browser. */
  'link.open': task({
    host: 'main',
    deadlineMs: limits.queryDeadlineMs,
    effect: 'local',
    input: z.strictObject({ place: z.enum(['console', 'keyHelp', 'status']) }),
    output: z.null(),
  }),
} as const
