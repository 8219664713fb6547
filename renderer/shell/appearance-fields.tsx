// Name, monogram and colour of an organization: the same fields when it is added and in its settings.

import { useId, useState } from 'react'
import type { Appearance } from '../../shared/contract/organization.ts'
import type { OrganizationId } from '../../shared/base/ids.ts'
import { organizationColours } from '../bridge/registry.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { Mark } from '../ui/mark.tsx'

interface Draft extends Appearance {
  readonly name: string
}

export interface AppearanceDraft {
  readonly value: Draft
  readonly set: (change: Partial<Draft>) => void
  /** What must be corrected first, or null. */
  readonly problem: { readonly field: 'name' | 'monogram'; readonly text: string } | null
}

const nameCharactersMax = 80

/** `own` is left out when the monogram is compared with the others. */
export function useAppearanceDraft(first: Draft, own?: OrganizationId): AppearanceDraft {
  const [value, setValue] = useState(first)
  const others = (useOrganizations() ?? []).filter(({ id }) => id !== own)
  return { value, set: (change) => setValue((before) => ({ ...before, ...change })), problem: problemOf(value, others) }
}

function problemOf({ name, monogram }: Draft, others: readonly { readonly name: string; readonly appearance: Appearance }[]): AppearanceDraft['problem'] {
  if (name.trim() === '') return { field: 'name', text: 'A name is needed.' }
  if (!/^[\p{L}\p{N}]{1,2}$/u.test(monogram)) return { field: 'monogram', text: 'One or two letters or digits.' }
  const twin = others.find(({ appearance }) => appearance.monogram.toLowerCase() === monogram.toLowerCase())
  return twin ? { field: 'monogram', text: `${twin.name} has this mark already.` } : null
}

export function AppearanceFields({ draft: { value, set, problem } }: { draft: AppearanceDraft }) {
  // Two panes may show these fields side by side.
  const own = useId()
  const problemProps = (field: 'name' | 'monogram') => (problem?.field === field ? { 'aria-invalid': true, 'aria-describedby': `${own}-${field}-problem` } : {})
  const problemText = (field: 'name' | 'monogram') =>
    problem?.field === field && (
      <p id={`${own}-${field}-problem`} className="hint tone-bad">
        {problem.text}
      </p>
    )
  return (
    <>
      <div className="name-line">
        <div className="field">
          <label htmlFor={`${own}-name`}>Name</label>
          <input id={`${own}-name`} className="input" maxLength={nameCharactersMax} value={value.name} onChange={(event) => set({ name: event.target.value })} {...problemProps('name')} />
          {problemText('name')}
        </div>
        <div className="field monogram-field">
          <label htmlFor={`${own}-monogram`}>Mark</label>
          <input
            id={`${own}-monogram`}
            className="input"
            maxLength={2}
            autoComplete="off"
            value={value.monogram}
            onChange={(event) => set({ monogram: event.target.value.toUpperCase() })}
            {...problemProps('monogram')}
          />
          {problemText('monogram')}
        </div>
      </div>
      <fieldset>
        <legend>Colour</legend>
        <div className="swatches">
          {organizationColours.map((colour) => (
            <label key={colour} className="swatch" data-colour={colour}>
              <input type="radio" name="colour" value={colour} aria-label={colour} checked={value.colour === colour} onChange={() => set({ colour })} />
              <Mark colour={colour} monogram={value.monogram || '–'} />
            </label>
          ))}
          <span className="muted">{value.colour}</span>
        </div>
      </fieldset>
    </>
  )
}
