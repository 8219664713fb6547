// One box over everything: objects of every kind in every organization, organizations, commands, recent places (React Aria: combobox
// pattern). Works on local data only. Changes never run from here.

import { type KeyboardEvent, type MouseEvent, type ReactNode, useDeferredValue, useRef, useState } from 'react'
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import type { Organization } from '../../shared/contract/organization.ts'
import type { Kind } from '../../shared/resources/index.ts'
import type { Coverage } from '../../shared/scope/coverage.ts'
import { shareText } from '../../shared/scope/share.ts'
import { estateCoverage, namesText } from '../bridge/coverage-words.ts'
import { type Freshness, freshness, reasonText } from '../bridge/freshness.ts'
import { kindData, kindTitle } from '../bridge/registry.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { useCall } from '../bridge/use-call.ts'
import type { Held } from '../stores/pane-context.ts'
import { focusedPlace, usePanes } from '../stores/panes.ts'
import { allOrganizations, estateListOf, homeOf, listOf, organizationOf, type Place } from '../stores/place.ts'
import { Mark } from '../ui/mark.tsx'
import { useNow } from '../ui/use-now.ts'
import { pictureText } from '../ui/visible-text.ts'
import { handlerOf, runCommand } from './command-handlers.ts'
import { commandGroups, commands, keysText, shortcutOf } from './commands.ts'
import { PaletteHit } from './palette-hit.tsx'
import { ranked } from './palette-rank.ts'
import { recentPlaces } from './palette-recents.ts'
import { fitted, palettePrefixes, paletteQuestion, stillFitting } from './palette-search.ts'
import { focusPage } from './regions.ts'

/** The collection is built whole, so it stays short. */
const resultsMax = 50
const hitsPerKind = 8
const hitsMax = 36

export function Palette({ start, onClose }: { start: '' | ':'; onClose: () => void }) {
  const organizations = useOrganizations() ?? []
  const tabs = usePanes((state) => state.tabs)
  const here = organizationOf(usePanes(focusedPlace))
  const [text, setText] = useState<string>(start)
  const [isHereOnly, setHereOnly] = useState(false)
  // What can be done and where one was is asked once: the palette itself changes nothing below it.
  const [available] = useState(() =>
    commands.filter((command) => command.isKeyOnly !== true).flatMap((command) => {
      const handler = handlerOf(command.id)
      return handler ? [{ ...command, reason: handler.reason }] : []
    }),
  )
  const [recents] = useState(() => recentPlaces(usePanes.getState(), organizations))
  // Organizations and commands follow every key at once, so that Enter never means what an older text had first; objects follow when
  // there is time for them.
  const { needle, wantsCommands, wantsOrganizations, wantsHelp, kinds } = paletteQuestion(text)
  const asked = useDeferredValue(needle)
  const isOff = kinds === null
  const owner = isHereOnly ? organizations.find(({ id }) => id === here) : undefined
  const answer = useCall(
    'snapshot.search',
    { text: asked.slice(0, 200), scope: owner ? { type: 'one', organization: owner.id } : allOrganizations, perKind: hitsPerKind, ...(kinds ? { kinds: [...kinds] } : {}) },
    { isOff, keepPrevious: true },
  )
  const now = useNow(60_000)
  const groups = isOff || !answer.data ? [] : fitted(answer.isPlaceholderData || asked !== needle ? stillFitting(answer.data.groups, needle) : answer.data.groups, hitsMax)
  const hits = groups.reduce((sum, group) => sum + group.hits.length, 0)
  const recentFirst = [...organizations].sort((left, right) => Number(tabs.includes(right.id)) - Number(tabs.includes(left.id)) || Number(right.isFavourite) - Number(left.isFavourite) || left.name.localeCompare(right.name))
  const fittingOrganizations = wantsOrganizations ? ranked(recentFirst, needle, ({ name, alias, tags, appearance, id }) => `${name} ${alias ?? ''} ${tags.join(' ')} ${appearance.monogram} ${id}`) : []
  const foundOrganizations = fittingOrganizations.slice(0, wantsCommands ? 5 : resultsMax)
  const foundCommands = wantsCommands ? ranked(available, needle, ({ title, group }) => `${title} ${group}`).slice(0, Math.max(3, (needle === '' ? resultsMax : 12) - Math.floor(hits / 3))) : []
  const shownRecents = needle === '' && wantsCommands && wantsOrganizations ? recents : []

  const acts = new Map<string, (held: Held) => void>()
  // Keys held with Enter or the click: the menu itself does not tell them.
  const held = useRef<Held>({ shiftKey: false, ctrlKey: false, metaKey: false })
  const item = (key: string, textValue: string, act: (held: Held) => void, children: ReactNode, isDisabled = false, className = '') => {
    acts.set(key, act)
    return (
      <MenuItem key={key} id={key} textValue={textValue} className={`palette-item ${className}`} isDisabled={isDisabled}>
        {children}
      </MenuItem>
    )
  }
  const later = (act: () => void) => () => {
    // The dialog must be gone first: commands may open another one, and shortcuts rest under dialogs.
    onClose()
    setTimeout(act)
  }
  // Shift opens beside, Ctrl or Cmd in a tab behind, as everywhere.
  const goTo = (place: Place, plainly = () => usePanes.getState().go(place)) =>
    ({ shiftKey, ctrlKey, metaKey }: Held) => {
      if (!shiftKey && !ctrlKey && !metaKey) {
        return later(() => {
          plainly()
          // The dialog gives the focus back to what had it, perhaps the tab that was left; the page stands by the next frame.
          requestAnimationFrame(focusPage)
        })()
      }
      later(() => void import('../stores/panes-beside.ts').then(({ openBehind, openBeside }) => (shiftKey ? openBeside : openBehind)(place)))()
    }
  const moreOf = (kind: Kind): Place => (owner ? listOf(owner.id, kind, { search: needle }) : estateListOf(allOrganizations, kind, { search: needle }))

  const hold = ({ shiftKey, ctrlKey, metaKey }: KeyboardEvent | MouseEvent) => {
    held.current = { shiftKey, ctrlKey, metaKey }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      // The menu acts on Enter alone. What it marks is asked for itself: while somebody types, the field names it half a second later only.
      const active = event.currentTarget.closest('.palette-held')?.querySelector<HTMLElement>('.palette-item[data-focused]')
      event.preventDefault()
      event.stopPropagation()
      acts.get(active?.dataset['key'] ?? '')?.(event)
      return
    }
    if (event.key !== 'Tab' || event.shiftKey || !here) return
    event.preventDefault()
    event.stopPropagation()
    setHereOnly(!isHereOnly)
  }

  return (
    <ModalOverlay className="dialog-veil palette-veil" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="palette">
        <Dialog aria-label="Search or run a command" className="palette-inner">
          <div className="palette-held" onKeyDownCapture={hold} onPointerDownCapture={hold} onPointerUpCapture={hold}>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField aria-label="Search or run a command" autoFocus className="palette-field">
              <Input className="palette-input" placeholder={start === ':' ? 'Organization' : 'Person, device, group, setting, organization or command'} onKeyDownCapture={onKeyDown} />
            </SearchField>
            <div className="palette-scroll" tabIndex={0} role="group" aria-label="Results">
              <Menu
                className="palette-menu"
                aria-label="Results"
                onAction={(key) => acts.get(String(key))?.(held.current)}
                renderEmptyState={() => <p className="palette-empty">{answer.isFetching && !isOff ? 'Looking …' : 'Nothing found in what was read. “?” lists what can be asked.'}</p>}
              >
                {wantsHelp && (
                  <MenuSection id="help">
                    <Header>Begin with</Header>
                    {palettePrefixes.map(({ prefix, title }) =>
                      item(`prefix ${prefix}`, title, () => setText(prefix), (
                        <>
                          <kbd className="key">{prefix}</kbd>
                          <span className="truncate">{title}</span>
                        </>
                      )),
                    )}
                  </MenuSection>
                )}
                {shownRecents.length > 0 && (
                  <MenuSection id="recents">
                    <Header>Recent</Header>
                    {shownRecents.map(({ place, title, organization }, at) =>
                      item(`recent ${at}`, title, goTo(place), (
                        <>
                          {organization && <Mark {...organization.appearance} />}
                          <span className="truncate">{title}</span>
                          {organization && <bdi className="palette-note">{pictureText(organization.name)}</bdi>}
                        </>
                      )),
                    )}
                  </MenuSection>
                )}
                {foundOrganizations.length > 0 && (
                  <MenuSection id="organizations">
                    <Header>
                      Organizations
                      {fittingOrganizations.length > foundOrganizations.length && <span className="palette-note"> {`${foundOrganizations.length} of ${fittingOrganizations.length.toLocaleString()}; type more to find the others`}</span>}
                    </Header>
                    {foundOrganizations.map(({ id, name, appearance, isDemo, syncedAt, problem }) =>
                      item(`organization ${id}`, name, goTo(homeOf(id), () => usePanes.getState().openTab(id)), (
                        <>
                          <Mark {...appearance} />
                          <bdi className="truncate">{pictureText(name)}</bdi>
                          {isDemo && <span className="badge">DEMO</span>}
                          {tabs.includes(id) && <span className="palette-note">open</span>}
                          <OrganizationState problem={problem} age={freshness(syncedAt, now)} />
                        </>
                      )),
                    )}
                  </MenuSection>
                )}
                {groups.map(({ kind, hits: found, isMore }) => (
                  <MenuSection key={kind} id={`kind ${kind}`}>
                    <Header>{kindTitle(kind)}</Header>
                    {[
                      ...found.map((hit) =>
                        item(
                          `hit ${kind} ${hit.organization} ${hit.id}`,
                          hit.title,
                          goTo(listOf(hit.organization, kind, { open: { id: hit.id, tab: 'details' } })),
                          <PaletteHit kind={kind} hit={hit} organization={organizations.find(({ id }) => id === hit.organization)} now={now} />,
                          false,
                          'palette-hit',
                        ),
                      ),
                      ...(isMore ? [item(`more ${kind}`, `All ${kindData(kind).words.many} that match`, goTo(moreOf(kind)), <span className="truncate palette-more">All {kindData(kind).words.many} that match…</span>)] : []),
                    ]}
                  </MenuSection>
                ))}
                {commandGroups.map((group) => {
                  const shown = foundCommands.filter((command) => command.group === group)
                  return shown.length === 0 ? null : (
                    <MenuSection key={group} id={group}>
                      <Header>{group}</Header>
                      {shown.map(({ id, title, reason }) =>
                        item(`command ${id}`, title, later(() => runCommand(id)), (
                          <>
                            <span className="truncate">{title}</span>
                            {reason !== null && <span className="palette-note">{reason}</span>}
                            {shortcutOf(id) && <kbd className="key">{shortcutOf(id)}</kbd>}
                          </>
                        ), reason !== null),
                      )}
                    </MenuSection>
                  )
                })}
              </Menu>
            </div>
          </Autocomplete>
          <footer className="palette-foot">
            {isOff || !answer.data ? <span role="status" /> : <SearchedLine coverage={answer.data.coverage} now={now} />}
            <span className="pane-space" />
            {here && (
              <button type="button" className="button quiet small" aria-pressed={isHereOnly} onClick={() => setHereOnly(!isHereOnly)}>
                <kbd className="key">Tab</kbd>
                {isHereOnly ? 'Search all organizations' : 'Search this organization only'}
              </button>
            )}
            <span className="palette-note">
              <kbd className="key">{keysText('Shift+Enter')}</kbd> beside
            </span>
            <span className="palette-note">
              <kbd className="key">?</kbd> help
            </span>
          </footer>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Names said in the foot; all of them are in its title. */
const namedMax = 8

/** How much of the organizations was searched: what is not there cannot be found, and what is older may have changed. */
/** What an organization shows is worth: how old it is, or why it does not get newer. */
const OrganizationState = ({ problem, age }: { problem: Organization['problem']; age: Freshness }) => (
  <span className={`palette-note palette-age numeric ${problem ? 'tone-bad' : `tone-${age.tone}`}`}>{problem ? `${reasonText(problem.code)}, ${age.short}` : age.short}</span>
)

function SearchedLine({ coverage, now }: { coverage: Coverage; now: number }) {
  const searched = estateCoverage(coverage, now)
  if (searched.isWhole) return <span role="status">Searched {shareText(coverage, (value) => value.toLocaleString())}</span>
  return (
    <span role="status" className="palette-searched" title={namesText(searched, Infinity)}>
      Up to date: {shareText(coverage, (value) => value.toLocaleString())}; missing or older: {namesText(searched, namedMax)}
    </span>
  )
}
