// The fields for a new secret of one connection. Main proves by a read that it opens the same organizations before the old one goes.

import type { ReactNode } from 'react'
import type { Connection } from '../../../shared/contract/connection.ts'
import { useClient } from '../../bridge/bridge-context.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { ErrorView } from '../../ui/error-view.tsx'
import { KeyInput } from './key-input.tsx'
import { ServiceAccountInput } from './service-account-input.tsx'
import { type KeySource, useKeyField } from './use-key-field.ts'

interface ReplaceKeyFormProps {
  readonly connection: Connection
  /** Whose key it is, for sentences of errors. */
  readonly name: string
  readonly onReplaced: () => void
  readonly onCancel: () => void
  readonly cancelText?: string
  /** What to know before a key is entered. */
  readonly children?: ReactNode
}

export function ReplaceKeyForm({ connection, name, onReplaced, onCancel, cancelText = 'Cancel', children }: ReplaceKeyFormProps) {
  const client = useClient()
  const { field, account, isRunning, error, submit } = useKeyField()
  const replace = (from: KeySource['from']) =>
    void submit(from, async (source) => {
      await client.call('connection.replaceKey', { connection: connection.id, source })
      onReplaced()
    })
  const isServiceAccount = connection.type === 'serviceAccount'
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        replace(isServiceAccount ? 'serviceAccount' : 'paste')
      }}
    >
      {children}
      {isServiceAccount ? (
        <ServiceAccountInput account={account} field={field} isRunning={isRunning} isRefused={error !== null} />
      ) : (
        <KeyInput field={field} isRunning={isRunning} isRefused={error !== null} onClipboard={() => replace('clipboard')} />
      )}
      {error && <ErrorView error={errorWords(error, { organization: name })} />}
      <footer className="dialog-actions">
        <button type="button" className="button" disabled={isRunning} onClick={onCancel}>
          {cancelText}
        </button>
        <button type="submit" className="button primary" disabled={isRunning}>
          {isRunning ? 'Asking JumpCloud' : 'Check and replace'}
        </button>
      </footer>
    </form>
  )
}
