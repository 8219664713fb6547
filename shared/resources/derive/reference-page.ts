// Registry → the human reference: one Markdown page that says what each kind holds and where it comes from.

import { isCaseColumn, isEdgeCountColumn, type Column, type ResourceDescription } from '../define.ts'
import { filterFieldsOf } from './filter-fields.ts'

export function referencePage(resources: readonly ResourceDescription[]): string {
  return ['# Reference of kinds', '', ...resources.flatMap(section)].join('\n')
}

function section(resource: ResourceDescription): string[] {
  const filters = new Set(filterFieldsOf(resource).map((field) => field.field))
  return [
    `## ${resource.words.title} (\`${resource.kind}\`)`,
    '',
    `Read from ${resource.list.api} \`${resource.list.path}\`${resource.list.sort ? `, sorted by \`${resource.list.sort}\`` : ''}.`,
    '',
    '| Column | Source | Type | Sort | Filter | Search | Compared |',
    '|---|---|---|---|---|---|---|',
    ...resource.columns.map(
      (column) =>
        `| ${column.title} | ${source(column)} | ${column.type} | ${mark(column.sort)} | ${mark(filters.has(column.path))} | ${mark(column.search)} | ${column.diff} |`,
    ),
    '',
    ...(resource.actions ?? []).map((action) => `- Action: ${action.words.menu.replace('…', '')} (\`${action.id}\`, class ${action.class}): ${action.requests.map(({ api, method, path }) => `${api} \`${method} ${path}\``).join(' or ')}`),
    ...resource.filters.map((filter) => `- Named filter: ${filter.title}${filter.measure ? ' (counted)' : ''}`),
    '',
  ]
}

const mark = (value: boolean | undefined): string => (value ? 'yes' : '–')

function source(column: Column): string {
  if (isCaseColumn(column)) return 'worked out'
  if (isEdgeCountColumn(column)) return `count of ${column.countOf}`
  return `\`${column.path}\``
}
