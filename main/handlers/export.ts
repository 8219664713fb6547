// Exports: the person chooses the file here; the page holds a token that is good once, the engine gets the path.

import { randomBytes } from 'node:crypto'
import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { AppError } from '../../shared/base/app-error.ts'
import type { Input } from '../../shared/contract/client.ts'
import type { EngineLink } from '../engine-host/engine-link.ts'
import type { MainHandlers } from '../ipc/router.ts'

type ExportFormat = Input<'export.choose'>['format']

export function exportHandlers(link: EngineLink): Pick<MainHandlers, 'export.choose' | 'export.start' | 'ledger.export' | 'diff.export'> {
  const chosen = new Map<string, { readonly path: string; readonly format: ExportFormat }>()
  return {
    'export.choose': async ({ suggestedName, format }) => {
      const options = {
        title: 'Export',
        defaultPath: join(app.getPath('downloads'), `${safeFileName(suggestedName)}.${format}`),
        filters: [{ name: fileTypes[format], extensions: [format] }],
      }
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
      if (answer.canceled || !answer.filePath) return null
      const token = randomBytes(16).toString('hex')
      chosen.set(token, { path: answer.filePath, format })
      return { token, fileName: basename(answer.filePath) }
    },
    'export.start': async ({ token, question, columns, ids }, { signal }) => {
      const target = chosen.get(token)
      chosen.delete(token)
      if (!target) throw new AppError('export.token')
      const { rows, sha256 } = await link.call('engine.writeExport', { ...target, question, columns, ...(ids ? { ids } : {}) }, signal)
      return { fileName: basename(target.path), rows, sha256 }
    },
    'diff.export': async ({ token, ...asked }, { signal }) => {
      const target = chosen.get(token)
      chosen.delete(token)
      if (!target) throw new AppError('export.token')
      const { rows, sha256 } = await link.call('engine.writeComparison', { ...target, ...asked }, signal)
      return { fileName: basename(target.path), rows, sha256 }
    },
    'ledger.export': async ({ token, filter }, { signal }) => {
      const target = chosen.get(token)
      chosen.delete(token)
      if (!target) throw new AppError('export.token')
      const { lines, sha256 } = await link.call('engine.writeLedger', { ...target, filter }, signal)
      return { fileName: basename(target.path), lines, sha256 }
    },
  }
}

const fileTypes: { readonly [Format in ExportFormat]: string } = { csv: 'CSV', xlsx: 'Excel workbook', json: 'JSON' }

const safeFileName = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]/gu, '-').slice(0, 100)
