// The contract: the only list of all operations that a window may call, and of those that only main may.

import { action } from './action.ts'
import { app } from './app.ts'
import { connection } from './connection.ts'
import type { Declaration } from './define.ts'
import { diff } from './diff.ts'
import { draft } from './draft.ts'
import { engine } from './engine.ts'
import { exception } from './exception.ts'
import { exports_ } from './export.ts'
import { import_ } from './import.ts'
import { insights } from './insights.ts'
import { job } from './job.ts'
import { ledger } from './ledger.ts'
import { live } from './live.ts'
import { organization } from './organization.ts'
import { provider } from './provider.ts'
import { settings } from './settings.ts'
import { snapshot } from './snapshot.ts'
import { sync } from './sync.ts'

type Merged<Parts extends readonly object[]> = Parts extends readonly [infer Head, ...infer Rest extends readonly object[]]
  ? keyof Head & keyof Merged<Rest> extends never
    ? Head & Merged<Rest>
    : { error: 'two domains declare the same operation'; names: keyof Head & keyof Merged<Rest> }
  : unknown

/** Merges domains; two domains with the same operation name are a compile error. */
const merge = <Parts extends readonly Readonly<Record<string, Declaration>>[]>(...parts: Parts): Merged<Parts> => Object.assign({}, ...parts) as Merged<Parts>

export const contract = merge(app, connection, provider, organization, snapshot, diff, live, insights, sync, action, job, draft, exception, ledger, exports_, import_, settings)
export type Contract = typeof contract

/** Main → engine only. */
export const engineContract = engine
export type EngineContract = typeof engineContract

/** The contract as a table to look names up in. */
export const declarations: Readonly<Record<string, Declaration>> = contract
