// Electron's port in the shape of the link.

import type { MessagePortMain } from 'electron'
import type { LinkPort } from './engine-link.ts'

export const linkPortOf = (port: MessagePortMain): LinkPort => ({
  postMessage: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on('message', (event) => listener(event.data))
    port.start()
  },
  close: () => port.close(),
})
