// The field for a key and the button that lets main read the clipboard instead.

import { ClipboardPaste } from 'lucide-react'
import { iconProps } from '../../ui/icons.ts'
import { limits } from '../../../shared/base/limits.ts'
import type { KeyField } from './use-key-field.ts'

export const KeyInput = ({ keyField, onClipboard }: { keyField: KeyField; onClipboard: () => void }) => (
  <div className="field">
    <label htmlFor="api-key">API key</label>
    <div className="key-line">
      <input
        ref={keyField.field}
        id="api-key"
        className="input mono"
        type="password"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={limits.keyCharactersMax}
        aria-describedby="api-key-hint"
        aria-invalid={keyField.error ? true : undefined}
        disabled={keyField.isRunning}
      />
      <button type="button" className="button" disabled={keyField.isRunning} onClick={onClipboard}>
        <ClipboardPaste {...iconProps} size={14} />
        Use clipboard
      </button>
    </div>
    <p id="api-key-hint" className="hint">
      From the administrator menu of the JumpCloud console. It is checked once and then kept out of sight.
    </p>
  </div>
)
