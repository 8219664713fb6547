// Device policies (v2 /policies). The service announces no total for this list, so it is read until a short page, twice.

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { policyActions } from './actions/policies-and-applications.ts'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const policy = defineResource({
  kind: 'policy',
  words: { one: 'policy', many: 'policies', title: 'Policies', section: 'deviceManagement', icon: 'scroll' },
  wire: { name: 'policy', graphType: 'policy', idField: 'id' },
  list: { api: 'v2', path: '/policies', envelope: 'array', total: 'none', sort: 'name' },
  one: { path: '/policies/{id}' },
  schema: z.looseObject({
    id: z.string(),
    name: z.string(),
    template: z.looseObject({ id: text, name: text, displayName: text, description: text, osMetaFamily: text, state: text }).nullish(),
  }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 260, diff: 'value' },
    { path: 'template.displayName', type: 'text', title: 'Template', filter: true, sort: true, search: true, shown: true, width: 240, diff: 'value' },
    {
      path: 'template.osMetaFamily',
      type: 'choice',
      title: 'For',
      filter: true,
      sort: true,
      shown: true,
      width: 120,
      diff: 'value',
      choices: [
        { value: 'windows', label: 'Windows' },
        { value: 'darwin', label: 'macOS' },
        { value: 'linux', label: 'Linux' },
        { value: 'ios', label: 'iOS' },
        { value: 'android', label: 'Android' },
        { value: 'universal', label: 'All systems' },
      ],
    },
    { path: 'template.description', type: 'text', title: 'What it does', width: 320, diff: 'ignore' },
    { path: 'template.id', type: 'id', title: 'Template ID', width: 210, diff: 'value' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 70, mode: 'fullPass' },
  actions: [...policyActions, ...bindingActionsOf('policy')],
  example: {},
})
