// A key that was pasted is nowhere to be found afterwards; and the search for it is shown to find what is there.

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startSimulator } from '../../main/simulator/server.ts'
import { launchApp, type RunningApp, withProfile } from '../support/electron-app.ts'
import { connectDialog, firstRun, organizationHeader } from '../support/page-objects/screens.ts'

/** Spellings in which a secret survives in files and memory. */
function spellings(secret: string): Buffer[] {
  const bytes = Buffer.from(secret)
  const shifted = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').slice(shift === 0 ? 0 : 4, -4))
  return [
    bytes,
    Buffer.from(secret, 'utf16le'),
    Buffer.from(bytes.toString('hex')),
    ...shifted.map((text) => Buffer.from(text)),
    Buffer.from(encodeURIComponent(secret)),
    Buffer.from([...secret].reverse().join('')),
    Buffer.from(secret.slice(0, secret.length / 2)),
    Buffer.from(secret.slice(secret.length / 2)),
  ]
}

const holds = (content: Buffer, secret: string): boolean => spellings(secret).some((spelling) => content.includes(spelling))

async function filesWith(folder: string, secret: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isFile()) return []
      const path = join(entry.parentPath, entry.name)
      const content = await readFile(path).catch(() => Buffer.alloc(0))
      return holds(content, secret) ? [path.slice(folder.length)] : []
    }),
  )
  return found.flat()
}

/** The renderer's heap as V8 writes it down, taken by main. */
async function heapOf(app: RunningApp, file: string): Promise<Buffer> {
  await app.electron.evaluate(({ BrowserWindow }, path) => BrowserWindow.getAllWindows()[0]!.webContents.takeHeapSnapshot(path), file)
  return readFile(file)
}

test('a pasted key is in no file, log, title or heap, while a planted one is found', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  const planted = 'jca_planted0control0value0abcdefghijklmnop'
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(app.page).addByKey()
      const connect = connectDialog(app.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(app.page, organization.name).synced()
      const title = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle())
      expect(title).not.toContain(organization.apiKey)
      expect(await app.page.content()).not.toContain(organization.apiKey)

      // Typing leaves copies in the page until it is loaded again; a reload is what an operator who leaves the dialog for good gets.
      await app.page.reload()
      await organizationHeader(app.page, organization.name).synced()
      await app.page.evaluate((text) => void ((globalThis as Record<string, unknown>)['control'] = `${text.slice(0, 20)}${text.slice(20)}`), planted)
      const heap = await heapOf(app, join(profile, 'heap.heapsnapshot'))
      expect(holds(heap, planted)).toBe(true)
      expect(holds(heap, organization.apiKey)).toBe(false)
      await app.quit()

      await writeFile(join(profile, 'control.txt'), planted)
      expect(await filesWith(profile, planted)).toContain('/control.txt')
      expect(await filesWith(profile, organization.apiKey)).toEqual([])
      const log = await readFile(join(profile, 'logs', 'orgdeck.log'), 'utf8')
      expect(log).toContain('connection.check')
      expect(log).not.toContain('jca_')
    })
  } finally {
    await simulator.stop()
  }
})

test('names of people are not readable in any file of the profile', async () => {
  const simulator = await startSimulator({ estate: 'small' })
  const organization = simulator.estate.organizations[0]!
  const person = organization.users.at(organization.users.indexes()[0]!) as { email: string }
  try {
    await withProfile(async (profile) => {
      const app = await launchApp({ profile, simulatorUrl: simulator.url })
      await firstRun(app.page).addByKey()
      const connect = connectDialog(app.page)
      await connect.check(organization.apiKey)
      await connect.dialog.getByText(organization.id).waitFor()
      await connect.add()
      await organizationHeader(app.page, organization.name).synced()
      await app.quit()
      expect(await filesWith(profile, person.email)).toEqual([])
    })
  } finally {
    await simulator.stop()
  }
})
