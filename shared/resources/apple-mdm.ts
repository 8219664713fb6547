// Apple MDM enrolments with the expiry of their certificates (v2 /applemdms). Reading one by id always answers 404, so the list is all there is.

import { z } from 'zod'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const appleMdm = defineResource({
  kind: 'appleMdm',
  words: { one: 'Apple MDM', many: 'Apple MDMs', title: 'Apple MDM', section: 'deviceManagement', icon: 'apple' },
  wire: { name: 'applemdm', idField: 'id' },
  list: { api: 'v2', path: '/applemdms', envelope: 'array', total: 'header', sort: null },
  schema: z.looseObject({
    id: z.string(),
    name: text,
    apnsCertExpiry: text,
    depAccessTokenExpiry: text,
    depServerTokenState: text,
    appleCertCreatorAppleID: text,
    appleCertSerialNumber: text,
  }),
  titlePaths: ['name', 'appleCertCreatorAppleID'],
  naturalKeys: ['name'],
  columns: [
    // Hardly anybody names it: an organization has one.
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 220, diff: 'value', whenEmpty: [{ when: [], value: 'Apple MDM' }] },
    { path: 'apnsCertExpiry', type: 'instant', title: 'Push certificate expires', filter: true, sort: true, shown: true, width: 170, diff: 'value' },
    { path: 'depAccessTokenExpiry', type: 'instant', title: 'Enrolment token expires', filter: true, sort: true, shown: true, width: 170, diff: 'value' },
    {
      path: 'depServerTokenState',
      type: 'choice',
      title: 'Enrolment token',
      filter: true,
      shown: true,
      width: 140,
      diff: 'value',
      choices: [
        { value: 'valid', label: 'Valid', tone: 'ok', glyph: 'pass' },
        { value: 'expired', label: 'Expired', tone: 'bad', glyph: 'fail' },
        { value: 'missing', label: 'Missing', tone: 'neutral', glyph: 'none' },
        { value: 'unknown', label: 'Unknown', tone: 'neutral', glyph: 'none' },
      ],
    },
    { path: 'appleCertCreatorAppleID', type: 'text', title: 'Apple ID', shown: true, width: 220, diff: 'value' },
    { path: 'appleCertSerialNumber', type: 'text', title: 'Certificate serial', width: 180, diff: 'value' },
    { path: 'id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 88, mode: 'fullPass' },
  example: {},
})
