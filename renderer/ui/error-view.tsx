// An error for people: what happened, what stayed safe, what to do, the code to quote, and the one next step.

import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { iconProps } from './icons.ts'

export interface ErrorText {
  readonly what: string
  readonly safe: string
  readonly next: string
  readonly code: string
}

interface ErrorViewProps {
  readonly error: ErrorText
  /** At most one main action. */
  readonly children?: ReactNode
  /** `page` centres it in an empty region; `inline` sits in a dialog or above a list. */
  readonly look?: 'page' | 'inline'
}

export const ErrorView = ({ error, children, look = 'inline' }: ErrorViewProps) => (
  <div role="alert" className={`error-view ${look}`}>
    <CircleAlert {...iconProps} size={look === 'page' ? 20 : 16} className="tone-bad" />
    <div className="error-text">
      <p className="what">{error.what}</p>
      <p>
        {error.safe} {error.next}
      </p>
      <p className="code">
        Code <code>{error.code}</code>
      </p>
      {children && <div className="error-actions">{children}</div>}
    </div>
  </div>
)
