// Writes to everything that is a row and little more: groups, commands, policies, applications, access rules, alerts.

import { z } from 'zod'
import { instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { type Answer, badRequest, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import { detailed } from '../kind-details.ts'
import type { Call } from '../kind-routes.ts'
import type { Route } from '../routes.ts'
import { conflict, noBody, noContent, write } from './write.ts'

interface Writable {
  readonly kind: string
  readonly api: 'v1' | 'v2'
  readonly path: string
  /** What events call it. */
  readonly event: string
  readonly resource: string
  readonly answers: { readonly created?: number; readonly deleted: number }
}

const userGroup: Writable = { kind: 'userGroup', api: 'v2', path: '/usergroups', event: 'group', resource: 'user_group', answers: { created: 201, deleted: 200 } }
const deviceGroup: Writable = { kind: 'deviceGroup', api: 'v2', path: '/systemgroups', event: 'group', resource: 'system_group', answers: { created: 201, deleted: 200 } }
const command: Writable = { kind: 'command', api: 'v1', path: '/commands', event: 'command', resource: 'command', answers: { created: 200, deleted: 200 } }
const ipList: Writable = { kind: 'ipList', api: 'v2', path: '/iplists', event: 'iplist', resource: 'ip_list', answers: { created: 201, deleted: 200 } }
const policy: Writable = { kind: 'policy', api: 'v2', path: '/policies', event: 'policy', resource: 'policy', answers: { deleted: 204 } }
const application: Writable = { kind: 'application', api: 'v1', path: '/applications', event: 'application', resource: 'application', answers: { deleted: 200 } }

const eventOf = (organization: EstateOrganization, what: Writable, verb: 'create' | 'update' | 'delete', index: number) => ({
  type: `${what.event}_${verb}`,
  resource: { id: organization.tableOf(what.kind).idAt(index), type: what.resource, name: organization.nameOf(what.kind, index) },
})

const rowOf = ({ organization }: Call, { kind }: Writable, index: number): RawObject => detailed(organization, kind, index, organization.tableOf(kind).at(index))

/** Something of this kind with this name, other than itself. */
const isNamed = (organization: EstateOrganization, kind: string, name: string, own: number | null): boolean =>
  organization.tableOf(kind).indexes().some((index) => index !== own && organization.tableOf(kind).at(index).name === name)

const creating = <Body extends { readonly name: string }>(what: Writable, body: z.ZodType<Body>, fieldsOf: (body: Body) => RawObject): Route =>
  write({
    method: 'POST',
    api: what.api,
    path: what.path,
    kind: what.kind,
    body,
    handle: (call, sent) => {
      const { organization } = call
      if (isNamed(organization, what.kind, sent.name, null)) return conflict('Already Exists')
      const index = organization.insertObject(what.kind, fieldsOf(sent))
      organization.happened(eventOf(organization, what, 'create', index).type, eventOf(organization, what, 'create', index).resource)
      return { status: what.answers.created!, body: rowOf(call, what, index) }
    },
  })

const changing = <Body extends { readonly name?: string | undefined }>(method: 'PUT' | 'PATCH', what: Writable, body: z.ZodType<Body>, fieldsOf: (body: Body) => RawObject): Route =>
  write({
    method,
    api: what.api,
    path: `${what.path}/{id}`,
    kind: what.kind,
    body,
    handle: (call, sent) => {
      const { organization, parameters } = call
      const index = organization.tableOf(what.kind).indexOf(parameters.id!)
      if (index === null) return refusals.notFound
      if (sent.name !== undefined && isNamed(organization, what.kind, sent.name, index)) return conflict('Already Exists')
      organization.updateObject(what.kind, index, fieldsOf(sent), eventOf(organization, what, 'update', index))
      return { status: 200, body: rowOf(call, what, index) }
    },
  })

const deleting = (what: Writable): Route =>
  write({
    method: 'DELETE',
    api: what.api,
    path: `${what.path}/{id}`,
    kind: what.kind,
    body: noBody,
    handle: (call) => {
      const { organization, parameters } = call
      const index = organization.tableOf(what.kind).indexOf(parameters.id!)
      if (index === null) return refusals.notFound
      const row = rowOf(call, what, index)
      const { type, resource } = eventOf(organization, what, 'delete', index)
      organization.happened(type, resource)
      organization.deleteObject(what.kind, index)
      return what.answers.deleted === 204 ? noContent : { status: 200, body: row }
    },
  })

const group = z.looseObject({
  name: z.string().min(1),
  description: z.string().optional(),
  email: z.string().optional(),
  attributes: z.looseObject({}).nullish(),
  memberQuery: z.looseObject({}).nullish(),
  memberQueryExemptions: z.array(z.unknown()).optional(),
  memberSuggestionsNotify: z.boolean().optional(),
  membershipMethod: z.enum(['NOTSET', 'STATIC', 'DYNAMIC_REVIEW_REQUIRED', 'DYNAMIC_AUTOMATED']).optional(),
})
const groupFields = ({ name, ...more }: z.infer<typeof group>): RawObject => ({ name, description: '', email: '', attributes: null, memberQuery: null, memberQueryExemptions: [], memberSuggestionsNotify: false, membershipMethod: 'NOTSET', ...more })

/** Words that are not sent are emptied; what the documents do not say of the rest stays as it is. */
const sentGroupFields = (body: z.infer<typeof group>): RawObject => ({ description: '', email: '', ...body })

const text = z.string().optional()
const commandBody = z.looseObject({
  name: z.string().min(1),
  command: z.string(),
  commandType: z.enum(['linux', 'mac', 'windows']),
  user: text,
  shell: text,
  sudo: z.boolean().optional(),
  timeout: text,
  launchType: text,
  listensTo: text,
  schedule: text,
  scheduleRepeatType: text,
  trigger: text,
  template: text,
  description: text,
  timeToLiveSeconds: z.number().int().optional(),
  files: z.array(z.string()).optional(),
  systems: z.array(z.string()).optional(),
})
/** Whatever is not sent goes back to its default. */
const commandFields = (body: z.infer<typeof commandBody>): RawObject => ({
  aiGenerated: false,
  commandRunners: [],
  description: '',
  files: [],
  filesS3: [],
  launchType: 'manual',
  listensTo: '',
  schedule: '',
  scheduleRepeatType: '',
  shell: '',
  sudo: false,
  systems: [],
  template: '',
  templatingRequired: false,
  timeToLiveSeconds: 0,
  timeout: '120',
  trigger: '',
  user: '',
  ...body,
})

const ips = z.looseObject({ name: z.string(), description: text, ips: z.array(z.string().regex(/^[0-9A-Fa-f.:]+(\/\d{1,3}|-[0-9A-Fa-f.:]+)?$/)) })
const ipFields = ({ name, description = '', ips: addresses }: z.infer<typeof ips>): RawObject => ({ name, description, ips: addresses })

const accessPolicy: Writable = { kind: 'conditionalAccessPolicy', api: 'v2', path: '/authn/policies', event: 'authnpolicy', resource: 'authn_policy', answers: { deleted: 200 } }
const accessChange = z.object({ name: z.string().optional(), description: text, disabled: z.boolean().optional(), monitorOnly: z.boolean().optional(), effect: z.looseObject({}).optional(), targets: z.looseObject({}).optional(), conditions: z.looseObject({}).optional() })
const present = (body: RawObject): RawObject => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))

const statuses = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'AUTO_RESOLVED', 'DELETED', 'UNSPECIFIED'].map((name) => `ALERT_STATUS_${name}`)

const alertStatus = write({
  method: 'POST',
  api: 'v2',
  path: '/alerts/{id}/status',
  kind: 'alert',
  body: z.looseObject({ status: z.string(), remark: text }),
  handle: ({ organization, parameters }, { status, remark }): Answer => {
    const alerts = organization.tableOf('alert')
    const index = alerts.indexOf(parameters.id!)
    if (index === null) return refusals.notFound
    if (!statuses.includes(status) || status === 'ALERT_STATUS_UNSPECIFIED') return badRequest(`invalid status: ${status}`)
    const at = instantFromMs(organization.presentMs)
    organization.updateObject(
      'alert',
      index,
      { status, updatedAt: at, ...(remark === undefined ? {} : { remark }), resolvedAt: status === 'ALERT_STATUS_RESOLVED' ? at : undefined, acknowledgedAt: status === 'ALERT_STATUS_ACKNOWLEDGED' ? at : undefined },
      { type: 'alert_updated', resource: { id: parameters.id!, type: 'alert', name: alerts.at(index).title } },
    )
    return { status: 200, body: { alert: alerts.at(index) } }
  },
})

export const objectWrites: readonly Route[] = [
  creating(userGroup, group, groupFields),
  changing('PUT', userGroup, group, sentGroupFields),
  deleting(userGroup),
  creating(deviceGroup, group, groupFields),
  changing('PUT', deviceGroup, group, sentGroupFields),
  deleting(deviceGroup),
  creating(command, commandBody, commandFields),
  changing('PUT', command, commandBody, commandFields),
  deleting(command),
  creating(ipList, ips, ipFields),
  changing('PUT', ipList, ips, ipFields),
  deleting(ipList),
  deleting(policy),
  deleting(application),
  changing('PATCH', accessPolicy, accessChange, present),
  alertStatus,
]
