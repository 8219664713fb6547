// Where a credential is kept: in the keychain, or for the session only.

import { Info } from 'lucide-react'
import { iconProps } from '../../ui/icons.ts'

type Keep = 'keychain' | 'session'

export const KeepFields = ({ keep, canKeepInKeychain, onChange }: { keep: Keep; canKeepInKeychain: boolean; onChange: (keep: Keep) => void }) => (
  <fieldset>
    <legend>Keep the key</legend>
    <div className="choices column">
      <label className="choice">
        <input type="radio" name="keep" checked={keep === 'keychain'} disabled={!canKeepInKeychain} onChange={() => onChange('keychain')} />
        <span>In the keychain of this computer</span>
      </label>
      <label className="choice">
        <input type="radio" name="keep" checked={keep === 'session'} onChange={() => onChange('session')} />
        <span>For this session only; forgotten when OrgDeck closes</span>
      </label>
    </div>
    {!canKeepInKeychain && (
      <p className="note">
        <Info {...iconProps} size={14} /> This system offers no keychain that can be used now. Keys are never written to a file instead.
      </p>
    )}
  </fieldset>
)
