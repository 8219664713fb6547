// Commands and organizations by name (React Aria: combobox pattern). Changes never run from here.

import { useState } from 'react'
import { Autocomplete, Dialog, Header, Input, Menu, MenuItem, MenuSection, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import type { OrganizationId } from '../../shared/base/ids.ts'
import { useOrganizations } from '../bridge/organizations.ts'
import { usePanes } from '../stores/panes.ts'
import { Mark } from '../ui/mark.tsx'
import { pictureText } from '../ui/visible-text.ts'
import { handlerOf, runCommand } from './command-handlers.ts'
import { commandGroups, commands, shortcutOf } from './commands.ts'
import { ranked } from './palette-rank.ts'

/** The collection is built whole, so it stays short. */
const resultsMax = 50

export function Palette({ start, onClose }: { start: '' | ':'; onClose: () => void }) {
  const organizations = useOrganizations() ?? []
  const tabs = usePanes((state) => state.tabs)
  const [text, setText] = useState<string>(start)
  // What can be done is asked once: the palette itself changes nothing below it.
  const [available] = useState(() =>
    commands.filter((command) => command.isKeyOnly !== true).flatMap((command) => {
      const handler = handlerOf(command.id)
      return handler ? [{ ...command, reason: handler.reason }] : []
    }),
  )
  const wantsCommands = !text.startsWith(':')
  const wantsOrganizations = !text.startsWith('>')
  const needle = text.replace(/^[:>]/, '')
  const recentFirst = [...organizations].sort((left, right) => Number(tabs.includes(right.id)) - Number(tabs.includes(left.id)))
  const foundOrganizations = wantsOrganizations ? ranked(recentFirst, needle, ({ name, appearance, id }) => `${name} ${appearance.monogram} ${id}`).slice(0, needle === '' && wantsCommands ? 5 : resultsMax) : []
  const foundCommands = wantsCommands ? ranked(available, needle, ({ title, group }) => `${title} ${group}`).slice(0, resultsMax - foundOrganizations.length) : []

  const act = (key: string) => {
    const [type, id = ''] = key.split(' ', 2)
    // The dialog must be gone first: commands may open another one, and shortcuts rest under dialogs.
    onClose()
    setTimeout(() => {
      if (type === 'organization') usePanes.getState().openTab(id as OrganizationId)
      else runCommand(id)
    })
  }

  return (
    <ModalOverlay className="dialog-veil palette-veil" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="palette">
        <Dialog aria-label="Search or run a command" className="palette-inner">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField aria-label="Search or run a command" autoFocus className="palette-field">
              <Input className="palette-input" placeholder={start === ':' ? 'Organization' : 'Command or organization'} />
            </SearchField>
            <div className="palette-scroll" tabIndex={0} role="group" aria-label="Results">
            <Menu className="palette-menu" aria-label="Results" onAction={(key) => act(String(key))} renderEmptyState={() => <p className="palette-empty">Nothing found. “:” lists organizations, “&gt;” commands.</p>}>
              {foundOrganizations.length > 0 && (
                <MenuSection id="organizations">
                  <Header>Organizations</Header>
                  {foundOrganizations.map(({ id, name, appearance, isDemo }) => (
                    <MenuItem key={id} id={`organization ${id}`} textValue={name} className="palette-item">
                      <Mark {...appearance} />
                      <bdi className="truncate">{pictureText(name)}</bdi>
                      {isDemo && <span className="badge">DEMO</span>}
                      {tabs.includes(id) && <span className="palette-note">open</span>}
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
              {commandGroups.map((group) => {
                const shown = foundCommands.filter((command) => command.group === group)
                return shown.length === 0 ? null : (
                  <MenuSection key={group} id={group}>
                    <Header>{group}</Header>
                    {shown.map(({ id, title, reason }) => (
                      <MenuItem key={id} id={`command ${id}`} textValue={title} className="palette-item" isDisabled={reason !== null}>
                        <span className="truncate">{title}</span>
                        {reason !== null && <span className="palette-note">{reason}</span>}
                        {shortcutOf(id) && <kbd className="key">{shortcutOf(id)}</kbd>}
                      </MenuItem>
                    ))}
                  </MenuSection>
                )
              })}
            </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
