// Every shortcut that works here, from the command table; searchable.

import { useState } from 'react'
import { useAppearance } from '../stores/appearance.ts'
import { Dialog } from '../ui/dialog.tsx'
import { handlerOf } from './command-handlers.ts'
import { commandGroups, commands, gridKeys, isSingleKey, keysText, shortcutOf } from './commands.ts'

export function CheatSheet({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState('')
  const areSingleKeysOn = useAppearance((state) => state.areSingleKeysOn)
  const needle = search.trim().toLowerCase()
  const groups = [
    ...commandGroups.map((group) => ({
      title: group as string,
      lines: commands
        .filter((command) => command.group === group && command.keys.length > 0 && handlerOf(command.id) !== undefined)
        .filter((command) => areSingleKeysOn || !isSingleKey(command.keys[0] ?? ''))
        .map((command) => [shortcutOf(command.id) ?? '', command.title] as const),
    })),
    { title: 'In a list', lines: gridKeys.map(([keys, title]) => [keysText(keys), title] as const) },
  ]
  return (
    <Dialog title="Keyboard shortcuts" width="wide" onClose={onClose} subtitle={areSingleKeysOn ? null : 'Single keys are switched off in the settings.'}>
      <div className="dialog-form">
        <input className="input" aria-label="Find a shortcut" placeholder="Find a shortcut" autoFocus value={search} onChange={(event) => setSearch(event.target.value)} />
        <div className="cheat-sheet" tabIndex={0} role="region" aria-label="Shortcuts">
          <div>
            {groups.map(({ title, lines }) => {
              const shown = lines.filter((line) => line.some((text) => text.toLowerCase().includes(needle)))
              return shown.length === 0 ? null : (
                <section key={title}>
                  <h3>{title}</h3>
                  <dl>
                    {shown.map(([keys, text]) => (
                      <div key={text}>
                        <dt>{text}</dt>
                        <dd>
                          <kbd className="key">{keys}</kbd>
                        </dd>
                      </div>
                    ))}
                  </dl>
                </section>
              )
            })}
          </div>
        </div>
      </div>
    </Dialog>
  )
}
