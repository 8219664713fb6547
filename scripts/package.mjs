// Package the app for Linux as a folder, with the runtime of this machine, its fuses decided and all licences included.
// Installers for all three systems are configured in electron-builder.yml and made where their tools can be fetched.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './paths.mjs'
import { runAsCommand, say } from './run.mjs'
import { setup } from './setup.mjs'

export const packagedFolder = join(checkout, 'dist', 'linux-unpacked')

runAsCommand(import.meta, async () => {
  const { electron } = await setup({ need: ['native', 'electron', 'build'] })
  rmSync(packagedFolder, { recursive: true, force: true })
  const { Platform, build } = await import('electron-builder')
  await build({
    projectDir: checkout,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: { electronDist: electron.pristineDist, electronVersion: electron.version },
  })
  say(`packaged with Electron ${electron.version} (${electron.source}): dist/linux-unpacked`)
})
