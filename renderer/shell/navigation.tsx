// The portal's sections in the portal's order, as far as this build fills them; folds to a rail of icons.

import { Building2, ChevronDown, ChevronRight, House, LayoutGrid, Link2, PanelLeftClose, PanelLeftOpen, Settings, Tag, User, Users } from 'lucide-react'
import type { OrganizationId } from '../../shared/base/ids.ts'
import type { Section } from '../../shared/resources/define.ts'
import { type KindData, listedKinds, sections } from '../bridge/registry.ts'
import { useLayout } from '../stores/layout.ts'
import { usePanes } from '../stores/panes.ts'
import { homeOf, isSamePage, listOf, overview, type Place } from '../stores/place.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { iconProps } from '../ui/icons.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { shortcutOf } from './commands.ts'

const sectionTitles: { readonly [Name in Section]: string } = {
  userManagement: 'User management',
  userAuthentication: 'User authentication',
  deviceManagement: 'Device management',
  directoryIntegrations: 'Directory integrations',
  securityManagement: 'Security management',
  insights: 'Insights',
  account: 'Account',
}

// Icon names of the registry; a kind with an unknown one still has its title.
const kindIcons: Readonly<Record<string, typeof User>> = { user: User, users: Users, link: Link2, building: Building2 }

interface Entry {
  readonly title: string
  readonly icon: typeof User
  readonly place: Place
  readonly keys?: string | undefined
}

const kindEntry = (organization: OrganizationId, { kind, words }: KindData): Entry => ({
  title: words.title,
  icon: kindIcons[words.icon] ?? Tag,
  place: listOf(organization, kind),
  keys: shortcutOf(`go.${kind}`),
})

export function Navigation({ place, organization }: { place: Place; organization: OrganizationId | null }) {
  const isCollapsed = useLayout((state) => state.isNavigationCollapsed)
  const toggle = useLayout((state) => state.toggleNavigation)
  const item = (entry: Entry) => <NavigationLink key={entry.title} {...entry} isCurrent={isSamePage(entry.place, place)} isRail={isCollapsed} />
  return (
    <nav aria-label="Sections" data-region="navigation" className={`navigation ${isCollapsed ? 'is-rail' : ''}`}>
      <div className="navigation-items">
        {organization ? (
          <>
            {item({ title: 'Home', icon: House, place: homeOf(organization), keys: shortcutOf('go.home') })}
            {sections.map((section) => (
              <SectionItems key={section} section={section} organization={organization} isRail={isCollapsed} item={item} />
            ))}
            <div className="navigation-rule" />
            {item({ title: 'Settings', icon: Settings, place: { page: 'organizationSettings', organization } })}
          </>
        ) : (
          <>
            {item({ title: 'Overview', icon: LayoutGrid, place: overview, keys: shortcutOf('go.overview') })}
            <div className="navigation-rule" />
            {item({ title: 'Settings', icon: Settings, place: { page: 'settings' }, keys: shortcutOf('go.settings') })}
          </>
        )}
      </div>
      <ActionButton className="navigation-item" aria-label={isCollapsed ? 'Expand menu' : 'Collapse menu'} keys={shortcutOf('navigation.toggle')} onClick={toggle}>
        {isCollapsed ? <PanelLeftOpen {...iconProps} /> : <PanelLeftClose {...iconProps} />}
        {!isCollapsed && <span>Collapse menu</span>}
      </ActionButton>
    </nav>
  )
}

interface SectionItemsProps {
  readonly section: Section
  readonly organization: OrganizationId
  readonly isRail: boolean
  readonly item: (entry: Entry) => React.ReactNode
}

function SectionItems({ section, organization, isRail, item }: SectionItemsProps) {
  const isFolded = useLayout((state) => state.collapsedSections.includes(section))
  const toggle = useLayout((state) => state.toggleSection)
  const kinds = listedKinds.filter((kind) => kind.words.section === section)
  if (kinds.length === 0) return null
  const entries = kinds.map((kind) => item(kindEntry(organization, kind)))
  if (isRail) return entries
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

function NavigationLink({ title, icon: Icon, place, keys, isCurrent, isRail }: Entry & { isCurrent: boolean; isRail: boolean }) {
  const button = (
    <button type="button" className="navigation-item" aria-current={isCurrent ? 'page' : undefined} aria-label={isRail ? title : undefined} onClick={() => usePanes.getState().go(place)}>
      <Icon {...iconProps} />
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
