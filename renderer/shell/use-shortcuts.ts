// Shortcuts for what shows first: the table of commands comes right after the first frame, and with it the keys in tooltips.

import { useEffect, useState } from 'react'

type ShortcutOf = (command: string) => string | undefined

let known: ShortcutOf | null = null
const none: ShortcutOf = () => undefined

/** The shortcut of a command as people read it; nothing until the table is there. */
export function useShortcuts(): ShortcutOf {
  const [shortcutOf, setShortcutOf] = useState(() => known)
  useEffect(() => {
    if (shortcutOf) return
    const take = (found: ShortcutOf) => {
      known = found
      setShortcutOf(() => found)
    }
    // Without its shortcuts a button still does what it says.
    import('./commands.ts').then((table) => take(table.shortcutOf), () => undefined)
  }, [shortcutOf])
  return shortcutOf ?? none
}
