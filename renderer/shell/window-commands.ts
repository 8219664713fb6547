// What the commands of the frame do: tabs, history, pages, regions, menu, theme.

import type { Kind } from '../../shared/resources/index.ts'
import { useClient } from '../bridge/bridge-context.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { useAppearance } from '../stores/appearance.ts'
import { useDialog } from '../stores/dialog.ts'
import { useJobTray } from '../stores/job-tray.ts'
import { useLayout } from '../stores/layout.ts'
import { focusedPlace, panesMax, placeOf, tabOf, usePanes } from '../stores/panes.ts'
import { closePane, compareFrom, movePane, openBeside, toggleLinks } from '../stores/panes-beside.ts'
import { allOrganizations, estateListOf, eventsOf, homeOf, jobsOf, listOf, organizationOf, overview } from '../stores/place.ts'
import { useToasts } from '../stores/toasts.ts'
import { useCommand } from './command-handlers.ts'
import { focusRegion } from './regions.ts'
import { useTearOff } from './use-tear-off.ts'

const noOrganization = 'Open an organization first'

/** The way to the list of one kind. */
export function useKindCommand(kind: Kind): void {
  const organization = organizationOf(usePanes(focusedPlace))
  useCommand(`go.${kind}`, () => usePanes.getState().go(organization ? listOf(organization, kind) : estateListOf(allOrganizations, kind)))
}

export function useWindowCommands(): void {
  const client = useClient()
  const place = usePanes(focusedPlace)
  const organization = organizationOf(place)
  const reason = organization ? null : noOrganization
  const hasAny = (useOrganizations() ?? []).length > 0
  const { go, step, openTab, closeTab, reopenTab } = usePanes.getState()
  const open = useDialog((state) => state.open)

  useCommand('go.home', () => organization && go(homeOf(organization)), reason)
  useCommand('go.organizationSettings', () => organization && go({ page: 'organizationSettings', organization }), reason)
  useCommand('go.mfa', () => organization && go({ page: 'mfa', organization }), reason)
  useCommand('go.securitySettings', () => organization && go({ page: 'securitySettings', organization }), reason)
  useCommand('go.events', () => organization && go(eventsOf(organization)), reason)
  useCommand('go.overview', () => go(overview))
  useCommand('go.jobs', () => go(jobsOf()))
  useCommand('go.ledger', () => go({ page: 'ledger' }))
  useCommand('jobs.toggle', () => useJobTray.getState().toggle())
  useCommand('go.settings', () => go({ page: 'settings' }))
  useCommand('go.back', () => step(-1))
  useCommand('go.forward', () => step(1))
  useCommand('organization.switch', () => open({ name: 'palette', start: ':' }), hasAny ? null : 'Add an organization first')
  useCommand('go.providers', () => go({ page: 'providers' }))
  useCommand('organization.new', () => open({ name: 'newOrganization' }))
  useCommand('organization.add', () => open({ name: 'connect' }))
  useCommand(
    'organization.copyId',
    () => {
      if (!organization) return
      const show = (text: string, tone: 'ok' | 'bad') => useToasts.getState().show({ text, tone, organization })
      client.call('clipboard.write', { text: organization }).then(
        () => show('Organization ID copied; the clipboard forgets it in 30 s', 'ok'),
        () => show('The ID could not be copied', 'bad'),
      )
    },
    reason,
  )
  useCommand('tab.select', (event) => {
    const tabs = ['all' as const, ...usePanes.getState().tabs]
    const tab = tabs[Number(event?.key) - 1]
    if (tab) openTab(tab)
  })
  useCommand('tab.next', () => openTab(neighbourTab(1)))
  useCommand('tab.previous', () => openTab(neighbourTab(-1)))
  useCommand('tab.close', () => organization && closeTab(organization), reason)
  useCommand('tab.reopen', reopenTab)
  usePaneCommands()
  useCommand('palette.open', () => open({ name: 'palette', start: '' }))
  useCommand('help.cheatSheet', () => open({ name: 'cheatSheet' }))
  useCommand('navigation.toggle', () => useLayout.getState().toggleNavigation())
  useCommand('theme.light', () => useAppearance.getState().set({ theme: 'light' }))
  useCommand('theme.dark', () => useAppearance.getState().set({ theme: 'dark' }))
  useCommand('theme.system', () => useAppearance.getState().set({ theme: 'system' }))
  useCommand('region.next', () => focusRegion(1))
  useCommand('region.previous', () => focusRegion(-1))
}

function usePaneCommands(): void {
  const panes = usePanes((state) => state.panes)
  const focused = usePanes((state) => state.focused)
  const alone = panes.length > 1 ? null : 'There is only one pane'
  const here = panes[focused]
  const bound = panes.filter((pane) => organizationOf(placeOf(pane)) !== null)
  const turn = (by: number) => {
    const next = panes[(focused + by + panes.length) % panes.length]
    if (next) usePanes.getState().focus(next.id)
  }
  const state = { panes, focused }
  const known = useOrganizations() ?? []
  useCommand('organization.compare', () => void compareFrom(state, known), known.length > 1 ? null : 'There is only one organization')
  useCommand('pane.split', () => openBeside(placeOf(here)), panes.length < panesMax ? null : `There are ${panesMax} panes already`)
  useCommand('pane.close', () => here && closePane(here.id), alone)
  useCommand('pane.next', () => turn(1), alone)
  useCommand('pane.previous', () => turn(-1), alone)
  useCommand('pane.link', toggleLinks, alone ?? (bound.length > 1 ? null : 'Two panes must each show an organization'))
  const tearOff = useTearOff()
  useCommand('pane.tearOff', () => here && tearOff(here), here && organizationOf(placeOf(here)) ? null : noOrganization)
  useCommand('pane.left', () => movePane(-1), alone ?? (focused > 0 ? null : 'This is the first pane'))
  useCommand('pane.right', () => movePane(1), alone ?? (focused < panes.length - 1 ? null : 'This is the last pane'))
}

function neighbourTab(step: 1 | -1) {
  const state = usePanes.getState()
  const tabs = ['all' as const, ...state.tabs]
  const at = tabs.indexOf(tabOf(focusedPlace(state)))
  return tabs[(at + step + tabs.length) % tabs.length] ?? 'all'
}
