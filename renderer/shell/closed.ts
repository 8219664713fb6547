// What keeps the whole window closed, from the state of the program. The texts are in full-window.tsx.

import type { AppState } from '../../shared/contract/app.ts'

type Detail = Readonly<Record<string, string | number>>

export type Closed =
  /** `lost`: the copies are there, and the key that opens them is not. */
  | { readonly type: 'keychain' | 'lost' | 'store' | 'engine'; readonly problem: { readonly code: string; readonly detail: Detail } }
  | { readonly type: 'starting' }

/** Null when the page may show. */
export function closedBy(state: AppState | undefined): Closed | null {
  if (!state) return { type: 'starting' }
  if (state.storeError) return { type: state.storeError.code === 'store.key' ? 'lost' : 'store', problem: state.storeError }
  // With an engine at work the keychain is a matter of single organizations, and of the banner.
  if (state.engine === 'ready' || state.engine === 'restarting') return null
  if (state.keychain !== 'ready' && !state.isSessionOnly) return { type: state.keychain === 'missing-item' ? 'lost' : 'keychain', problem: { code: `keychain.${state.keychain}`, detail: {} } }
  if (state.engine === 'failed') return { type: 'engine', problem: { code: 'engine.unavailable', detail: {} } }
  return state.showsFirstView ? null : { type: 'starting' }
}
