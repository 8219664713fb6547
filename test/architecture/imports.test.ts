// Who may import whom (architecture, section 4): every folder has a list of what it may reach; anything else fails by name.

import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

interface Rule {
  readonly from: RegExp
  readonly may: readonly RegExp[]
}

const node = /^node:/
const zod = /^zod$/
const electron = /^electron$/
const shared = /^shared\//

// The first rule that fits a file decides.
const rules: readonly Rule[] = [
  { from: /^shared\/base\//, may: [/^shared\/base\//, zod] },
  { from: /^shared\/(scope|filter|diff|actions)\//, may: [/^shared\/(base|scope|filter|diff|actions)\//, zod] },
  { from: /^shared\/resources\//, may: [/^shared\/(base|scope|filter|diff|actions|resources)\//, zod] },
  { from: /^shared\//, may: [shared, zod] },
  { from: /^preload\//, may: [electron, shared] },
  { from: /^main\/vault\//, may: [/^shared\/base\//, /^main\/vault\//, /^keytar$/, node, zod] },
  { from: /^main\/simulator\//, may: [shared, /^main\/simulator\//, node, zod] },
  { from: /^main\/engine\/api\//, may: [shared, /^main\/engine\/api\//, /^main\/engine\/store\/store\.ts$/, node, zod] },
  { from: /^main\/engine\/store\//, may: [shared, /^main\/engine\/store\//, node, zod, /^@journeyapps\/sqlcipher$/] },
  // The one library that knows the workbook format; bundled into the engine.
  { from: /^main\/engine\/exports\/workbook-format\.ts$/, may: [shared, /^main\/engine\/exports\//, /^write-excel-file\/node$/] },
  { from: /^main\/engine\/(sync|actions|diffs|exports)\//, may: [shared, /^main\/engine\/(api|store|sync|actions|diffs|exports)\//, node, zod] },
  // Imports become targets of a plan; the rest of them is pure.
  { from: /^main\/engine\/imports\//, may: [shared, /^main\/engine\/(store|actions|imports)\//, node, zod] },
  { from: /^main\/engine\/handlers\//, may: [shared, /^main\/engine\/(?!link\/)/, node, zod] },
  // The private port's message types are the vault's; the engine takes nothing else of it.
  { from: /^main\/engine\/link\//, may: [shared, /^main\/engine\/(link|handlers)\//, /^main\/vault\/protocol\.ts$/, node] },
  { from: /^main\/engine\//, may: [shared, /^main\/engine\//, node] },
  { from: /^main\/(shell|log)\//, may: [shared, /^main\/(shell|log)\//, electron, node, zod] },
  { from: /^main\/ipc\//, may: [shared, /^main\/(ipc|shell|log|engine-host)\//, electron, node, zod] },
  // The messages between processes are those of the process that is asked; main takes nothing else of it.
  { from: /^main\/engine-host\//, may: [shared, /^main\/(engine-host|shell|log|vault)\//, /^main\/engine\/reader\/protocol\.ts$/, /^main\/handlers\/app-state\.ts$/, electron, node, zod] },
  { from: /^main\/handlers\//, may: [shared, /^main\/(handlers|ipc|engine-host|shell|log)\//, electron, node, zod] },
  { from: /^main\/index\.ts$/, may: [shared, /^main\/(handlers|ipc|engine-host|shell|log)\//, electron, node] },
  { from: /^renderer\/ui\//, may: [/^renderer\/ui\//, /^react/, /^lucide-react/, /^@react-aria/] },
  { from: /^renderer\/features\/([^/]+)\//, may: [shared, /^renderer\/(bridge|grid|filters|stores|ui|shell|styles|features)\//, /^react/, /^lucide-react/, /^@tanstack\//, /^zustand/, /^virtual:/] },
  { from: /^renderer\//, may: [shared, /^renderer\//, /^(?!electron|keytar|@journeyapps)/] },
  { from: /^test\//, may: [/./] },
]

test('every import is allowed for its folder', () => {
  const refused = sourceFiles().flatMap(({ path, imports }) => {
    const rule = rules.find((candidate) => candidate.from.test(path))
    if (!rule) return [`${path}: no rule for this folder`]
    return imports
      .filter(({ target }) => !rule.may.some((allowed) => allowed.test(target)))
      .map(({ target }) => `${path} imports ${target}; allowed: ${rule.may.join(' ')}`)
  })
  expect(refused).toEqual([])
})

test('the preload takes types only from shared', () => {
  const values = sourceFiles()
    .filter(({ path }) => path.startsWith('preload/'))
    .flatMap(({ path, imports }) => imports.filter(({ target, isTypeOnly }) => target.startsWith('shared/') && !isTypeOnly).map(({ target }) => `${path} → ${target}`))
  expect(values).toEqual([])
})

test('a feature of the renderer does not reach into another feature', () => {
  const crossing = sourceFiles().flatMap(({ path, imports }) => {
    const own = /^renderer\/features\/([^/]+)\//.exec(path)?.[1]
    if (!own) return []
    return imports.filter(({ target }) => target.startsWith('renderer/features/') && !target.startsWith(`renderer/features/${own}/`)).map(({ target }) => `${path} → ${target}`)
  })
  expect(crossing).toEqual([])
})

test('nothing outside test imports from test', () => {
  const reaching = sourceFiles().filter(({ path, imports }) => !path.startsWith('test/') && imports.some(({ target }) => target.startsWith('test/')))
  expect(reaching.map(({ path }) => path)).toEqual([])
})
