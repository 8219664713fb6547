// House rules that are plain enough to be tests: names, headers, one door for IPC, no secrets in outputs, decisions with a date.

import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { expect, test } from 'vitest'
import { isErrorCode, errorCodes } from '../../shared/base/error-codes.ts'
import { contract, engineContract } from '../../shared/contract/index.ts'
import { root, sourceFiles, trackedFiles } from './source-files.ts'

const sources = sourceFiles()
const product = sources.filter(({ path }) => !path.startsWith('test/'))

test('files and folders are kebab-case, and none is named after nothing', () => {
  const odd = sources.filter(({ path }) => !path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(part)) || /(^|\/)types\.tsx?$|(^|[/-])(utils?|helpers?|common|misc|manager)\.tsx?$/.test(path))
  expect(odd.map(({ path }) => path)).toEqual([])
})

test('every source file begins with a comment on what it is responsible for', () => {
  expect(product.filter(({ text }) => !/^(\/\/\/.*\n)*(\/\/ \S|\/\*\* \S)/.test(text)).map(({ path }) => path)).toEqual([])
})

test('ipcMain is used in one place only, and ipcRenderer never leaves the preload', () => {
  const withIpcMain = product.filter(({ text }) => /\bipcMain\.(handle|on|once)\b/.test(text)).map(({ path }) => path)
  const withIpcRenderer = product.filter(({ text }) => /\bipcRenderer\b/.test(text)).map(({ path }) => path)
  expect(withIpcMain).toEqual(['main/index.ts'])
  expect(withIpcRenderer).toEqual(['preload/index.ts'])
})

test('windows are made in one place only', () => {
  expect(product.filter(({ text }) => /new (BrowserWindow|WebContentsView|BrowserView)\b/.test(text)).map(({ path }) => path)).toEqual(['main/shell/window.ts'])
})

test('nobody switches the sandbox off', () => {
  const scripts = trackedFiles(/^(scripts|\.ci|main|electron-builder)/).map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }))
  const lines = scripts.flatMap(({ path, text }) => text.split('\n').filter((line) => /--no-sandbox|sandbox:\s*false/.test(line) && !/^\s*(\/\/|\*|#|>|-|\|)/.test(line) && !path.endsWith('.md')).map((line) => `${path}: ${line.trim()}`))
  expect(lines).toEqual([])
})

test('no output of the contract has a field that could carry a secret', () => {
  const suspicious = /key$|secret|password$|token$|credential|recovery/i
  // A token for a chosen file is good once and opens nothing. A disk's recovery key is what its call is for: shown once after the
  // operator typed the device's name, passed through and kept nowhere (`live.test.ts`).
  const allowed = new Set(['export.choose.token', 'live.recoveryKey.recovery'])
  const found: string[] = []
  for (const [name, declaration] of Object.entries({ ...contract, ...engineContract })) {
    const schema = declaration.type === 'topic' ? declaration.item : declaration.output
    const json = JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }))
    for (const match of json.matchAll(/"([A-Za-z]+)":\{/g)) {
      const field = match[1]!
      if (suspicious.test(field) && !allowed.has(`${name}.${field}`)) found.push(`${name}.${field}`)
    }
  }
  expect(found).toEqual([])
})

test('every error code in the sources is declared, and every declared code is used', () => {
  const text = product.filter(({ path }) => path !== 'shared/base/error-codes.ts').map((source) => source.text).join('\n')
  const named = [...text.matchAll(/new AppError\(\s*'([^']+)'/g)].map((match) => match[1]!)
  expect(named.filter((code) => !isErrorCode(code))).toEqual([])
  expect(Object.keys(errorCodes).filter((code) => !text.includes(`'${code}'`))).toEqual([])
})

test('decisions in READMEs carry a date and say when to look again', () => {
  const readmes = trackedFiles(/(^|\/)README\.md$/).map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }))
  const undated = readmes.flatMap(({ path, text }) => {
    const decisions = text.split(/^## Decisions$/m)[1] ?? ''
    return [...decisions.matchAll(/^### (.+)$/gm)].filter((match) => !/^\d{4}-\d{2}-\d{2} \S/.test(match[1]!)).map((match) => `${path}: ${match[1]}`)
  })
  expect(undated).toEqual([])
})

test('nothing is left for later in the code, and no test is skipped by hand', () => {
  const marks = sources.filter(({ path, text }) => path !== 'test/architecture/house-rules.test.ts' && /\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(skip|only)\(/.test(text))
  expect(marks.map(({ path }) => path)).toEqual([])
})
