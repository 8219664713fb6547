// Denies what a window must never do: permissions, navigation, new windows, downloads, remote content, foreign switches.

import { app, session, type Session } from 'electron'
import type { Log } from '../log/log.ts'
import { pageUrl, scheme } from './scheme.ts'

// No fuse closes the debugging port, and several switches would weaken the sandbox or the network rules.
const removedSwitches = [
  'remote-debugging-port',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
  'proxy-server',
  'proxy-pac-url',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'log-net-log',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'disable-web-security',
  'no-sandbox',
  'disable-sandbox',
]

/** Must run before `ready`. A driver of tests needs its own switches, so only packaged builds drop them. */
export function removeSwitches(): void {
  if (!app.isPackaged) return
  for (const name of removedSwitches) app.commandLine.removeSwitch(name)
}

export function lockDown(log: Log): void {
  lockSession(session.defaultSession, log)
  app.on('session-created', (created) => lockSession(created, log))
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    const refuse = (event: { preventDefault(): void }, target: string) => {
      if (target === pageUrl) return
      event.preventDefault()
      log.security('navigation refused', { scheme: schemeOf(target) })
    }
    contents.on('will-navigate', (event, url) => refuse(event, url))
    contents.on('will-frame-navigate', (event) => refuse(event, event.url))
    contents.on('will-redirect', (event, url) => refuse(event, url))
    if (app.isPackaged) contents.on('devtools-opened', () => contents.closeDevTools())
  })
}

function lockSession(target: Session, log: Log): void {
  target.setPermissionRequestHandler((_contents, permission, answer) => {
    log.security('permission refused', { permission })
    answer(false)
  })
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  target.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  target.setSpellCheckerEnabled(false)
  target.on('will-download', (event) => event.preventDefault())
  target.webRequest.onBeforeRequest((details, answer) => {
    const isOurs = details.url.startsWith(`${scheme}://`) || (!app.isPackaged && details.url.startsWith('devtools://'))
    if (!isOurs) log.security('request refused', { scheme: schemeOf(details.url) })
    answer({ cancel: !isOurs })
  })
}

const schemeOf = (url: string): string => url.slice(0, Math.max(0, url.indexOf(':')))
