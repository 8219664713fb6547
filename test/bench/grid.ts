// B11, B12: a list of 100,000 and of a million rows scrolled fast in the real window: its frames beside those of an empty page in the same
// window, and what the page holds afterwards beside a list of a thousand.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page } from 'playwright-core'
import { build } from 'vite'
import { median, percentile } from '../support/numbers.ts'
import { list, navigation } from '../support/page-objects/screens.ts'

export const isDesktop = true

const rounds = 2
const frames = 240
const rowsAFrame = 40
const sizes = [1_000, 100_000, 1_000_000]

const checkout = process.env['ORGDECK_APP'] ?? process.cwd()

interface Measured {
  readonly empty: readonly number[]
  readonly list: readonly number[]
  readonly blank: number
  readonly waiting: number
  readonly heapMb: number
  readonly nodes: number
  /** Of the main thread of the page, in ms a frame. */
  readonly work: number
  readonly layout: number
}

export default async function grid({ say }: { say(text: string): void }) {
  const folder = await mkdtemp(join(tmpdir(), 'orgdeck-grid-'))
  try {
    await buildApp(folder)
    const measured = new Map<number, Measured[]>(sizes.map((size) => [size, []]))
    for (let round = 1; round <= rounds; round++) {
      for (const size of sizes) {
        say(`round ${round} of ${rounds}: ${size.toLocaleString('en')} rows …`)
        measured.get(size)!.push(await measure(folder, size))
      }
    }
    return rowsOf(measured)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function rowsOf(measured: ReadonlyMap<number, readonly Measured[]>) {
  const of = (size: number, value: (each: Measured) => number) => median(measured.get(size)!.map(value))
  const frameRows = [100_000, 1_000_000].flatMap((size) => {
    const runs = measured.get(size)!
    const [ours, empty] = [runs.flatMap((run) => run.list), runs.flatMap((run) => run.empty)]
    const [p50, p99, empty50, empty99] = [median(ours), percentile(ours, 99), median(empty), percentile(empty, 99)]
    const blank = runs.reduce((sum, run) => sum + run.blank, 0)
    const name = `${size.toLocaleString('en')} rows`
    return [
      { id: 'B12', what: `frame at ${rowsAFrame} rows a frame, ${name}, median`, value: p50, unit: 'ms', ratio: p50 / empty50, baseline: empty50, goal: '≤ 1.05 × empty page', ok: p50 <= 1.05 * empty50 },
      { id: 'B12', what: 'the same, p99', value: p99, unit: 'ms', ratio: p99 / empty99, baseline: empty99, goal: '≤ 1.5 × empty page', ok: p99 <= 1.5 * empty99 },
      { id: 'B12', what: `frames without rows, of ${ours.length}`, value: blank, unit: '', goal: '0', ok: blank === 0 },
      { id: 'B12', what: 'frames with a row still being read', value: runs.reduce((sum, run) => sum + run.waiting, 0), unit: '', goal: 'said, not promised', ok: true },
      { id: 'B12', what: 'work of the page in a frame', value: of(size, (run) => run.work), unit: 'ms', goal: 'said, not promised', ok: true },
      { id: 'B12', what: 'of which style and layout', value: of(size, (run) => run.layout), unit: 'ms', goal: 'said, not promised', ok: true },
    ]
  })
  const [few, many] = [of(1_000, (run) => run.heapMb), of(1_000_000, (run) => run.heapMb)]
  const [fewNodes, manyNodes] = [of(1_000, (run) => run.nodes), of(1_000_000, (run) => run.nodes)]
  return [
    ...frameRows,
    { id: 'B11', what: 'heap after scrolling 1,000,000 rows, against 1,000', value: many, unit: 'MB', ratio: many / few, baseline: few, goal: '≤ 1.2 ×, or 2 MB', ok: many <= 1.2 * few || many - few <= 2 },
    { id: 'B11', what: 'elements in the page, the same', value: manyNodes, unit: '', ratio: manyNodes / fewNodes, baseline: fewNodes, goal: 'constant', ok: Math.abs(manyNodes - fewNodes) <= 0.02 * fewNodes },
  ]
}

async function buildApp(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: checkout,
    logLevel: 'error',
    build: {
      ssr: join(checkout, 'test/bench/grid/list-window.ts'),
      outDir: join(folder, 'app'),
      target: 'node18.15',
      rolldownOptions: { external: ['electron', /^node:/], output: { format: 'cjs', entryFileNames: 'main.cjs', codeSplitting: false } },
    },
    ssr: { noExternal: true },
  })
  await mkdir(join(folder, 'app'), { recursive: true })
  await writeFile(join(folder, 'app', 'package.json'), JSON.stringify({ name: 'grid', version: '1.0.0', main: 'main.cjs' }))
}

async function measure(folder: string, size: number): Promise<Measured> {
  const electron = await _electron.launch({
    executablePath: process.env['ELECTRON_UNDER_TEST']!,
    chromiumSandbox: true,
    colorScheme: null,
    args: [join(folder, 'app'), `--user-data-dir=${await mkdtemp(join(folder, 'profile-'))}`],
    env: { ...(process.env as Record<string, string>), ORGDECK_BUILD: join(checkout, 'out'), ORGDECK_ROWS: String(size) },
  })
  try {
    const page = await electron.firstWindow()
    await page.waitForTimeout(500)
    const empty = await scroll(page, null)
    await electron.evaluate(({ ipcMain }) => void ipcMain.emit('page'))
    await page.getByRole('table').getByRole('row').nth(1).getByRole('button').first().click()
    await navigation(page).go('Users')
    await list(page, 'Users').row('username 3').first().waitFor()
    const session = await page.context().newCDPSession(page)
    // Time of the processor, not of the clock: other programs run too.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const metrics = async () => new Map((await session.send('Performance.getMetrics')).metrics.map(({ name, value }): [string, number] => [name, value]))
    const before = await metrics()
    const seen = await scroll(page, size)
    const after = await metrics()
    const took = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1_000
    await session.send('HeapProfiler.collectGarbage')
    const heapMb = ((await metrics()).get('JSHeapUsedSize') ?? 0) / 1_000_000
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    return { empty: empty.deltas, list: seen.deltas, blank: seen.blank, waiting: seen.waiting, heapMb, nodes, work: took('TaskDuration') / frames, layout: (took('LayoutDuration') + took('RecalcStyleDuration')) / frames }
  } finally {
    await electron.close()
  }
}

/** Frame after frame; with a list it moves on by its rows each time, turns at the ends, and looks whether rows are there. */
const scroll = (page: Page, size: number | null): Promise<{ deltas: number[]; blank: number; waiting: number }> =>
  page.evaluate(
    async ({ total, count, rowsEach }) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      const scroller = document.querySelector<HTMLElement>('.grid-scroller')
      const box = scroller?.getBoundingClientRect()
      const step = total === null || !scroller ? 0 : (rowsEach * scroller.scrollHeight) / total
      const deltas: number[] = []
      let [blank, waiting, direction] = [0, 0, 1]
      let last = await frame()
      for (let index = 0; index < count; index++) {
        if (scroller) {
          if (scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) direction = -1
          else if (scroller.scrollTop <= 0) direction = 1
          scroller.scrollTop += direction * step
        }
        const now = await frame()
        deltas.push(now - last)
        last = now
        if (!scroller || !box) continue
        // The list answered to the movement before this call; what stands in its middle now is what is painted next.
        const row = document.elementFromPoint(box.left + 200, box.top + box.height / 2)?.closest('[role=row]')
        if (!row) blank++
        if (scroller.querySelector('.is-waiting')) waiting++
      }
      return { deltas, blank, waiting }
    },
    { total: size, count: frames, rowsEach: rowsAFrame },
  )
