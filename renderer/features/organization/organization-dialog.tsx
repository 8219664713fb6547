// What the operator says about an organization, on this computer only: alias, tags, favourite, and which of its connections is used.

import '../../styles/organization.css'
import { type FormEvent, useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useOrganizations } from '../../bridge/organizations.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useToasts } from '../../stores/toasts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { RightsField } from './rights-field.tsx'
import { TagField } from './tag-field.tsx'
import { tagsInUse, withTyped } from './tag-words.ts'

const aliasCharactersMax = 80

export function OrganizationDialog({ organization: id, onClose }: { organization: OrganizationId; onClose: () => void }) {
  const organizations = useOrganizations()
  const organization = organizations?.find((each) => each.id === id)
  if (!organizations || !organization) return null
  return (
    <Dialog title="Organization" organization={organization} width="small" onClose={onClose}>
      <OrganizationForm organization={organization} inUse={tagsInUse(organizations)} onClose={onClose} />
    </Dialog>
  )
}

function OrganizationForm({ organization, inUse, onClose }: { organization: Organization; inUse: readonly string[]; onClose: () => void }) {
  const { id, name } = organization
  const [alias, setAlias] = useState(organization.alias ?? '')
  const [tags, setTags] = useState<readonly string[]>(organization.tags)
  const [typed, setTyped] = useState('')
  const [isFavourite, setFavourite] = useState(organization.isFavourite)
  const [connection, setConnection] = useState(organization.connection)
  const update = useRun('organization.update')

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await update.run({
      organization: id,
      alias: alias.trim() === '' ? null : alias.trim(),
      tags: [...withTyped(tags, typed, inUse)],
      isFavourite,
      // Naming the connection again would end the requests that run with it.
      ...(connection === organization.connection ? {} : { connection }),
    })
    if (!saved) return
    useToasts.getState().show({ text: 'Organization saved', tone: 'ok', organization: id })
    onClose()
  }

  return (
    <form className="dialog-form" onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor="organization-alias">Alias</label>
        <input id="organization-alias" className="input" autoComplete="off" maxLength={aliasCharactersMax} placeholder="Another name to find it by" value={alias} onChange={(event) => setAlias(event.target.value)} />
      </div>
      <TagField {...{ tags, typed, inUse }} onTags={setTags} onTyped={setTyped} />
      <label className="choice">
        <input type="checkbox" checked={isFavourite} onChange={(event) => setFavourite(event.target.checked)} />
        <span>
          Favourite
          <span className="choice-note">Stands first in the overview and in the search</span>
        </span>
      </label>
      <RightsField organization={organization} connection={connection} onChange={setConnection} />
      <p className="hint">Kept on this computer only; nothing changes in JumpCloud.</p>
      {update.error && <ErrorView error={errorWords(update.error, { organization: name })} />}
      <footer className="dialog-actions">
        <button type="button" className="button" disabled={update.isRunning} onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="button primary" disabled={update.isRunning}>
          Save
        </button>
      </footer>
    </form>
  )
}
