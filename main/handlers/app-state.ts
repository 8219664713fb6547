// Where the program stands as a whole: one value, changed here only, published as a topic.

import type { AppError } from '../../shared/base/app-error.ts'
import type { AppState } from '../../shared/contract/app.ts'

export interface AppStateHolder {
  value(): AppState
  change(part: Partial<AppState>): AppState
}

export function createAppState(publish: (state: AppState) => void): AppStateHolder {
  let state: AppState = { keychain: 'ready', isSessionOnly: false, engine: 'starting', storeError: null, showsFirstView: false, demo: 'off' }
  publish(state)
  return {
    value: () => state,
    change: (part) => {
      state = { ...state, ...part }
      publish(state)
      return state
    },
  }
}

export const storeErrorOf = (error: AppError): NonNullable<AppState['storeError']> => ({ code: error.code, detail: { ...error.detail } })
