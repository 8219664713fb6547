// The composition root of the broker: construct, connect, start. No decisions.

import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, ipcMain, Menu, type WebContents } from 'electron'
import type { Item } from '../shared/contract/client.ts'
import type { Topic } from '../shared/contract/define.ts'
import { declarations } from '../shared/contract/index.ts'
import { type CommonSettings, SettingsSchema } from '../shared/contract/settings.ts'
import { channels, type PushMessage } from '../shared/contract/bridge.ts'
import type { SyncProgress } from '../shared/contract/sync.ts'
import type { StoreChange } from '../shared/contract/touched.ts'
import { endedSyncs } from './engine-host/ended-syncs.ts'
import { createEngineLink } from './engine-host/engine-link.ts'
import { createEngineProcess } from './engine-host/engine-process.ts'
import { createFirstView } from './engine-host/first-view.ts'
import { createReaderProcess } from './engine-host/reader-process.ts'
import { createSession } from './engine-host/session.ts'
import { createVaultProcess } from './engine-host/vault-process.ts'
import { appHandlers } from './handlers/app.ts'
import { createAppState } from './handlers/app-state.ts'
import { connectionHandlers } from './handlers/connection.ts'
import { createDemo } from './handlers/demo.ts'
import { exportHandlers } from './handlers/export.ts'
import { providerHandlers } from './handlers/provider.ts'
import { importHandlers } from './handlers/import.ts'
import { initialSettings, settingsHandlers } from './handlers/settings.ts'
import { createGate, type Caller } from './ipc/gate.ts'
import { createPush } from './ipc/push.ts'
import { createRouter, whenTried } from './ipc/router.ts'
import { isOurFrame } from './ipc/sender.ts'
import { createLog } from './log/log.ts'
import { endOnFailure, watchWindow } from './shell/crash.ts'
import { openJsonFile } from './shell/json-file.ts'
import { claimSingleInstance, quitInOrder } from './shell/lifecycle.ts'
import { lockDown, removeSwitches } from './shell/lockdown.ts'
import { developmentValue, isRuntimeSupported } from './shell/runtime.ts'
import { pageOrigin, registerScheme, serveScheme } from './shell/scheme.ts'
import { createWindowStates, firstWindows, WindowsSchema } from './shell/window-state.ts'
import { createWindows } from './shell/windows.ts'

removeSwitches()
app.enableSandbox()
registerScheme()
app.setPath('userData', developmentValue('ORGDECK_PROFILE') ?? join(app.getPath('appData'), 'OrgDeck'))
if (claimSingleInstance()) start()

function start(): void {
  const profileFolder = app.getPath('userData')
  mkdirSync(profileFolder, { recursive: true, mode: 0o700 })
  chmodSync(profileFolder, 0o700)
  const now = () => Date.now()
  const log = createLog(join(profileFolder, 'logs'), now)
  endOnFailure(log)
  const simulatorUrl = developmentValue('ORGDECK_SIMULATOR')

  const push = createPush((name) => declarations[name] as Topic, now)
  const state = createAppState((value) => push.publish('app.state', value))
  const link = createEngineLink((name, item) => {
    if (name === 'store.changed') {
      firstView.forget(item as StoreChange)
      reader.told(item as Item<'store.changed'>)
    }
    push.publish(name as 'store.changed', item)
  })
  let engineReady = Promise.resolve()
  const vault = createVaultProcess({ profileFolder, log })
  const firstView = createFirstView({ profileFolder, declarations, vault, version: app.getVersion(), log })
  const engine = createEngineProcess({
    link,
    log,
    introduce: (port) => vault.introduceEngine(port),
    onRestarted: () => {
      engineReady = Promise.resolve()
      void session.open()
    },
    onGone: (isGivenUp) => {
      // It holds files that the next engine may have to make anew.
      reader.stop()
      state.change({ engine: isGivenUp ? 'failed' : 'restarting' })
      push.publish('sync.progressed', endedSyncs((push.latest('sync.progressed') ?? []) as SyncProgress[], now()))
    },
  })
  const reader = createReaderProcess({ log, introduce: (port) => engine.introduceReader(port), onGone: () => engine.introduceReader(null) })
  const tellSyncing = ({ syncMinutes, isSyncPaused }: CommonSettings) => link.call('engine.syncEvery', { minutes: isSyncPaused ? null : syncMinutes }).then(() => undefined, () => undefined)
  const demo = createDemo({ link, vault, state, log })
  const session = createSession({
    profileFolder, vault, link, state, log, simulatorUrl, firstView,
    engineReady: () => engineReady,
    onFirstViewOver: () => push.publish('store.changed', { revision: 0, organizations: [], kinds: ['*'] }),
    onOpened: async () => {
      reader.start()
      await demo.resume()
      await tellSyncing(settingsFile.value())
    },
  })
  vault.onRestart(() => engine.reintroduce())

  const settingsFile = openJsonFile(join(profileFolder, 'settings.json'), SettingsSchema, initialSettings)
  const windowsFile = openJsonFile(join(profileFolder, 'windows.json'), WindowsSchema, firstWindows)

  void app.whenReady().then(async () => {
    Menu.setApplicationMenu(null)
    lockDown(log)
    // Engine, keychain and page need each other only at the end, so they start side by side; the engine after the first rows, where they
    // are known without it.
    engineReady = firstView.engineNeeded.then(() => engine.start())
    const contentsById = new Map<number, WebContents>()
    const windows = createWindows(createWindowStates(windowsFile), (window) => {
      const { id } = window.webContents
      contentsById.set(id, window.webContents)
      const forget = () => {
        gate.forget(id)
        push.forget(id)
      }
      window.webContents.on('did-start-navigation', (details) => {
        if (details.isMainFrame && !details.isSameDocument) forget()
      })
      window.on('closed', () => {
        forget()
        contentsById.delete(id)
      })
      watchWindow(window, log, forget)
    })
    const route = createRouter(
      {
        ...appHandlers({ windows, link, session, state, demo }),
        ...connectionHandlers({ link, vault, state, canTakeRealKeys: () => isRuntimeSupported() || simulatorUrl !== undefined }),
        ...providerHandlers(link),
        ...exportHandlers(link),
        ...importHandlers(link),
        ...settingsHandlers(settingsFile, windows, ({ layout: _own, ...common }) => {
          void tellSyncing(common)
          push.publish('settings.changed', common)
        }),
      },
      { callByName: firstView.through(whenTried(() => session.tried(), reader.through(link.callByName))) },
    )
    const gate = createGate({
      declarations,
      route,
      facts: { plan: (plan) => link.call('engine.planFacts', { plan }), job: (job) => link.call('engine.jobFacts', { job }) },
      log,
      now,
      isEveryOutputParsed: !app.isPackaged,
      subscribe: (caller, subscriptionId, name) => push.subscribe(caller.id, subscriptionId, name, sendTo(caller.id, subscriptionId)),
      unsubscribe: (caller, subscriptionId) => push.unsubscribe(caller.id, subscriptionId),
    })
    const sendTo = (callerId: number, subscriptionId: string) => (item: unknown) => {
      const contents = contentsById.get(callerId)
      if (contents && !contents.isDestroyed()) contents.send(channels.push, { subscriptionId, item } satisfies PushMessage)
    }
    ipcMain.handle(channels.call, (event, text: unknown) => {
      if (!isOurFrame(event, pageOrigin)) {
        log.security('foreign sender refused')
        return Promise.resolve({ ok: false, error: { code: 'call.invalid', detail: {} } })
      }
      const caller: Caller = { id: event.sender.id, onAbuse: () => event.sender.reload() }
      return gate.handle(caller, text)
    })

    serveScheme(join(app.getAppPath(), 'out/renderer'))
    windows.openSaved()
    // Behind the window, whose process takes longest to come; keychain and engine need it only at the end.
    const opened = session.open()
    log.info('started', { version: app.getVersion(), electron: process.versions.electron ?? '' })
    await opened
  })

  quitInOrder([() => engine.stop(), () => reader.stop(), () => (state.value().isSessionOnly ? undefined : firstView.keep()), () => demo.stop(), () => vault.stop(), () => settingsFile.flush(), () => windowsFile.flush(), () => log.flush()])
}
