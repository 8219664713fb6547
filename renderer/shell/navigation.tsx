// The portal's sections in the portal's order, as far as this build fills them; folds to a rail of icons.

import { ChevronDown, ChevronRight, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Section } from '../../shared/resources/define.ts'
import { type KindData, sections } from '../bridge/registry.ts'
import { useLayout } from '../stores/layout.ts'
import { useLandmark, useWay } from '../stores/pane-context.ts'
import { allOrganizations, type EstateScope, estateListOf, eventsOf, homeOf, isSamePage, jobsOf, listOf, matrixOf, overviewOf, type Place } from '../stores/place.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { deferred } from '../ui/deferred.tsx'
import { iconProps } from '../ui/icons.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { useMedia } from '../ui/use-media.ts'
import { kindsOfSection, sectionTitles } from './sections.ts'
import { useShortcuts } from './use-shortcuts.ts'

const NamedIcon = deferred(async () => (await import('./named-icon.tsx')).NamedIcon)

interface Entry {
  readonly title: string
  /** Name in the table of icons. */
  readonly icon: string
  readonly place: Place
  /** Its command, for the keys. */
  readonly command?: string
}

const kindEntry = (organization: OrganizationId | null, estate: EstateScope, { kind, words }: KindData): Entry => ({
  title: words.title,
  icon: words.icon,
  place: organization ? listOf(organization, kind) : estateListOf(estate, kind),
  command: `go.${kind}`,
})

/** What a section shows before its kinds. */
function sectionPages(organization: OrganizationId | null, section: Section): readonly Entry[] {
  if (!organization) return []
  if (section === 'insights') return [{ title: 'Events', icon: 'activity', place: eventsOf(organization), command: 'go.events' }]
  if (section !== 'securityManagement') return []
  return [
    { title: 'MFA', icon: 'shield-check', place: { page: 'mfa', organization }, command: 'go.mfa' },
    { title: 'Security settings', icon: 'sliders', place: { page: 'securitySettings', organization } },
  ]
}

/** `width` is the part of the window that the pane has. */
export function Navigation({ place, organization, width }: { place: Place; organization: OrganizationId | null; width: number }) {
  // A narrow pane or a much zoomed window has no room for words beside its content.
  const shortcutOf = useShortcuts()
  const landmark = useLandmark('Sections')
  const isNarrow = useMedia(`(max-width: ${Math.round(900 / width)}px)`)
  const isCollapsed = useLayout((state) => state.isNavigationCollapsed) || isNarrow
  const toggle = useLayout((state) => state.toggleNavigation)
  const estate = ('scope' in place && place.scope) || allOrganizations
  const item = (entry: Entry) => <NavigationLink key={entry.title} {...entry} isCurrent={isSamePage(entry.place, place)} isRail={isCollapsed} />
  return (
    <nav aria-label={landmark} data-region="navigation" className={`navigation ${isCollapsed ? 'is-rail' : ''}`}>
      <div className="navigation-items">
        {organization ? (
          <>
            {item({ title: 'Home', icon: 'house', place: homeOf(organization), command: 'go.home' })}
            {sections.map((section) => (
              <SectionItems key={section} section={section} organization={organization} estate={estate} isRail={isCollapsed} item={item} />
            ))}
            <div className="navigation-rule" />
            {item({ title: 'Settings', icon: 'settings', place: { page: 'organizationSettings', organization } })}
          </>
        ) : (
          <>
            {item({ title: 'Overview', icon: 'grid', place: overviewOf(estate), command: 'go.overview' })}
            {item({ title: 'Compare settings', icon: 'table', place: matrixOf(estate) })}
            {item({ title: 'Providers', icon: 'building', place: { page: 'providers' } })}
            {item({ title: 'Jobs', icon: 'list-checks', place: jobsOf() })}
            {item({ title: 'Ledger', icon: 'book-lock', place: { page: 'ledger' } })}
            {sections.map((section) => (
              <SectionItems key={section} section={section} organization={null} estate={estate} isRail={isCollapsed} item={item} />
            ))}
            <div className="navigation-rule" />
            {item({ title: 'Settings', icon: 'settings', place: { page: 'settings' }, command: 'go.settings' })}
          </>
        )}
      </div>
      {!isNarrow && (
        <ActionButton className="navigation-item" aria-label={isCollapsed ? 'Expand menu' : 'Collapse menu'} keys={shortcutOf('navigation.toggle')} onClick={toggle}>
          {isCollapsed ? <PanelLeftOpen {...iconProps} /> : <PanelLeftClose {...iconProps} />}
          {!isCollapsed && <span>Collapse menu</span>}
        </ActionButton>
      )}
    </nav>
  )
}

interface SectionItemsProps {
  readonly section: Section
  /** Null in the tab of all organizations, whose lists cover those of `estate`. */
  readonly organization: OrganizationId | null
  readonly estate: EstateScope
  readonly isRail: boolean
  readonly item: (entry: Entry) => ReactNode
}

function SectionItems({ section, organization, estate, isRail, item }: SectionItemsProps) {
  const isFolded = useLayout((state) => state.collapsedSections.includes(section))
  const toggle = useLayout((state) => state.toggleSection)
  // The rail shows each icon once: two alike would say two different things.
  const kinds = kindsOfSection(section, isRail ? 'own' : 'all')
  const entries = [...sectionPages(organization, section), ...kinds.map((kind) => kindEntry(organization, estate, kind))].map(item)
  if (entries.length === 0 || isRail) return entries
  const Caret = isFolded ? ChevronRight : ChevronDown
  return (
    <div>
      <button type="button" className="navigation-section" aria-expanded={!isFolded} onClick={() => toggle(section)}>
        <Caret {...iconProps} size={12} />
        {sectionTitles[section]}
      </button>
      {!isFolded && <div className="navigation-group">{entries}</div>}
    </div>
  )
}

function NavigationLink({ title, icon, place, command, isCurrent, isRail }: Entry & { isCurrent: boolean; isRail: boolean }) {
  const shortcutOf = useShortcuts()
  const keys = command && shortcutOf(command)
  const { go } = useWay()
  const button = (
    <button type="button" className="navigation-item" aria-current={isCurrent ? 'page' : undefined} aria-label={isRail ? title : undefined} onClick={(event) => go(place, event)}>
      <span className="navigation-icon">
        <NamedIcon name={icon} />
      </span>
      {!isRail && <span className="truncate">{title}</span>}
    </button>
  )
  if (isRail) {
    return (
      <Tooltip text={title} keys={keys}>
        {button}
      </Tooltip>
    )
  }
  return keys ? (
    <Tooltip text="" keys={keys}>
      {button}
    </Tooltip>
  ) : (
    button
  )
}
