// What may be done in an organization, as three radio buttons with their meaning.

import type { Organization } from '../../shared/contract/organization.ts'
import { safetyLevels, safetyWords } from './safety-words.ts'

type Safety = Organization['safety']

export const SafetyFields = ({ safety, onChange }: { safety: Safety; onChange: (safety: Safety) => void }) => (
  <fieldset>
    <legend>Safety</legend>
    <div className="choices column">
      {safetyLevels.map((level) => (
        <label key={level} className="choice">
          <input type="radio" name="safety" value={level} checked={safety === level} onChange={() => onChange(level)} />
          <span>
            {safetyWords[level].title}
            <span className="choice-note">{safetyWords[level].explanation}</span>
          </span>
        </label>
      ))}
    </div>
  </fieldset>
)
