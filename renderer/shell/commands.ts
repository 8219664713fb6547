// Every command of the page, once: shortcuts, palette, cheat sheet and tooltips are drawn from this table.
// What a command does is registered by the part of the page that owns it (command-handlers.ts).

import { listedKinds } from '../bridge/registry.ts'

export const commandGroups = ['Go to', 'Organizations', 'Panes', 'List', 'Window'] as const

export interface Command {
  readonly id: string
  readonly title: string
  readonly group: (typeof commandGroups)[number]
  /** Presses in the notation of tinykeys; the first is the one shown. */
  readonly keys: readonly string[]
  /** How the keys read when they stand for a family of keys. */
  readonly keysText?: string
  /** Shown in the cheat sheet only: meaningless without its key. */
  readonly isKeyOnly?: boolean
}

const first = (kind: string): string => ({ user: 'u', userGroup: 'g', device: 'd', alert: 'a' })[kind] ?? ''

export const commands: readonly Command[] = [
  { id: 'go.home', title: 'Go to home of this organization', group: 'Go to', keys: ['g h'] },
  ...listedKinds.map(
    ({ kind, words }): Command => ({ id: `go.${kind}`, title: `Go to ${words.many}`, group: 'Go to', keys: first(kind) === '' ? [] : [`g ${first(kind)}`] }),
  ),
  { id: 'go.mfa', title: 'Go to MFA', group: 'Go to', keys: ['g s'] },
  { id: 'go.securitySettings', title: 'Go to security settings', group: 'Go to', keys: [] },
  { id: 'go.events', title: 'Go to events', group: 'Go to', keys: ['g i'] },
  { id: 'go.overview', title: 'Go to all organizations', group: 'Go to', keys: ['g o'] },
  { id: 'go.organizationSettings', title: 'Go to settings of this organization', group: 'Go to', keys: [] },
  { id: 'go.jobs', title: 'Go to jobs', group: 'Go to', keys: [] },
  { id: 'go.ledger', title: 'Go to the ledger', group: 'Go to', keys: [] },
  { id: 'go.providers', title: 'Go to providers and their administrators', group: 'Go to', keys: [] },
  { id: 'go.settings', title: 'Go to settings', group: 'Go to', keys: ['$mod+,'] },
  { id: 'go.back', title: 'Back', group: 'Go to', keys: ['Alt+ArrowLeft'] },
  { id: 'go.forward', title: 'Forward', group: 'Go to', keys: ['Alt+ArrowRight'] },
  { id: 'organization.switch', title: 'Switch organization', group: 'Organizations', keys: ['$mod+p'] },
  { id: 'organization.add', title: 'Add an organization by API key', group: 'Organizations', keys: [] },
  { id: 'organization.new', title: 'New organization at a provider', group: 'Organizations', keys: [] },
  { id: 'organization.sync', title: 'Sync this organization', group: 'Organizations', keys: ['r'] },
  { id: 'organization.edit', title: 'Change alias, tags, favourite and key of this organization', group: 'Organizations', keys: [] },
  { id: 'organization.copyId', title: 'Copy the ID of this organization', group: 'Organizations', keys: [] },
  {
    id: 'tab.select',
    title: 'Tab 1 to 9',
    group: 'Organizations',
    keys: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `$mod+${digit}`),
    keysText: '$mod+1…9',
    isKeyOnly: true,
  },
  { id: 'tab.next', title: 'Next tab', group: 'Organizations', keys: ['Control+Tab'] },
  { id: 'tab.previous', title: 'Previous tab', group: 'Organizations', keys: ['Control+Shift+Tab'] },
  { id: 'tab.close', title: 'Close this tab', group: 'Organizations', keys: ['$mod+w'] },
  { id: 'tab.reopen', title: 'Reopen the closed tab', group: 'Organizations', keys: ['$mod+Shift+t'] },
  { id: 'organization.compare', title: 'Compare this organization with another', group: 'Organizations', keys: [] },
  { id: 'pane.split', title: 'Open this page beside itself', group: 'Panes', keys: ['$mod+\\'] },
  { id: 'pane.close', title: 'Close this pane', group: 'Panes', keys: ['$mod+Shift+\\', '$mod+Shift+|'] },
  { id: 'pane.next', title: 'Next pane', group: 'Panes', keys: ['Control+F6'] },
  { id: 'pane.previous', title: 'Previous pane', group: 'Panes', keys: ['Control+Shift+F6'] },
  { id: 'pane.link', title: 'Link or unlink the panes', group: 'Panes', keys: ['$mod+Shift+l'] },
  { id: 'pane.left', title: 'Move this pane to the left', group: 'Panes', keys: ['$mod+Shift+ArrowLeft'] },
  { id: 'pane.right', title: 'Move this pane to the right', group: 'Panes', keys: ['$mod+Shift+ArrowRight'] },
  { id: 'pane.tearOff', title: 'Move this pane or tab to a window of its own', group: 'Panes', keys: ['$mod+Shift+m'] },
  { id: 'list.search', title: 'Search this list', group: 'List', keys: ['/', 'Shift+/'] },
  { id: 'list.filter', title: 'Filter this list', group: 'List', keys: ['f'] },
  { id: 'list.views', title: 'Choose a view of this list', group: 'List', keys: ['v'] },
  { id: 'list.columns', title: 'Choose columns', group: 'List', keys: ['Shift+v'] },
  { id: 'list.new', title: 'Add to this list', group: 'List', keys: ['c'] },
  { id: 'list.actions', title: 'Actions for the selection', group: 'List', keys: ['.'] },
  { id: 'list.export', title: 'Export this list', group: 'List', keys: ['e'] },
  { id: 'events.live', title: 'Follow events live, or stop', group: 'List', keys: ['l'] },
  { id: 'jobs.toggle', title: 'Show or hide the jobs', group: 'Window', keys: ['$mod+j'] },
  { id: 'palette.open', title: 'Search or run a command', group: 'Window', keys: ['$mod+k'], isKeyOnly: true },
  { id: 'navigation.toggle', title: 'Collapse or expand the menu', group: 'Window', keys: ['['] },
  { id: 'theme.light', title: 'Use the light theme', group: 'Window', keys: [] },
  { id: 'theme.dark', title: 'Use the dark theme', group: 'Window', keys: [] },
  { id: 'theme.system', title: 'Use the theme of the system', group: 'Window', keys: [] },
  { id: 'region.next', title: 'Next region', group: 'Window', keys: ['F6'], isKeyOnly: true },
  { id: 'region.previous', title: 'Previous region', group: 'Window', keys: ['Shift+F6'], isKeyOnly: true },
  { id: 'help.cheatSheet', title: 'Show keyboard shortcuts', group: 'Window', keys: ['?', 'Shift+?'] },
]

/** Keys that a focused grid understands by itself; listed in the cheat sheet, not bound here. */
export const gridKeys: readonly (readonly [keys: string, title: string])[] = [
  ['ArrowUp', 'Row above (or k)'],
  ['ArrowDown', 'Row below (or j)'],
  ['ArrowRight', 'Into the cells of the row'],
  ['PageDown', 'One page down; Page Up goes up'],
  ['$mod+Home', 'First row; Ctrl End goes to the last'],
  ['Enter', 'Open the detail'],
  ['Shift+Enter', 'Open it in a pane beside'],
  ['Space', 'Select the row (or x)'],
  ['Shift+ArrowDown', 'Select a range'],
  ['.', 'Actions of the selection, else of the row'],
  ['$mod+a', 'Select all that match'],
  ['Escape', 'Close the detail, then clear the selection'],
]

const modifierWords: Readonly<Record<string, string>> = { $mod: 'Ctrl', Control: 'Ctrl', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', PageDown: 'Page Down' }
const macWords: Readonly<Record<string, string>> = { ...modifierWords, $mod: '⌘', Alt: '⌥', Shift: '⇧' }

/** Keys as people read them: "Ctrl K", "g u". */
export function keysText(keys: string, platform = globalThis.window?.bridge?.runtime.platform): string {
  const words = platform === 'darwin' ? macWords : modifierWords
  return keys
    .split(' ')
    .map((press) => {
      const parts = press.split(/\b\+/)
      const word = (part: string) => words[part] ?? (parts.length > 1 && part.length === 1 ? part.toUpperCase() : part)
      return parts.map(word).join(' ')
    })
    .join(' ')
}

const byId = new Map(commands.map((command) => [command.id, command]))

/** The shortcut of a command as people read it, or undefined when it has none. */
export function shortcutOf(id: string): string | undefined {
  const command = byId.get(id)
  const keys = command?.keysText ?? command?.keys[0]
  return keys === undefined ? undefined : keysText(keys)
}

/** A press without a modifier, or with Shift alone, types a character: it must never fire in a field, and can be switched off. */
export const isSingleKey = (keys: string): boolean => keys.split(' ').every((press) => !/^(\$mod|Control|Alt|Meta)\b/.test(press) && !/F\d+$/.test(press))
