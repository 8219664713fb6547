// Exposes the bridge: two verbs over two fixed channels, data only. It knows no operation names and holds no state but listeners.

import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, PushMessage } from '../shared/contract/bridge.ts'
import type { GateRequest } from '../shared/contract/envelope.ts'

const listeners = new Map<string, (item: unknown) => void>()
let subscriptions = 0

// One JSON text: nothing with a prototype, a getter or a cycle can cross, and main can bound it by its length.
const ask = (request: GateRequest) => ipcRenderer.invoke('call', JSON.stringify(request))

ipcRenderer.on('push', (_event, message: PushMessage) => listeners.get(message.subscriptionId)?.(message.item))

const bridge: Bridge = {
  call: ({ name, input, callId }) => ask({ type: 'call', name, input, callId }),
  subscribe: ({ name, params }, onItem) => {
    const subscriptionId = `s${++subscriptions}`
    listeners.set(subscriptionId, onItem)
    void ask({ type: 'subscribe', name, params, subscriptionId })
    return () => {
      if (listeners.delete(subscriptionId)) void ask({ type: 'unsubscribe', subscriptionId })
    }
  },
  runtime: { platform: process.platform, version: process.versions.electron ?? '' },
}

contextBridge.exposeInMainWorld('bridge', bridge)
