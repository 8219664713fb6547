// What may be done to an organization, and what a pane can do as a pane: open beside, link, close. With several panes these stand in every header; in a narrow one most of them
// stand in a menu.

import { AppWindow, Columns2, Ellipsis, Eye, GitCompareArrows, Link2, ShieldCheck, Tag, X, Zap } from 'lucide-react'
import { useRef, useState } from 'react'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Organization } from '../../shared/contract/organization.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { closePane, compareFrom, openBeside, toggleLink } from '../stores/panes-beside.ts'
import { useDialog } from '../stores/dialog.ts'
import { panesMax, placeOf, usePanes } from '../stores/panes.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { organizationOf } from '../stores/place.ts'
import { deferred } from '../ui/deferred.tsx'
import { iconProps } from '../ui/icons.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { useCommand } from './command-handlers.ts'
import { shortcutOf } from './commands.ts'
import { safetyWords } from './safety-words.ts'
import type { PaneMenuProps } from './pane-menu.tsx'
import { useTearOff } from './use-tear-off.ts'

const PaneMenu = deferred(async () => (await import('./pane-menu.tsx')).PaneMenu)

export function PaneTools({ pane: id }: { pane: number }) {
  const panes = usePanes((state) => state.panes)
  const pane = panes.find((each) => each.id === id)
  const organizations = useOrganizations() ?? []
  const tearOff = useTearOff()
  const isAlone = panes.length === 1
  if (!pane) return null
  const bound = organizationOf(placeOf(pane))
  const isBound = bound !== null
  const compare = () => compareFrom({ panes, focused: panes.indexOf(pane) }, organizations)
  const beside = () => openBeside(placeOf(pane))
  const fullReason = panes.length >= panesMax ? `There are ${panesMax} panes already` : null
  const organization = organizations.find((each) => each.id === bound)
  return (
    <>
      {organization && <Safety level={organization.safety} />}
      <span className={`pane-tools ${isAlone ? '' : 'is-folding'}`}>
        {isBound && <EditOrganization organization={bound} />}
        {!isAlone && isBound && (
          <ActionButton
            className={`icon-button ${pane.isLinked ? 'is-on' : ''}`}
            aria-label={pane.isLinked ? 'Unlink this pane' : 'Link this pane'}
            aria-pressed={pane.isLinked}
            hint="Linked panes show the same section, view and filter, each for its own organization"
            keys={shortcutOf('pane.link')}
            onClick={() => toggleLink(id)}
          >
            <Link2 {...iconProps} size={14} />
          </ActionButton>
        )}
        {!isAlone && isBound && (
          <ActionButton className="icon-button may-fold" aria-label="Compare with the pane beside" hint="Lists what only one of the two organizations has, and what both have but not alike" onClick={compare}>
            <GitCompareArrows {...iconProps} size={14} />
          </ActionButton>
        )}
        <ActionButton
          className="icon-button may-fold"
          aria-label="Open beside"
          hint="Shows this page a second time beside it; choose another organization there"
          keys={shortcutOf('pane.split')}
          reason={fullReason}
          onClick={beside}
        >
          <Columns2 {...iconProps} size={14} />
        </ActionButton>
        {!isAlone && isBound && (
          <ActionButton className="icon-button may-fold" aria-label="Move to a window of its own" keys={shortcutOf('pane.tearOff')} onClick={() => tearOff(pane)}>
            <AppWindow {...iconProps} size={14} />
          </ActionButton>
        )}
        {!isAlone && <More {...{ fullReason, beside }} bound={isBound ? { edit: () => useDialog.getState().open({ name: 'organization', organization: bound }), compare, tearOff: () => tearOff(pane) } : null} />}
        {!isAlone && (
          <ActionButton className="icon-button" aria-label="Close this pane" keys={shortcutOf('pane.close')} onClick={() => closePane(id)}>
            <X {...iconProps} size={14} />
          </ActionButton>
        )}
      </span>
    </>
  )
}

const safetyIcons = { readOnly: Eye, guarded: ShieldCheck, expert: Zap }

function Safety({ level }: { level: Organization['safety'] }) {
  const Icon = safetyIcons[level]
  return (
    <Tooltip text={`${safetyWords[level].explanation} Change the level in the settings of the organization.`}>
      <span className={`badge ${level === 'expert' ? 'tone-warn' : 'tone-info'}`} tabIndex={0} role="note">
        <Icon {...iconProps} size={12} />
        <span className="safety-word">{safetyWords[level].title}</span>
      </span>
    </Tooltip>
  )
}

/** What a narrow header has no room for. */
function More(acts: Omit<PaneMenuProps, 'trigger' | 'onClose'>) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <ActionButton ref={button} className="icon-button only-folded" aria-haspopup="menu" aria-expanded={isOpen} aria-label="More for this pane" onClick={() => setIsOpen(true)}>
        <Ellipsis {...iconProps} size={14} />
      </ActionButton>
      {isOpen && <PaneMenu {...acts} trigger={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function EditOrganization({ organization }: { organization: OrganizationId }) {
  const edit = () => useDialog.getState().open({ name: 'organization', organization })
  useCommand('organization.edit', edit)
  return (
    <ActionButton className="icon-button may-fold" aria-label="Organization…" hint="Alias, tags, favourite, and the key that is used" onClick={edit}>
      <Tag {...iconProps} size={14} />
    </ActionButton>
  )
}

/** Head of a pane that belongs to no organization; only beside others, where it has to be told apart and closed. */
export const PlainHeader = ({ pane, title }: { pane: number; title: string }) => (
  <div className="pane-header" role="group" aria-label={title}>
    <span className="pane-name truncate">{title}</span>
    <span className="pane-space" />
    <PaneTools pane={pane} />
  </div>
)
