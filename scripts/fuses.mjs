// Decides every fuse of a packaged runtime (run by electron-builder after packing, before signing):
// the released binary runs our archive and nothing else.

import { join } from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/** By the name of the fuse. `undefined` keeps what the runtime ships with. */
const decisions = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  // There is one snapshot for all processes in this build.
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: undefined,
}

/** The fuses that this runtime has: older wires are shorter, and a removed fuse can no longer be set. */
async function fusesOf(executable) {
  const { version, ...wire } = await getCurrentFuseWire(executable)
  if (version !== FuseVersion.V1) throw new Error(`${executable} has a fuse wire of version ${version}, which nobody has decided on`)
  return Object.entries(wire)
    .filter(([index, state]) => /^\d+$/.test(index) && (state === FuseState.ENABLE || state === FuseState.DISABLE))
    .map(([index, state]) => ({ index: Number(index), name: FuseV1Options[index], on: state === FuseState.ENABLE }))
}

/** Fuses of an executable that are not as decided, by name. */
export async function wrongFuses(executable) {
  const fuses = await fusesOf(executable)
  return fuses.filter(({ name, on }) => !(name in decisions) || (decisions[name] ?? on) !== on).map(({ name }) => name)
}

function executableOf({ appOutDir, electronPlatformName, packager }) {
  const product = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin') return join(appOutDir, `${product}.app`)
  if (electronPlatformName === 'win32') return join(appOutDir, `${product}.exe`)
  return join(appOutDir, packager.executableName)
}

/** @public called by electron-builder, see electron-builder.yml */
export default async function afterPack(context) {
  const executable = executableOf(context)
  const fuses = await fusesOf(executable)
  const undecided = fuses.filter(({ name }) => !(name in decisions))
  if (undecided.length > 0) throw new Error(`undecided fuses: ${undecided.map(({ name, index }) => name ?? index).join(', ')}`)
  const settings = fuses.filter(({ name }) => decisions[name] !== undefined).map(({ name, index }) => [index, decisions[name]])
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The check above is the strict one; the tool's own would refuse every wire but the newest.
    strictlyRequireAllFuses: false,
    // A changed binary needs a new ad-hoc signature where macOS insists on one.
    resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
    ...Object.fromEntries(settings),
  })
}
