// The vendor's OpenAPI documents and recordings, which lie beside the checkout; they are not ours to keep in it.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

// A checkout that lies elsewhere names the folder.
export const documentsFolder = process.env.VENDOR_DOCUMENTS ?? fileURLToPath(new URL('../../../../shared/jumpcloud-api', import.meta.url))

export const arePresent = (['v1', 'v2', 'insights'] as const).every((name) => existsSync(`${documentsFolder}/${name}.yaml`))

if (!arePresent) process.stderr.write('\n!!! NOT CHECKED: the vendor’s documents are not at ../shared/jumpcloud-api or in VENDOR_DOCUMENTS, so nothing is compared with them.\n\n')

interface Parameter {
  readonly in: string
  readonly name: string
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[]
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: unknown }>> }>>
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>>; readonly schemas: Readonly<Record<string, Schema>> }
}

export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly $ref?: string
  readonly enum?: readonly unknown[]
  readonly allOf?: readonly Schema[]
}

const loaded = new Map<string, OpenApi>()

/** v1 and v2 of the console, and Directory Insights. */
export type Surface = 'v1' | 'v2' | 'insights'

export function openApi(api: Surface): OpenApi {
  const known = loaded.get(api) ?? (parse(readFileSync(`${documentsFolder}/${api}.yaml`, 'utf8')) as OpenApi)
  loaded.set(api, known)
  return known
}

/** Operations of a document, so that one can tell how many are served. */
export function operationIds(api: Surface): string[] {
  return Object.values(openApi(api).paths).flatMap((item) => Object.values(item).flatMap((operation) => (typeof operation === 'object' && operation !== null && 'operationId' in operation ? [String(operation.operationId)] : [])))
}

/** The schema that an operation promises for status 200. */
export const answerSchema = ({ operation }: FoundOperation): Schema | undefined => operation.responses['200']?.content?.['application/json']?.schema as Schema | undefined

/** The place in a schema that a dotted path leads to, through references, lists and parts. */
export function schemaAt(document: OpenApi, schema: Schema | undefined, path: readonly string[]): Schema | undefined {
  if (schema === undefined) return undefined
  if (schema.$ref !== undefined) return schemaAt(document, document.components.schemas[schema.$ref.split('/').at(-1)!], path)
  const [head, ...rest] = path
  if (head === undefined) return schema
  for (const part of schema.allOf ?? []) {
    const found = schemaAt(document, part, path)
    if (found) return found
  }
  return head === '*' ? schemaAt(document, schema.items, rest) : schemaAt(document, schema.properties?.[head], rest)
}

export const exampleNames = (): string[] => readdirSync(`${documentsFolder}/examples`).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).sort()

export const example = (name: string): unknown => JSON.parse(readFileSync(`${documentsFolder}/examples/${name}.json`, 'utf8')) as unknown

export interface FoundOperation {
  readonly path: string
  readonly operation: Operation
  /** Names of query parameters and, with `header:` in front, of headers. */
  readonly parameters: ReadonlySet<string>
}

/** The documented operation of one of our paths; parameters may be named differently. */
export function operationOf(api: Surface, method: string, path: string): FoundOperation | null {
  const document = openApi(api)
  const shape = (text: string) => text.replaceAll(/\{[^}]+\}/g, '{}')
  const found = Object.keys(document.paths).find((candidate) => shape(candidate) === shape(path))
  const item = found === undefined ? undefined : document.paths[found]
  const operation = item?.[method.toLowerCase()] as Operation | undefined
  if (found === undefined || !operation) return null
  const shared = (item?.parameters ?? []) as readonly (Parameter | { $ref: string })[]
  const parameters = [...shared, ...(operation.parameters ?? [])].map((entry) => ('$ref' in entry ? document.components.parameters[entry.$ref.split('/').at(-1)!]! : entry))
  return { path: found, operation, parameters: new Set(parameters.filter((entry) => entry.in !== 'path').map((entry) => (entry.in === 'header' ? `header:${entry.name}` : entry.name))) }
}
