import { afterEach, expect, test } from 'vitest'
import { createDeflater, type Deflater } from '../../../../../main/engine/store/deflate-worker.ts'
import { deflate } from '../../../../../main/engine/store/payload-codec.ts'

const dictionary = Buffer.from('{"name":"","size":0}')
const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => `{"name":"Nüme ${index}","size":${index}}`)
const here = (given: readonly string[]): Buffer[] => given.map((text) => deflate(text, dictionary))

let deflater: Deflater
afterEach(() => deflater.close())

test.each([0, 1, 19, 20, 100])('compresses %i texts as the caller would have', async (count) => {
  deflater = createDeflater()
  expect(await deflater.deflateAll(texts(count), dictionary)).toEqual(here(texts(count)))
})

test('answers each caller with its own', async () => {
  deflater = createDeflater()
  const sizes = [50, 20, 80, 3, 100]
  expect(await Promise.all(sizes.map((size) => deflater.deflateAll(texts(size), dictionary)))).toEqual(sizes.map((size) => here(texts(size))))
})

test('does the work itself once the thread is gone', async () => {
  deflater = createDeflater()
  const pending = deflater.deflateAll(texts(100), dictionary)
  await deflater.close()
  expect(await pending).toEqual(here(texts(100)))
  expect(await deflater.deflateAll(texts(40), dictionary)).toEqual(here(texts(40)))
})
