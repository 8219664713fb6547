// Everything that keys do, loaded right after the first render: nobody presses a shortcut into a window that is not there.

import type { Kind } from '../../shared/resources/index.ts'
import { listedKinds } from '../bridge/registry.ts'
import { useKeyboard } from './keyboard.ts'
import { useKindCommand, useWindowCommands } from './window-commands.ts'

export function KeyboardLayer() {
  useWindowCommands()
  // Last: what was pressed before needs its command to be there.
  useKeyboard()
  return listedKinds.map(({ kind }) => <KindCommand key={kind} kind={kind} />)
}

function KindCommand({ kind }: { kind: Kind }) {
  useKindCommand(kind)
  return null
}
