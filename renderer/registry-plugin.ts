// Build side of the page: the resource registry as plain data (`virtual:registry`), and the rules every page bundle must keep.
// Runs in Node while building; typed by structure so that no Node or bundler types reach the page's own code.

import { actions, resources } from '../shared/resources/index.ts'
import { facetFieldsOf, filterFieldsOf } from '../shared/resources/derive/filter-fields.ts'
import { gridColumnsOf } from '../shared/resources/derive/grid-columns.ts'
import { overviewColumns } from '../shared/resources/derive/overview-columns.ts'
import { type ResourceDescription, sections } from '../shared/resources/define.ts'
import { liveDetails } from '../shared/resources/live-details.ts'
import { declarations } from '../shared/contract/index.ts'
import { organizationColours } from '../shared/contract/organization.ts'

// A path as the bundler writes it, also on Windows.
const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname).replace(/^\/(?=[A-Za-z]:)/, '')
const iconMaker = here('ui/create-icon.ts')
const unusedQueries = here('bridge/unused-queries.ts')

const modules: Readonly<Record<string, () => string>> = {
  'virtual:registry': () => `export const registry = ${JSON.stringify(registryData())}`,
  'virtual:registry-lists': () => asText('listData', listData()),
  'virtual:registry-columns': () => asText('columnData', columnData()),
  'virtual:registry-overview': () => asText('overviewData', overviewColumns(resources)),
  'virtual:registry-actions': () => asText('actionData', actionData()),
  'virtual:registry-live': () => asText('liveData', liveData()),
}

/** A quarter of a megabyte of data: the runtime reads a text of it faster than the same as code. */
const asText = (name: string, data: unknown): string => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(data))})`

/** The entry chunk and what it imports statically: all that must run before anything shows (`performance.md` B14). */
export const firstBytesMax = 300_000

/** Everything the page draws from the registry, without the schemas: those would bring zod into the page. */
export function registryData() {
  return {
    sections,
    organizationColours,
    reads: Object.fromEntries(Object.entries(declarations).flatMap(([name, declaration]) => (declaration.type === 'query' ? [[name, readsOf(name, declaration.reads)]] : []))),
    sensitive: Object.entries(declarations).flatMap(([name, declaration]) => (declaration.type === 'task' && declaration.sensitive === true ? [name] : [])),
    kinds: kindGroups(resources),
  }
}

/** Kinds that read alike go together: two dozen associations share their words, and this runs before anything shows. */
function kindGroups(all: readonly ResourceDescription[]) {
  const groups = new Map<string, { kinds: string[]; words: ResourceDescription['words']; isHidden: boolean }>()
  for (const { kind, words, isHidden = false } of all) {
    const key = JSON.stringify([words, isHidden])
    const group = groups.get(key) ?? { kinds: [], words, isHidden }
    groups.set(key, group)
    group.kinds.push(kind)
  }
  return [...groups.values()]
}

/** What home, overview and lists need of every kind: named filters with their measures, and what is bound to what. */
export function listData(registry: typeof resources = resources) {
  return Object.fromEntries(
    registry.map((resource) => [
      resource.kind,
      { filters: resource.filters, edge: resource.edge ? { from: resource.edge.from, to: resource.edge.to } : null, relations: registry.flatMap((each) => relation(resource.kind, each)) },
    ]),
  )
}

/** Nothing takes it back, whatever it is done to. */
const isFinal = (actionClass: string, inverse: (typeof actions)[number]['inverse']): boolean => actionClass !== 'B' && 'irreversible' in inverse({ id: '-', organization: '-', image: {}, parameters: {}, at: '2000-01-01T00:00:00.000Z' })

/** What menus, forms and plans say about each action: its words and its fields as forms, nothing of how it is judged or sent. */
export const actionData = () =>
  actions.map(({ id, kind, target, class: actionClass, words, menu, fields, inverse }) => ({
    id,
    isFinal: isFinal(actionClass, inverse),
    kind,
    target,
    class: actionClass,
    words,
    menu,
    fields: Object.entries(fields).map(([name, { form }]) => ({ name, ...form })),
  }))

/** Live details without their routes: the page names a detail, the engine knows where it is. */
export const liveData = () => liveDetails.map(({ kind, name, title, group, columns, ofRow, where, premium }) => ({ kind, name, title, group, columns, ofRow, where, isPremium: premium !== undefined }))

/** What only lists and details need, by kind: in a chunk of its own, off the way to the first rows. */
export function columnData() {
  return Object.fromEntries(
    resources.map((resource) => [
      resource.kind,
      {
        titlePaths: resource.titlePaths,
        columns: gridColumnsOf(resource),
        // Choices are with the column already.
        filterFields: filterFieldsOf(resource).map(({ field, title, type, comparisons }) => ({ field, title, type, comparisons })),
        facetFields: facetFieldsOf(resource).map((field) => field.field),
        searchTitles: resource.columns.filter((column) => column.search === true).map((column) => column.title),
        secretFields: resource.wire.secretFields ?? [],
        order: resource.order ? [resource.order] : [],
        naturalKeys: resource.naturalKeys ?? null,
      },
    ]),
  )
}

function relation(kind: string, { kind: edge, edge: ends }: (typeof resources)[number]): { edge: string; target: string; end: 'from' | 'to' }[] {
  if (ends?.from === kind) return [{ edge, target: ends.to, end: 'to' }]
  return ends?.to === kind ? [{ edge, target: ends.from, end: 'from' }] : []
}

/**
 * What a query reads, as data: names, and `$x` for the value of the input's property `x`.
 * A declaration that does more than pick properties cannot be written down this way and fails the build.
 */
function readsOf(name: string, reads: (input: never) => readonly string[]): string[] {
  const input = new Proxy({}, { get: (_target, property) => `$${String(property)}` })
  const names = reads(input as never)
  if (!names.every((each) => typeof each === 'string' && /^(\*|\$?\w+)$/.test(each))) throw new Error(`${name}: \`reads\` may only name kinds or pick properties of the input`)
  return [...names]
}

interface OutputChunk {
  readonly fileName: string
  readonly isEntry?: boolean
  readonly code?: string
  readonly imports?: readonly string[]
  readonly moduleIds?: readonly string[]
}

export function pagePlugins() {
  return [
    {
      name: 'orgdeck-registry',
      resolveId: (id: string) => (Object.hasOwn(modules, id) ? `\0${id}` : undefined),
      load: (id: string) => (id.startsWith('\0virtual:registry') ? modules[id.slice(1)]?.() : undefined),
    },
    {
      name: 'orgdeck-icons',
      enforce: 'pre' as const,
      resolveId: (id: string, importer?: string) => (id.endsWith('/createLucideIcon.mjs') && importer?.includes('lucide-react') ? iconMaker : undefined),
    },
    {
      name: 'orgdeck-queries',
      enforce: 'pre' as const,
      resolveId: (id: string, importer?: string) => (/\/(infiniteQueryBehavior|mutation)\.js$/.test(id) && importer?.includes('query-core') ? unusedQueries : undefined),
    },
    {
      name: 'orgdeck-fonts',
      // Found by the first layout only, a font comes after it, and everything is laid out once more. Names of people need both.
      transformIndexHtml: {
        order: 'post' as const,
        handler: (_html: string, { bundle = {} }: { bundle?: Readonly<Record<string, { readonly fileName: string }>> }) =>
          Object.values(bundle)
            .filter(({ fileName }) => /inter-latin(-ext)?-wght-normal[^/]*\.woff2$/.test(fileName))
            .map(({ fileName }) => ({ tag: 'link', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `./${fileName}` }, injectTo: 'head-prepend' as const })),
      },
    },
    {
      name: 'orgdeck-page-rules',
      configEnvironment: (name: string) => (name === 'client' ? { build: { rolldownOptions: { treeshake: withoutSchemas } } } : undefined),
      // What is written is counted: names of preloaded chunks come in after the code is made.
      writeBundle(this: { environment: { name: string } }, _options: unknown, bundle: Readonly<Record<string, OutputChunk>>) {
        if (this.environment.name !== 'client') return
        checkBundle(bundle)
      },
    },
  ]
}

// Files of shared/ hold schemas beside the functions that a bundle needs; declared free of effects, the unused schemas fall away, from
// the page and the vault all of zod.
export const withoutSchemas = {
  moduleSideEffects: [
    { test: /[\\/]shared[\\/]/, sideEffects: false },
    { test: /[\\/]node_modules[\\/]zod[\\/]/, sideEffects: false },
  ],
  manualPureFunctions: ['z', 'branded', 'TreeSchema', 'createLucideIcon'],
}

/**
 * What is needed together is one file: each file is asked for through main, and two dozen small ones delay the first rows by more than
 * all their code does. The frame's later parts, the list with all it draws, and icons elsewhere; the rest is split by use.
 */
export const pageChunks = [
  { name: 'first', tags: ['$initial' as const], priority: 4 },
  { name: 'frame', test: /[\\/]renderer[\\/]shell[\\/](status-bar|settings-keeper|keyboard-layer|pane-tools|lists-note|named-icon|full-window)\.tsx?$/, priority: 3 },
  { name: 'list', test: /[\\/]renderer[\\/]features[\\/]list[\\/]list-page\.tsx$/, priority: 2 },
  { name: 'icons', test: /[\\/]lucide-react[\\/]/, priority: 1 },
]

function checkBundle(bundle: Readonly<Record<string, OutputChunk>>): void {
  const first = new Set<string>()
  const follow = (fileName: string): void => {
    if (first.has(fileName)) return
    first.add(fileName)
    for (const each of bundle[fileName]?.imports ?? []) follow(each)
  }
  for (const chunk of Object.values(bundle)) {
    if (chunk.moduleIds?.some((id) => /[\\/]node_modules[\\/]zod[\\/]/.test(id))) throw new Error(`${chunk.fileName} carries zod: the page imports schemas only as types`)
    if (chunk.isEntry) follow(chunk.fileName)
  }
  const bytes = [...first].reduce((sum, fileName) => sum + (bundle[fileName]?.code?.length ?? 0), 0)
  if (bytes > firstBytesMax) throw new Error(`the page starts with ${bytes} bytes of code; ${firstBytesMax} are allowed (${[...first].join(', ')})`)
}
