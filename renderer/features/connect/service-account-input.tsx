// The two fields of a service account: its client id, and the secret that is shown once when it is made.

import type { RefObject } from 'react'

interface ServiceAccountInputProps {
  readonly account: RefObject<HTMLInputElement | null>
  readonly field: RefObject<HTMLInputElement | null>
  readonly isRunning: boolean
  readonly isRefused: boolean
}

export const ServiceAccountInput = ({ account, field, isRunning, isRefused }: ServiceAccountInputProps) => (
  <>
    <div className="field">
      <label htmlFor="client-id">Client ID</label>
      <input ref={account} id="client-id" className="input mono" autoFocus autoComplete="off" spellCheck={false} maxLength={128} aria-invalid={isRefused ? true : undefined} disabled={isRunning} />
    </div>
    <div className="field">
      <label htmlFor="client-secret">Client secret</label>
      <input ref={field} id="client-secret" className="input mono" type="password" autoComplete="off" spellCheck={false} maxLength={380} aria-describedby="client-secret-hint" disabled={isRunning} />
      <p id="client-secret-hint" className="hint">
        From Settings, Service accounts in the JumpCloud console. It gets tokens that last about an hour; those are kept in memory only.
      </p>
    </div>
  </>
)
