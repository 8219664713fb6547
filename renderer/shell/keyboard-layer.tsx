// Everything that keys do, loaded right after the first render: nobody presses a shortcut into a window that is not there.

import { useKeyboard } from './keyboard.ts'
import { useWindowCommands } from './window-commands.ts'

export function KeyboardLayer() {
  useKeyboard()
  useWindowCommands()
  return null
}
