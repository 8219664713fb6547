// The organization's own record (v1 /organizations): one row per organization, kept like any other kind.

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const organization = defineResource({
  kind: 'organization',
  words: { one: 'organization', many: 'organizations', title: 'Organization', section: 'account', icon: 'building' },
  wire: { name: 'organization', idField: '_id' },
  list: { api: 'v1', path: '/organizations', envelope: 'results', total: 'body', sort: '_id', organizationHeader: 'refused' },
  one: { path: '/organizations/{id}' },
  schema: z.looseObject({ _id: z.string(), displayName: text, logoUrl: text, created: text }),
  titlePaths: ['displayName'],
  columns: [
    { path: 'displayName', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value' },
    { path: 'created', type: 'instant', title: 'Created', sort: true, shown: true, width: 130, diff: 'value' },
    { path: 'logoUrl', type: 'text', title: 'Logo', width: 200, diff: 'value' },
    { path: '_id', type: 'id', title: 'ID', search: true, shown: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 10, mode: 'fullPass' },
  isHidden: true,
  example: {},
})
