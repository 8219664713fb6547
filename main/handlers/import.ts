// Files to import: the person chooses one here; the page holds a token that is good once, the engine gets the path.

import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { AppError } from '../../shared/base/app-error.ts'
import type { EngineLink } from '../engine-host/engine-link.ts'
import type { MainHandlers } from '../ipc/router.ts'

export function importHandlers(link: EngineLink): Pick<MainHandlers, 'import.choose' | 'import.openFile'> {
  const chosen = new Map<string, string>()
  return {
    'import.choose': async () => {
      const options = {
        title: 'Import users',
        defaultPath: app.getPath('documents'),
        filters: [{ name: 'Tables', extensions: ['csv', 'tsv', 'txt', 'xlsx'] }],
        properties: ['openFile' as const],
      }
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
      const [path] = answer.filePaths
      if (answer.canceled || path === undefined) return null
      const token = randomBytes(16).toString('hex')
      chosen.set(token, path)
      return { chosen: token, fileName: basename(path) }
    },
    'import.openFile': async ({ organization, chosen: token }, { signal }) => {
      const path = chosen.get(token)
      chosen.delete(token)
      if (path === undefined) throw new AppError('import.unknown')
      return link.call('engine.openImport', { organization, path, name: basename(path) }, signal)
    },
  }
}
