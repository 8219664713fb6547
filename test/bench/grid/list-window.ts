// The page as it ships, in a real window, over an engine that is made up: a list as long as asked for, whose rows are made from their
// place. Preload, channels, content policy and scheme are the real ones, so that what is measured is the page and its traffic.

import { join } from 'node:path'
import { app, BrowserWindow, ipcMain } from 'electron'
import { pageUrl, registerScheme, serveScheme } from '../../../main/shell/scheme.ts'
import { channels, type PushMessage } from '../../../shared/contract/bridge.ts'
import type { GateRequest } from '../../../shared/contract/envelope.ts'
import { createFakeBridge } from '../../support/fake-bridge.ts'
import { fakeOrganization } from '../../support/fake-estate.ts'

const { ORGDECK_BUILD: build = '', ORGDECK_ROWS: rows = '0' } = process.env

app.enableSandbox()
registerScheme()
void app.whenReady().then(async () => {
  const organization = fakeOrganization({ name: 'Grid', monogram: 'GR', colour: 'teal', users: 20 }, Date.now())
  const bridge = createFakeBridge({ organizations: [organization], endlessUsers: Number(rows) })
  const endings = new Map<string, () => void>()
  ipcMain.handle(channels.call, (event, text: string) => {
    const request = JSON.parse(text) as GateRequest
    if (request.type === 'call') return bridge.call({ ...request, input: request.input ?? {} })
    const { subscriptionId } = request
    if (request.type === 'unsubscribe') endings.get(subscriptionId)?.()
    else endings.set(subscriptionId, bridge.subscribe({ ...request, params: request.params ?? {} }, (item) => event.sender.send(channels.push, { subscriptionId, item } satisfies PushMessage)))
    return { ok: true, value: null }
  })
  await serveScheme(join(build, 'renderer'))
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { preload: join(build, 'preload/index.cjs'), sandbox: true, contextIsolation: true } })
  // The measurement begins with an empty page in the same window.
  await window.loadURL('about:blank')
  ipcMain.once('page', () => void window.loadURL(pageUrl))
})
