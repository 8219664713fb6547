// Moves a pane with its history into a window of its own. It leaves this window only when the other one is there.

import { useClient } from '../bridge/bridge-context.ts'
import { toCallError } from '../bridge/call-error.ts'
import { errorWords } from '../bridge/error-text.ts'
import { closePane, tornOff } from '../stores/panes-beside.ts'
import { layoutText } from '../stores/panes-text.ts'
import { type Pane, placeOf, usePanes } from '../stores/panes.ts'
import { organizationOf } from '../stores/place.ts'
import { useToasts } from '../stores/toasts.ts'

export function useTearOff(): (pane: Pane) => void {
  const client = useClient()
  return (pane) => {
    const organization = organizationOf(placeOf(pane))
    if (!organization) return
    client.call('window.open', { layout: layoutText(tornOff(pane)) }).then(
      () => {
        const { panes, closeTab } = usePanes.getState()
        closePane(pane.id)
        // A tab that another pane still shows stays.
        const isShown = panes.some((each) => each.id !== pane.id && organizationOf(placeOf(each)) === organization)
        if (!isShown) closeTab(organization)
      },
      (error: unknown) => useToasts.getState().show({ text: errorWords(toCallError(error)).what, tone: 'bad', organization }),
    )
  }
}
