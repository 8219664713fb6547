// Copies text through main, which forgets it after 30 s, and says so.

import type { OrganizationId } from '../../shared/base/ids.ts'
import { useClient } from '../bridge/bridge-context.ts'
import { useToasts } from '../stores/toasts.ts'

/** Longest text the clipboard operation takes. */
const copyCharactersMax = 100_000

export function useCopy(organization: OrganizationId): (text: string, done: string) => void {
  const client = useClient()
  return (text, done) => {
    const { show } = useToasts.getState()
    if (text.length > copyCharactersMax) return show({ text: 'Too long for the clipboard; nothing was copied', tone: 'bad', organization })
    client.call('clipboard.write', { text }).then(
      () => show({ text: `${done}; the clipboard forgets it in 30 s`, tone: 'ok', organization }),
      () => show({ text: 'Nothing was copied: the clipboard could not be written', tone: 'bad', organization }),
    )
  }
}
